"""Lets the demo company have a past: what an action writes is dated to when it would have happened."""

from contextlib import contextmanager

from django.db.models import Max
from django.utils import timezone

from hiring.accounts.models import TrailEntry, User
from hiring.candidates.models import Application, Candidate, Document, StageMove
from hiring.decisions.models import Decision, Vote, VoteRound
from hiring.interviews.models import Interview, Scorecard, ScorecardVersion
from hiring.openings.models import DescriptionVersion, Membership, Opening, Rubric

MADE = (
    (TrailEntry, "at"),
    (User, "created_at"),
    (Opening, "created_at"),
    (Membership, "created_at"),
    (DescriptionVersion, "created_at"),
    (Candidate, "created_at"),
    (Application, "created_at"),
    (StageMove, "at"),
    (Document, "uploaded_at"),
    (Interview, "created_at"),
    (Scorecard, "opened_at"),
    (ScorecardVersion, "at"),
    (Decision, "at"),
    (VoteRound, "created_at"),
    (Vote, "at"),
)
STAMPED = (
    (DescriptionVersion, "sent_at"),
    (DescriptionVersion, "approved_at"),
    (Scorecard, "submitted_at"),
    (Scorecard, "saved_at"),
    (Opening, "changed_at"),
    (Rubric, "frozen_at"),
)


@contextmanager
def dated(moment):
    """Whatever is written inside is dated `moment`."""
    begun = timezone.now()
    newest = [(model, field, model.objects.aggregate(last=Max("pk"))["last"] or 0) for model, field in MADE]
    yield
    for model, field, last in newest:
        model.objects.filter(pk__gt=last).update(**{field: moment})
    for model, field in STAMPED:
        model.objects.filter(**{f"{field}__gte": begun}).update(**{field: moment})
