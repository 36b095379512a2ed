"""Writes on openings: opening a position, its people, rubric, and description from draft to approved."""

import hashlib
import json

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.text import capfirst

from hiring.accounts.actions import record
from hiring.background.actions import enqueue
from hiring.catalog.models import Release
from hiring.catalog.queries import profile
from hiring.salaries.queries import pay_proposal

from . import queries
from .approval import exceptions_needed, pay_doubts
from .checks import review
from .models import DescriptionVersion, Membership, Opening, Rubric, RubricSkill
from .writing import draft


class Conflict(Exception):
    """Someone else saved in between; `theirs` is what stands now."""

    def __init__(self, theirs):
        super().__init__("changed by someone else")
        self.theirs = theirs


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


def add_member(opening, user, part, *, by):
    """Give someone a part in the opening, or change it."""
    membership, _ = Membership.objects.update_or_create(opening=opening, user=user, defaults={"part": part})
    record("gave a part in", opening, by=by, to=user.name, part=part)
    return membership


@transaction.atomic
def remove_member(membership, *, by):
    record("took a part in", membership.opening, by=by, to=membership.user.name, part=membership.part)
    membership.delete()


def copy_profile(opening):
    """The opening's first rubric: the role's weighted skills, with their anchors as they stand now."""
    rubric = Rubric.objects.create(opening=opening, number=1)
    RubricSkill.objects.bulk_create(
        _rubric_skill(rubric, row, opening.level, position) for position, row in enumerate(profile(opening.role, opening.level))
    )
    return rubric


@transaction.atomic
def change_weights(opening, rows, *, reason, by):
    """Set weight, expected mark and must-have per skill of the current rubric (`rows`: slug to a dict of them).

    A frozen rubric is never changed: the change becomes the next number, and cards already open keep theirs.
    """
    current = queries.current_rubric(opening)
    if sum(row["weight"] for row in rows.values()) != 100:
        raise ValidationError(f"The weights add up to {sum(row['weight'] for row in rows.values())}, not 100.")
    skills = list(current.skills.all())
    if current.is_frozen:
        current = Rubric.objects.create(opening=opening, number=current.number + 1)
        for skill in skills:
            skill.pk, skill.rubric = None, current
    for skill in skills:
        skill.weight, skill.expected, skill.must_have = (rows[skill.slug][name] for name in ("weight", "expected", "must_have"))
        skill.save()
    current.weights_reason = reason
    current.save(update_fields=["weights_reason"])
    record("changed the rubric of", opening, by=by, number=current.number, reason=reason)
    return current


@transaction.atomic
def freeze_rubric(opening, *, by):
    """The opening's current rubric, frozen from now on. Called when a scorecard opens; the first call freezes."""
    Opening.objects.select_for_update().get(pk=opening.pk)
    rubric = queries.current_rubric(opening)
    if not rubric.is_frozen:
        rubric.frozen_at, rubric.sha256 = timezone.now(), rubric_digest(rubric)
        rubric.save(update_fields=["frozen_at", "sha256"])
        record("froze the rubric of", opening, by=by, number=rubric.number, sha256=rubric.sha256)
    return rubric


def rubric_digest(rubric):
    """SHA-256 over what candidates are rated on, so that a later change would show."""
    rows = [[s.slug, s.name, s.definition, s.anchors, s.weight, s.expected, s.must_have] for s in rubric.skills.all()]
    return hashlib.sha256(json.dumps(rows, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


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
    """Approve and so freeze a version. Raises ValidationError, naming what is missing or asking for a reason."""
    opening = Opening.objects.select_for_update().get(pk=version.opening_id)
    newest = queries.latest_description(opening)
    if newest.pk != version.pk:
        raise ValidationError(f"There is a newer version, {newest.number}. Look at that one.")
    if version.is_approved:
        raise ValidationError(f"Version {version.number} is approved already.")
    if blocking := review_of(version).blocking:
        raise ValidationError([f"{check.claim}. {check.reason}" for check in blocking])
    if (needed := exceptions_to(version, by)) and not exception.strip():
        raise ValidationError([f"{sentence} Say why you approve it all the same." for sentence in needed])
    version.approved_by, version.approved_at, version.exception = by, timezone.now(), exception.strip()
    version.save(update_fields=["approved_by", "approved_at", "exception"])
    if opening.status == Opening.Status.DRAFT:
        Opening.objects.filter(pk=opening.pk).update(status=Opening.Status.OPEN)
    record("approved", version, by=by, number=version.number, exception=version.exception)


def exceptions_to(version, user):
    """What `user` would have to give a reason for to approve the version."""
    return exceptions_needed(is_author=user == version.created_by, doubts=version.facts.get("pay_doubts", []))


def review_of(version):
    return review(version.texts, pay_low=version.facts.get("pay_low"), pay_high=version.facts.get("pay_high"))


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


def facts_of(opening):
    """What stands beside the text, as it is now: plain values, kept with each version."""
    pay = pay_range(opening)
    return {
        "title": opening.title,
        "beside": [
            ["Pay", f"{pay} a year, base pay before tax" if pay else ""],
            ["Place", f"{opening.place}. {opening.get_remote_display()}"],
            ["Contract", opening.get_employment_display()],
            ["Reports to", opening.reports_to],
            ["Supervises", capfirst(opening.supervises)],
            ["Apply by", f"{opening.apply_by:%-d %B %Y}" if opening.apply_by else ""],
            ["Ask", f"{opening.hiring_manager.name}, hiring manager"],
        ],
        "pay_low": float(opening.pay_low) if opening.pay_low else None,
        "pay_high": float(opening.pay_high) if opening.pay_high else None,
        "pay_currency": opening.pay_currency,
        "pay_doubts": pay_doubts(opening.pay_passport, has_range=bool(opening.pay_low)),
        "country": opening.country.name,
        "country_code": opening.country_id,
        "area": opening.area,
        "employment": opening.employment,
        "remote": opening.remote,
        "apply_by": opening.apply_by.isoformat() if opening.apply_by else "",
    }


SYMBOLS = {"USD": "$", "GBP": "£", "EUR": "€"}


def pay_range(opening):
    """ "£87,000 to £117,000"; "" without a range."""
    if not opening.pay_low or not opening.pay_high:
        return ""
    symbol = SYMBOLS.get(opening.pay_currency, f"{opening.pay_currency} ")
    return f"{symbol}{opening.pay_low:,.0f} to {symbol}{opening.pay_high:,.0f}"


def _rubric_skill(rubric, row, level, position):
    return RubricSkill(
        rubric=rubric,
        slug=row.skill.slug,
        name=row.skill.name,
        definition=row.skill.definition,
        anchors={str(mark): text for mark, text in row.skill.anchors_for(level).items()},
        weight=row.weight,
        expected=row.expected,
        must_have=row.must_have,
        position=position,
    )
