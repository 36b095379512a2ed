"""Do interviewers agree: Krippendorff's alpha, r_wg, weighted kappa, and what more raters would give."""

import math
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from .panel import BadInput, Panel

LEVELS = ("nominal", "ordinal", "interval", "ratio")
DRAWS = 1_000
SEED = 20_260_104
FEWEST_UNITS = 10
INTERVAL_PERCENT = (10, 90)


@dataclass(frozen=True)
class Agreement:
    """A coefficient with its name. `value` None: not defined, `reason` says why.

    low, high: 80 % interval, None where it cannot be told. n: units (or pairs) that carry information.
    """

    kind: str
    value: float | None
    reason: str = ""
    low: float | None = None
    high: float | None = None
    n: int = 0


@dataclass(frozen=True)
class Within:
    """Agreement on one skill of one candidate: `spread` is the range in points; `to_discuss` from a range of 2 or r_wg under .5."""

    candidate: Hashable
    skill: Hashable
    r_wg: float
    spread: float
    ratings: int
    to_discuss: bool


def krippendorff_alpha(coders: Sequence[Sequence[float | None]], level: str = "ordinal") -> Agreement:
    """alpha = 1 - (n - 1) sum_{c<k} o_ck d2(c,k) / sum_{c<k} n_c n_k d2(c,k). One row per coder, one column per unit, None for missing.

    o_ck: pairs of values in the same unit, each unit's pairs divided by its values less 1; n_c = sum_k o_ck.
    d2: nominal 1; interval (c-k)^2; ratio ((c-k)/(c+k))^2; ordinal (sum of n_g from c to k, less (n_c+n_k)/2)^2.
    1 is perfect agreement, 0 what chance gives, below 0 systematic disagreement; .80 and above good, .667-.80
    tentative. Not defined when no unit has two values or all values are the same. Source: Krippendorff 2011.

    >>> a = [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None]
    >>> b = [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3]
    >>> c = [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None]
    >>> d = [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None]
    >>> [round(krippendorff_alpha([a, b, c, d], level).value, 6) for level in LEVELS]
    [0.743421, 0.815388, 0.849107, 0.797403]
    """
    cells = [(u, value) for row in coders for u, value in enumerate(row) if not _is_missing(value)]
    unit = np.array([u for u, _ in cells], dtype=np.int64)
    coincidences, values, units = _coincidences(unit, np.array([v for _, v in cells], dtype=float), np.arange(unit.max(initial=0) + 1))
    return _alpha(coincidences.sum(0), values, level, units)


