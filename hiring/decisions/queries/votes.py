"""Reads on private votes: who takes part, who is awaited, and what one person may see."""

from dataclasses import dataclass

from django.db.models import Q

from hiring.accounts.models import User
from hiring.interviews.models import Interview
from hiring.interviews.queries import panel
from hiring.openings.models import Membership

from ..models import Vote, VoteRound
from ..models.votes import voted_on_by
from ..standing import APART_TO_DISCUSS


def may_vote(application, user) -> bool:
    return voted_on_by(user).filter(pk=application.pk).exists()


def awaited(application):
    """Whose votes a round waits for: interviewers of a standing interview whose card is in, and the opening's hiring managers.

    Recruiters and admins may vote as well; nobody waits for them.
    """
    here = Interview.objects.standing().filter(application=application)
    rated = here.filter(scorecard__submitted_at__isnull=False).values("interviewer")
    owing = here.exclude(scorecard__submitted_at__isnull=False).values("interviewer")
    members = Q(part=User.Part.ADMIN) | Q(memberships__opening=application.opening_id)
    managers = Q(memberships__opening=application.opening_id, memberships__part=Membership.Part.MANAGER)
    people = User.objects.filter(managers | Q(pk__in=rated) & members, is_active=True).exclude(pk__in=owing)
    return list(people.exclude(email__iexact=application.candidate.email).distinct())


def still_awaited(vote_round):
    # Counts only who voted, never what: no vote leaves this function.
    voted = set(vote_round.votes.values_list("by", flat=True))
    return [user for user in awaited(vote_round.application) if user.pk not in voted]


@dataclass(frozen=True)
class Point:
    """Something to talk about: a skill with the marks that lie apart, or a must-have that nobody assessed."""

    skill: str
    words: str
    marks: tuple[tuple[str, int], ...] = ()
    apart: int = 0

    @property
    def is_missing(self):
        return not self.marks


def agenda(application, user) -> list[Point]:
    """What the panel disagrees on, widest first, then must-haves without a mark; from the cards that the user may see."""
    cards, rows = panel(application, user)
    people = [card.interview.interviewer for card in cards]
    points = []
    for row in rows:
        given = [(person, rating.value) for person, rating in zip(people, row.ratings, strict=True) if rating and rating.value]
        values = [value for _, value in given]
        if len(values) > 1 and max(values) - min(values) >= APART_TO_DISCUSS:
            marks = tuple((person.initials, value) for person, value in given)
            words = ", ".join(f"{person.name} {value}" for person, value in given)
            points.append(Point(row.name, words, marks, max(values) - min(values)))
        elif row.must_have and not values:
            points.append(Point(row.name, "A must-have that nobody assessed."))
    return sorted(points, key=lambda point: -point.apart)


@dataclass(frozen=True)
class Voting:
    """Where the vote on an application stands for one viewer. `votes`: all of them once the round is open, else none."""

    round: VoteRound | None
    own: Vote | None
    votes: tuple[Vote, ...]
    waiting: tuple[User, ...]
    earlier: tuple[VoteRound, ...]

    @property
    def is_open(self):
        return self.round is not None and self.round.is_open

    @property
    def shows_agenda(self):
        """What the cards disagree on comes after one's own vote, so that it does not colour it."""
        return self.own is not None or self.is_open

    @property
    def tally(self):
        """(word, how many) of each choice that someone made."""
        counts = [(label, sum(1 for vote in self.votes if vote.choice == value)) for value, label in Vote.Choice.choices]
        return [(label, count) for label, count in counts if count]

    @property
    def is_unanimous(self):
        return len(self.votes) > 1 and len(self.tally) == 1


def voting(application, user) -> Voting:
    rounds = list(application.vote_rounds.visible_to(user).select_related("opened_by"))
    current = rounds[0] if rounds else None
    seen = list(Vote.objects.visible_to(user).filter(round__application=application).select_related("by"))
    own = next((vote for vote in seen if current and vote.round_id == current.pk and vote.by_id == user.pk), None)
    by_round = {each.pk: tuple(vote for vote in seen if vote.round_id == each.pk) for each in rounds}
    for each in rounds:
        each.shown = by_round[each.pk] if each.is_open else ()
    waiting = () if current and current.is_open else tuple(still_awaited(current) if current else awaited(application))
    shown = current.shown if current else ()
    return Voting(current, own, shown, waiting, tuple(rounds[1:]))


def open_rounds(application, viewer):
    """Rounds whose votes are shown, oldest first, each with `shown`; for the record of a decision."""
    votes = Vote.objects.visible_to(viewer).filter(round__application=application, round__opened_at__isnull=False).select_related("by")
    rounds = list(application.vote_rounds.visible_to(viewer).filter(opened_at__isnull=False).order_by("number").select_related("opened_by"))
    for each in rounds:
        each.shown = [vote for vote in votes if vote.round_id == each.pk]
    return rounds
