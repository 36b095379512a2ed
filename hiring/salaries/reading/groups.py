"""What many rows share: job, year, rate, and the pay beyond which one of them is doubted."""

from dataclasses import dataclass

import numpy as np

from ..benchmarks import Benchmark
from ..columns import Mapping
from ..currencies import currency_fault
from ..plausibility import far_bounds
from .faults import LEFT_OUT, UNREAD, Faults
from .jobs import Jobs
from .limits import Remembered

YEARS = 10_000
LEAST_USD, MOST_USD = 500, 10_000_000  # where there is no estimate to hold pay against
LONGEST_TITLE = 120


@dataclass(frozen=True)
class Group:
    """`a_year` is how many of the period are paid in a year, `far` the yearly dollars beyond which a row is doubted."""

    title: str
    role: str
    level: str
    country: str
    currency: str
    period: str
    a_year: float
    year: int
    rate: float
    rate_year: int
    far: tuple[float, float]


class Groups:
    """Rows name their group by its place in `found`."""

    def __init__(self, mapping: Mapping, benchmark: Benchmark, jobs: Jobs, faults: Faults):
        self._mapping, self._benchmark, self._jobs, self._faults = mapping, benchmark, jobs, faults
        self.found: list[Group] = []
        self._places: dict[Group, int] = {}
        self._read = Remembered(self._place)

    def of(self, job: np.ndarray, year: np.ndarray) -> np.ndarray:
        """The group of each row by its job and year; below zero where there is none."""
        code = np.where((job < 0) | (year < 0), UNREAD, job * YEARS + year)
        return np.fromiter(map(self._read.__getitem__, code.tolist()), np.int64, len(code))

    def far(self) -> tuple[np.ndarray, np.ndarray]:
        low, high = zip(*(group.far for group in self.found), strict=True)
        return np.array(low), np.array(high)

    def per_dollar(self) -> np.ndarray:
        """How much pay of the stated period and currency is one dollar a year."""
        return np.array([group.rate / group.a_year for group in self.found])

    def _place(self, code):
        if code == UNREAD:
            return UNREAD
        at, year = divmod(code, YEARS)
        job, reading = self._jobs.found[at], self._jobs.reading(at)
        if fault := currency_fault(job.currency, year):
            return self._faults.new("currency", fault)
        rate = self._benchmark.rates.exchange(job.currency, year)
        if rate is None:
            return self._faults.new(
                "currency", f"We have no exchange rate for {job.currency} up to {year}. Convert the pay and write USD or EUR."
            )
        if not reading.role:
            return LEFT_OUT
        estimate = self._benchmark.estimate(reading.role, reading.level, job.country, year)
        far = far_bounds(estimate) if estimate.usd else (LEAST_USD, MOST_USD)
        group = Group(
            job.title[:LONGEST_TITLE], reading.role, reading.level, job.country, job.currency, job.period, self._mapping.a_year(job.period), year,
            rate.per_usd, rate.year, far,
        )  # fmt: skip
        if group not in self._places:
            self._places[group] = len(self.found)
            self.found.append(group)
        return self._places[group]
