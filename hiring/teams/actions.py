"""Writes on teams that keep a record."""

from django.db import transaction
from django.db.models import F

from hiring.accounts.actions import record


class Conflict(Exception):
    """Someone else saved in between; `theirs` is what stands now."""

    def __init__(self, theirs):
        super().__init__("changed by someone else")
        self.theirs = theirs


@transaction.atomic
def add(row, *, by):
    """Save a new Team or Member."""
    row.save()
    record("added", row, by=by, name=row.name)
    return row


@transaction.atomic
def change(row, *, by, version):
    """Save an edited Team or Member. Raises Conflict if it was saved by someone else since `version`."""
    model = type(row)
    if not model.objects.filter(pk=row.pk, version=version).update(version=F("version") + 1):
        raise Conflict(model.objects.get(pk=row.pk))
    row.version = version + 1
    row.save()
    record("changed", row, by=by, name=row.name)


@transaction.atomic
def remove_member(member, *, by):
    record("removed", member, by=by, name=member.name, team=member.team.name)
    member.delete()
