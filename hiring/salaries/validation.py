"""How well the estimate does on ranges it has not seen, beside two simpler ways. Read by the build and by the bench.

Folds keep equal ranges of one role and country together, so that no range is on both sides.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from .benchmarks import Spread
from .cells import QUANTILES, cells
from .confidence import HIGH_N
from .estimation import HOME, PayModel
from .observations import Observation
from .rates import Place, Rates, price_levels

FOLDS = 5
RAW_MINIMUM_N = 5
Bands = np.ndarray  # cases x five, log pay


@dataclass(frozen=True)
class Score:
    cases: int
    pinball: float
    cover80: float
    cover50: float
    median_error: float  # median absolute error of the median, as a share


def score(logs: np.ndarray, bands: Bands) -> Score:
    """Pinball loss is the mean over p10 to p90 on log pay."""
    miss = logs[:, None] - bands
    loss = np.maximum(np.array(QUANTILES) * miss, (np.array(QUANTILES) - 1) * miss)
    return Score(
        cases=len(logs), pinball=float(loss.mean()),
        cover80=float(((logs >= bands[:, 0]) & (logs <= bands[:, 4])).mean()),
        cover50=float(((logs >= bands[:, 1]) & (logs <= bands[:, 3])).mean()),
        median_error=float(np.median(np.abs(np.expm1(bands[:, 2] - logs)))),
    )  # fmt: skip


def folds(observations: Sequence[Observation], seed: int) -> np.ndarray:
    ranges = sorted({seen.range_id for seen in observations})
    fold_of = dict(zip(ranges, np.random.default_rng(seed).integers(0, FOLDS, len(ranges)).tolist(), strict=True))
    return np.array([fold_of[seen.range_id] for seen in observations])


@dataclass(frozen=True)
class Unseen:
    """Predictions for ranges the fit had not seen: centre and width on log pay, and the cell's own quantiles from 30."""

    logs: np.ndarray
    centre: np.ndarray
    width: np.ndarray
    home: np.ndarray
    own: Bands
    fold: np.ndarray

    @property
    def standardised(self):
        return (self.logs - self.centre) / self.width

    def spread(self, chosen=slice(None)) -> Spread:
        z, home = self.standardised[chosen], self.home[chosen]
        return Spread(*(tuple(np.quantile(z[group], QUANTILES).tolist()) for group in (home, ~home)))

    def bands(self) -> Bands:
        """With the spread of the other folds, and the cell's own quantiles where it has 30 ranges."""
        bands = np.empty((len(self.logs), len(QUANTILES)))
        for fold in range(FOLDS):
            here, spread = self.fold == fold, self.spread(self.fold != fold)
            shape = np.where(self.home[here, None], spread.home, spread.elsewhere)
            bands[here] = self.centre[here, None] + self.width[here, None] * shape
        return np.where(np.isnan(self.own), bands, self.own)


def unseen(observations: Sequence[Observation], places: Mapping[str, Place], rates: Rates, seed: int) -> Unseen:
    """Five fits, each asked about the fifth it did not see. Takes trusted observations."""
    fold = folds(observations, seed)
    levels = price_levels(places.values(), rates)
    centre, width = np.empty(len(observations)), np.empty(len(observations))
    own = np.full((len(observations), len(QUANTILES)), np.nan)
    for part in range(FOLDS):
        known = [seen for seen, at in zip(observations, fold, strict=True) if at != part]
        figures = [cell for cell in cells(known, places, rates) if cell.geo_type == "country" and cell.is_one_year]
        model = PayModel(figures, places, levels)
        full = {(c.role, c.level, c.geo, c.year_from): np.log(c.usd) for c in figures if c.n >= HIGH_N}
        answers = {}
        for position in np.flatnonzero(fold == part):
            seen = observations[position]
            key = (seen.role, seen.level, seen.country, seen.year)
            if key not in answers:
                answers[key] = model.predict(key)
            centre[position] = answers[key].centre
            width[position] = math.sqrt(answers[key].centre_variance + answers[key].residual_variance)
            own[position] = full.get(key, np.nan)
    return Unseen(
        logs=np.log([seen.usd for seen in observations]), centre=centre, width=width,
        home=np.array([seen.country == HOME for seen in observations]), own=own, fold=fold,
    )  # fmt: skip


def baseline(observations: Sequence[Observation], fold: np.ndarray, predict: Callable) -> Bands:
    """`predict(known)` gives a function from an observation to five log quantiles."""
    bands = np.empty((len(observations), len(QUANTILES)))
    for part in range(FOLDS):
        answer = predict([seen for seen, at in zip(observations, fold, strict=True) if at != part])
        for position in np.flatnonzero(fold == part):
            bands[position] = answer(observations[position])
    return bands


def raw_cells(places: Mapping[str, Place]):
    """The cell's quantiles, falling back to wider cells until one has five ranges."""

    def keys(seen):
        region = places[seen.country].region
        return (
            (seen.role, seen.level, seen.country), ("", seen.level, seen.country),
            (seen.role, seen.level, region), ("", seen.level, region), (seen.role, seen.level, ""),
        )  # fmt: skip

    def predict(known):
        logs = defaultdict(list)
        for seen in known:
            for key in keys(seen):
                logs[key].append(math.log(seen.usd))
        found = {key: np.quantile(values, QUANTILES) for key, values in logs.items() if len(values) >= RAW_MINIMUM_N}
        return lambda seen: next(found[key] for key in keys(seen) if key in found)

    return predict


def country_multipliers(places: Mapping[str, Place]):
    """US quantiles of the role and level, times one factor for each country (its region's under five ranges)."""

    def predict(known):
        home = defaultdict(list)
        for seen in known:
            if seen.country == HOME:
                home[seen.role, seen.level].append(math.log(seen.usd))
        us = {key: np.quantile(values, QUANTILES) for key, values in home.items()}
        gaps = defaultdict(list)
        for seen in known:
            gap = math.log(seen.usd) - us[seen.role, seen.level][2]
            gaps[seen.country].append(gap)
            if seen.country != HOME:
                gaps[places[seen.country].region].append(gap)

        def answer(seen):
            own, wider = gaps[seen.country], gaps[places[seen.country].region]
            enough = own if len(own) >= RAW_MINIMUM_N else wider
            return us[seen.role, seen.level] + (0 if seen.country == HOME else np.median(enough))

        return answer

    return predict
