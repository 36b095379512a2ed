"""Everything about agreement and the interviewers' habits of one panel, as rows for a table."""

from collections.abc import Iterator
from typing import NamedTuple

from .agreement import LEVELS, Agreement, disagreements, pair_kappas, panel_alpha
from .calibration import Calibration
from .halo import halos, has_strong_halo
from .icc import model_icc, panel_icc
from .severity import habits, severities

MOST_PAIRS = 20


class SummaryRow(NamedTuple):
    """`value` None: not defined or not shown, `note` says why. `low`, `high`: 80 % interval. `n`: units, marks or candidates."""

    measure: str
    of: str
    value: float | None
    low: float | None
    high: float | None
    n: int | None
    note: str


def agreement_rows(calibration: Calibration) -> Iterator[SummaryRow]:
    """Alpha (four levels, then per skill), ICC per skill, the model's own reliability, kappas of the pairs with most
    in common, skills to talk over, severity, halo and habits.

    >>> from hiring.assessment.calibration import calibrate
    >>> from hiring.assessment.examples import WEIGHTS, four_candidates
    >>> rows = list(agreement_rows(calibrate(four_candidates(), WEIGHTS, sds=(0.5, 0.3, 0.4, 0.3, 0.6))))
    >>> rows[1].measure, rows[1].of, round(rows[1].value, 3), rows[1].n
    ('alpha, ordinal', 'all skills', 0.334, 6)
    """
    panel = calibration.panel
    for level in LEVELS:
        yield _row(panel_alpha(panel, level), "all skills")
    if not panel.value.size:
        return
    rated = [skill for k, skill in enumerate(panel.skills) if (panel.skill == k).any()]
    for skill in rated:
        yield _row(panel_alpha(panel, skill=skill), str(skill))
    for skill in rated:
        for found in panel_icc(panel, skill).values():
            yield _row(found, str(skill))
    for kind, value in model_icc(calibration.sds).items():
        note = f"from the {calibration.sds_are} standard deviations: one mark on one skill"
        yield SummaryRow(f"model's reliability, {kind}", "one interview", value, None, None, len(panel.value), note)
    for first, second, found in (pair for weights in ("none", "linear", "quadratic") for pair in pair_kappas(panel, weights)[:MOST_PAIRS]):
        yield _row(found, f"{first} and {second}")
    for within in disagreements(panel):
        note = f"range {within.spread:g}: talk it over" if within.to_discuss else f"range {within.spread:g}"
        yield SummaryRow("r_wg", f"{within.candidate}, {within.skill}", within.r_wg, None, None, within.ratings, note)
    yield from _interviewer_rows(calibration)


def _interviewer_rows(calibration: Calibration) -> Iterator[SummaryRow]:
    for found in severities(calibration):
        note = found.reason or ("interval clear of 0" if found.is_flagged else "positive: stricter than the others")
        yield SummaryRow("severity", str(found.interviewer), found.severity, found.low, found.high, found.candidates, note)
    for halo in halos(calibration):
        note = halo.reason if halo.h is None else f"{halo.p:.0%} of shuffles reach it" + (f": {halo.words}" if halo.is_flagged else "")
        yield SummaryRow("halo", str(halo.interviewer), halo.h, None, None, halo.scorecards, note)
    for habit in habits(calibration.panel):
        note = f"gives {habit.usual:g} most often" + (": little of the scale is used" if habit.is_flagged else "")
        yield SummaryRow("share of the usual mark", str(habit.interviewer), habit.share, None, None, habit.ratings, note)
    if has_strong_halo(calibration.sds):
        share = calibration.sds.c**2 / (calibration.sds.c**2 + calibration.sds.e**2)
        note = "one impression stands behind much of each interview: look at the anchors"
        yield SummaryRow("halo's share of the noise", "panel", share, None, None, len(calibration.panel.value), note)


def _row(found: Agreement, of: str) -> SummaryRow:
    return SummaryRow(found.kind, of, found.value, found.low, found.high, found.n, found.reason)
