"""Who talks to which candidate, and when."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from hiring.accounts.actions import record
from hiring.candidates.erasure import refuse_if_erased
from hiring.openings.actions import Conflict, add_member
from hiring.openings.models import Membership

from ..models import Interview


@transaction.atomic
def schedule(application, stage, interviewer, starts_at, *, by, minutes=None, place=""):
    """Set an interview; the interviewer gets a part in the opening if they have none. Raises ValidationError in words."""
    if stage.opening_id != application.opening_id:
        raise ValidationError("This stage belongs to another opening.")
    if interviewer.email.lower() == application.candidate.email.lower():
        raise ValidationError(f"{interviewer} is the candidate.")
    refuse_if_erased(application.candidate)
    try:
        with transaction.atomic():
            interview = Interview.objects.create(
                application=application,
                stage=stage,
                interviewer=interviewer,
                starts_at=starts_at,
                minutes=minutes or stage.minutes,
                place=place,
                created_by=by,
                changed_by=by,
            )
    except IntegrityError as fault:
        raise ValidationError(f"{interviewer} has this stage with {application.candidate} already.") from fault
    if not Membership.objects.filter(opening=application.opening, user=interviewer).exists():
        add_member(application.opening, interviewer, Membership.Part.INTERVIEWER, by=by)
    record("set", interview, by=by, application=application.pk, interviewer=interviewer.name)
    return interview


@transaction.atomic
def change_interview(interview, *, by, version=None):
    """Save another time, length or place. To change the person, call the interview off and set a new one.

    Raises openings' Conflict if it was saved by someone else since `version`.
    """
    refuse_if_erased(interview.application.candidate)
    version = interview.version if version is None else version
    if not Interview.objects.filter(pk=interview.pk, version=version).update(version=F("version") + 1):
        raise Conflict(Interview.objects.select_related("changed_by").get(pk=interview.pk))
    interview.version, interview.changed_by = version + 1, by
    interview.save(update_fields=["starts_at", "minutes", "place", "version", "changed_by", "changed_at"])
    record("changed", interview, by=by)


@transaction.atomic
def cancel_interview(interview, *, by, reason=""):
    """Record that it did not take place. Raises ValidationError if its scorecard is in."""
    locked = Interview.objects.select_for_update().get(pk=interview.pk)
    if locked.cancelled_at:
        return
    if hasattr(locked, "scorecard") and locked.scorecard.is_submitted:
        raise ValidationError("Its scorecard is in, so the interview took place.")
    Interview.objects.filter(pk=interview.pk).update(cancelled_at=timezone.now())
    record("called off", interview, by=by, reason=reason)
