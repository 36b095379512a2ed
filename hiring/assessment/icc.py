"""Intraclass correlations, each with its kind named."""

from collections.abc import Sequence

import numpy as np
from scipy.stats import f as f_distribution

from .agreement import Agreement, spearman_brown
from .equations import Sds
from .panel import Panel

KINDS = ("(1,1)", "(2,1)", "(3,1)", "(1,k)", "(2,k)", "(3,k)")
MEANINGS = {
    "(1,1)": "one rating, each target by other judges",
    "(2,1)": "one rating, absolute agreement",
    "(3,1)": "one rating, consistency of these judges",
    "(1,k)": "mean of k ratings, each target by other judges",
    "(2,k)": "mean of k ratings, absolute agreement",
    "(3,k)": "mean of k ratings, consistency of these judges",
}


def icc(ratings: Sequence[Sequence[float | None]], level: float = 0.80) -> dict[str, Agreement]:
    """The six kinds of Shrout & Fleiss (1979) with F intervals. One row per target, one column per judge, none missing.

    With mean squares between targets B, within targets W, between judges J and of error E, n targets, k judges:
    (1,1) = (B-W)/(B+(k-1)W); (2,1) = (B-E)/(B+(k-1)E+k(J-E)/n); (3,1) = (B-E)/(B+(k-1)E);
    (1,k) = (B-W)/B; (2,k) = (B-E)/(B+(J-E)/n); (3,k) = (B-E)/B. 1 is perfect, 0 none; negative values can occur.
    Not defined for fewer than two targets or judges, missing ratings, or targets that do not differ at all.

    >>> marks = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
    >>> {kind: round(found.value, 4) for kind, found in icc(marks).items()}
    {'(1,1)': 0.1657, '(2,1)': 0.2898, '(3,1)': 0.7148, '(1,k)': 0.4428, '(2,k)': 0.6201, '(3,k)': 0.9093}
    """
    reason = _undefined(ratings)
    if reason:
        return {kind: Agreement(f"ICC{kind}", None, reason) for kind in KINDS}
    table = np.array(ratings, dtype=float)
    n, k = table.shape
    between, within, judges, error = mean_squares(table)
    values = {
        "(1,1)": _share(between - within, between + (k - 1) * within),
        "(2,1)": _share(between - error, between + (k - 1) * error + k * (judges - error) / n),
        "(3,1)": _share(between - error, between + (k - 1) * error),
        "(1,k)": _share(between - within, between),
        "(2,k)": _share(between - error, between + (judges - error) / n),
        "(3,k)": _share(between - error, between),
    }
    limits = _limits(n, k, between, within, judges, error, values["(2,1)"], level)
    return {kind: _named(kind, values[kind], limits[kind], n) for kind in KINDS}


def mean_squares(table: np.ndarray) -> tuple[float, float, float, float]:
    """Two-way mean squares of (n targets, k judges): between targets, within targets, between judges, error.

    >>> marks = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
    >>> [round(square, 4) for square in mean_squares(np.array(marks, dtype=float))]
    [11.2417, 6.2639, 32.4861, 1.0194]
    """
    n, k = table.shape
    mean = table.mean()
    targets = k * ((table.mean(1) - mean) ** 2).sum()
    judges = n * ((table.mean(0) - mean) ** 2).sum()
    whole = ((table - mean) ** 2).sum()
    error = (whole - targets - judges) / ((n - 1) * (k - 1))
    return float(targets / (n - 1)), float((whole - targets) / (n * (k - 1))), float(judges / (k - 1)), max(float(error), 0.0)


def panel_icc(panel: Panel, skill) -> dict[str, Agreement]:
    """The six kinds for one skill, when the same interviewers rated every candidate on it; else not defined, with the reason.

    >>> from hiring.assessment.examples import four_candidates
    >>> panel_icc(four_candidates(), "s1")["(2,1)"].reason
    "not every candidate was rated by the same interviewers: use the model's reliability"
    """
    own = panel.skill == panel.skills.index(skill)
    candidates, row = np.unique(panel.candidate[own], return_inverse=True)
    interviewers, column = np.unique(panel.interviewer[own], return_inverse=True)
    if len(row) < len(candidates) * len(interviewers):
        reason = "not every candidate was rated by the same interviewers: use the model's reliability"
        return {kind: Agreement(f"ICC{kind}", None, reason) for kind in KINDS}
    table = np.zeros((len(candidates), len(interviewers)))
    table[row, column] = panel.value[own]
    return icc(table.tolist())


