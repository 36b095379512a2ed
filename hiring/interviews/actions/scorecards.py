"""A scorecard's life: opened, saved while it is written, submitted once, amended with a reason."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from hiring.accounts.actions import record
from hiring.candidates.erasure import refuse_if_erased
from hiring.openings.actions import freeze_rubric

from .. import queries
from ..fields import card_fields, clean_fields
from ..models import Interview, QuestionTime, Rating, Scorecard, ScorecardVersion
from ..rules import card_gaps
from ..signals import card_changed


class Stale(Exception):
    """The card was saved elsewhere since `revision`. `theirs`: what stands now, of the fields that were sent."""

    def __init__(self, card, theirs):
        super().__init__("changed on another device")
        self.card, self.theirs = card, theirs


class Incomplete(ValidationError):
    """Something is missing; `gaps` says what."""

    def __init__(self, gaps):
        super().__init__([gap.words for gap in gaps])
        self.gaps = gaps


@transaction.atomic
def open_scorecard(interview, *, by):
    """The card of an interview, made on the first call, with the rubric frozen from then on and taken on the card."""
    interview = Interview.objects.select_for_update(of=("self",)).select_related("application__opening").get(pk=interview.pk)
    if interview.interviewer_id != by.pk:
        raise ValidationError("Only the interviewer writes the scorecard.")
    if interview.cancelled_at:
        raise ValidationError("This interview did not take place.")
    card = queries.card_of(interview, by)
    if card:
        return card
    rubric = freeze_rubric(interview.application.opening, by=by)
    card = Scorecard.objects.create(interview=interview, rubric=rubric)
    Rating.objects.bulk_create(Rating(scorecard=card, skill=skill) for skill in rubric.skills.all())
    record("opened", card, by=by, rubric=rubric.number)
    return queries.card_of(interview, by)


def save_draft(card, fields, *, revision, by):
    """Save some fields of a draft; `fields` by name as in fields.py. Returns the card as it stands after the commit.

    Raises Stale if someone saved since `revision`, unless what was sent is what stands (an answer that got lost on
    its way); ValidationError for a value that no form offers, or if the card is submitted.
    """
    cleaned = clean_fields(fields, card)
    with transaction.atomic():
        won = Scorecard.objects.drafts().filter(pk=card.pk, revision=revision, interview__in=Interview.objects.standing().values("pk"))
        if won.update(revision=F("revision") + 1, saved_at=timezone.now(), **cleaned.card):
            _write(card, cleaned)
            return queries.card_again(card, by)
    now = queries.card_again(card, by)
    standing = card_fields(now)
    theirs = {name: standing[name] for name, value in cleaned.sent.items() if standing[name] != value}
    if now.is_submitted and theirs:
        raise ValidationError("This card is submitted. A change is a new version, with a reason.")
    if theirs:
        raise Stale(now, theirs)
    return now


def submit_scorecard(card, *, by, revision=None):
    """Freeze the card as version 1. The second of two submits sees what the first one did.

    Raises Incomplete with the gaps, Stale if `revision` is given and an old one, ValidationError if it cannot be.
    """
    with transaction.atomic():
        interview = Interview.objects.select_for_update().get(pk=card.interview_id)
        Scorecard.objects.select_for_update().get(pk=card.pk)
        card = queries.card_again(card, by)
        if card.is_submitted:
            return card
        _refuse_unless_submittable(card, interview, revision)
        Rating.objects.filter(scorecard=card, value=None, not_assessed="").update(not_assessed=Rating.NotAssessed.STAGE)
        Scorecard.objects.filter(pk=card.pk, submitted_at=None).update(submitted_at=timezone.now(), revision=F("revision") + 1)
        card = queries.card_again(card, by)
        ScorecardVersion.objects.create(scorecard=card, number=1, content=content_of(card), by=by)
        record("submitted", card, by=by)
        _tell(card)
    return queries.card_again(card, by)


def _refuse_unless_submittable(card, interview, revision):
    if interview.cancelled_at:
        raise ValidationError("This interview did not take place, so its card cannot be submitted.")
    if interview.starts_at > timezone.now():
        raise ValidationError("The interview has not begun yet.")
    if revision is not None and revision != card.revision:
        raise Stale(card, {})
    if gaps := card_gaps(queries.rated_skills(card), card.recommendation):
        raise Incomplete(gaps)


def amend_scorecard(card, fields, reason, *, by, base=None):
    """A new version of a submitted card. Earlier ones stay; the marks in use become these.

    `base` is the number that was on the screen. Raises Stale if there is a newer one, Incomplete or ValidationError.
    """
    if not reason.strip():
        raise ValidationError("Say why the card changes. The reason is kept beside both versions.")
    cleaned = clean_fields(fields, card)
    with transaction.atomic():
        refuse_if_erased(card.interview.application.candidate)
        Scorecard.objects.select_for_update().get(pk=card.pk)
        card = queries.card_again(card, by)
        if not card.is_submitted:
            raise ValidationError("This card is still a draft. Change it, then submit it.")
        newest = card.versions.last()
        if base is not None and base != newest.number:
            standing = card_fields(card)
            raise Stale(card, {name: standing[name] for name, value in cleaned.sent.items() if standing[name] != value})
        Scorecard.objects.filter(pk=card.pk).update(revision=F("revision") + 1, saved_at=timezone.now(), **cleaned.card)
        _write(card, cleaned)
        card = queries.card_again(card, by)
        if gaps := card_gaps(queries.rated_skills(card), card.recommendation):
            raise Incomplete(gaps)
        content = content_of(card)
        if content == newest.content:
            raise ValidationError("Nothing differs from the version before.")
        try:
            version = ScorecardVersion.objects.create(
                scorecard=card, number=newest.number + 1, content=content, reason=reason.strip(), by=by
            )
        except IntegrityError as fault:
            raise Stale(card, {}) from fault
        record("amended", card, by=by, number=version.number)
        _tell(card)
    return version


def _tell(card):
    """Once the card is committed, that marks of its opening changed."""
    opening_id = card.interview.application.opening_id
    transaction.on_commit(lambda: card_changed.send(Scorecard, opening_id=opening_id))


def content_of(card):
    """The card as plain values, for its versions; `minutes` by question only where something is said of them."""
    times = {time.slug: time.minutes for time in card.times.all()}
    return ({"minutes": times} if times else {}) | {
        "rubric": card.rubric.number,
        "recommendation": card.recommendation,
        "summary": card.summary,
        "ratings": [
            {
                "skill": rating.skill.slug,
                "name": rating.skill.name,
                "value": rating.value,
                "not_assessed": rating.not_assessed,
                "evidence": rating.evidence,
            }
            for rating in card.ratings.all()
        ],
    }


def _write(card, cleaned):
    for slug, changes in cleaned.ratings.items():
        Rating.objects.filter(scorecard=card, skill__slug=slug).update(**changes)
    if cleaned.times:
        QuestionTime.objects.filter(scorecard=card, slug__in=cleaned.times).delete()
        said = {slug: minutes for slug, minutes in cleaned.times.items() if minutes is not None}
        QuestionTime.objects.bulk_create(QuestionTime(scorecard=card, slug=slug, minutes=minutes) for slug, minutes in said.items())
