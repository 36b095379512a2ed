"""Pay where few adverts speak: a hierarchical model of log pay, fitted to the shipped cells alone.

log pay = constant + price level of the country + role + level + role:level + year + region + country
        + level:region + role:region + level:country + role:country + role:level:country + country:year + residual.

Every family of effects has its own normal prior, so a place with little of its own leans on its region, its level and its
role. The residual has a scale for each level, in the US and elsewhere, times a factor for each country. The likelihood needs
only n, the mean and the spread of log pay of each cell: with them it equals the likelihood of the single rows.

Given the effects that countries share, one country says nothing of another. So the fit works country by country and joins
them through the shared effects alone: its cost grows with the number of countries, never with the square of the cells.

Variances: the minorise-maximise step of Zhou, Hu, Qiao and Hu (2019), "MM algorithms for variance components models",
Journal of Computational and Graphical Statistics 28, for the families; EM for the residual scales.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from .cells import Cell
from .rates import Place

HOME = "US"  # nine in ten ranges are from here; its residual is its own
FIXED_VARIANCE = 100.0
FIXED_EFFECTS = 2  # the constant and the price level
COUNTRY_SCALE_PRIOR_N = 10
STEPS = 40
Key = tuple[str, str, str, int]  # role, level, country, year


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
    alike: np.ndarray  # own families x cells x cells, 1 where two cells share the effect
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
            raise ValueError("No cell with a trusted range: there is nothing to fit the estimate to.")
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
            centre=float(centre),
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
            mean=np.array([cell.fit_mean for cell in own]),
            within=np.array([cell.n * cell.fit_sd**2 for cell in own]),
            shared=np.array([self._row(key) for key in keys]),
            alike=np.array([_alike(map(family, keys)) for family in OWN.values()]),
            level_of=np.array([self._levels.index((key[2] == HOME, key[1])) for key in keys]),
        )  # fmt: skip

    def _fit(self):
        self._shared_variances, self._own_variances = np.full(len(SHARED), 0.02), np.full(len(OWN), 0.02)
        level_scale, country_scale = np.full(len(self._levels), 0.09), dict.fromkeys(self._blocks, 1.0)
        self._solve(level_scale, country_scale)
        for _ in range(STEPS):
            squares = self._residual_squares()
            self._own_variances = self._own_variances * self._own_steps()
            self._shared_variances = self._shared_variances * self._shared_steps()
            level_scale = self._by_level(squares, country_scale)
            country_scale = {country: _country_scale(self._blocks[country], squares[country], level_scale) for country in self._blocks}
            self._solve(level_scale, country_scale)
        self._level_scales = dict(zip(self._levels, level_scale.tolist(), strict=True))
        self._country_scales = country_scale

    def _solve(self, level_scale, country_scale):
        """The precision of all cells: inside each country first, then joined through the shared effects."""
        prior = np.repeat([FIXED_VARIANCE, *self._shared_variances], np.diff([0, *self._starts]))
        information, evidence = np.zeros((len(prior), len(prior))), np.zeros(len(prior))
        for country, block in self._blocks.items():
            block.noise = level_scale[block.level_of] * country_scale[country] / block.n
            block.inverse = np.linalg.inv(np.tensordot(self._own_variances, block.alike, 1) + np.diag(block.noise))
            block.joined = block.inverse @ block.shared
            information += block.shared.T @ block.joined
            evidence += block.joined.T @ block.mean
        self._information = information
        self._shared_covariance = np.linalg.inv(information + np.diag(1 / prior))
        self._shared_centre = self._shared_covariance @ evidence
        self._unexplained = evidence - information @ self._shared_centre
        for block in self._blocks.values():
            block.weighted = block.inverse @ block.mean - block.joined @ self._shared_centre

    def _residual_squares(self):
        """For each cell, what its ranges are expected to lie from its true centre, squared and summed."""
        squares = {}
        for country, block in self._blocks.items():
            precision = np.diag(block.inverse) - np.einsum("ij,ij->i", block.joined @ self._shared_covariance, block.joined)
            squares[country] = block.within + block.n * ((block.noise * block.weighted) ** 2 + block.noise - block.noise**2 * precision)
        return squares

    def _own_steps(self):
        explained, expected = np.zeros(len(OWN)), np.zeros(len(OWN))
        for block in self._blocks.values():
            precision = block.inverse - block.joined @ self._shared_covariance @ block.joined.T
            explained += np.einsum("i,fij,j->f", block.weighted, block.alike, block.weighted)
            expected += np.einsum("ij,fij->f", precision, block.alike)
        return _steps(explained, expected)

    def _shared_steps(self):
        precision = np.diag(self._information) - np.einsum("ij,ji->i", self._information @ self._shared_covariance, self._information)
        starts = self._starts[:-1]
        return _steps(np.add.reduceat(self._unexplained**2, starts), np.add.reduceat(precision, starts))

    def _by_level(self, squares, country_scale):
        total, count = np.zeros(len(self._levels)), np.zeros(len(self._levels))
        for country, block in self._blocks.items():
            np.add.at(total, block.level_of, squares[country] / country_scale[country])
            np.add.at(count, block.level_of, block.n)
        return total / count


def _country_scale(block, squares, level_scale):
    return float((COUNTRY_SCALE_PRIOR_N + (squares / level_scale[block.level_of]).sum()) / (COUNTRY_SCALE_PRIOR_N + block.n.sum()))


def _steps(explained, expected):
    """By what factor each family's variance moves towards its maximum likelihood."""
    return np.sqrt(np.maximum(explained, 1e-12) / expected)


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
