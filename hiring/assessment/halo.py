"""Halo: one overall impression behind all marks of an interview."""

from collections.abc import Hashable
from dataclasses import dataclass

import numpy as np

from .calibration import Calibration
from .equations import Sds
from .posterior import skill_means

FEWEST_SCORECARDS = 5
SHUFFLES = 500
RARE = 0.05
STRONG_SHARE = 0.40
SEED = 20_260_105
WORDS = "ratings move together; look at the anchors"


@dataclass(frozen=True)
class Halo:
    """`h`: how far an interviewer's leftovers move together, about 0 without halo, 1 at most. `p`: share of shuffles
    that reach it, 0-1. `h` None: not defined, `reason` says why. `is_flagged`: fewer than 5 % of shuffles reach it."""

    interviewer: Hashable
    scorecards: int
    h: float | None = None
    p: float | None = None
    is_flagged: bool = False
    reason: str = ""

    @property
    def words(self) -> str:
        return WORDS if self.is_flagged else self.reason


def halos(calibration: Calibration) -> tuple[Halo, ...]:
    """h = mean product of two leftovers of one scorecard / mean squared leftover, e = y - (mu + o + a + u) - b.

    Compared with 500 shuffles of the interviewer's leftovers across candidates within the same skill (fixed
    seed). From 5 scorecards on. A small spread of raw marks is no sign of halo: good candidates are good all round.

    >>> from hiring.assessment.calibration import calibrate
    >>> from hiring.assessment.examples import WEIGHTS, four_candidates
    >>> fitted = calibrate(four_candidates(), WEIGHTS, sds=(0.5, 0.3, 0.4, 0.3, 0.6))
    >>> halos(fitted)[0].reason
    '3 scorecards; 5 are needed'
    """
    panel, left = calibration.panel, residuals(calibration)
    order = np.lexsort((panel.candidate, panel.interviewer))
    edges = np.searchsorted(panel.interviewer[order], np.arange(len(panel.interviewers) + 1))
    found = []
    for j, name in enumerate(panel.interviewers):
        own = order[edges[j] : edges[j + 1]]
        met = int(calibration.layout.met[j])
        if met < FEWEST_SCORECARDS:
            found.append(Halo(name, met, reason=f"{met} scorecard{'' if met == 1 else 's'}; {FEWEST_SCORECARDS} are needed"))
        else:
            found.append(_halo(name, met, left[own], panel.candidate[own], panel.skill[own]))
    return tuple(found)


def has_strong_halo(sds: Sds) -> bool:
    """Whether halo makes up more than .4 of what is left in a mark once ability and severity are known: c^2 / (c^2 + e^2).

    >>> has_strong_halo(Sds(0.5, 0.3, 0.4, 0.3, 0.6)), has_strong_halo(Sds(0.5, 0.3, 0.4, 0.6, 0.6))
    (False, True)
    """
    return sds.c**2 / (sds.c**2 + sds.e**2) > STRONG_SHARE


def residuals(calibration: Calibration) -> np.ndarray:
    """(n,) in the panel's order: each mark less what the model expects of this candidate, skill and interviewer, in points."""
    solution, layout, panel = calibration.solution, calibration.layout, calibration.panel
    level = np.zeros((len(panel.candidates), layout.widest_job))
    for number, block in enumerate(layout.blocks):
        level[block.candidates, : block.skills] = skill_means(solution, number)
    local = np.zeros((len(panel.jobs), len(panel.skills)), dtype=np.int64)
    for job, skills in enumerate(layout.skills_of):
        local[job, skills] = np.arange(len(skills))
    expected = level[panel.candidate, local[panel.job_of[panel.candidate], panel.skill]]
    return panel.value - expected - solution.effects[layout.column_of[panel.interviewer]]


def _halo(name, met, left, candidate, skill) -> Halo:
    size = np.bincount(np.unique(candidate, return_inverse=True)[1])
    pairs = (size * (size - 1) / 2).sum()
    square = float(np.mean(left**2))
    if pairs == 0 or square == 0:
        return Halo(name, met, reason="one mark in each scorecard" if pairs == 0 else "nothing is left over to move together")
    starts = np.cumsum(size) - size
    h = float(_products(left[None], starts)[0] / pairs / square)
    shuffled = _products(_shuffled(left, skill), starts) / pairs / square
    p = float((shuffled >= h).mean())
    return Halo(name, met, h, p, p < RARE)


def _products(left: np.ndarray, starts: np.ndarray) -> np.ndarray:
    """(draws,) sum over scorecards of the products of two leftovers; `left` (draws, n), scorecards beginning at `starts`."""
    total = np.add.reduceat(left, starts, axis=1)
    return ((total**2).sum(1) - (left**2).sum(1)) / 2


def _shuffled(left, skill) -> np.ndarray:
    random = np.random.default_rng(SEED)
    drawn = np.tile(left, (SHUFFLES, 1))
    for label in np.unique(skill):
        own = np.flatnonzero(skill == label)
        drawn[:, own] = random.permuted(drawn[:, own], axis=1)
    return drawn
