"""How severe each interviewer is, whether that drifts, and whether one mark is given to everybody: help, never a league table."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from .calibration import Calibration
from .layout import layout_of
from .panel import Panel
from .posterior import Z80, shared_error
from .solution import solve

FEWEST_CANDIDATES = 5
FEWEST_RATINGS = 15
ONE_VALUE_SHARE = 0.70


@dataclass(frozen=True)
class Severity:
    """`severity` in points, positive for stricter than the others (-b_j), with its 80 % interval; None: `reason` says why.

    `is_flagged`: the interval does not reach 0. Shown to the interviewer and to admins only.
    """

    interviewer: Hashable
    candidates: int
    severity: float | None = None
    low: float | None = None
    high: float | None = None
    is_flagged: bool = False
    reason: str = ""


@dataclass(frozen=True)
class Drift:
    """One interviewer's severity in each period, in order, and the change from the first to the last, in points with its 80 % interval."""

    interviewer: Hashable
    periods: tuple[tuple[Hashable, Severity], ...]
    change: float
    low: float
    high: float
    is_flagged: bool


@dataclass(frozen=True)
class Habit:
    """`usual` is the mark given most often, in `share` of `ratings`; flagged above 70 % of 15 ratings or more (central tendency)."""

    interviewer: Hashable
    ratings: int
    usual: float
    share: float
    spread: float
    is_flagged: bool


def severities(calibration: Calibration) -> tuple[Severity, ...]:
    """Every interviewer of the panel, in its order; a figure from 5 candidates on.

    >>> from hiring.assessment.calibration import calibrate
    >>> from hiring.assessment.examples import WEIGHTS, four_candidates
    >>> fitted = calibrate(four_candidates(), WEIGHTS, sds=(0.5, 0.3, 0.4, 0.3, 0.6))
    >>> severities(fitted)[0].reason
    'met 3 candidates; a figure needs 5'
    """
    solutions, layout = calibration.posterior.solutions, calibration.layout
    found = []
    for interviewer, column, met in zip(calibration.panel.interviewers, layout.column_of, layout.met, strict=True):
        if met < FEWEST_CANDIDATES:
            reason = f"met {met} candidate{'' if met == 1 else 's'}; a figure needs {FEWEST_CANDIDATES}"
            found.append(Severity(interviewer, int(met), reason=reason))
            continue
        values = np.array([solution.effects[column] for solution in solutions])
        errors = [_error(solution, column) for solution in solutions]
        found.append(_severity(interviewer, met, -values.mean(), float(np.mean(errors) + values.var())))
    return tuple(found)


def drifts(calibration: Calibration, periods: Mapping[tuple[Hashable, Hashable], Hashable]) -> tuple[Drift, ...]:
    """Severity by period: the model solved again (same sds) as if each interviewer were someone new in each period.

    `periods` maps (candidate, interviewer) to a sortable period such as "2026-2"; interviews without one are
    left out, and so are an interviewer's periods with under 5 candidates. Only who has two periods left appears.

    >>> from hiring.assessment.calibration import calibrate
    >>> from hiring.assessment.panel import Rating
    >>> halves = {(f"c{i:02}", j): "2026-1" if i < 20 else "2026-2" for i in range(40) for j in ("Kim", "Lee", "Max")}
    >>> marks = [Rating(c, j, "s", 3 + (j == "Kim" and half == "2026-2")) for (c, j), half in halves.items()]
    >>> fitted = calibrate(Panel.of(marks), sds=(0.5, 0.3, 0.4, 0.3, 0.6))
    >>> [(drift.interviewer, round(drift.change, 1), drift.is_flagged) for drift in drifts(fitted, halves)]
    [('Kim', -0.6, True), ('Lee', 0.3, False), ('Max', 0.3, False)]
    """
    panel = calibration.panel
    names = [(panel.candidates[i], panel.interviewers[j]) for i, j in zip(panel.candidate, panel.interviewer, strict=True)]
    keep = np.array([name in periods for name in names], dtype=bool)
    pairs = [(name[1], periods[name]) for name in names if name in periods]
    labels = sorted(set(pairs), key=lambda pair: (str(pair[0]), pair[1]))
    number = {pair: k for k, pair in enumerate(labels)}
    interviewer = np.array([number[pair] for pair in pairs], dtype=np.int64)
    arrays = panel.candidate[keep], interviewer, panel.skill[keep], panel.value[keep]
    layout = layout_of(Panel.from_arrays(panel.candidates, labels, panel.skills, panel.jobs, *arrays, panel.job_of, panel.scale))
    solution = solve(layout, calibration.sds)
    found = []
    for name in dict.fromkeys(pair[0] for pair in labels):
        own = [k for k, pair in enumerate(labels) if pair[0] == name and layout.met[k] >= FEWEST_CANDIDATES]
        if len(own) >= 2:
            found.append(_drift(name, labels, own, layout, solution))
    return tuple(found)


def habits(panel: Panel) -> tuple[Habit, ...]:
    """How often each interviewer gives the mark they give most, and the standard deviation (points) of their marks.

    >>> from hiring.assessment.panel import Rating
    >>> marks = [Rating(f"c{i}", "Kim", "s", 3 if i else 4) for i in range(16)]
    >>> [(habit.usual, round(habit.share, 2), habit.is_flagged) for habit in habits(Panel.of(marks))]
    [(3.0, 0.94, True)]
    """
    found = []
    order = np.argsort(panel.interviewer, kind="stable")
    edges = np.searchsorted(panel.interviewer[order], np.arange(len(panel.interviewers) + 1))
    for name, low, high in zip(panel.interviewers, edges[:-1], edges[1:], strict=True):
        if high > low:
            marks = panel.value[order[low:high]]
            values, times = np.unique(marks, return_counts=True)
            share = float(times.max() / len(marks))
            flagged = len(marks) >= FEWEST_RATINGS and share > ONE_VALUE_SHARE
            found.append(Habit(name, len(marks), float(values[times.argmax()]), share, float(marks.std()), flagged))
    return tuple(found)


def _severity(interviewer, met, value, variance) -> Severity:
    half = Z80 * float(variance) ** 0.5
    low, high = float(value - half), float(value + half)
    return Severity(interviewer, int(met), float(value), low, high, not low <= 0 <= high)


def _error(solution, column) -> float:
    if solution.cinv is not None:
        return float(solution.cinv[column, column])
    return float(np.square(solution.draws[column]).mean())


def _drift(name, labels, own, layout, solution) -> Drift:
    columns = layout.column_of[own]
    each = [_severity(name, layout.met[k], -solution.effects[c], _error(solution, c)) for k, c in zip(own, columns, strict=True)]
    contrast = csr_array((np.array([1.0, -1.0]), (np.zeros(2, dtype=int), columns[[0, -1]])), shape=(1, layout.width + 1))
    change = float(solution.effects[columns[0]] - solution.effects[columns[-1]])
    half = Z80 * float(shared_error(solution, contrast, contrast)[0, 0]) ** 0.5
    periods = tuple((labels[k][1], severity) for k, severity in zip(own, each, strict=True))
    return Drift(name, periods, change, change - half, change + half, not change - half <= 0 <= change + half)
