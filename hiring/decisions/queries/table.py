"""Reads for the ranking, the debrief and the decisions of one opening, always as one viewer may see it.

Marks come through `visible_to` of interviews alone, and every score is computed from the marks that the viewer may
see, never from all: a severity estimated from a hidden card would carry that card's marks into visible scores.
"""

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from django.core.cache import cache
from django.db.models import Exists, OuterRef, Q

from hiring.accounts.models import User
from hiring.candidates.models import Application
from hiring.interviews.models import Interview, Rating, Scorecard
from hiring.openings.models import Opening, Rubric
from hiring.openings.queries import current_rubric

from .. import standing as rules
from ..models import Decision, Snapshot
from ..snapshots import built

KEEP_SECONDS = 7 * 24 * 3600
SHAPE = 4


@dataclass(frozen=True)
class Cards:
    """How many cards of an application are in, late (the interview is over) and still ahead."""

    submitted: int = 0
    missing: int = 0
    ahead: int = 0

    @property
    def total(self):
        return self.submitted + self.missing + self.ahead

    @property
    def missing_words(self):
        if self.submitted or self.ahead:
            return f"{self.missing} of {self.total} cards missing"
        return f"{self.missing} card{'s' if self.missing > 1 else ''} missing"


@dataclass(frozen=True, eq=False)
class Table:
    """What one viewer may know of an opening's candidates. `owed`: interviews whose card the viewer still has to write.

    `applications` leaves out those closed to the viewer; `closed` holds them.
    """

    opening: Opening
    viewer: object
    rubric: Rubric
    skills: tuple[rules.Skill, ...]
    applications: tuple[Application, ...]
    closed: tuple[Application, ...]
    owed: tuple[Interview, ...]
    ratings: tuple[Rating, ...]
    cards: dict[int, Cards]

    @cached_property
    def by_pk(self):
        return {application.pk: application for application in self.applications}

    @cached_property
    def must_haves(self):
        return [skill for skill in self.skills if skill.must_have]

    @property
    def columns(self):
        """Of the ranking's table: name, gates, chart, two scores and the reason."""
        return len(self.must_haves) + 5

    @cached_property
    def interviewers(self):
        return {rating.scorecard.interview.interviewer_id: rating.scorecard.interview.interviewer for rating in self.ratings}

    @cached_property
    def names_beside_adjustments(self):
        """Interviewers whose strictness the viewer may read by name: everyone for an admin, else oneself alone."""
        return {key: user.name for key, user in self.interviewers.items() if self.viewer.is_admin or key == self.viewer.pk}

    @cached_property
    def skill_names(self):
        """In the order of the rubric; skills of earlier rubrics after it."""
        names = {skill.slug: skill.name for skill in self.skills}
        for rating in self.ratings:
            names.setdefault(rating.skill.slug, rating.skill.name)
        return names

    @cached_property
    def rubric_numbers(self):
        return sorted({rating.scorecard.rubric.number for rating in self.ratings})

    @cached_property
    def marks(self):
        marks = sorted(rules.Mark(_application(rating), _interviewer(rating), rating.skill.slug, rating.value) for rating in self.ratings)
        running = frozenset(
            each.pk for each in self.applications if each.stage not in (Application.Stage.REJECTED, Application.Stage.WITHDRAWN)
        )
        return rules.Marks(self.skills, tuple(marks), running)

    @cached_property
    def digest(self):
        """SHA-256 over everything that the scores depend on."""
        given = (SHAPE, rules.Standing.method, self.skills, self.marks.marks, sorted(self.marks.running))
        return hashlib.sha256(repr(given).encode()).hexdigest()

    @cached_property
    def standing(self) -> rules.Standing:
        """Read from what the worker kept when the last card came in; fitted here only if a page is faster than the worker."""
        return _kept(f"standing:{self.digest}", lambda: _snapshot(self.digest) or rules.standing(self.marks))

    def explained(self, application):
        return _kept(f"explained:{self.digest}:{application.pk}", lambda: rules.explained(self.marks, application.pk))


