"""Pay where few adverts speak: a hierarchical model of log pay, fitted to the shipped cells alone.

log pay = constant + price level of the country + role + level + role:level + year + region + country
        + level:region + role:region + level:country + role:country + role:level:country + country:year + residual.

Every family of effects has its own normal prior, so a place with little of its own leans on its region, its level and its
role. The residual has a scale for each level, in the US and elsewhere, times a factor for each country. The likelihood needs
only n, the mean and the spread of log pay of each cell: with them it equals the likelihood of the single rows.

Given the effects that countries share, one country says nothing of another. So the fit works country by country and joins
them through the shared effects alone: its cost grows with the number of countries, never with the square of the cells.

Variances are those that make the cells likeliest, found by a quasi-Newton search (L-BFGS-B of Byrd, Lu, Nocedal and Zhu, 1995)
on the exact slope of the likelihood, until it no longer rises: the answer does not depend on where the search began.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, minimize

from .cells import Cell
from .rates import Place

HOME = "US"  # nine in ten ranges are from here; its residual is its own
FIXED_VARIANCE = 100.0
FIXED_EFFECTS = 2  # the constant and the price level
COUNTRY_SCALE_PRIOR_N = 10
FIRST_SPREAD, LEAST_SPREAD = 0.14, 1e-4  # of a family on log pay: where the search begins, and as good as nothing
FIRST_SCALE, LEAST_SCALE = 0.09, 1e-4  # of the residual, as a variance
SPREAD_UNIT = 0.02  # in which the likelihood bends about as much as in the units of the residual scales
SEARCH = {"maxcor": 30, "maxiter": 500, "ftol": 1e-11, "gtol": 1e-6}
Key = tuple[str, str, str, int]  # role, level, country, year


class NothingToFit(ValueError):
    """There is no trusted range."""


@dataclass(frozen=True)
class Prediction:
    """On log pay in US dollars: the centre, how uncertain the centre is, and how far single ranges lie from it."""

    centre: float
    centre_variance: float
    residual_variance: float


SHARED = {
    "role": lambda k, region: k[:1],
    "level": lambda k, region: k[1:2],
    "role:level": lambda k, region: k[:2],
    "year": lambda k, region: k[3:],
    "region": lambda k, region: region,
    "level:region": lambda k, region: (k[1], region),
    "role:region": lambda k, region: (k[0], region),
}
"""What two cells must share to share an effect, wherever they are."""

OWN = {
    "country": lambda k: (),
    "level:country": lambda k: k[1],
    "role:country": lambda k: k[0],
    "role:level:country": lambda k: k[:2],
    "country:year": lambda k: k[3],
}
"""The same for effects that live inside one country."""


@dataclass
class Block:
    """The cells of one country: what they were seen to be, and which effects they carry."""

    members: list[dict[tuple, list[int]]]  # of each own family: which cells carry which effect
    n: np.ndarray
    mean: np.ndarray
    within: np.ndarray
    shared: np.ndarray  # cells x shared effects
    alike: np.ndarray  # own families x all pairs of cells, 1 where the two share the effect
    level_of: np.ndarray
    noise: np.ndarray = None
    inverse: np.ndarray = None  # of the covariance inside the country
    joined: np.ndarray = None  # inverse @ shared
    weighted: np.ndarray = None  # precision @ mean, over all countries


class PayModel:
    """Fitted once, asked often. `spread` is the standard deviation of each family on log pay."""

    def __init__(self, cells: Iterable[Cell], places: Mapping[str, Place], price_levels: Mapping[str, float]):
        self._places, self._price_levels = places, price_levels
        used = [cell for cell in cells if cell.geo_type == "country" and cell.is_one_year and cell.n]
        if not used:
            raise NothingToFit("There is no trusted range to fit the estimates to.")
        self._middle = sum(cell.n * cell.fit_mean for cell in used) / sum(cell.n for cell in used)
        self._effects = [{} for _ in SHARED]
        by_country: dict[str, list[Cell]] = {}
        for cell in used:
            key = (cell.role, cell.level, cell.geo, cell.year_from)
            for effects, code in zip(self._effects, self._codes(key), strict=True):
                effects.setdefault(code, len(effects))
            by_country.setdefault(cell.geo, []).append(cell)
        self._starts = np.cumsum([FIXED_EFFECTS, *map(len, self._effects)])
        self._levels, _ = _index((cell.geo == HOME, cell.level) for cell in used)
        self._blocks = {country: self._block(own) for country, own in by_country.items()}
        self._fit()

    @property
    def spread(self) -> dict[str, float]:
        return dict(zip([*SHARED, *OWN], np.sqrt([*self._shared_variances, *self._own_variances]).tolist(), strict=True))

    def predict(self, key: Key) -> Prediction:
        """For any role, level and year of any known country, seen or not."""
        effects = self._row(key)
        centre, variance, gap = effects @ self._shared_centre, self._unseen_variance(key) + self._own_variances.sum(), effects
        block = self._blocks.get(key[2])
        if block is not None:
            own = np.zeros(len(block.n))
            for family, members, family_variance in zip(OWN.values(), block.members, self._own_variances, strict=True):
                own[members.get(family(key), [])] += family_variance
            centre += own @ block.weighted
            variance -= own @ block.inverse @ own
            gap = effects - own @ block.joined
        return Prediction(
            centre=float(self._middle + centre),
            centre_variance=max(float(variance + gap @ self._shared_covariance @ gap), 0.0),
            residual_variance=self._level_scale(key) * self._country_scales.get(key[2], 1.0),
        )

    def _codes(self, key):
        region = self._places[key[2]].region
        return [family(key, region) for family in SHARED.values()]

    def _row(self, key):
        """Which shared effects a cell carries; those that no cell has shown are left out."""
        row = np.zeros(self._starts[-1])
        row[:FIXED_EFFECTS] = 1.0, self._price_levels[key[2]]
        for start, effects, code in zip(self._starts, self._effects, self._codes(key), strict=False):
            if code in effects:
                row[start + effects[code]] = 1.0
        return row

    def _unseen_variance(self, key):
        codes = zip(self._effects, self._codes(key), self._shared_variances, strict=True)
        return sum(variance for effects, code, variance in codes if code not in effects)

    def _level_scale(self, key):
        return self._level_scales.get((key[2] == HOME, key[1]), max(self._level_scales.values()))

    def _block(self, own):
        keys = [(cell.role, cell.level, cell.geo, cell.year_from) for cell in own]
        return Block(
            members=[_members(map(family, keys)) for family in OWN.values()],
            n=np.array([cell.n for cell in own], float),
            mean=np.array([cell.fit_mean - self._middle for cell in own]),
            within=np.array([cell.n * cell.fit_sd**2 for cell in own]),
            shared=np.array([self._row(key) for key in keys]),
            alike=np.array([_alike(map(family, keys)).ravel() for family in OWN.values()]),
            level_of=np.array([self._levels.index((key[2] == HOME, key[1])) for key in keys]),
        )  # fmt: skip

    def _fit(self):
        """Each unknown is counted in a unit in which the likelihood bends about alike: without it the search takes four times as long."""
        families, levels = len(SHARED) + len(OWN), len(self._levels)
        by_level = sum(np.bincount(block.level_of, block.n, levels) for block in self._blocks.values())
        by_country = np.array([block.n.sum() for block in self._blocks.values()])
        unit = np.concatenate([np.full(families, SPREAD_UNIT), by_level**-0.5, (COUNTRY_SCALE_PRIOR_N + by_country) ** -0.5])
        first = np.repeat([FIRST_SPREAD, math.log(FIRST_SCALE), 0.0], [families, levels, len(self._blocks)])
        least = np.repeat([LEAST_SPREAD, math.log(LEAST_SCALE), -np.inf], [families, levels, len(self._blocks)])

        def misfit(counted):
            value, slope = self._misfit(*np.split(counted * unit, [families, families + levels]))
            return value, slope * unit

        found = minimize(misfit, first / unit, jac=True, method="L-BFGS-B", bounds=Bounds(least / unit, np.inf), options=SEARCH)
        misfit(found.x)

    def _misfit(self, spreads, level_logs, country_logs):
        """Minus twice the log likelihood, but for a constant, and its slope in each unknown. Leaves the solution at these behind."""
        self._shared_variances, self._own_variances = np.split(spreads**2, [len(SHARED)])
        level_scale, country_scale = np.exp(level_logs), np.exp(country_logs)
        self._level_scales = dict(zip(self._levels, level_scale.tolist(), strict=True))
        self._country_scales = dict(zip(self._blocks, country_scale.tolist(), strict=True))
        value = self._solve(level_scale) + COUNTRY_SCALE_PRIOR_N * (country_logs + 1 / country_scale).sum()
        surplus = self._residual_surplus()
        level_slope = sum(
            np.bincount(block.level_of, each, len(level_logs)) for block, each in zip(self._blocks.values(), surplus, strict=True)
        )
        country_slope = np.array([each.sum() for each in surplus]) + COUNTRY_SCALE_PRIOR_N * (1 - 1 / country_scale)
        spread_slope = 2 * spreads * np.concatenate([self._shared_surplus(), self._own_surplus()])
        return value, np.concatenate([spread_slope, level_slope, country_slope])

    def _solve(self, level_scale):
        """The precision of all cells: inside each country first, then joined through the shared effects. Minus twice the log likelihood."""
        prior = np.repeat([FIXED_VARIANCE, *self._shared_variances], np.diff([0, *self._starts]))
        information, evidence, value = np.zeros((len(prior), len(prior))), np.zeros(len(prior)), np.log(prior).sum()
        for country, block in self._blocks.items():
            scale = level_scale[block.level_of] * self._country_scales[country]
            block.noise = scale / block.n
            block.inverse = np.linalg.inv((self._own_variances @ block.alike).reshape(len(scale), -1) + np.diag(block.noise))
            block.joined = block.inverse @ block.shared
            information += block.shared.T @ block.joined
            evidence += block.joined.T @ block.mean
            value += ((block.n - 1) * np.log(scale) + block.within / scale).sum() - np.linalg.slogdet(block.inverse)[1]
        self._information = information
        precision = information + np.diag(1 / prior)
        self._shared_covariance = np.linalg.inv(precision)
        self._shared_centre = self._shared_covariance @ evidence
        self._unexplained = evidence - information @ self._shared_centre
        for block in self._blocks.values():
            block.weighted = block.inverse @ block.mean - block.joined @ self._shared_centre
            value += block.mean @ block.weighted
        return value + np.linalg.slogdet(precision)[1]

    def _residual_surplus(self):
        """By country and cell: the ranges there are, less the squares that they are expected to lie from the true centre, in residual variances."""
        found = []
        for block in self._blocks.values():
            precision = np.diag(block.inverse) - ((block.joined @ self._shared_covariance) * block.joined).sum(axis=1)
            found.append(block.n - block.within / (block.n * block.noise) - (block.noise * block.weighted**2 + 1 - block.noise * precision))
        return found

    def _own_surplus(self):
        """By family: how much its effects are expected to explain, less what they do."""
        surplus = np.zeros(len(OWN))
        for block in self._blocks.values():
            precision = block.inverse - block.joined @ self._shared_covariance @ block.joined.T
            surplus += block.alike @ (precision - block.weighted[:, None] * block.weighted).ravel()
        return surplus

    def _shared_surplus(self):
        precision = np.diag(self._information) - ((self._information @ self._shared_covariance) * self._information).sum(axis=1)
        return np.add.reduceat(precision - self._unexplained**2, self._starts[:-1])


def _members(codes):
    members: dict[tuple, list[int]] = {}
    for position, code in enumerate(codes):
        members.setdefault(code, []).append(position)
    return members


def _alike(codes):
    codes = list(codes)
    return np.array([[one == other for other in codes] for one in codes], float)


def _index(values):
    values = list(values)
    names = sorted(set(values))
    places = {name: position for position, name in enumerate(names)}
    return names, np.array([places[value] for value in values])
