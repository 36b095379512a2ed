"""Would the order flip: under other weights, or without one interviewer?"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np

from .calibration import Calibration, weight_rows
from .comparison import order
from .layout import layout_of
from .posterior import Posterior
from .solution import solve

DRAWS = 1_000
WEIGHT_NOISE = 0.2
SEED = 20_260_103


@dataclass(frozen=True)
class WeightStability:
    """`first_stays`: share of the weight sets that keep the first candidate first, 0-1 (None: nobody is ranked).

    `times_first`: for each candidate who ever came first, how often, 0-1, most often first.
    """

    first: Hashable
    first_stays: float | None
    times_first: tuple[tuple[Hashable, float], ...] = ()


@dataclass(frozen=True)
class WithoutInterviewer:
    """Without one interviewer's marks: who is then first (None: nobody is left), and whether that is someone else."""

    interviewer: Hashable
    first: Hashable
    first_changes: bool


@dataclass(frozen=True)
class BreakEven:
    """At weight `at` of `skill` (0-1, the others scaled in proportion) the two scores are equal; it is `now`."""

    skill: Hashable
    now: float
    at: float


def weight_stability(calibration: Calibration, job: Hashable = None) -> WeightStability:
    """1,000 weight sets w_s exp(N(0, .2^2)), rescaled to 1, fixed seed: how often the first stays first.

    >>> from hiring.assessment.calibration import calibrate
    >>> from hiring.assessment.examples import WEIGHTS, four_candidates
    >>> fitted = calibrate(four_candidates(), WEIGHTS, sds=(0.5, 0.3, 0.4, 0.3, 0.6))
    >>> found = weight_stability(fitted)
    >>> found.first, found.first_stays > 0.9
    ('C', True)
    """
    ranked = order(calibration, job)
    if not ranked.size:
        return WeightStability(None, None)
    weights = calibration.target_weights[ranked[0]]
    noise = np.random.default_rng(SEED).normal(0, WEIGHT_NOISE, (DRAWS, len(weights)))
    drawn = weights * np.exp(noise)
    drawn /= drawn.sum(1, keepdims=True)
    winners = ranked[np.argmax(np.nan_to_num(calibration.posterior.mean[ranked]) @ drawn.T, axis=0)]
    who, times = np.unique(winners, return_counts=True)
    names = calibration.panel.candidates
    often = sorted(zip((names[i] for i in who), (times / DRAWS).tolist(), strict=True), key=lambda pair: -pair[1])
    return WeightStability(names[ranked[0]], dict(often).get(names[ranked[0]], 0.0), tuple(often))


def without_each_interviewer(calibration: Calibration, job: Hashable = None) -> tuple[WithoutInterviewer, ...]:
    """The first of a job refitted without each interviewer who met one of its candidates, averaged over the same standard deviations.

    >>> from hiring.assessment.calibration import calibrate
    >>> from hiring.assessment.examples import WEIGHTS, four_candidates
    >>> fitted = calibrate(four_candidates(), WEIGHTS, sds=(0.5, 0.3, 0.4, 0.3, 0.6))
    >>> [(found.interviewer, found.first, found.first_changes) for found in without_each_interviewer(fitted)]
    [('I1', 'C', False), ('I2', 'A', True), ('I3', 'C', False)]
    """
    panel, before = calibration.panel, order(calibration, job)
    in_job = np.isin(panel.candidate, before)
    found = []
    for j in np.unique(panel.interviewer[in_job]):
        first = _first_in(calibration, panel.where(panel.interviewer != j), before)
        found.append(WithoutInterviewer(panel.interviewers[j], first, first != panel.candidates[before[0]]))
    return tuple(found)


def break_even_weight(first: Sequence[float], second: Sequence[float], weights: Sequence[float], skill: int) -> float | None:
    """The weight of `skill` at which two weighted scores tie, the other weights keeping their proportions; None if there is none in 0-1.

    With d the difference on the skill and D the weighted mean difference on the others: w = D / (D - d).

    >>> round(break_even_weight((4.5, 3.0), (3.5, 4.25), (0.6, 0.4), 0), 4)
    0.5556
    """
    gap, weights = np.subtract(first, second, dtype=float), np.asarray(weights, dtype=float)
    others = np.delete(weights, skill)
    if others.sum() <= 0:
        return None
    rest = float(np.delete(gap, skill) @ others / others.sum())
    if rest == gap[skill]:
        return None
    at = rest / (rest - float(gap[skill]))
    return at if 0.0 <= at <= 1.0 else None


def break_evens(calibration: Calibration, first: Hashable, second: Hashable) -> tuple[BreakEven, ...]:
    """For two candidates of one job, each skill whose weight alone could turn their order round, nearest to its present weight first.

    >>> from hiring.assessment.calibration import calibrate
    >>> from hiring.assessment.examples import WEIGHTS, four_candidates
    >>> fitted = calibrate(four_candidates(), WEIGHTS, sds=(0.5, 0.3, 0.4, 0.3, 0.6))
    >>> [(found.skill, round(found.at, 3)) for found in break_evens(fitted, "A", "C")]
    [('s1', 0.916), ('s2', 0.084)]
    """
    i, k = calibration.index(first), calibration.index(second)
    skills = calibration.layout.skills_of[calibration.panel.job_of[i]]
    weights, means = calibration.target_weights[i, : len(skills)], calibration.posterior.mean
    found = []
    for place, skill in enumerate(skills):
        at = break_even_weight(means[i, : len(skills)], means[k, : len(skills)], weights, place)
        if at is not None:
            found.append(BreakEven(calibration.panel.skills[skill], float(weights[place]), at))
    return tuple(sorted(found, key=lambda item: abs(item.at - item.now)))


def _first_in(calibration, panel, members) -> Hashable:
    """The first of `members` by their scores in `panel`, None if nobody has ratings there."""
    layout = layout_of(panel)
    posterior = Posterior(layout, tuple(solve(layout, solution.sds) for solution in calibration.posterior.solutions))
    score = posterior.target(weight_rows(layout, calibration.weights.share)).score
    left = members[layout.pool[members] >= 0]
    return panel.candidates[left[np.argmax(score[left])]] if left.size else None
