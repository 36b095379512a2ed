"""Pay where few adverts speak: a hierarchical model of log pay, fitted to the shipped cells alone.

log pay = constant + price level of the country + role + level + role:level + year + region + country
        + level:region + role:region + level:country + role:country + role:level:country + country:year + residual.

Every family of effects has its own normal prior, so a place with little of its own leans on its region, its level and its
role. The residual has a scale for each level, in the US and elsewhere, times a factor for each country. The likelihood needs
only n, the mean and the spread of log pay of each cell: with them it equals the likelihood of the single rows.

Variances: the minorise-maximise step of Zhou, Hu, Qiao and Hu (2019), "MM algorithms for variance components models",
Journal of Computational and Graphical Statistics 28, for the families; EM for the residual scales.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from .cells import Cell
from .rates import Place

HOME = "US"  # nine in ten ranges are from here; its residual is its own
FIXED_VARIANCE = 100.0
COUNTRY_SCALE_PRIOR_N = 10
STEPS = 40
Key = tuple[str, str, str, int]  # role, level, country, year


@dataclass(frozen=True)
class Prediction:
    """On log pay in US dollars: the centre, how uncertain the centre is, and how far single ranges lie from it."""

    centre: float
    centre_variance: float
    residual_variance: float


def families(places: Mapping[str, Place]) -> dict[str, Callable[[Key], tuple]]:
    """What two cells must share to share an effect."""

    def region(key):
        return places[key[2]].region

    return {
        "role": lambda k: (k[0],),
        "level": lambda k: (k[1],),
        "role:level": lambda k: k[:2],
        "year": lambda k: (k[3],),
        "region": lambda k: (region(k),),
        "country": lambda k: (k[2],),
        "level:region": lambda k: (k[1], region(k)),
        "role:region": lambda k: (k[0], region(k)),
        "level:country": lambda k: (k[1], k[2]),
        "role:country": lambda k: (k[0], k[2]),
        "role:level:country": lambda k: k[:3],
        "country:year": lambda k: (k[2], k[3]),
    }


class PayModel:
    """Fitted once, asked often. `spread` is the standard deviation of each family on log pay."""

    def __init__(self, cells: Iterable[Cell], places: Mapping[str, Place], price_levels: Mapping[str, float]):
        self._places, self._price_levels = places, price_levels
        self._families = families(places)
        used = [cell for cell in cells if cell.geo_type == "country" and cell.is_one_year and cell.n]
        if not used:
            raise ValueError("No cell with a trusted range: there is nothing to fit the estimate to.")
        self._keys = [(cell.role, cell.level, cell.geo, cell.year_from) for cell in used]
        self._fit(
            n=np.array([cell.n for cell in used], float),
            mean=np.array([cell.fit_mean for cell in used]),
            within=np.array([cell.n * cell.fit_sd**2 for cell in used]),
        )

    @property
    def spread(self) -> dict[str, float]:
        return dict(zip(self._families, np.sqrt(self._variances).tolist(), strict=True))

    def predict(self, key: Key) -> Prediction:
        """For any role, level and year of any known country, seen or not."""
        shared = FIXED_VARIANCE * (self._fixed @ self._covariates(key))
        for family, variance, members in zip(self._families.values(), self._variances, self._members, strict=True):
            shared[members.get(family(key), [])] += variance
        covariates = self._covariates(key)
        own = FIXED_VARIANCE * covariates @ covariates + self._variances.sum()
        return Prediction(
            centre=float(shared @ self._weighted),
            centre_variance=max(float(own - shared @ self._precision @ shared), 0.0),
            residual_variance=self._level_scale(key) * self._country_scales.get(key[2], 1.0),
        )

    def _covariates(self, key):
        return np.array([1.0, self._price_levels[key[2]]])

    def _level_scale(self, key):
        return self._level_scales.get((key[2] == HOME, key[1]), max(self._level_scales.values()))

    def _fit(self, n, mean, within):
        self._fixed = np.array([self._covariates(key) for key in self._keys])
        self._members = [_members(map(family, self._keys)) for family in self._families.values()]
        alike = [_alike(members, len(n)) for members in self._members]
        levels, level_of = _index((key[2] == HOME, key[1]) for key in self._keys)
        countries, country_of = _index(key[2] for key in self._keys)
        variances, level_scale, country_scale = np.full(len(alike), 0.02), np.full(len(levels), 0.09), np.ones(len(countries))
        fixed = FIXED_VARIANCE * self._fixed @ self._fixed.T

        def solve():
            noise = level_scale[level_of] * country_scale[country_of] / n
            covariance = fixed + sum(variance * same for variance, same in zip(variances, alike, strict=True))
            precision = np.linalg.inv(covariance + np.diag(noise))
            return noise, precision, precision @ mean

        for _ in range(STEPS):
            noise, precision, weighted = solve()
            variances = variances * [_step(weighted, precision, same) for same in alike]
            squares = within + n * ((noise * weighted) ** 2 + noise - noise**2 * np.diag(precision))
            level_scale = np.bincount(level_of, squares / country_scale[country_of]) / np.bincount(level_of, n)
            country_scale = (COUNTRY_SCALE_PRIOR_N + np.bincount(country_of, squares / level_scale[level_of])) / (
                COUNTRY_SCALE_PRIOR_N + np.bincount(country_of, n)
            )
        _, precision, weighted = solve()
        self._variances, self._precision, self._weighted = variances, precision, weighted
        self._level_scales = dict(zip(levels, level_scale.tolist(), strict=True))
        self._country_scales = dict(zip(countries, country_scale.tolist(), strict=True))


def _members(codes):
    members: dict[tuple, list[int]] = {}
    for position, code in enumerate(codes):
        members.setdefault(code, []).append(position)
    return members


def _alike(members, size):
    """1 where two cells share the effect."""
    same = np.zeros((size, size))
    for positions in members.values():
        same[np.ix_(positions, positions)] = 1.0
    return same


def _index(values):
    values = list(values)
    names = sorted(set(values))
    places = {name: position for position, name in enumerate(names)}
    return names, np.array([places[value] for value in values])


def _step(weighted, precision, same):
    """By what factor a family's variance moves towards its maximum likelihood."""
    return np.sqrt(max(weighted @ same @ weighted, 1e-12) / np.vdot(precision, same))
