"""Reading the file of advertised pay: one row is one range as an employer published it."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from .rates import Place, Rates

ROLE_NAMES = {"DS": "Data scientist", "MLE": "ML engineer", "DE": "Data engineer", "PM": "Product manager"}
ROLES = tuple(ROLE_NAMES)
LEVELS = ("entry", "mid", "senior", "lead")
LEVEL_SPELLINGS = {**{level: level for level in LEVELS}, "lead_exec": "lead"}
COLUMNS = ("year", "role", "level", "country", "currency", "salary_low", "salary_high", "salary_mid_usd", "kind", "n_ads", "trust")
RATE_TOLERANCE = 0.005


class RowError(ValueError):
    """A row that cannot be read; the message names the row, the column and what to do."""


@dataclass(frozen=True, slots=True)
class Observation:
    """Gross pay a year; `local` is the middle of the range in `currency`, `usd` the same at the year's rate.

    `trusted` is False for pay in US dollars in a country with another currency and for implausible pay:
    such rows are counted and kept out of every figure.
    """

    role: str
    level: str
    country: str
    year: int
    currency: str
    low: float
    high: float
    usd: float
    single: bool
    adverts: int
    trusted: bool

    @property
    def local(self):
        return (self.low + self.high) / 2

    @property
    def range_id(self):
        """Equal for rows that state the same range of the same role and country: they may be one employer's."""
        return (self.role, self.country, self.currency, self.low, self.high)


def read_observations(path: Path | str, places: Mapping[str, Place], rates: Rates) -> Iterator[Observation]:
    """Every row of the file, in order. Raises RowError at the first row that cannot be read."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        try:
            missing = [name for name in COLUMNS if name not in (rows.fieldnames or [])]
            if missing:
                raise RowError(f"{path}: no column {', '.join(missing)}. Expected: {', '.join(COLUMNS)}.")
            for row in rows:
                yield _observation(row, f"{path}, line {rows.line_num}", places, rates)
        except UnicodeDecodeError as fault:
            raise RowError(f"{path} is not in UTF-8. Save it as “CSV UTF-8”.") from fault
        except csv.Error as fault:
            raise RowError(f"{path}, near line {rows.line_num}, cannot be read as CSV: {fault}.") from fault


def _observation(row, where, places, rates):
    level = LEVEL_SPELLINGS.get(row["level"])
    if row["role"] not in ROLES:
        raise RowError(f"{where}, column role: {row['role']!r} is not one of {', '.join(ROLES)}.")
    if level is None:
        raise RowError(f"{where}, column level: {row['level']!r} is not one of {', '.join(LEVEL_SPELLINGS)}.")
    if row["country"] not in places:
        raise RowError(
            f"{where}, column country: {row['country']!r} is not in the table of countries. Write its ISO 3166-1 code, such as GB."
        )
    numbers = {name: _positive(row, name, where) for name in ("year", "salary_low", "salary_high", "salary_mid_usd", "n_ads")}
    observation = Observation(
        role=row["role"], level=level, country=row["country"], year=int(numbers["year"]), currency=row["currency"],
        low=numbers["salary_low"], high=numbers["salary_high"], usd=numbers["salary_mid_usd"],
        single=row["kind"] == "single", adverts=int(numbers["n_ads"]), trusted=row["trust"] == "A",
    )  # fmt: skip
    _check_conversion(observation, where, rates)
    return observation


def _positive(row, name, where):
    try:
        value = float(row[name])
    except (TypeError, ValueError):
        raise RowError(f"{where}, column {name}: {row[name]!r} is not a number.") from None
    if not 0 < value < float("inf"):
        raise RowError(f"{where}, column {name}: {row[name]!r} is not above zero.")
    return value


def _check_conversion(observation, where, rates):
    """The file's dollars must be its local pay at our rate of that year, where we have one."""
    rate = rates.exchange(observation.currency, observation.year)
    if rate is None or rate.year != observation.year:
        return
    own = observation.local / rate.per_usd
    if abs(own / observation.usd - 1) > RATE_TOLERANCE:
        raise RowError(
            f"{where}, column salary_mid_usd: {observation.usd:,.0f} is not {observation.local:,.0f} {observation.currency} "
            f"at {rate.text}, which gives {own:,.0f}."
        )
