"""What needs one person now: each thing with why, and the one place to do it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Exists, Max, OuterRef, Q, Subquery, prefetch_related_objects
from django.urls import reverse
from django.utils import timezone

from hiring.accounts.prepared import prepared
from hiring.candidates.models import Application
from hiring.decisions.models import Decision, VoteRound
from hiring.interviews.models import Interview, Stage
from hiring.openings.actions import review_of
from hiring.openings.models import DescriptionVersion, Opening
from hiring.openings.sections import missing_parts
from hiring.salaries.models import FigureFlag
from hiring.salaries.permissions import may_decide_figures
from hiring.teams.models import Team
from hiring.teams.queries import members

from .queries import has_newer_version, hours, own_openings

LATE_AFTER = timedelta(hours=24)
FIGURES_SHOWN = 3


@dataclass(frozen=True)
class Need:
    icon: str
    what: str
    about: str
    url: str
    button: str
    verdict: tuple[str, str, str] = ("quiet", "", "")
    note: str = ""
    at: object = None


def needs_of(user, now=None):
    """{"late": [Need], "today": [...], "moment": [...]}. A fixed number of queries, however much there is."""
    now = now or timezone.now()
    late, today = [], []
    for interview in _owed(user):
        if interview.ends_at + LATE_AFTER <= now:
            late.append(_card(interview, now))
        elif interview.ends_at <= now:
            today.append(_card(interview, now))
        elif timezone.localdate(interview.starts_at) <= timezone.localdate(now):
            today.append(_interview(interview, now))
    return {
        "late": late,
        "today": [*today, *_votes(user, now), *_decisions(user, now), *(_approval(version, now) for version in _to_approve(user))],
        "moment": [*_drafts(user), *_figures(user), *_team_checks(user)],
    }


@prepared
def _owed(user):
    marked = Q(scorecard__ratings__value__isnull=False) | ~Q(scorecard__ratings__not_assessed="")
    rows = Interview.objects.owed_by(user).select_related("application__candidate", "application__opening", "stage", "scorecard")
    return rows.annotate(
        marked=Count("scorecard__ratings", filter=marked & Q(scorecard__ratings__isnull=False), distinct=True),
        asked=Count("stage__questions", distinct=True),
    ).order_by("starts_at", "pk")


def _card(interview, now):
    left = interview.ends_at + LATE_AFTER - now
    is_late = left <= timedelta()
    return Need(
        icon="pencil",
        what=f"{'Finish' if _begun(interview) else 'Write'} your scorecard for {interview.application.candidate}",
        about=_draft_state(interview),
        url=reverse("interviews:scorecard", args=[interview.pk]),
        button="Continue" if _begun(interview) else "Begin",
        verdict=("bad", f"{hours(now - interview.ends_at)} after the interview", "clock")
        if is_late
        else ("quiet", f"due in {hours(left)}", "clock"),
        note="asked for within 24 h",
    )


def _interview(interview, now):
    begun = interview.starts_at <= now
    questions = f"{interview.asked} question{'' if interview.asked == 1 else 's'}" if interview.asked else "no questions planned yet"
    return Need(
        icon="calendar",
        what=f"Interview {interview.application.candidate} at {timezone.localtime(interview.starts_at):%H:%M}",
        about=f"{interview.application.opening}. {interview.stage}, {interview.minutes} min, {questions}.",
        url=interview.get_absolute_url(),
        button="Open kit",
        verdict=("warn", "under way", "clock") if begun else ("quiet", f"in {hours(interview.starts_at - now, exact=True)}", "clock"),
        note=interview.place,
    )


def _begun(interview):
    return hasattr(interview, "scorecard")


def _draft_state(interview):
    told = f"{interview.marked} skill{'' if interview.marked == 1 else 's'} marked, draft kept" if _begun(interview) else "Not begun"
    return f"{interview.application.opening}. {interview.stage}. {told}."


@prepared
def _to_approve(user):
    versions = DescriptionVersion.objects.filter(sent_to=user, approved_at=None, opening__in=Opening.objects.managed_by(user))
    return versions.exclude(has_newer_version()).select_related("opening__country", "created_by").order_by("sent_at")


def _approval(version, now):
    review = review_of(version)
    blocking, considering = len(review.blocking), len(review.considering)
    verdict = ("ok", "All four parts are there", "")
    if blocking:
        verdict = ("bad", f"{blocking} check{'s' if blocking > 1 else ''} block{'' if blocking > 1 else 's'} it", "")
    elif considering:
        verdict = ("warn", f"{considering} check{'s are' if considering > 1 else ' is'} open", "")
    return Need(
        icon="document",
        what=f"Approve the description “{version.opening}”",
        about=f"Version {version.number} by {version.created_by}, {version.opening.place}.",
        url=reverse("openings:description_approve", args=[version.opening_id, version.number]),
        button="Review",
        verdict=verdict,
        note=f"sent {hours(now - version.sent_at)} ago",
    )


def _votes(user, now):
    """One row per opening: rounds of private votes that somebody has begun and that wait for this user's vote."""
    if not _begun_rounds():
        return []  # As on most days; who may vote is the dearest question of this page.
    by_opening = defaultdict(list)
    for found in _rounds(user):
        by_opening[found.application.opening].append(found)
    return [_vote(opening, found, now) for opening, found in by_opening.items()]


