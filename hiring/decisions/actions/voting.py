"""Private votes: cast, opened, begun again."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from hiring.accounts.actions import record
from hiring.candidates.erasure import refuse_if_erased
from hiring.candidates.models import Application

from .. import queries
from ..models import Vote, VoteRound


class RoundIsOpen(ValidationError):
    """The votes are shown already, so none can be added or changed."""


@transaction.atomic
def cast_vote(application: Application, *, choice: str, note: str = "", by) -> Vote:
    """Vote privately, or change one's vote. The round opens by itself with the last vote that is awaited."""
    if not queries.may_vote(application, by):
        raise ValidationError("Only the panel whose cards are in, and those who manage the opening, vote.")
    if choice not in Vote.Choice.values:
        raise ValidationError({"choice": "Choose what you would do."})
    current = _newest_round(application) or VoteRound.objects.create(application=application)
    if current.is_open:
        raise RoundIsOpen("The votes were opened meanwhile. Yours was not added; say it in the talk.")
    vote, is_new = Vote.objects.update_or_create(round=current, by=by, defaults={"choice": choice, "note": note.strip()})
    record("voted on" if is_new else "changed a vote on", application, by=by, round=current.number)
    if not queries.still_awaited(current):
        _open(current, by=None)
        record("opened the votes on", application, by=by, round=current.number, because="all are in")
    return vote


@transaction.atomic
def open_votes(application: Application, *, by) -> VoteRound:
    """Show the votes before all are in, because whoever manages the opening says so."""
    current = _managed_round(application, by, "Only those who manage the opening open the votes.")
    if current is None or not current.votes.exists():
        raise ValidationError("Nobody has voted yet, so there is nothing to open.")
    if current.is_open:
        return current
    _open(current, by=by)
    record("opened the votes on", application, by=by, round=current.number, because="before all were in")
    return current


@transaction.atomic
def start_round(application: Application, *, by) -> VoteRound:
    """A further private vote, for instance after the talk. The rounds before it stay."""
    current = _managed_round(application, by, "Only those who manage the opening begin a further vote.")
    if current is None or not current.is_open:
        raise ValidationError("A vote is under way. Open it before another begins.")
    record("began a further vote on", application, by=by, round=current.number + 1)
    return VoteRound.objects.create(application=application, number=current.number + 1)


def _managed_round(application, by, refusal):
    if not Application.objects.managed_by(by).filter(pk=application.pk).exists() or not queries.may_vote(application, by):
        raise ValidationError(refusal)
    return _newest_round(application)


def _newest_round(application):
    """Held against others who vote at the same moment; None before the first vote."""
    refuse_if_erased(application.candidate)
    Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    return application.vote_rounds.first()


def _open(current, *, by):
    current.opened_at, current.opened_by = timezone.now(), by
    current.save(update_fields=["opened_at", "opened_by"])
