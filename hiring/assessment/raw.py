"""The plain weighted mean of what was assessed, and how much of the weight that is."""

from dataclasses import dataclass

import numpy as np

from .panel import Panel, Weights

SHARE_TO_BE_COMPLETE = 0.60


@dataclass(frozen=True, eq=False)
class RawScores:
    """Arrays over the panel's candidates: `score` in points (nan: nothing that counts was assessed),
    `coverage` the share of the weight assessed (0 to 1), `ratings` and `interviews` counts."""

    score: np.ndarray
    coverage: np.ndarray
    ratings: np.ndarray
    interviews: np.ndarray

    @property
    def is_complete(self) -> np.ndarray:
        """Whether at least 60 % of the weight was assessed; below that a candidate is left out of the order."""
        return self.coverage >= SHARE_TO_BE_COMPLETE - 1e-9


def raw_scores(panel: Panel, weights: Weights) -> RawScores:
    """score = sum_s w_s m_s / sum_s w_s over assessed skills s, m_s the mean of the candidate's marks on s.

    A skill that was not assessed is left out of both sums: it is neither zero nor an average mark.

    >>> from hiring.assessment.panel import Rating, weights_for
    >>> panel = Panel.of([Rating("Ada", "Kim", "SQL", 4), Rating("Ada", "Lee", "SQL", 5), Rating("Ada", "Kim", "Python", None)])
    >>> scores = raw_scores(panel, weights_for(panel, {"SQL": 0.7, "Python": 0.3}))
    >>> scores.score.tolist(), scores.coverage.round(2).tolist(), scores.ratings.tolist(), scores.interviews.tolist()
    ([4.5], [0.7], [2], [2])
    """
    shape = (len(panel.candidates), len(panel.skills))
    cell = panel.candidate * shape[1] + panel.skill
    count = np.bincount(cell, minlength=shape[0] * shape[1]).reshape(shape)
    total = np.bincount(cell, weights=panel.value, minlength=shape[0] * shape[1]).reshape(shape)
    share = weights.share[panel.job_of] * (count > 0)
    coverage = share.sum(1)
    with np.errstate(invalid="ignore", divide="ignore"):
        score = (share * total / np.maximum(count, 1)).sum(1) / coverage
    pairs = np.unique(panel.candidate * max(len(panel.interviewers), 1) + panel.interviewer)
    interviews = np.bincount(pairs // max(len(panel.interviewers), 1), minlength=shape[0])
    return RawScores(score, coverage, count.sum(1), interviews)
