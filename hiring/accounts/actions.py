"""Writes that keep a record."""

from django.db import transaction
from django.db.models import F
from knox.models import AuthToken

from .models import Company, TrailEntry


def record(verb, target, *, by, **detail):
    """Add to the trail that `by` did `verb` ("submitted") to `target` (a saved model instance)."""
    return TrailEntry.objects.create(verb=verb, kind=target._meta.model_name, object_id=str(target.pk), by=by, detail=detail)


@transaction.atomic
def update_company(*, by, version, **fields):
    """Change the company's texts. False if someone else changed them since `version`."""
    Company.objects.get_or_create(pk=1)
    done = Company.objects.filter(pk=1, version=version).update(version=F("version") + 1, changed_by=by, **fields)
    if done:
        record("changed", Company.current(), by=by, fields=sorted(fields))
    return bool(done)


@transaction.atomic
def remove_access(user, *, by):
    """End every way in at once: the account, its sessions (through is_active) and its API tokens."""
    user.is_active = False
    user.save(update_fields=["is_active"])
    AuthToken.objects.filter(user=user).delete()
    record("removed access of", user, by=by)
