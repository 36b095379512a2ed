"""Interviews as their pages need them."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Prefetch, Q

from hiring.accounts.prepared import prepared

from ..models import Interview, Scorecard


def interview_visible_to(user, pk):
    """An interview with all that its kit shows; raises Interview.DoesNotExist."""
    rows = Interview.objects.visible_to(user).select_related(
        "application__candidate", "application__opening__role", "stage__opening__role", "interviewer"
    )
    return rows.prefetch_related("stage__questions", "application__documents").get(pk=pk)


@dataclass(frozen=True)
class Arranged:
    """An interview in the list of its application; `state` is "in", "draft", "due", "to come", or "called off"."""

    interview: Interview
    state: str
    card: Scorecard | None
    may_change: bool


def interviews_of(application, user):
    """Interviews of an application that the user may know the state of; one who owes a card sees their own alone."""
    cards = {card.interview_id: card for card in _cards(user, application.pk)}
    arranged = set(_arranged(user, application.pk))
    return [Arranged(row, _state(row, cards.get(row.pk)), cards.get(row.pk), row.pk in arranged) for row in _known(user, application.pk)]


@prepared
def _known(user, application):
    known = Q(interviewer=user) | Q(pk__in=Interview.objects.arranged_by(user))
    return Interview.objects.visible_to(user).filter(known, application=application).select_related("stage", "interviewer")


@prepared
def _cards(user, application):
    return Scorecard.objects.visible_to(user).filter(interview__application=application)


@prepared
def _arranged(user, application):
    return Interview.objects.arranged_by(user).filter(application=application).values_list("pk", flat=True)


def _state(interview, card):
    if interview.cancelled_at:
        return "called off"
    if card:
        return "in" if card.is_submitted else "draft"
    return "due" if interview.has_ended else "to come"


@prepared
def owed_interviews(user, application):
    """While there is one, the application is closed to the user: their own card first."""
    return Interview.objects.unrated_by(user).filter(application=application).select_related("stage")


@dataclass(frozen=True)
class Mine:
    """The user's interviews: cards to write, conversations to come, and those done."""

    due: list[Interview]
    coming: list[Interview]
    done: list[Interview]


def my_interviews(user):
    rows = Interview.objects.of(user).select_related("application__candidate", "application__opening", "stage")
    rows = list(rows.prefetch_related(Prefetch("scorecard", Scorecard.objects.visible_to(user))))
    due = [row for row in rows if row.has_ended and not _is_in(row)]
    coming = [row for row in rows if not row.has_ended and not _is_in(row)]
    return Mine(due, coming, [row for row in reversed(rows) if _is_in(row)])


def _is_in(interview):
    return hasattr(interview, "scorecard") and interview.scorecard.is_submitted


def overlapping(interview):
    """Another standing interview of the same person at the same time; None if there is none."""
    others = Interview.objects.standing().filter(interviewer_id=interview.interviewer_id, starts_at__lt=interview.ends_at)
    others = others.exclude(pk=interview.pk).filter(starts_at__gt=interview.starts_at - timedelta(hours=8))
    return next((other for other in others if other.ends_at > interview.starts_at), None)
