"""Must-haves: thresholds on single skills, with the uncertainty of the evidence."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass

from scipy.special import ndtr

from .calibration import Calibration
from .panel import BadInput

MET = 0.80
NOT_MET = 0.20
FEWEST_OPINIONS = 2
THRESHOLD = 3.0


@dataclass(frozen=True)
class Gate:
    """`state`: "met", "not met" or "unclear". `p_met`: P(skill >= threshold), 0-1, None where the skill was not assessed.

    opinions: interviewers whose marks bear on it. Unclear never fails anyone: it asks for more evidence.
    """

    skill: Hashable
    threshold: float
    p_met: float | None
    state: str
    reason: str
    opinions: int = 0

    @property
    def is_one_opinion(self) -> bool:
        return self.opinions == 1


def gate(skill: Hashable, mean: float, sd: float, threshold: float = THRESHOLD, *, opinions: int = FEWEST_OPINIONS) -> Gate:
    """P(skill >= threshold) = Phi((mean - threshold) / sd), all in points: .80 and above met, .20 and below not met.

    Either takes two opinions: however sure the arithmetic is, one person's word settles no must-have.

    >>> found = gate("SQL", 3.9178, 0.4489, 3.5)
    >>> round(found.p_met, 2), found.state
    (0.82, 'met')
    >>> gate("SQL", 3.9178, 0.4489, 3.5, opinions=1).state
    'unclear'
    """
    p = float(ndtr((mean - threshold) / sd))
    if opinions < FEWEST_OPINIONS:
        return Gate(skill, threshold, p, "unclear", "one opinion: ask for a second", opinions)
    if p >= MET:
        return Gate(skill, threshold, p, "met", f"{p:.0%} sure to be at {threshold:g} or above", opinions)
    if p <= NOT_MET:
        return Gate(skill, threshold, p, "not met", f"{1 - p:.0%} sure to be below {threshold:g}", opinions)
    return Gate(skill, threshold, p, "unclear", "not enough evidence either way: collect more", opinions)


def gates(calibration: Calibration, candidate: Hashable, thresholds: Mapping[Hashable, float]) -> tuple[Gate, ...]:
    """One gate per must-have, in the order of `thresholds` (skill to points). A skill without a mark is unclear.

    All interviewers of the candidate bear on a skill that was marked for others as well, for then its average ties it to
    the candidate's other marks; on a skill that was marked for this candidate alone, only those who marked it do.

    >>> from hiring.assessment.calibration import calibrate
    >>> from hiring.assessment.examples import WEIGHTS, four_candidates
    >>> fitted = calibrate(four_candidates(), WEIGHTS, sds=(0.5, 0.3, 0.4, 0.3, 0.6))
    >>> [(g.skill, round(g.p_met, 4), g.state) for g in gates(fitted, "D", {"s1": 3.5, "s2": 3.5})]
    [('s1', 0.6849, 'unclear'), ('s2', 0.8112, 'unclear')]
    """
    low, high = calibration.panel.scale
    known = {score.skill: score for score in calibration.skills(candidate) if score.ratings}
    met, shared = int(calibration.raw.interviews[calibration.index(candidate)]), _marked_for_others(calibration, candidate)
    found = []
    for skill, threshold in thresholds.items():
        if not low <= threshold <= high:
            raise BadInput(f"the threshold of {skill!r} is {threshold:g}, off the scale from {low:g} to {high:g}", column="threshold")
        if skill in known:
            found.append(
                gate(skill, known[skill].mean, known[skill].sd, threshold, opinions=met if skill in shared else known[skill].ratings)
            )
        else:
            found.append(Gate(skill, threshold, None, "unclear", "not assessed: not enough evidence"))
    return tuple(found)


def _marked_for_others(calibration, candidate) -> set:
    panel, i = calibration.panel, calibration.index(candidate)
    others = (panel.candidate != i) & (panel.job_of[panel.candidate] == panel.job_of[i])
    return {panel.skills[skill] for skill in set(panel.skill[others].tolist())}