def model_icc(sds: Sds, interviews: int = 1) -> dict[str, float]:
    """What the model's standard deviations say of one skill's mark, for panels that are not complete, 0-1.

    "absolute agreement" = (a^2+u^2)/(a^2+u^2+b^2+c^2+e^2), "consistency" the same without b^2: the gap between
    them is severity. For the mean over `interviews` different interviewers, by Spearman-Brown.

    >>> {kind: round(value, 3) for kind, value in model_icc(Sds(0.5, 0.3, 0.4, 0.3, 0.6)).items()}
    {'absolute agreement': 0.358, 'consistency': 0.43}
    """
    a2, u2, b2, c2, e2 = (sd * sd for sd in sds)
    signal = a2 + u2
    single = {"absolute agreement": signal / (signal + b2 + c2 + e2), "consistency": signal / (signal + c2 + e2)}
    return {kind: spearman_brown(value, interviews) for kind, value in single.items()}


def _undefined(ratings) -> str:
    if len(ratings) < 2:
        return "fewer than two targets"
    if len({len(row) for row in ratings}) > 1 or any(value is None or value != value for row in ratings for value in row):
        return "some ratings are missing"
    if len(ratings[0]) < 2:
        return "fewer than two judges"
    if len({value for row in ratings for value in row}) == 1:
        return "all ratings are the same"
    return ""


def _share(part, whole) -> float | None:
    return float(part / whole) if whole > 0 else None


def _named(kind, value, limits, n) -> Agreement:
    if value is None:
        return Agreement(f"ICC{kind}", None, "the targets do not differ", n=n)
    low, high = limits
    return Agreement(f"ICC{kind}", value, MEANINGS[kind], low, high, n)


def _limits(n, k, between, within, judges, error, agreement, level):
    """Interval of each kind at `level`: exact F for (1,·) and (3,·), Satterthwaite's degrees of freedom for (2,·)."""
    none = (None, None)
    one = _f_limits(between, within, n - 1, n * (k - 1), k, level) if within > 0 and between > 0 else (none, none)
    three = _f_limits(between, error, n - 1, (n - 1) * (k - 1), k, level) if error > 0 and between > 0 else (none, none)
    two = _agreement_limits(n, k, between, judges, error, agreement, level) if error > 0 and agreement is not None else none
    two_k = tuple(None if x is None else spearman_brown(x, k) for x in two)
    return {"(1,1)": one[0], "(1,k)": one[1], "(3,1)": three[0], "(3,k)": three[1], "(2,1)": two, "(2,k)": two_k}


def _f_limits(between, other, free, free_other, k, level):
    ratio, tail = between / other, (1 - level) / 2
    low = ratio / f_distribution.isf(tail, free, free_other)
    high = ratio * f_distribution.isf(tail, free_other, free)
    single = tuple(float((x - 1) / (x + k - 1)) for x in (low, high))
    return single, tuple(float(1 - 1 / x) for x in (low, high))


def _agreement_limits(n, k, between, judges, error, r, level):
    weight, tail = judges / error, (1 - level) / 2
    spread = n * (1 + (k - 1) * r) - k * r
    free = (k - 1) * (n - 1) * (k * r * weight + spread) ** 2 / ((n - 1) * k**2 * r**2 * weight**2 + spread**2)
    upper, lower = f_distribution.isf(tail, n - 1, free), f_distribution.isf(tail, free, n - 1)
    low = n * (between - upper * error) / (upper * (k * judges + (k * n - k - n) * error) + n * between)
    high = n * (lower * between - error) / (k * judges + (k * n - k - n) * error + n * lower * between)
    return float(low), float(high)
