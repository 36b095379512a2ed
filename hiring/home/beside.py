"""The side column of the first screen: one's openings, and what others owe to them."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, F, Q
from django.utils import timezone

from hiring.candidates.models import Application
from hiring.interviews.models import Interview
from hiring.openings.models import DescriptionVersion, Membership, Opening

from .queries import has_newer_version, hours, own_openings

LATE_AFTER = timedelta(hours=24)


def openings_beside(user):
    """The openings that the user works on, each with how far it is, for the side column.

    Debrief and offer tell of decisions: only to those who handle the opening, and not of candidates whom they owe a card.
    """
    openings = Opening.objects.filter(memberships__user=user, pk__in=Opening.objects.visible_to(user).active().values("pk"))
    openings = list(openings.select_related("country").annotate(part=F("memberships__part")).order_by("-created_at", "-pk")[:8])
    closed = Interview.objects.unrated_by(user).values("application")
    rows = Application.objects.filter(opening__in=openings).order_by().values_list("opening", "stage")
    rows = rows.annotate(count=Count("pk"), known=Count("pk", filter=~Q(pk__in=closed)))
    counts = {(pk, stage): (count, known) for pk, stage, count, known in rows}
    return [_beside(opening, counts) for opening in openings]


STEPS = ("Description", "Candidates", "Interviews", "Debrief", "Decision")


def _beside(opening, counts):
    """`counts` by opening and stage: all applications, and those that the user owes no card."""
    stages = {stage: counts.get((opening.pk, stage), (0, 0)) for stage in Application.Stage.values}
    opening.candidates = sum(count for stage, (count, _) in stages.items() if stage not in Application.ENDED)
    (_, opening.in_debrief), (_, opening.in_offer) = stages[Application.Stage.DEBRIEF], stages[Application.Stage.OFFER]
    opening.handled = opening.part in (Membership.Part.MANAGER, Membership.Part.RECRUITER)
    step = 0 if opening.status == Opening.Status.DRAFT else 2 if opening.candidates else 1
    if opening.status == Opening.Status.DEBRIEF or (opening.handled and opening.in_debrief):
        step = 3
    if opening.handled and opening.in_offer:
        step = 4
    opening.step, opening.step_word = step, STEPS[step]
    if not opening.handled:
        opening.told = f"You are here as {'interviewer' if opening.part == Membership.Part.INTERVIEWER else 'reader'}"
    elif step == 0:
        opening.told = "The description is being written"
    else:
        opening.told = (
            f"{opening.candidates} candidate{'' if opening.candidates == 1 else 's'} under way"
            if opening.candidates
            else "No candidates yet"
        )
    return opening


@dataclass(frozen=True)
class Waiting:
    who: str
    about: str
    since: str
    late: bool
    url: str


def waits_for_others(user, now=None, own=None):
    """Cards that others owe in the user's own openings, oldest first, and descriptions that others have to approve.

    Nothing of applications where the user owes a card: `arranged_by` leaves them out.
    """
    now = now or timezone.now()
    own = own_openings(user) if own is None else own
    rows = (
        Interview.objects.standing()
        .arranged_by(user)
        .filter(stage__opening__in=own, starts_at__lt=now)
        .exclude(application__stage__in=Application.ENDED)
        .exclude(interviewer=user)
        .exclude(scorecard__submitted_at__isnull=False)
        .select_related("application__candidate", "interviewer", "stage")
    )
    missing = [interview for interview in rows.order_by("starts_at", "pk")[:50] if interview.ends_at <= now]
    return [*(_missing_card(interview, now) for interview in missing), *_sent_away(user, own, now)]


def _missing_card(interview, now):
    since = now - interview.ends_at
    about = f"Scorecard for {interview.application.candidate}, {interview.stage.name[:1].lower()}{interview.stage.name[1:]}."
    return Waiting(interview.interviewer.name, about, hours(since), since >= LATE_AFTER, interview.application.get_absolute_url())


def _sent_away(user, own, now):
    versions = (
        DescriptionVersion.objects.filter(opening__in=own, approved_at=None, sent_to__isnull=False)
        .exclude(sent_to=user)
        .exclude(has_newer_version())
        .select_related("sent_to", "opening")
    )
    return [
        Waiting(
            v.sent_to.name, f"Approval of “{v.opening}”, version {v.number}.", hours(now - v.sent_at), False, v.opening.get_absolute_url()
        )
        for v in versions.order_by("sent_at")
    ]
