"""Marks for an interviewer's own page: of candidates whom that person rated, and that the viewer may see."""

from django.utils import timezone

from hiring.accounts.models import User
from hiring.interviews.models import Interview, Rating

from ..marking import GivenMark, Marking, half_year, marking
from .table import kept


def marking_of(person, viewer) -> Marking:
    """What may be said of `person` from the marks that `viewer` may see. No mark of an application that is closed to the viewer enters."""
    rated = Interview.objects.standing().filter(interviewer=person, scorecard__submitted_at__isnull=False)
    found = Rating.objects.visible_to(viewer).filter(
        value__isnull=False,
        scorecard__submitted_at__isnull=False,
        scorecard__interview__cancelled_at=None,
        scorecard__interview__application__in=rated.values("application"),
    )
    rows = found.values_list(
        "scorecard__interview__application",
        "scorecard__interview__application__opening",
        "scorecard__interview__interviewer",
        "skill__slug",
        "value",
        "scorecard__interview__starts_at",
    )
    given = sorted(GivenMark(*row[:4], float(row[4]), half_year(timezone.localtime(row[5]).date())) for row in rows)
    return kept("marking", (given, person.pk), lambda: marking(given, person.pk))


def interviewers():
    """Everyone who ever submitted a card, by name."""
    rated = Interview.objects.standing().filter(scorecard__submitted_at__isnull=False).values("interviewer")
    return User.objects.filter(pk__in=rated, is_active=True).order_by("name", "pk")
