"""What a role pays in a place, by stated rules: the cell's own quantiles, the model's, or the region's.

From 30 ranges the cell's own quantiles stand. Under 30 the model answers; from 10 the cell's own median is shown beside it.
A country without one trusted range gets its region's level, and the answer says so. Two uncertainties stay apart: the band
p10 to p90 is how far adverts differ from each other, the interval of the median is how well the middle is known.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from .cells import POOLED_YEARS, Cell
from .confidence import HIGH_N, MEDIUM_N, Confidence, confidence
from .estimation import HOME, PayModel
from .observations import LEVEL_SPELLINGS, ROLES
from .rates import Place, Rate, Rates, price_levels

Z80, Z90 = 1.2816, 1.6449
MEDIAN_OF_MEAN = math.sqrt(math.pi / 2)  # standard error of a median over that of a mean, for normal logs
EMPIRICAL, MODEL, REGION = "empirical", "model", "region"
Band = tuple[float, float, float, float, float]


@dataclass(frozen=True)
class Spread:
    """Standardised quantiles of single ranges around the model's centre, from cases the fit had not seen."""

    home: Band
    elsewhere: Band


@dataclass(frozen=True)
class Estimate:
    """Pay a year, gross, base. All five quantiles are None when `reason` says why nothing can be said.

    `n` counts the ranges of the cell itself, `n_country` and `n_region` those of all roles and levels behind it.
    """

    role: str
    level: str
    country: str
    years: tuple[int, int]
    method: str = ""
    usd: Band | None = None
    median80: tuple[float, float] | None = None
    median90: tuple[float, float] | None = None
    own_median: float | None = None
    own_weight: float | None = None
    n: int = 0
    n_country: int = 0
    n_region: int = 0
    currency: str = ""
    local: Band | None = None
    rate: Rate | None = None
    note: str = ""
    reason: str = ""

    @property
    def label(self):
        if self.method == EMPIRICAL:
            return f"the {self.n:,} ranges themselves"
        if self.method == MODEL:
            return f"estimated from {self.n:,} ranges of this role and level, {self.n_country:,} in the country, {self.n_region:,} in the region"
        if self.method == REGION:
            return f"the region's level, estimated from {self.n_region:,} ranges there; none in the country"
        return self.reason

    @property
    def confidence(self) -> Confidence:
        if self.usd is None:
            return Confidence("insufficient", self.reason)
        return confidence(self.n, (self.median90[0], self.usd[2], self.median90[1]))