@prepared
def _begun_rounds():
    return VoteRound.objects.filter(opened_at=None).order_by().values_list("pk")[:1]


@prepared
def _rounds(user):
    return VoteRound.objects.awaiting(user).select_related("application__candidate", "application__opening").order_by("created_at", "pk")


def _vote(opening, rounds, now):
    count = len(rounds)
    first = rounds[0].application
    told = "The private votes open" if count == 1 else f"Begin with {first.candidate}. The private votes on each open"
    return Need(
        icon="people",
        what=f"Vote on {first.candidate}" if count == 1 else f"Vote on {count} candidates",
        about=f"{opening}. {told} with the last one in.",
        url=reverse("decisions:vote", args=[first.pk]),
        button="Vote",
        verdict=("quiet", f"begun {hours(now - rounds[0].created_at)} ago", "clock"),
        note="others wait for yours",
    )


def _decisions(user, now):
    """One row per opening: candidates under way who have met all their interviewers and wait for a decision."""
    by_opening = defaultdict(list)
    for opening, title, *application in _undecided(user):
        by_opening[opening, title].append(application)
    return [_decision(opening, title, applications, now) for (opening, title), applications in by_opening.items()]


@prepared
def _undecided(user):
    """Every card of theirs is in, the user's own included, so nothing is told to someone who is still to rate."""
    held = Interview.objects.standing().filter(stage__in=Stage.objects.filter(opening__in=own_openings(user)))
    unwritten = Interview.objects.standing().filter(application=OuterRef("pk")).exclude(scorecard__submitted_at__isnull=False)
    waiting = (
        Application.objects.filter(pk__in=held.values("application"), stage__in=[Application.Stage.INTERVIEW, Application.Stage.DEBRIEF])
        .exclude(Exists(unwritten))
        .exclude(pk__in=Interview.objects.unrated_by(user).values("application"))
        .exclude(Exists(Decision.objects.current().filter(application=OuterRef("pk"))))
        .annotate(last_card=Subquery(_last_card()))
        .order_by("last_card", "pk")
    )
    return waiting.values_list("opening", "opening__title", "pk", "candidate__name", "last_card")


def _last_card():
    of_this = Interview.objects.standing().filter(application=OuterRef("pk"))
    return of_this.values("application").annotate(last=Max("scorecard__submitted_at")).order_by().values("last")


