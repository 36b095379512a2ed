"""One candidate's score, line by line: every mark, what was added for its interviewer, what it weighs, and the sum."""

from collections.abc import Hashable
from dataclasses import dataclass

import numpy as np

from .calibration import Calibration
from .panel import BadInput
from .solution import Solution


@dataclass(frozen=True)
class Line:
    """A mark in the sum: contribution = weight x (rating + adjustment), in points.

    adjustment: what is added because of the interviewer (positive for a severe one); None when the
    interviewer met nobody else, so that severity cannot be told and nothing is added.
    """

    interviewer: Hashable
    skill: Hashable
    rating: float
    adjustment: float | None
    weight: float
    contribution: float


@dataclass(frozen=True)
class Average:
    """The job's average on a skill stands in for evidence that is missing or uncertain: contribution = weight x level."""

    skill: Hashable
    level: float
    weight: float
    contribution: float


@dataclass(frozen=True)
class Explanation:
    """total = the lines' and averages' contributions + remainder; score = total kept on the scale. All weights add up to 1.

    remainder: what averaging over plausible standard deviations adds (panels under 30 candidates; else 0).
    severity: how much the interviewers' adjustments moved the score; drawn: how much the pull towards the
    job's average and the uneven weight of evidence did. raw + severity + drawn = total.
    """

    candidate: Hashable
    lines: tuple[Line, ...]
    averages: tuple[Average, ...]
    remainder: float
    total: float
    score: float
    raw: float | None
    severity: float
    drawn: float | None

    @property
    def reason(self) -> str:
        """Why the calibrated score differs from the raw one, in a few words."""
        parts = []
        if abs(self.severity) >= 0.05:
            parts.append(f"met {'stricter' if self.severity > 0 else 'more lenient'} interviewers: {self.severity:+.1f}")
        if self.drawn is not None and abs(self.drawn) >= 0.05:
            parts.append(f"limited evidence, drawn towards the job's average: {self.drawn:+.1f}")
        return "; ".join(parts) or "no difference worth a word"


def explanation(calibration: Calibration, candidate: Hashable) -> Explanation:
    """T = sum_r l_r (y_r - b_r) + sum_s (w_s - sum of l_r on s)(mu_s + o), with l = V^-1 g the weight of each mark r.

    BadInput when the candidate has no score.

    >>> from hiring.assessment.calibration import calibrate
    >>> from hiring.assessment.examples import WEIGHTS, four_candidates
    >>> fitted = calibrate(four_candidates(), WEIGHTS, sds=(0.5, 0.3, 0.4, 0.3, 0.6))
    >>> found = explanation(fitted, "D")
    >>> [(line.interviewer, line.skill, line.rating, round(line.adjustment, 2), round(line.weight, 3)) for line in found.lines]
    [('I1', 's1', 3.0, 0.44, 0.281), ('I1', 's2', 4.0, 0.44, 0.241)]
    >>> [(average.skill, round(average.level, 2), round(average.weight, 3)) for average in found.averages]
    [('s1', 3.79, 0.319), ('s2', 3.81, 0.159)]
    >>> round(found.total, 4), found.reason
    (3.8506, "met stricter interviewers: +0.2; limited evidence, drawn towards the job's average: +0.2")
    """
    i = calibration.index(candidate)
    if not calibration.is_scored[i]:
        raise BadInput(f"{candidate!r} has no score to explain", column="candidate")
    number, slot = _place(calibration, i)
    parts = [_parts(calibration, solution, number, slot, i) for solution in calibration.posterior.solutions]
    weight, severity, left, level = (np.mean(part, axis=0) for part in zip(*parts, strict=True))
    lines = tuple(_lines(calibration, number, slot, i, weight, severity))
    skills = calibration.layout.skills_of[calibration.panel.job_of[i]]
    labels = [calibration.panel.skills[skill] for skill in skills]
    averages = tuple(Average(*map(_plain, row)) for row in zip(labels, level, left, level * left, strict=True))
    total = float(calibration.target.score[i])
    own = calibration.scores[i]
    moved = sum(line.weight * (line.adjustment or 0.0) for line in lines)
    return Explanation(
        candidate,
        lines,
        averages,
        total - sum(part.contribution for part in (*lines, *averages)),
        total,
        own.score,
        own.raw,
        moved,
        None if own.raw is None else total - own.raw - moved,
    )


def _place(calibration: Calibration, i: int) -> tuple[int, int]:
    for number, block in enumerate(calibration.layout.blocks):
        slot = np.searchsorted(block.candidates, i)
        if slot < len(block.candidates) and block.candidates[slot] == i:
            return number, int(slot)
    raise BadInput("the candidate has no ratings", column="candidate")


def _parts(calibration: Calibration, solution: Solution, number: int, slot: int, i: int):
    """Weights of marks (J,S), severities b (J,), weight left to each skill's average (S,) and that average (S,)."""
    block, terms = calibration.layout.blocks[number], solution.terms[number]
    wanted = calibration.target_weights[i, : block.skills]
    gain = terms.post[slot] @ wanted
    marks = block.marks[slot]
    weight = marks * (gain - (terms.shrink[slot] * (marks @ gain))[:, None]) / solution.sds.e**2
    effects = solution.effects[block.columns[slot]]
    severity = np.zeros(len(marks))
    severity[: block.shared] = effects[block.skills + 1 :]
    level = calibration.layout.centre + effects[: block.skills] + effects[block.skills]
    return weight, severity, wanted - weight.sum(0), level


def _lines(calibration: Calibration, number, slot, i, weight, severity):
    panel, block = calibration.panel, calibration.layout.blocks[number]
    skills = calibration.layout.skills_of[panel.job_of[i]]
    marks = {(j, s): value for j, s, value in _marks_of(panel, i)}
    for place, interviewer in enumerate(block.interviewers[slot]):
        for local in np.flatnonzero(block.marks[slot, place]):
            rating, adjustment = marks[interviewer, skills[local]], -float(severity[place])
            alone = bool(block.alone[slot, place])
            share = float(weight[place, local])
            labels = panel.interviewers[interviewer], panel.skills[skills[local]]
            yield Line(*labels, rating, None if alone else adjustment, share, share * (rating + (0.0 if alone else adjustment)))


def _marks_of(panel, i):
    own = panel.candidate == i
    return zip(panel.interviewer[own].tolist(), panel.skill[own].tolist(), panel.value[own].tolist(), strict=True)


def _plain(value):
    return float(value) if isinstance(value, np.floating) else value
