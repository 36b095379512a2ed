"""Rows whose pay lies far from its model, rows of one kind together."""

import math
from dataclasses import dataclass

import numpy as np

from ..benchmarks import Benchmark
from ..plausibility import WIDE_RANGE, Doubt, doubts, range_doubt
from .groups import LEAST_USD, MOST_USD, Group

NONE = -1


@dataclass
class FoundDoubt:
    """`factor` turns the dollars as written into those of the likeliest reading."""

    group: int
    doubt: Doubt
    factor: float | None
    first_row: int
    rows: int = 0


class Doubted:
    """Rows name their doubt by its place in `found`."""

    def __init__(self, benchmark: Benchmark, groups: list[Group]):
        self._benchmark, self._groups = benchmark, groups
        self.found: list[FoundDoubt] = []
        self._places: dict[tuple, int] = {}
        self._alike: dict[tuple, int] = {}

    def of(self, far: tuple[np.ndarray, np.ndarray], group, row, low, high, usd) -> np.ndarray:
        """The doubt about each row, -1 where there is none. `far` are the bounds of the groups."""
        doubt = np.full(len(group), NONE)
        wide = ~np.isnan(high) & (high > WIDE_RANGE * low)
        for at in np.flatnonzero((usd < far[0][group]) | (usd > far[1][group]) | wide).tolist():
            doubt[at] = self._place(int(group[at]), int(row[at]), float(low[at]), float(high[at]), float(usd[at]))
        return doubt

    def _place(self, group, row, low, high, usd):
        """Rows of a group within 1% of each other are doubted alike."""
        alike = (group, round(100 * math.log(usd)), high > WIDE_RANGE * low)
        if alike not in self._alike:
            self._alike[alike] = self._new(group, row, low, high, usd)
        place = self._alike[alike]
        if place != NONE:
            self.found[place].rows += 1
        return place

    def _new(self, group, row, low, high, usd):
        doubt = self._doubt(self._groups[group], low, high, usd)
        if doubt is None:
            return NONE
        key = (group, doubt.kind, doubt.reading, usd < self._groups[group].far[0])
        if key not in self._places:
            self._places[key] = len(self.found)
            self.found.append(FoundDoubt(group, doubt, doubt.reading_usd / usd if doubt.reading_usd else None, row))
        return self._places[key]

    def _doubt(self, group, low, high, usd) -> Doubt | None:
        estimate = self._benchmark.estimate(group.role, group.level, group.country, group.year)
        if estimate.usd and (found := doubts(usd * group.rate, group.currency, estimate, self._benchmark.rates, stated_usd=usd)):
            return found[0]
        if not math.isnan(high) and (wide := range_doubt(low, high)):
            return wide
        return None if LEAST_USD <= usd <= MOST_USD else _absurd(usd)


def _absurd(usd):
    return Doubt("outside", "warn", f"Outside all pay: {usd:,.0f} USD a year, and there is no estimate for the place to hold it against.")
