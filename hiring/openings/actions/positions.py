"""Opening a position, changing its facts, and giving and taking parts in it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from hiring.accounts.actions import record
from hiring.catalog.models import Release
from hiring.salaries.queries import pay_proposal

from ..models import Membership, Opening
from .conflict import Conflict
from .descriptions import write_first_description
from .rubrics import copy_profile


@transaction.atomic
def open_position(opening, *, by):
    """Save a new Opening with its people, rubric, pay proposal and first description."""
    release = Release.current()
    opening.catalogue_version = release.version if release else ""
    opening.created_by = opening.changed_by = by
    if opening.pay_low is None:
        propose_pay(opening)
    opening.save()
    add_member(opening, opening.hiring_manager, Membership.Part.MANAGER, by=by)
    if by != opening.hiring_manager:
        add_member(opening, by, Membership.Part.RECRUITER, by=by)
    copy_profile(opening)
    write_first_description(opening, by=by)
    record("opened", opening, by=by, role=opening.role.code, level=opening.level)
    return opening


def propose_pay(opening):
    """Put the proposed range and a copy of its figures on the opening (not saved)."""
    proposal = pay_proposal(opening.role.code, opening.level, opening.country_id, opening.area)
    opening.pay_passport = proposal.passport
    if proposal.low is not None:
        opening.pay_low, opening.pay_high, opening.pay_currency = proposal.low, proposal.high, proposal.currency


@transaction.atomic
def change_opening(opening, *, by, version, propose=False):
    """Save an edited Opening. Raises Conflict if it was saved by someone else since `version`."""
    if propose:
        propose_pay(opening)
    moved = Opening.objects.filter(pk=opening.pk, version=version).update(version=F("version") + 1)
    if not moved:
        raise Conflict(Opening.objects.select_related("changed_by").get(pk=opening.pk))
    opening.version, opening.changed_by = version + 1, by
    opening.save()
    record("changed", opening, by=by)


@transaction.atomic
def close_opening(opening, *, by):
    """Take it off the first screens and the list of what is not closed. All of it stays as it is and can be read."""
    _set_status(opening, Opening.Status.CLOSED)
    record("closed", opening, by=by)


@transaction.atomic
def reopen_opening(opening, *, by):
    approved = opening.descriptions.filter(approved_at__isnull=False).exists()
    _set_status(opening, Opening.Status.OPEN if approved else Opening.Status.DRAFT)
    record("opened again", opening, by=by)


def _set_status(opening, status):
    opening.status = status
    Opening.objects.filter(pk=opening.pk).update(status=status)


def add_member(opening, user, part, *, by):
    """Give someone a part in the opening, or change it."""
    membership, _ = Membership.objects.update_or_create(opening=opening, user=user, defaults={"part": part})
    record("gave a part in", opening, by=by, to=user.name, part=part)
    return membership


@transaction.atomic
def remove_member(membership, *, by):
    """Raises ValidationError for the last of an opening's hiring managers, without whom nobody would decide."""
    managers = membership.opening.memberships.select_for_update().filter(part=Membership.Part.MANAGER)
    if set(managers) == {membership}:
        raise ValidationError(f"{membership.user.name} is the only hiring manager here. Add another one first.")
    record("took a part in", membership.opening, by=by, to=membership.user.name, part=membership.part)
    membership.delete()