def panel_alpha(panel: Panel, level: str = "ordinal", *, skill: Hashable = None) -> Agreement:
    """Alpha over a panel's units (candidate x skill, or one skill's candidates) with its 80 % interval.

    The interval is the 10th to 90th percentile of 1,000 bootstrap samples of candidates, fixed seed. Below
    10 units with two ratings there is no interval, and `reason` says "too few to say".

    >>> from hiring.assessment.examples import four_candidates
    >>> found = panel_alpha(four_candidates())
    >>> round(found.value, 3), found.n, found.reason
    (0.334, 6, 'too few to say: 6 units with two ratings, 10 are needed')
    """
    keep = np.ones(len(panel.value), dtype=bool) if skill is None else panel.skill == panel.skills.index(skill)
    unit_label = panel.candidate[keep] * len(panel.skills) + panel.skill[keep]
    labels, unit = np.unique(unit_label, return_inverse=True)
    coincidences, values, units = _coincidences(unit, panel.value[keep], labels // len(panel.skills))
    found = _alpha(coincidences.sum(0), values, level, units)
    if found.value is None:
        return found
    if units < FEWEST_UNITS:
        return Agreement(found.kind, found.value, f"too few to say: {units} units with two ratings, {FEWEST_UNITS} are needed", n=units)
    low, high = np.percentile(_resampled(coincidences, values, level), INTERVAL_PERCENT)
    return Agreement(found.kind, found.value, reading(found.value), float(low), float(high), units)


def reading(alpha: float) -> str:
    """What an alpha says in words.

    >>> reading(0.7)
    'tentative'
    """
    if alpha >= 0.80:
        return "good"
    return "tentative" if alpha >= 0.667 else "low: the anchors need work"


def r_wg(ratings: Iterable[float], points: int = 5) -> float:
    """1 - s^2 / ((A^2 - 1) / 12), s^2 the sample variance of marks on an A-point scale; 1 is full agreement, cut at 0 below.

    0 means no more agreement than marks thrown by chance. BadInput below two marks. Source: James, Demaree & Wolf 1984.

    >>> [round(r_wg(marks), 4) for marks in ([4, 5, 4, 4], [3, 3, 4], [2, 4, 3, 5], [1, 5, 1, 5])]
    [0.875, 0.8333, 0.1667, 0.0]
    """
    ratings = list(ratings)
    if len(ratings) < 2:
        raise BadInput("agreement needs two marks or more")
    return max(0.0, 1.0 - float(np.var(ratings, ddof=1)) * 12 / (points**2 - 1))


def disagreements(panel: Panel) -> tuple[Within, ...]:
    """Every skill of every candidate with two marks or more, the least agreed first.

    >>> from hiring.assessment.examples import four_candidates
    >>> [(w.candidate, w.skill, w.spread, w.to_discuss) for w in disagreements(four_candidates())][:2]
    [('B', 's2', 2.0, True), ('A', 's1', 1.0, False)]
    """
    units = panel.candidate * len(panel.skills) + panel.skill
    order = np.argsort(units, kind="stable")
    cells, starts, counts = np.unique(units[order], return_index=True, return_counts=True)
    points = round(panel.scale[1] - panel.scale[0]) + 1
    found = []
    for cell, start, count in zip(cells, starts, counts, strict=True):
        if count >= 2:
            marks = panel.value[order[start : start + count]]
            agreed, spread = r_wg(marks, points), float(np.ptp(marks))
            candidate, skill = panel.candidates[cell // len(panel.skills)], panel.skills[cell % len(panel.skills)]
            found.append(Within(candidate, skill, agreed, spread, len(marks), spread >= 2 or agreed < 0.5))
    return tuple(sorted(found, key=lambda within: (-within.spread, within.r_wg)))


def weighted_kappa(first: Sequence[float | None], second: Sequence[float | None], weights: str = "quadratic") -> Agreement:
    """1 - sum(w O) / sum(w E) for two interviewers' marks of the same units; w = 1 off the diagonal, |i-j| or (i-j)^2.

    `weights`: "none", "linear" or "quadratic". 1 is full agreement, 0 what their habits alone would give.
    Not defined without common units or when both always give the same value. Source: Cohen 1968.

    >>> a, b = [1, 2, 3, 4, 5, 3, 2, 4, 4, 5, 1, 3], [1, 3, 3, 4, 4, 3, 2, 5, 4, 5, 2, 2]
    >>> [round(weighted_kappa(a, b, kind).value, 4) for kind in ("none", "linear", "quadratic")]
    [0.4737, 0.7087, 0.8707]
    """
    kind = f"kappa, weights {weights}"
    if weights not in ("none", "linear", "quadratic"):
        raise BadInput(f"weights are none, linear or quadratic, not {weights!r}")
    pairs = [(a, b) for a, b in zip(first, second, strict=True) if not (_is_missing(a) or _is_missing(b))]
    if not pairs:
        return Agreement(kind, None, "no unit was rated by both")
    x, y = np.array(pairs, dtype=float).T
    observed, expected = _distance(x, y, weights).mean(), _distance(x[:, None], y[None, :], weights).mean()
    if expected == 0:
        return Agreement(kind, None, "both gave one and the same value throughout", n=len(pairs))
    return Agreement(kind, 1.0 - float(observed / expected), n=len(pairs))


def pair_kappas(panel: Panel, weights: str = "quadratic", fewest: int = 5) -> tuple[tuple[Hashable, Hashable, Agreement], ...]:
    """Weighted kappa for every two interviewers with at least `fewest` common units, most common units first.

    >>> from hiring.assessment.examples import four_candidates
    >>> [(a, b, found.n) for a, b, found in pair_kappas(four_candidates(), fewest=2)]
    [('I1', 'I2', 2), ('I1', 'I3', 2), ('I2', 'I3', 2)]
    """
    given: dict[int, dict[int, float]] = {}
    unit = panel.candidate * len(panel.skills) + panel.skill
    for j, u, value in zip(panel.interviewer.tolist(), unit.tolist(), panel.value.tolist(), strict=True):
        given.setdefault(u, {})[j] = value
    common: dict[tuple[int, int], list[tuple[float, float]]] = {}
    for marks in given.values():
        for a, b in combinations(sorted(marks), 2):
            common.setdefault((a, b), []).append((marks[a], marks[b]))
    found = [
        (panel.interviewers[a], panel.interviewers[b], weighted_kappa(*zip(*marks, strict=True), weights))
        for (a, b), marks in common.items()
        if len(marks) >= fewest
    ]
    return tuple(sorted(found, key=lambda row: (-row[2].n, str(row[0]), str(row[1]))))


def spearman_brown(r: float, k: float) -> float:
    """Reliability of the mean of k ratings when one has reliability r: k r / (1 + (k - 1) r), 0-1.

    >>> [round(spearman_brown(0.44, k), 3) for k in range(1, 7)]
    [0.44, 0.611, 0.702, 0.759, 0.797, 0.825]
    """
    return k * r / (1 + (k - 1) * r)


def _is_missing(value) -> bool:
    return value is None or math.isnan(value)


def _distance(x, y, weights):
    return {"none": (x != y).astype(float), "linear": np.abs(x - y), "quadratic": (x - y) ** 2}[weights]


def _coincidences(unit, value, owner):
    """Coincidences per owner (owners, V, V), the sorted values (V,), and the number of units with two values.

    unit (n,) of each value; owner (units,): the candidate to whom a unit belongs.
    """
    values, code = np.unique(value, return_inverse=True)
    size = (int(unit.max(initial=-1)) + 1, len(values))
    count = np.bincount(unit * size[1] + code, minlength=size[0] * size[1]).reshape(size).astype(float)
    m = count.sum(1)
    paired = m >= 2
    owners, who = np.unique(owner[: size[0]][paired], return_inverse=True)
    found = np.zeros((len(owners), size[1], size[1]))
    per_unit = count[paired][:, :, None] * count[paired][:, None, :]
    per_unit[:, np.arange(size[1]), np.arange(size[1])] -= count[paired]
    np.add.at(found, who, per_unit / (m[paired] - 1)[:, None, None])
    return found, values, int(paired.sum())


def _alpha(coincidences, values, level, units) -> Agreement:
    if level not in LEVELS:
        raise BadInput(f"the level is one of {', '.join(LEVELS)}, not {level!r}")
    kind = f"alpha, {level}"
    if units == 0:
        return Agreement(kind, None, "no unit has two ratings")
    total = coincidences.sum(0)
    if np.count_nonzero(total) < 2:
        return Agreement(kind, None, "all ratings are the same", n=units)
    return Agreement(kind, float(_alphas(coincidences[None], values, level)[0]), n=units)


def _alphas(coincidences, values, level) -> np.ndarray:
    """Alpha of each of (draws, V, V) coincidences; nan where not defined."""
    total = coincidences.sum(1)
    distance = _squared_distance(total, values, level)
    disagreement = (coincidences * distance).sum((1, 2))
    chance = (total[:, :, None] * total[:, None, :] * distance).sum((1, 2))
    with np.errstate(invalid="ignore", divide="ignore"):
        return 1.0 - (total.sum(1) - 1) * disagreement / chance


def _squared_distance(total, values, level) -> np.ndarray:
    gap = values[:, None] - values[None, :]
    if level == "nominal":
        return (gap != 0).astype(float)[None]
    if level == "interval":
        return (gap**2)[None]
    if level == "ratio":
        joint = values[:, None] + values[None, :]
        return ((gap / np.where(joint == 0, 1.0, joint)) ** 2)[None]
    middle = np.cumsum(total, axis=1) - total / 2
    return (middle[:, :, None] - middle[:, None, :]) ** 2


def _resampled(coincidences, values, level) -> np.ndarray:
    """Alphas of 1,000 samples of owners with replacement; samples where alpha is not defined are left out."""
    random = np.random.default_rng(SEED)
    owners, size = len(coincidences), len(values)
    flat = coincidences.reshape(owners, -1)
    step = max(1, 2_000_000 // max(owners, 1))
    found = []
    for start in range(0, DRAWS, step):
        times = random.multinomial(owners, np.full(owners, 1.0 / owners), size=min(step, DRAWS - start))
        found.append(_alphas((times @ flat).reshape(-1, size, size), values, level))
    alphas = np.concatenate(found)
    return alphas[np.isfinite(alphas)]
