"""What the trail must not tell an admin who owes a card: it would say whether others have rated, and how it was decided."""

from django.db.models import CharField, Q
from django.db.models.functions import Cast

from hiring.accounts.trail import keep_from_trail
from hiring.candidates.models import Application
from hiring.decisions.models import Decision
from hiring.interviews.models import Interview

CARDS = Interview.objects.filter(scorecard__isnull=False)


@keep_from_trail
def of_closed_applications(user):
    closed = Interview.objects.unrated_by(user).values("application")
    about = {
        "application": Application.objects.filter(pk__in=closed).values_list(_text("pk")),
        "interview": Interview.objects.filter(application__in=closed).values_list(_text("pk")),
        "scorecard": CARDS.filter(application__in=closed).values_list(_text("scorecard__pk")),
        "decision": Decision.objects.filter(application__in=closed).values_list(_text("pk")),
    }
    hidden = Q(pk__in=[])
    for kind, ids in about.items():
        hidden |= Q(kind=kind, object_id__in=ids)
    return hidden & ~Q(by=user)


def _text(field):
    return Cast(field, CharField())