class Benchmark:
    """All cells of the adverts with the model fitted to them. Holds no other source."""

    def __init__(self, cells: Iterable[Cell], places: Mapping[str, Place], rates: Rates, spread: Spread):
        cells = list(cells)
        self.places, self.rates, self._spread = places, rates, spread
        self._cells = {cell.key: cell for cell in cells}
        yearly = [cell for cell in cells if cell.geo_type == "country" and cell.is_one_year and cell.n]
        self._n_country: dict[str, int] = {}
        self._n_region: dict[str, int] = {}
        for cell in yearly:
            region = places[cell.geo].region
            self._n_country[cell.geo] = self._n_country.get(cell.geo, 0) + cell.n
            self._n_region[region] = self._n_region.get(region, 0) + cell.n
        self._model = PayModel(yearly, places, price_levels(places.values(), rates))
        self.years = (min(cell.year_from for cell in yearly), max(cell.year_to for cell in yearly))
        self._answers: dict[tuple, Estimate] = {}

    def estimate(self, role: str, level: str, country: str, year: int | None = None) -> Estimate:
        """For one year, or for 2024 and 2025 together. Never raises for a case: the answer carries its reason."""
        key = (role, level, country, year)
        if key not in self._answers:
            self._answers[key] = self._estimate(*key)
        return self._answers[key]

    def _estimate(self, role, level, country, year):
        blank = Estimate(role, level, country, (year, year) if year else POOLED_YEARS)
        reason = self._refusal(role, level, country)
        if reason:
            return replace(blank, reason=reason)
        level = LEVEL_SPELLINGS[level]
        years, note = self._years_used(year)
        place = self.places[country]
        answer = replace(
            blank, years=years, note=note, currency=place.currency, n=self._n(role, level, country, years),
            n_country=self._n_country.get(country, 0), n_region=self._n_region.get(place.region, 0),
        )  # fmt: skip
        cell = self._cells.get((role, level, "country", country, *years))
        if cell and cell.n >= HIGH_N:
            return self._in_local_pay(self._from_cell(answer, cell), cell)
        return self._in_local_pay(self._from_model(answer, cell, level), None)

    def _refusal(self, role, level, country):
        if role not in ROLES:
            return f"Role {role!r} is not one of {', '.join(ROLES)}."
        if level not in LEVEL_SPELLINGS:
            return f"Level {level!r} is not one of {', '.join(LEVEL_SPELLINGS)}."
        place = self.places.get(country)
        if place is None:
            return f"Country {country!r} is not an ISO 3166-1 code with a region in the table of countries."
        if not self._n_region.get(place.region):
            return f"{place.name}: no trusted range in its region ({place.region or 'none'}), so nothing to estimate from."
        return ""

    def _years_used(self, year):
        if year is None:
            return POOLED_YEARS, ""
        used = min(max(year, self.years[0]), self.years[1])
        note = "" if used == year else f"No figures for {year}: those of {used}, not aged."
        return (used, used), note

    def _n(self, role, level, country, years):
        cell = self._cells.get((role, level, "country", country, *years))
        return cell.n if cell else 0

    def _from_cell(self, answer, cell):
        error = MEDIAN_OF_MEAN * cell.sd_log / math.sqrt(cell.n)
        median = math.log(cell.usd[2])
        return replace(
            answer, method=EMPIRICAL, usd=cell.usd, own_median=cell.usd[2], own_weight=1.0,
            median80=_around(median, Z80 * error), median90=_around(median, Z90 * error),
        )  # fmt: skip

    def _from_model(self, answer, cell, level):
        predicted = self._model.predict((answer.role, level, answer.country, answer.years[1]))
        shape = self._spread.home if answer.country == HOME else self._spread.elsewhere
        width = math.sqrt(predicted.centre_variance + predicted.residual_variance)
        band = tuple(math.exp(predicted.centre + width * z) for z in shape)
        error = math.sqrt(predicted.centre_variance)
        return replace(
            answer,
            method=MODEL if answer.n_country else REGION,
            usd=band,
            own_median=cell.usd[2] if cell and cell.n >= MEDIUM_N else None,
            own_weight=_own_weight(answer.n, predicted),
            median80=_around(math.log(band[2]), Z80 * error),
            median90=_around(math.log(band[2]), Z90 * error),
        )

    def _in_local_pay(self, answer, cell):
        """A cell's own local quantiles as published; else dollars at the newest rate up to that year."""
        rate = self.rates.exchange(answer.currency, answer.years[1])
        if rate is None:
            note = f"No exchange rate for {answer.currency}, so no local pay."
            return replace(answer, note=f"{answer.note} {note}".strip())
        if cell and all(value is not None and math.isfinite(value) for value in cell.local):
            return replace(answer, local=cell.local, rate=rate)
        note = "" if rate.year == answer.years[1] else f"{answer.currency} at the rate of {rate.year}, the newest there is."
        local = tuple(value * rate.per_usd for value in answer.usd)
        return replace(answer, local=local, rate=rate, note=f"{answer.note} {note}".strip())


def _around(log, half_width):
    return math.exp(log - half_width), math.exp(log + half_width)


def _own_weight(n, predicted):
    """About how much of the estimate is the cell's own: its precision over its precision and the centre's."""
    if not n:
        return 0.0
    return min(1.0, predicted.centre_variance * n / predicted.residual_variance)


ROUNDING = "rounded to 1,000, from a million up to three digits"


def rounded(value: float | None) -> int | None:
    """To the nearest 1,000, or to three digits from a million up: pay differs by 30% between equals, so finer is false.

    >>> rounded(130_379), rounded(53_058_312), rounded(None)
    (130000, 53100000, None)
    """
    if value is None:
        return None
    if abs(value) < 1_000_000:
        return round(value / 1000) * 1000
    step = 10 ** (int(math.log10(abs(value))) - 2)
    return round(value / step) * step
