"""Who is ahead of whom, how surely, and who cannot be told apart."""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

from .calibration import Calibration
from .guards import UNLINKED
from .panel import BadInput

PROBABLY = 0.80
CLEARLY = 0.95
HEAD = 200
STEP = 2_000


@dataclass(frozen=True)
class Comparison:
    """`p_ahead`: probability that `first` is ahead of `second`, 0-1; None when either has no score. `note`: a caveat."""

    first: Hashable
    second: Hashable
    p_ahead: float | None
    words: str
    note: str = ""


def compared(calibration: Calibration, first: Hashable, second: Hashable) -> Comparison:
    """P(A > B) = Phi((T_A - T_B) / sqrt(PEV_AA + PEV_BB - 2 PEV_AB)), the errors' covariance included.

    >>> from hiring.assessment.calibration import calibrate
    >>> from hiring.assessment.examples import WEIGHTS, four_candidates
    >>> fitted = calibrate(four_candidates(), WEIGHTS, sds=(0.5, 0.3, 0.4, 0.3, 0.6))
    >>> found = compared(fitted, "A", "B")
    >>> round(found.p_ahead, 4), found.words
    (0.9838, 'A is clearly ahead of B')
    """
    i, k = calibration.index(first), calibration.index(second)
    if not (calibration.is_scored[i] and calibration.is_scored[k]):
        return Comparison(first, second, None, "cannot be compared", "one of the two has no score")
    p = float(probabilities(calibration, [i], [k])[0, 0])
    note = "" if calibration.layout.pool[i] == calibration.layout.pool[k] else UNLINKED
    return Comparison(first, second, p, words(first, second, p), note)


def words(first: Hashable, second: Hashable, p_ahead: float) -> str:
    """.95 and above "clearly ahead", .80 to .95 "probably ahead", else "too close to call".

    >>> words("A", "B", 0.10)
    'B is probably ahead of A'
    """
    ahead, behind = (first, second) if p_ahead >= 0.5 else (second, first)
    surety = max(p_ahead, 1 - p_ahead)
    if surety < PROBABLY:
        return f"{first} and {second} are too close to call"
    return f"{ahead} is {'clearly' if surety >= CLEARLY else 'probably'} ahead of {behind}"


def probabilities(calibration: Calibration, rows: Sequence[int], others: Sequence[int]) -> np.ndarray:
    """(rows, others) P(row ahead of other) for candidates given by index in the panel; nan without a score, .5 with oneself.

    >>> from hiring.assessment.calibration import calibrate
    >>> from hiring.assessment.examples import WEIGHTS, four_candidates
    >>> fitted = calibrate(four_candidates(), WEIGHTS, sds=(0.5, 0.3, 0.4, 0.3, 0.6))
    >>> probabilities(fitted, [0, 2], [2, 3]).round(4).tolist()
    [[0.4318, 0.6583], [0.5, 0.7]]
    """
    rows, others = np.asarray(rows), np.asarray(others)
    target = calibration.target
    score, variance = np.where(calibration.is_scored, target.score, np.nan), target.variance
    gap = score[rows][:, None] - score[others][None, :]
    spread = variance[rows][:, None] + variance[others][None, :] - 2 * target.covariance(rows, others)
    return ndtr(gap / np.sqrt(np.maximum(spread, 1e-12)))


def pairs(calibration: Calibration) -> Iterator[tuple[Hashable, Hashable, float]]:
    """Every pair of scored candidates of the same job, each once, with P(first ahead of second), in the panel's order."""
    names, jobs = calibration.panel.candidates, calibration.panel.job_of
    for job in np.unique(jobs[calibration.is_scored]):
        members = np.flatnonzero(calibration.is_scored & (jobs == job))
        for start in range(0, len(members), 100):
            rows = members[start : start + 100]
            found = probabilities(calibration, rows, members)
            for at, row in enumerate(rows):
                for other in range(start + at + 1, len(members)):
                    yield names[row], names[members[other]], float(found[at, other])


def order(calibration: Calibration, job: Hashable = None) -> np.ndarray:
    """Indices of a job's scored and complete candidates, highest score first, ties by name; `job` may be left out where there is one.

    >>> from hiring.assessment.calibration import calibrate
    >>> from hiring.assessment.examples import WEIGHTS, four_candidates
    >>> order(calibrate(four_candidates(), WEIGHTS, sds=(0.5, 0.3, 0.4, 0.3, 0.6))).tolist()
    [2, 0, 3, 1]
    """
    jobs = calibration.panel.jobs
    if job not in jobs and len(jobs) > 1:
        raise BadInput(f"no job {job!r} in these ratings", column="job")
    number = jobs.index(job) if job in jobs else 0
    ranked = calibration.is_scored & calibration.raw.is_complete & (calibration.panel.job_of == number)
    members = np.flatnonzero(ranked)
    return members[np.argsort(-calibration.target.score[members], kind="stable")]


def bands(calibration: Calibration, ranked: np.ndarray) -> np.ndarray:
    """Band numbers from 1 for candidates in order: equal band, too close to call.

    A candidate opens a new band as soon as anyone in the current one is ahead with P >= .80, so within
    a band no pair is decided. Next to a band's edge two neighbours may still be close: ask `compared`.
    Above 200 in one band, its first 200 are asked.

    >>> from hiring.assessment.calibration import calibrate
    >>> from hiring.assessment.examples import WEIGHTS, four_candidates
    >>> fitted = calibrate(four_candidates(), WEIGHTS, sds=(0.5, 0.3, 0.4, 0.3, 0.6))
    >>> ranked = order(fitted)
    >>> [fitted.panel.candidates[i] for i in ranked], bands(fitted, ranked).tolist()
    (['C', 'A', 'D', 'B'], [1, 1, 1, 2])
    """
    band = np.zeros(len(ranked), dtype=np.int64)
    start, number = 0, 0
    while start < len(ranked):
        end = _band_end(calibration, ranked, start)
        number += 1
        band[start:end] = number
        start = end
    return band


def _band_end(calibration, ranked, start) -> int:
    head = ranked[start : start + HEAD]
    for low in range(start + 1, len(ranked), STEP):
        others = ranked[low : low + STEP]
        ahead = probabilities(calibration, head, others) >= PROBABLY
        before = np.arange(start, start + len(head))[:, None] < np.arange(low, low + len(others))[None, :]
        decided = np.flatnonzero((ahead & before).any(0))
        if decided.size:
            return low + int(decided[0])
    return len(ranked)