def _decision(opening, title, applications, now):
    """`applications` as (key, name, time of the last card), the first that waits first."""
    count, (one, name, _), (_, _, last_card) = len(applications), applications[0], applications[-1]
    return Need(
        icon="scales",
        what=f"Decide about {name}" if count == 1 else f"Hold the debrief for “{title}”",
        about=f"{title}. All cards are in." if count == 1 else f"{count} candidates have all their cards in and no decision.",
        url=reverse("decisions:decide", args=[one]) if count == 1 else reverse("decisions:debrief", args=[opening]),
        button="Decide" if count == 1 else "Open debrief",
        verdict=("quiet", f"waiting {hours(now - last_card)}", "clock"),
        note="since the last card came in",
    )


def _drafts(user):
    """Descriptions that lack one of the four parts, and those that nobody has been asked to approve."""
    needs = [_draft(version, missing_parts(version.texts)) for version in _drafted(user)]
    return [need for need in needs if need]


@prepared
def _drafted(user):
    drafts = DescriptionVersion.objects.filter(opening__in=own_openings(user), opening__status=Opening.Status.DRAFT, approved_at=None)
    return drafts.exclude(has_newer_version()).select_related("opening__country").order_by("opening__created_at", "pk")


def _draft(version, missing):
    if version.sent_at and not missing:
        return None
    parts = len({key for key, _, _ in missing})
    told = missing[0][2] if missing else ""
    return Need(
        icon="document",
        what=f"Finish the description “{version.opening}”" if missing else f"Send the description “{version.opening}” for approval",
        about=f"{told[:1].upper()}{told[1:]}."
        if missing
        else f"Version {version.number}, {version.opening.place}. All four parts are there.",
        url=reverse("openings:description" if missing else "openings:description_send", args=[version.opening_id]),
        button="Write it" if missing else "Send it",
        verdict=("bad", f"{parts} of 4 parts missing", "") if missing else ("ok", "Complete", ""),
        note="without it nobody can approve" if missing else "",
    )


def _figures(user):
    if not may_decide_figures(user):
        return []
    flags = _doubted()
    needs = [_figure(flag) for flag in flags]
    more = flags[0].open_count - len(flags) if flags else 0
    if more > 0:
        url = f"{reverse('salaries:table')}"
        needs.append(Need("money", f"Look at {more} more pay figures", "Each with the arithmetic that makes it doubtful.", url, "Open pay"))
    return needs


@prepared
def _doubted():
    flags = FigureFlag.objects.filter(status=FigureFlag.Status.OPEN).select_related("figure")
    return flags.annotate(open_count=Subquery(_open_flags())).order_by("pk")[:FIGURES_SHOWN]


def _open_flags():
    open_ones = FigureFlag.objects.filter(status=FigureFlag.Status.OPEN).order_by()
    return open_ones.values("status").annotate(count=Count("pk")).values("count")


def _figure(flag):
    figure = flag.figure
    words = {"period": "Wrong period?", "currency": "Wrong currency?", "separator": "Wrong separator?"}
    return Need(
        icon="money",
        what=f"Look at a pay figure: {figure.role or figure.occupation}, {figure.place}",
        about=flag.message,
        url=figure.get_absolute_url(),
        button="Open figure",
        verdict=("bad" if flag.severity == "bad" else "warn", words.get(flag.kind, "Doubtful figure"), ""),
        note=f"quoted from {figure.source_named}" if figure.source_named else "",
    )


def _team_checks(user):
    """Teams with an opening of the user's whose data scientists and ML engineers report apart."""
    teams = _own_teams(user)
    prefetch_related_objects(teams, members())
    return [
        Need(
            icon="people",
            what="Two leaders for one pair of roles",
            about=f"In {team}, data scientists and ML engineers report apart.",
            url=team.get_absolute_url(),
            button="See team",
            verdict=("warn", "Team check", ""),
        )
        for team in teams
        if team.reports_apart
    ]


@prepared
def _own_teams(user):
    return Team.objects.filter(pk__in=own_openings(user).values("team"))
