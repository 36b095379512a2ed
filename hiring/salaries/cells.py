"""From observations to figures: count, mean and spread of log pay, and the quantiles that n carries."""

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from .confidence import LOW_N, MEDIAN_N, MEDIUM_N
from .observations import Observation
from .rates import Place, Rates

QUANTILES = (0.10, 0.25, 0.50, 0.75, 0.90)
QUANTILE_NAMES = ("p10", "p25", "p50", "p75", "p90")
POOLED_YEARS = (2024, 2025)
REACH = 0.6  # a factor of 1.8
Five = tuple[float | None, float | None, float | None, float | None, float | None]
NONE: Five = (None, None, None, None, None)


@dataclass(frozen=True, slots=True)
class Cell:
    """What adverts say about one role and level in one place and period.

    `n` counts distinct ranges, `adverts` the adverts behind them, `singles` those that gave one figure, `unverified`
    the ranges kept out. `mean_log` and `sd_log` (divisor n) are of the log of yearly pay in US dollars; `fit_mean` and
    `fit_sd` are the same with far-out ranges pulled in, and with n all that the estimate needs. Quantiles are of range midpoints, linear between order statistics, to the whole unit.
    """

    role: str
    level: str
    geo_type: str  # country or region
    geo: str
    year_from: int
    year_to: int
    n: int
    adverts: int
    singles: int
    unverified: int
    mean_log: float | None
    sd_log: float | None
    fit_mean: float | None
    fit_sd: float | None
    usd: Five
    currency: str
    local: Five

    @property
    def key(self):
        return (self.role, self.level, self.geo_type, self.geo, self.year_from, self.year_to)

    @property
    def is_one_year(self):
        return self.year_from == self.year_to


def allowed(n: int) -> tuple[bool, ...]:
    """Which of p10, p25, p50, p75 and p90 `n` carries: all from 10, the middle half from 5, the median from 3."""
    tails, half, median = n >= MEDIUM_N, n >= LOW_N, n >= MEDIAN_N
    return (tails, half, median, half, tails)


def quantiles(values: Iterable[float]) -> Five:
    """Linear between order statistics, to the whole unit of money; None where `n` does not carry one."""
    values = list(values)
    show = allowed(len(values))
    if not any(show):
        return NONE
    return tuple(float(round(q)) if shown else None for q, shown in zip(np.quantile(values, QUANTILES), show, strict=True))


def cells(observations: Iterable[Observation], places: dict[str, Place], rates: Rates) -> list[Cell]:
    """Every cell the observations touch: each country and year, and 2024 and 2025 together by country and by region."""
    observations = list(observations)
    reach = _Reach(observations, places)
    groups = defaultdict(list)
    for seen in observations:
        groups[seen.role, seen.level, "country", seen.country, seen.year, seen.year].append(seen)
        if seen.year in POOLED_YEARS:
            groups[seen.role, seen.level, "country", seen.country, *POOLED_YEARS].append(seen)
            groups[seen.role, seen.level, "region", places[seen.country].region, *POOLED_YEARS].append(seen)
    return [_cell(key, groups[key], reach, places, rates) for key in sorted(groups)]


class _Reach:
    """How far a range may pull its cell: to `REACH` on log pay from the median of its level and country.

    One range at fifteen times its neighbours, or a yearly label on a month's pay, must not move a small country.
    """

    def __init__(self, observations, places):
        self._places = places
        logs = defaultdict(list)
        for seen in observations:
            if seen.trusted:
                for group in self._groups(seen):
                    logs[group].append(math.log(seen.usd))
        self._medians = {
            group: float(np.median(values)) for group, values in logs.items() if len(values) >= LOW_N or group[1] not in places
        }

    def _groups(self, seen):
        return (seen.level, seen.country), (seen.level, self._places[seen.country].region)

    def log(self, seen):
        middle = next(self._medians[group] for group in self._groups(seen) if group in self._medians)
        return min(max(math.log(seen.usd), middle - REACH), middle + REACH)


def _cell(key, group, reach, places, rates):
    role, level, geo_type, geo, year_from, year_to = key
    trusted = [seen for seen in group if seen.trusted]
    logs, pulled = [math.log(seen.usd) for seen in trusted], [reach.log(seen) for seen in trusted]
    currency = places[geo].currency if geo_type == "country" else ""
    return Cell(
        role=role, level=level, geo_type=geo_type, geo=geo, year_from=year_from, year_to=year_to,
        n=len(trusted),
        adverts=sum(seen.adverts for seen in trusted),
        singles=sum(seen.single for seen in trusted),
        unverified=len(group) - len(trusted),
        mean_log=_rounded(np.mean, logs), sd_log=_rounded(np.std, logs), fit_mean=_rounded(np.mean, pulled), fit_sd=_rounded(np.std, pulled),
        usd=quantiles(seen.usd for seen in trusted),
        currency=currency,
        local=_local_quantiles(trusted, currency, rates),
    )  # fmt: skip


def _rounded(statistic, logs):
    return round(float(statistic(logs)), 6) if logs else None


def _local_quantiles(trusted, currency, rates):
    """Pay as published when it was in the country's currency, else the dollars at that year's rate."""
    converted = {seen: rates.exchange(currency, seen.year) for seen in trusted if seen.currency != currency} if currency else {}
    if not currency or None in converted.values():
        return NONE
    return quantiles(seen.usd * converted[seen].per_usd if seen in converted else seen.local for seen in trusted)
