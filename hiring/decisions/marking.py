"""How one interviewer marks beside those who met the same candidates: help for that person, never a league table. No Django."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from hiring.assessment.agreement import Agreement, panel_alpha
from hiring.assessment.calibration import calibrate
from hiring.assessment.halo import Halo, halos
from hiring.assessment.panel import Panel, Rating
from hiring.assessment.severity import FEWEST_CANDIDATES, Drift, Habit, Severity, drifts, habits, severities


@dataclass(frozen=True, order=True)
class GivenMark:
    application: int
    opening: int
    interviewer: int
    skill: str
    value: float
    period: str


@dataclass(frozen=True)
class Closeness:
    """Marks beside the mean of the others' on the same candidate and skill. apart: mean distance in points; within: share at most one point away."""

    period: str
    marks: int
    apart: float
    within: float


@dataclass(frozen=True)
class Advice:
    """`kind` is a verdict's."""

    kind: str
    claim: str
    what_to_do: str


@dataclass(frozen=True)
class Marking:
    """Figures from five candidates on; below that all but the counts are None or empty."""

    candidates: int
    marks: int
    severity: Severity | None = None
    drift: Drift | None = None
    halo: Halo | None = None
    habit: Habit | None = None
    agreement: Agreement | None = None
    closeness: tuple[Closeness, ...] = ()
    advice: tuple[Advice, ...] = ()

    @property
    def has_figures(self) -> bool:
        return self.candidates >= FEWEST_CANDIDATES

    @property
    def still_needed(self) -> int:
        return max(FEWEST_CANDIDATES - self.candidates, 0)


def half_year(day: date) -> str:
    """
    >>> half_year(date(2026, 7, 1))
    '2026, second half'
    """
    return f"{day.year}, {'first' if day.month <= 6 else 'second'} half"


def marking(given: Iterable[GivenMark], interviewer: int) -> Marking:
    """`given`: all marks on the candidates whom the interviewer rated. Severity, halo and drift are told from them together."""
    given = sorted(given)
    own = [mark for mark in given if mark.interviewer == interviewer]
    met = {mark.application for mark in own}
    if len(met) < FEWEST_CANDIDATES:
        return Marking(len(met), len(own))
    panel = Panel.of(_one_each(given))
    fitted = calibrate(panel)
    place = panel.interviewers.index(interviewer)
    periods = {(mark.application, mark.interviewer): mark.period for mark in given}
    severity, halo, drift = severities(fitted)[place], halos(fitted)[place], _own_drift(fitted, periods, interviewer)
    habit = next(found for found in habits(panel) if found.interviewer == interviewer)
    shared = [rating for rating in _one_each(given) if (rating.candidate, rating.skill) in _shared(given, interviewer)]
    agreement = panel_alpha(Panel.of(shared)) if shared else Agreement("alpha, ordinal", None, "nobody else rated the same candidates")
    has_others = len(panel.interviewers) > 1
    return Marking(
        len(met),
        len(own),
        severity if has_others else None,
        drift,
        halo,
        habit,
        agreement,
        tuple(_closeness(given, interviewer)),
        tuple(_advice(severity if has_others else None, drift, halo, habit)),
    )


def _one_each(given):
    values = defaultdict(list)
    for mark in given:
        values[mark.application, mark.interviewer, mark.skill, mark.opening].append(mark.value)
    return [Rating(a, i, s, sum(v) / len(v), job=o) for (a, i, s, o), v in values.items()]


def _own_drift(fitted, periods, interviewer):
    return next((found for found in drifts(fitted, periods) if found.interviewer == interviewer), None)


def _shared(given, interviewer):
    people = defaultdict(set)
    for mark in given:
        people[mark.application, mark.skill].add(mark.interviewer)
    return {unit for unit, who in people.items() if interviewer in who and len(who) > 1}


def _closeness(given, interviewer):
    mine, others = {}, defaultdict(list)
    for mark in given:
        unit = mark.application, mark.skill
        if mark.interviewer == interviewer:
            mine[unit] = mark
        else:
            others[unit].append(mark.value)
    gaps = defaultdict(list)
    for unit, mark in mine.items():
        if others[unit]:
            gaps[mark.period].append(abs(mark.value - sum(others[unit]) / len(others[unit])))
    for period in sorted(gaps):
        found = gaps[period]
        yield Closeness(period, len(found), sum(found) / len(found), sum(1 for gap in found if gap <= 1) / len(found))


def _advice(severity, drift, halo, habit):
    if severity and severity.is_flagged:
        strict = severity.severity > 0
        yield Advice(
            "warn",
            f"You mark about {abs(severity.severity):.1f} points {'more strictly' if strict else 'more leniently'} than others on the same candidates.",
            "No score suffers: the ranking allows for it. Read the anchors of 3 and 4 again, and mark what you saw against them alone; "
            + ("a 4 asks for no more than its anchor says." if strict else "a 4 asks for all that its anchor says."),
        )
    elif severity and severity.severity is not None:
        yield Advice("ok", "Nothing shows that you mark more strictly or leniently than others.", "Keep to the anchors.")
    if drift and drift.is_flagged:
        yield Advice(
            "warn",
            f"You have become {'stricter' if drift.change > 0 else 'more lenient'} by about {abs(drift.change):.1f} points.",
            "Take two of your old cards and mark their evidence anew, without looking at the marks.",
        )
    if halo and halo.is_flagged:
        yield Advice(
            "warn",
            "Your marks in one interview move together more than the candidates explain.",
            "Mark each skill before you read the next, from the note for that skill alone. “Not assessed” is an answer.",
        )
    if habit and habit.is_flagged:
        yield Advice(
            "warn",
            f"{habit.share:.0%} of your marks are {habit.usual:.0f}.",
            "Look for the evidence that would make it one more or one less. A mark that all receive tells nobody apart.",
        )