def table(opening: Opening, viewer) -> Table:
    """Seven queries, whatever the number of candidates."""
    rubric = current_rubric(opening)
    owed = tuple(owed_cards(opening, viewer))
    hidden = {interview.application_id for interview in owed}
    applications = list(Application.objects.managed_by(viewer).filter(opening=opening).select_related("candidate"))
    open_to = tuple(each for each in applications if each.pk not in hidden)
    return Table(
        opening=opening,
        viewer=viewer,
        rubric=rubric,
        skills=tuple(rules.Skill(s.slug, s.name, s.weight, s.expected, s.must_have) for s in rubric.skills.all()),
        applications=open_to,
        closed=tuple(each for each in applications if each.pk in hidden),
        owed=owed,
        ratings=tuple(_ratings(opening, viewer, {each.pk for each in open_to})),
        cards=_cards(opening, {each.pk for each in open_to}),
    )


def owed_cards(opening, viewer):
    """The viewer's own interviews in the opening without a submitted card."""
    found = Interview.objects.unrated_by(viewer).filter(application__opening=opening)
    return found.select_related("application__candidate", "stage")


def owes_card(application, viewer):
    return Interview.objects.unrated_by(viewer).filter(application=application).exists()


def cards_of(table):
    """Submitted cards of the table's applications that the viewer may see, by application."""
    cards = Scorecard.objects.visible_to(table.viewer).submitted().filter(interview__application__in=table.applications)
    found = defaultdict(list)
    for card in cards.select_related("interview__interviewer", "interview__stage", "rubric"):
        found[card.interview.application_id].append(card)
    return found


def current_decisions(opening, viewer):
    """Current decision of each application that the viewer may know of, by application."""
    found = Decision.objects.visible_to(viewer).current().filter(application__opening=opening).select_related("by")
    return {decision.application_id: decision for decision in found}


def history(opening, viewer):
    """All decisions and reversals that the viewer may know of, newest first."""
    found = Decision.objects.visible_to(viewer).filter(application__opening=opening)
    return found.select_related("by", "application__candidate", "application__opening", "reverses").prefetch_related("present")


def waiting_for_decision(viewer):
    """Applications in their debrief, in openings the viewer manages, without a current decision and not closed to the viewer."""
    decided = Decision.objects.current().filter(application=OuterRef("pk"))
    closed = Interview.objects.unrated_by(viewer).values("application")
    found = Application.objects.managed_by(viewer).filter(stage=Application.Stage.DEBRIEF).exclude(pk__in=closed)
    return found.exclude(Exists(decided)).select_related("candidate", "opening")


def people_present(opening, viewer):
    """Those who may be named as present: whoever works on the opening, and whoever decides."""
    works_on_it = Q(memberships__opening=opening)
    return User.objects.filter(Q(is_active=True) & works_on_it | Q(pk=viewer.pk)).distinct()


def _ratings(opening, viewer, open_to):
    """Marks on submitted cards of interviews that took place, through the blind rule, of the applications that are open to the viewer."""
    found = Rating.objects.visible_to(viewer).filter(
        value__isnull=False,
        scorecard__submitted_at__isnull=False,
        scorecard__interview__cancelled_at=None,
        scorecard__interview__application__opening=opening,
    )
    found = found.select_related("skill", "scorecard__rubric", "scorecard__interview__interviewer").order_by("scorecard", "skill__position")
    return [rating for rating in found if _application(rating) in open_to]


def _cards(opening, open_to):
    found = defaultdict(lambda: [0, 0, 0])
    for interview in Interview.objects.standing().filter(application__opening=opening).select_related("scorecard"):
        if interview.application_id in open_to:
            card = getattr(interview, "scorecard", None)
            place = 0 if card and card.is_submitted else 1 if interview.has_ended else 2
            found[interview.application_id][place] += 1
    return {pk: Cards(*counts) for pk, counts in found.items()}


def _snapshot(digest):
    content = Snapshot.objects.filter(pk=digest).values_list("content", flat=True).first()
    try:
        return None if content is None else built(rules.Standing, content)
    except (KeyError, TypeError, ValueError):
        return None


def kept(what, given, make):
    """What `make` gives for `given`, worked out once; `given` is told by its text."""
    return _kept(f"{what}:{hashlib.sha256(repr(given).encode()).hexdigest()}", make)


def _kept(key, make):
    found = cache.get(key)
    if found is None:
        found = make()
        cache.set(key, found, KEEP_SECONDS)
    return found


def _application(rating):
    return rating.scorecard.interview.application_id


def _interviewer(rating):
    return rating.scorecard.interview.interviewer_id
