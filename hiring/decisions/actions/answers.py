"""Voluntary answers, and who may read their counts."""

from django.db import transaction

from hiring.accounts.actions import record
from hiring.candidates.erasure import refuse_if_erased

from ..models import VoluntaryAnswer


@transaction.atomic
def answer(application, *, sex: str, ethnicity: str) -> None:
    """Keep what a candidate says of themselves, in the place of what they said before. Nothing of it goes into the trail."""
    refuse_if_erased(application.candidate)
    VoluntaryAnswer.objects.update_or_create(application=application, defaults={"sex": sex, "ethnicity": ethnicity})


@transaction.atomic
def give_sight(user, *, sees: bool, by):
    """Let someone see the report on fairness, or no longer."""
    user.sees_demographics = sees
    user.save(update_fields=["sees_demographics"])
    record("gave sight of the report on fairness to" if sees else "took sight of the report on fairness from", user, by=by, name=user.name)
