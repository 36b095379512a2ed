"""A description from its first draft to the approved, frozen version."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from hiring.accounts.actions import record
from hiring.accounts.models import Company
from hiring.background.actions import enqueue

from .. import queries
from ..approval import exceptions_needed
from ..checks import review
from ..documents import facts_of
from ..models import DescriptionVersion, Opening
from ..pay_law import broken, pay_law
from ..writing import draft
from .conflict import Conflict


def write_first_description(opening, *, by):
    texts = draft(queries.brief(opening))
    return DescriptionVersion.objects.create(
        opening=opening,
        number=1,
        texts=texts,
        facts=facts_of(opening),
        created_by=by,
        note=f"Drafted from the catalogue, version {opening.catalogue_version}",
    )


def save_section(opening, key, fields, *, base, by, note=""):
    """Save one section as a new version of the description. `base` is the number that was edited.

    Raises Conflict with the newest version if there is one beyond `base`.
    """
    newest = queries.latest_description(opening)
    if newest.number != base:
        raise Conflict(newest)
    texts = {**newest.texts, key: {**newest.texts.get(key, {}), **fields}}
    try:
        with transaction.atomic():
            version = DescriptionVersion.objects.create(
                opening=opening, number=base + 1, texts=texts, facts=facts_of(opening), created_by=by, note=note or f"Section {key}"
            )
            record("saved the description of", opening, by=by, number=version.number, section=key)
    except IntegrityError as fault:
        raise Conflict(queries.latest_description(opening)) from fault
    return version


@transaction.atomic
def refresh_facts(opening, *, by):
    """A new version with the same texts when pay, place, contract or reporting line have changed."""
    newest = queries.latest_description(opening)
    facts = facts_of(opening)
    if newest.facts == facts:
        return newest
    texts = {**newest.texts, "reporting": {**newest.texts["reporting"], "reports_to": opening.reports_to, "supervises": opening.supervises}}
    return DescriptionVersion.objects.create(
        opening=opening, number=newest.number + 1, texts=texts, facts=facts, created_by=by, note="Pay, place, contract or reporting line"
    )


@transaction.atomic
def send_for_approval(version, approver, *, by):
    version.sent_to, version.sent_at = approver, timezone.now()
    version.save(update_fields=["sent_to", "sent_at"])
    record("sent for approval", version, by=by, to=approver.name)


@transaction.atomic
def approve_description(version, *, by, exception=""):
    """Approve and so freeze a version, with the pay rules as they were found. Raises ValidationError, naming what is
    missing or asking for a reason."""
    opening = Opening.objects.select_for_update().get(pk=version.opening_id)
    newest = queries.latest_description(opening)
    if newest.pk != version.pk:
        raise ValidationError(f"There is a newer version, {newest.number}. Look at that one.")
    if newest.is_approved:
        raise ValidationError(f"Version {version.number} is approved already.")
    if blocking := review_of(version).inexcusable:
        raise ValidationError([f"{check.claim}. {check.reason}" for check in blocking])
    if (needed := exceptions_to(version, by)) and not exception.strip():
        raise ValidationError([f"{sentence} Say why you approve it all the same." for sentence in needed])
    version.approved_by, version.approved_at, version.exception = by, timezone.now(), exception.strip()
    version.pay_rules = law_of(version).as_data()
    version.save(update_fields=["approved_by", "approved_at", "exception", "pay_rules"])
    if opening.status == Opening.Status.DRAFT:
        Opening.objects.filter(pk=opening.pk).update(status=Opening.Status.OPEN)
    record("approved", version, by=by, number=version.number, exception=version.exception)


def exceptions_to(version, user):
    """What `user` would have to give a reason for to approve the version."""
    doubts = [*version.facts.get("pay_doubts", []), *filter(None, [version.facts.get("pay_slip")])]
    return exceptions_needed(is_author=user == version.created_by, doubts=doubts, broken=broken(law_of(version)))


def review_of(version):
    pay = {name: version.facts.get(name) for name in ("pay_low", "pay_high", "pay_slip")}
    return review(version.texts, **pay, law=law_of(version))


def law_of(version):
    """The pay rules of a version's place as they stand today."""
    return pay_law(version.texts, version.facts, employees=Company.current().employees, today=timezone.localdate())


def ask_for_pdf(version, *, by):
    """Queue the PDF of a version; returns the Job to watch."""
    return enqueue(
        "openings.description_pdf",
        title=f"PDF of {version.opening.title}, version {version.number}",
        by=by,
        back_url=version.opening.get_absolute_url(),
        total_steps=2,
        version=version.pk,
    )
