"""The next best evidence: which skill, asked by whom, would tell most about the decision at hand."""

from collections.abc import Hashable
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array, vstack

from .calibration import Calibration
from .panel import BadInput
from .posterior import effect_map, shared_error

MOST_INTERVIEWERS = 200


@dataclass(frozen=True)
class Evidence:
    """One more mark: of `candidate` on `skill` by `interviewer` (None: someone new to the panel).

    sd_before, sd_after: standard error, in points, of the score (or of the difference between two); drop: of its
    square, in points squared.
    """

    candidate: Hashable
    skill: Hashable
    interviewer: Hashable
    sd_before: float
    sd_after: float
    drop: float


def next_best_evidence(calibration: Calibration, candidate: Hashable, rival: Hashable = None) -> tuple[Evidence, ...]:
    """One more mark on each skill, for the candidate (and the rival, when two are to be told apart), largest drop first.

    drop = cov(T, x)^2 / (var(x) + c^2 + e^2), x = the candidate's skill plus the interviewer's severity, T the
    score or the difference of two, covariances after the marks already given. For each skill the best
    interviewer who has not met the candidate, and someone new; at most 200 interviewers are tried.

    >>> from hiring.assessment.calibration import calibrate
    >>> from hiring.assessment.examples import WEIGHTS, four_candidates
    >>> fitted = calibrate(four_candidates(), WEIGHTS, sds=(0.5, 0.3, 0.4, 0.3, 0.6))
    >>> best = next_best_evidence(fitted, "D")[0]
    >>> best.skill, best.interviewer, round(best.sd_before, 3), round(best.sd_after, 3)
    ('s1', None, 0.49, 0.414)
    """
    sides = [calibration.index(candidate)] + ([] if rival is None else [calibration.index(rival)])
    if not calibration.is_scored[sides].all():
        raise BadInput("there is no score yet: any first interview tells most", column="candidate")
    found = []
    for side in sides:
        found += _for_candidate(calibration, sides, side)
    return tuple(sorted(found, key=lambda evidence: -evidence.drop))


def _for_candidate(calibration: Calibration, sides, i):
    solution, layout, panel = calibration.solution, calibration.layout, calibration.panel
    skills = layout.skills_of[panel.job_of[i]]
    signs = np.array([1.0, -1.0])[: len(sides)]
    target = csr_array(signs @ effect_map(solution, calibration.target_weights)[sides])
    target = csr_array(target.reshape(1, -1))
    one_skill = vstack([effect_map(solution, _unit(calibration, place))[[i]] for place in range(len(skills))]).tocsr()
    post = _own(calibration, i)
    own = signs[sides.index(i)] * calibration.target_weights[i, : len(skills)]
    before = float(shared_error(solution, target, target)[0, 0]) + sum(_weighted_own(calibration, side) for side in sides)
    covariance = shared_error(solution, target, one_skill)[0] + own @ post
    variance = np.diagonal(shared_error(solution, one_skill, one_skill)) + np.diagonal(post)
    noise = solution.sds.c**2 + solution.sds.e**2
    drops = covariance**2 / (variance + solution.sds.b**2 + noise)
    found = [_evidence(calibration, i, skill, None, before, drop) for skill, drop in zip(skills, drops, strict=True)]
    others = _others(calibration, i)
    if others.size:
        columns = layout.column_of[others]
        units = csr_array((np.ones(len(columns)), (np.arange(len(columns)), columns)), shape=(len(columns), layout.width + 1))
        with_severity = covariance[:, None] + shared_error(solution, target, units)
        spread = variance[:, None] + 2 * shared_error(solution, one_skill, units) + _severity_errors(solution, columns) + noise
        drops = with_severity**2 / spread
        for place, skill in enumerate(skills):
            best = int(np.argmax(drops[place]))
            found.append(_evidence(calibration, i, skill, others[best], before, drops[place, best]))
    return found


def _evidence(calibration, i, skill, interviewer, before, drop) -> Evidence:
    panel = calibration.panel
    who = None if interviewer is None else panel.interviewers[interviewer]
    after = max(before - float(drop), 0.0)
    return Evidence(panel.candidates[i], panel.skills[skill], who, before**0.5, after**0.5, float(drop))


def _unit(calibration, place) -> np.ndarray:
    weights = np.zeros_like(calibration.target_weights)
    weights[:, place] = 1.0
    return weights


def _own(calibration, i) -> np.ndarray:
    """(S,S) what remains unknown of the candidate's skills if means and severities were known."""
    for block, terms in zip(calibration.layout.blocks, calibration.solution.terms, strict=True):
        slot = np.flatnonzero(block.candidates == i)
        if slot.size:
            return terms.post[slot[0]]
    raise BadInput("the candidate has no ratings", column="candidate")


def _weighted_own(calibration, i) -> float:
    post = _own(calibration, i)
    weights = calibration.target_weights[i, : len(post)]
    return float(weights @ post @ weights)


def _others(calibration, i) -> np.ndarray:
    """Interviewers with a severity of their own who have not met the candidate, the most experienced first."""
    layout, panel = calibration.layout, calibration.panel
    free = layout.column_of >= 0
    free[panel.interviewer[panel.candidate == i]] = False
    found = np.flatnonzero(free)
    return found[np.argsort(-layout.met[found], kind="stable")][:MOST_INTERVIEWERS]


def _severity_errors(solution, columns) -> np.ndarray:
    if solution.cinv is not None:
        return solution.cinv[columns, columns]
    return np.square(solution.draws[columns]).mean(1)
