"""Working out rankings when cards come in, so that pages need not."""

from django.db import transaction

from hiring.accounts.models import User
from hiring.background.actions import enqueue
from hiring.background.models import Job
from hiring.interviews.models import Interview
from hiring.openings.models import Opening

from .. import queries
from ..models import Snapshot
from ..snapshots import plain

KIND = "decisions.standing"


@transaction.atomic
def ask_for_standing(opening_id: int) -> None:
    """Have the ranking of an opening worked out. One job that has not begun yet is enough, however many cards come in."""
    waiting = Job.objects.filter(kind=KIND, state=Job.State.QUEUED, arguments__opening=opening_id)
    if not waiting.exists():
        enqueue(KIND, title="Ranking after a card", by=None, opening=opening_id)


def keep_standing(opening: Opening) -> None:
    """Fit the marks as somebody sees them who manages the opening and owes no card in it; if all owe one, nobody could look."""
    owing = Interview.objects.standing().filter(application__opening=opening).exclude(scorecard__submitted_at__isnull=False)
    people = User.objects.filter(is_active=True).exclude(pk__in=owing.values("interviewer"))
    viewer = next((user for user in people if opening.is_managed_by(user)), None)
    if viewer is None:
        return
    seen = queries.table(opening, viewer)
    if seen.ratings and not Snapshot.objects.filter(pk=seen.digest).exists():
        Snapshot.objects.get_or_create(digest=seen.digest, defaults={"content": plain(seen.standing)})
