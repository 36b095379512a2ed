"""The side column of the first screen: one's openings, and what others owe to them."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, F, Q
from django.utils import timezone

from hiring.accounts.prepared import prepared
from hiring.candidates.models import Application
from hiring.interviews.models import Interview, Stage
from hiring.openings.models import DescriptionVersion, Membership, Opening

from .queries import has_newer_version, hours, own_openings

LATE_AFTER = timedelta(hours=24)
OPENINGS_SHOWN = 8


def openings_beside(user):
    """The openings that the user works on, each with how far it is, for the side column."""
    counts = {(opening, stage): (count, telling) for opening, stage, count, telling in _counted(user)}
    return [_beside(opening, counts) for opening in _shown(user)]


@prepared
def _shown(user):
    return _of_member(user).select_related("country").annotate(part=F("memberships__part"))


@prepared
def _counted(user):
    """(opening, stage, applications, those of them that tell the user of decisions) of the openings shown, where under way.

    Debrief and offer do: only those who handle the opening hear of them, and not of candidates whom they owe a card.
    """
    telling = Q(stage__in=(Application.Stage.DEBRIEF, Application.Stage.OFFER))
    closed = Interview.objects.unrated_by(user).values("application")
    rows = Application.objects.under_way().filter(opening__in=_of_member(user).values("pk")).order_by().values_list("opening", "stage")
    return rows.annotate(count=Count("pk"), telling=Count("pk", filter=telling & ~Q(pk__in=closed)))


def _of_member(user):
    openings = Opening.objects.visible_to(user).active().filter(memberships__user=user)
    return openings.order_by("-created_at", "-pk")[:OPENINGS_SHOWN]


STEPS = ("Description", "Candidates", "Interviews", "Debrief", "Decision")


def _beside(opening, counts):
    """`counts` by opening and stage: applications, and those that tell of decisions."""
    stages = {stage: counts.get((opening.pk, stage), (0, 0)) for stage in Application.Stage.values}
    opening.candidates = sum(count for count, _ in stages.values())
    (_, opening.in_debrief), (_, opening.in_offer) = stages[Application.Stage.DEBRIEF], stages[Application.Stage.OFFER]
    opening.handled = opening.part in (Membership.Part.MANAGER, Membership.Part.RECRUITER)
    step = 0 if opening.status == Opening.Status.DRAFT else 2 if opening.candidates else 1
    if opening.handled and opening.in_debrief:
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


def waits_for_others(user, now=None):
    """Cards that others owe in the user's own openings, oldest first, and descriptions that others have to approve."""
    now = now or timezone.now()
    missing = [_missing_card(interview, now) for interview in _unwritten(user, now) if interview.ends_at <= now]
    return [*missing, *_sent_away(user, now)]


@prepared
def _unwritten(user, now):
    """Nothing of applications where the user owes a card: `arranged_by` leaves them out."""
    rows = (
        Interview.objects.standing()
        .arranged_by(user)
        .filter(stage__in=Stage.objects.filter(opening__in=own_openings(user)), starts_at__lt=now)
        .exclude(application__stage__in=Application.ENDED)
        .exclude(interviewer=user)
        .exclude(scorecard__submitted_at__isnull=False)
    )
    return rows.select_related("application__candidate", "interviewer", "stage").order_by("starts_at", "pk")[:50]


def _missing_card(interview, now):
    since = now - interview.ends_at
    about = f"Scorecard for {interview.application.candidate}, {interview.stage.name[:1].lower()}{interview.stage.name[1:]}."
    return Waiting(interview.interviewer.name, about, hours(since), since >= LATE_AFTER, interview.application.get_absolute_url())


def _sent_away(user, now):
    return [
        Waiting(
            v.sent_to.name, f"Approval of “{v.opening}”, version {v.number}.", hours(now - v.sent_at), False, v.opening.get_absolute_url()
        )
        for v in _unapproved(user)
    ]


@prepared
def _unapproved(user):
    versions = DescriptionVersion.objects.filter(opening__in=own_openings(user), approved_at=None, sent_to__isnull=False)
    others = versions.exclude(sent_to=user).exclude(has_newer_version())
    return others.select_related("sent_to", "opening").order_by("sent_at")
