"""A person decides about a doubt; the figure keeps its numbers and the decision keeps its name."""

from django.db import transaction
from django.utils import timezone

from hiring.accounts.actions import record

from ..models import FigureFlag


@transaction.atomic
def decide_flag(flag: FigureFlag, *, status: str, by, reason: str = ""):
    """Keep, read as suggested, or exclude. A later decision replaces an earlier one; the trail keeps both."""
    before = flag.status
    flag.status, flag.reason, flag.by, flag.at = status, reason, by, timezone.now()
    flag.save(update_fields=["status", "reason", "by", "at"])
    record(f"{status} a flagged pay figure", flag.figure, by=by, flag=flag.kind, before=before, reason=reason)
