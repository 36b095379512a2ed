"""Decision packs: asked for by a person, made by the worker, kept as they are."""

from django.db import transaction
from django.utils.dateparse import parse_datetime

from hiring.accounts.actions import record
from hiring.background.actions import enqueue
from hiring.candidates.erasure import refuse_if_erased

from ..models import Pack


def ask_for_pack(application, *, by):
    """Queue the decision pack of an application; returns the Job to watch."""
    return enqueue(
        "decisions.pack",
        title=f"Decision pack of {application.candidate}",
        by=by,
        back_url=application.decisions.first().get_absolute_url(),
        total_steps=3,
        application=application.pk,
    )


@transaction.atomic
def keep_pack(application, decision, made: dict, *, json, pdf, by) -> Pack:
    """Record a pack whose two files are stored. `made`: the pack as plain data. Raises ValidationError where the person was erased while it was made."""
    refuse_if_erased(application.candidate)
    pack = Pack.objects.create(
        application=application,
        decision=decision,
        sha256=made["sha256"],
        json=json,
        pdf=pdf,
        by=by,
        at=parse_datetime(made["about"]["made_at"]),
    )
    record("made a decision pack of", application, by=by, sha256=pack.sha256, decision=decision.pk)
    return pack
