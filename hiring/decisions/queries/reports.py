"""Reads for the reports of one opening and of all that a person manages."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from statistics import pstdev

from django.utils import timezone

from hiring.assessment.agreement import Agreement, panel_alpha
from hiring.assessment.panel import Panel
from hiring.candidates.models import Application, StageMove
from hiring.interviews.models import Interview, Rating
from hiring.openings.models import Opening

from .. import fairness as rules
from .. import flow
from ..models import Decision, VoluntaryAnswer
from ..standing import Mark, one_mark_each
from .table import kept


@dataclass(frozen=True)
class Signal:
    """What the marks of one stage or opening can carry. spread: standard deviation in points; usual_share: of the mark given most."""

    name: str
    opening: Opening | None
    cards: int
    marks: int
    not_assessed: int
    spread: float | None
    usual: int | None
    usual_share: float | None
    agreement: Agreement

    @property
    def not_assessed_share(self):
        return self.not_assessed / (self.marks + self.not_assessed) if self.marks + self.not_assessed else None


@dataclass(frozen=True)
class Report:
    """applications: how many are counted; closed: left out, since the viewer owes a card for them."""

    funnel: list[flow.FunnelRow]
    times: list[flow.TimeRow]
    signals: list[Signal]
    applications: int
    closed: int


def opening_report(opening, viewer) -> Report:
    """Signals by stage of the plan, then all stages together. The same number of queries whatever the number of candidates."""
    return _report(
        Opening.objects.managed_by(viewer).filter(pk=opening.pk), viewer, lambda rating: rating.scorecard.interview.stage, whole=True
    )


def company_report(viewer) -> Report:
    """Of all openings that the viewer manages. Signals by opening."""
    return _report(Opening.objects.managed_by(viewer), viewer, lambda rating: rating.scorecard.interview.application.opening, whole=False)


def _report(openings, viewer, group, *, whole):
    rows = Application.objects.managed_by(viewer).filter(opening__in=openings).order_by("pk")
    applications = rows.exclude(pk__in=Interview.objects.unrated_by(viewer).values("application"))
    journeys = _journeys(applications)
    return Report(
        funnel=flow.funnel(journeys),
        times=flow.times(journeys, timezone.now()),
        signals=_signals(applications, viewer, group, whole),
        applications=len(journeys),
        closed=rows.count() - len(journeys),
    )


def _journeys(applications):
    moves = defaultdict(list)
    for move in StageMove.objects.filter(application__in=applications.order_by().values("pk")).order_by("at", "pk"):
        moves[move.application_id].append((move.to_stage, move.at))
    return [flow.Journey(tuple(moves[each.pk]) or ((each.stage, each.created_at),)) for each in applications]


def _signals(applications, viewer, group, whole):
    found = Rating.objects.visible_to(viewer).filter(
        scorecard__submitted_at__isnull=False,
        scorecard__interview__cancelled_at=None,
        scorecard__interview__application__in=applications.order_by().values("pk"),
    )
    found = found.select_related("skill", "scorecard__interview__stage", "scorecard__interview__application__opening")
    groups = defaultdict(list)
    for rating in found.order_by("scorecard__interview__stage__position", "scorecard", "pk"):
        groups[group(rating)].append(rating)
    signals = [_signal(str(each), each if isinstance(each, Opening) else None, ratings) for each, ratings in groups.items()]
    everything = [rating for ratings in groups.values() for rating in ratings]
    return [*signals, _signal("All stages together", None, everything)] if whole and len(signals) > 1 else signals


def _signal(name, opening, ratings):
    values = [rating.value for rating in ratings if rating.value]
    marks = [
        Mark(rating.scorecard.interview.application_id, rating.scorecard.interview.interviewer_id, rating.skill.slug, rating.value)
        for rating in ratings
        if rating.value
    ]
    usual, times = Counter(values).most_common(1)[0] if values else (None, 0)
    return Signal(
        name=name,
        opening=opening,
        cards=len({rating.scorecard_id for rating in ratings}),
        marks=len(values),
        not_assessed=len(ratings) - len(values),
        spread=pstdev(values) if len(values) > 1 else None,
        usual=usual,
        usual_share=times / len(values) if values else None,
        agreement=_agreement(marks),
    )


def _agreement(marks):
    if not marks:
        return Agreement("alpha, ordinal", None, "no mark yet")
    return kept("agreement", sorted(marks), lambda: panel_alpha(Panel.of(one_mark_each(marks))))


def decided_with_answers(viewer):
    """People of decided applications of the whole company, oldest first; and whether the viewer owes a card for one of them.

    A report over fewer openings could be subtracted from this one, so there is none.
    """
    decided = (Application.Stage.OFFER, Application.Stage.HIRED, Application.Stage.REJECTED)
    applications = list(Application.objects.filter(stage__in=decided))
    keys = Application.objects.filter(stage__in=decided).order_by().values("pk")
    is_closed = Interview.objects.unrated_by(viewer).filter(application__in=keys).exists()
    selected, since = set(), {application.pk: application.created_at for application in applications}
    for move in StageMove.objects.filter(application__in=keys, to_stage__in=decided).order_by("at"):
        since[move.application_id] = move.at
        if move.to_stage != Application.Stage.REJECTED:
            selected.add(move.application_id)
    answers = {answer.application_id: answer for answer in VoluntaryAnswer.objects.filter(application__in=keys)}
    # Inside the company's own count: no page shows an outcome or a score beside a person from here.
    scores = dict(Decision.objects.current().filter(application__in=keys).values_list("application", "evidence__score"))
    late = {pk: max(since[pk], answers[pk].answered_at) if pk in answers else since[pk] for pk in since}
    order = sorted(applications, key=lambda application: (late[application.pk], application.pk))
    return [
        _person(each, answers.get(each.pk), each.pk in selected or each.stage != decided[2], scores.get(each.pk)) for each in order
    ], is_closed


def fairness_report(people) -> rules.Fairness:
    sexes = [value for value in VoluntaryAnswer.Sex.values if value != VoluntaryAnswer.Sex.UNSAID]
    ethnicities = [value for value in VoluntaryAnswer.Ethnicity.values if value != VoluntaryAnswer.Ethnicity.UNSAID]
    return kept("fairness", people, lambda: rules.fairness(people, sexes, ethnicities))


def group_name(by: str, group) -> str:
    """A group of a table of fairness.py, in words."""
    sexes, ethnicities = dict(VoluntaryAnswer.Sex.choices), dict(VoluntaryAnswer.Ethnicity.choices)
    if by == "both":
        return f"{sexes[group[0]]}, {ethnicities[group[1]]}"
    return (sexes if by == "sex" else ethnicities)[group]


def _person(application, answer, is_selected, score):
    said = lambda value: None if answer is None or value == "unsaid" else value  # noqa: E731 - the same rule for both
    return rules.Person(said(answer and answer.sex), said(answer and answer.ethnicity), is_selected, score, application.opening_id)
