"""The ranking page of an opening as plain data, from a viewer's table."""

from collections import defaultdict
from dataclasses import dataclass, field
from urllib.parse import urlencode

from hiring.candidates.models import Application

from . import wording
from .queries import Cards, Table
from .standing import Place

MOST_DISAGREEMENTS = 8
MOST_WAITING = 20
STAYS_FIRST = 0.95
NEAR_WEIGHT = 0.2  # of the weight itself, as far as the drawn sets mostly go
KINDS = {"met": "ok", "not met": "bad", "unclear": "unknown"}


@dataclass(frozen=True)
class Row:
    application: Application
    cards: Cards
    place: Place | None = None
    skill_names: dict[str, str] = field(default_factory=dict)

    @property
    def is_ended(self):
        return self.application.stage in (Application.Stage.REJECTED, Application.Stage.WITHDRAWN)

    @property
    def verdicts(self):
        """(kind, word, skill) for each must-have."""
        gates = self.place.gates if self.place else ()
        return [(KINDS[gate.state], "one opinion" if gate.is_one_opinion else gate.state, self.skill_names[gate.skill]) for gate in gates]


@dataclass(frozen=True)
class BandOfRows:
    rows: tuple[Row, ...]
    zone: tuple[float, float] | None = None
    title: str = ""
    note: str = ""
    above: str = ""

    @property
    def is_tied(self):
        return len(self.rows) > 1


@dataclass(frozen=True)
class Disagreement:
    application: Application
    skill: str
    marks: tuple[tuple[str, int], ...]
    apart: float
    words: str


@dataclass(frozen=True)
class Question:
    """One way in which the first place could change, with the answer. `kind` is a verdict's."""

    what: str
    how: str
    kind: str
    answer: str
    words: str


@dataclass(frozen=True)
class NextStep:
    label: str
    strong: str
    text: str
    application: Application | None = None


@dataclass(frozen=True)
class Ranking:
    """bands: the order; by_mean: the same candidates by plain mean; thin: too little evidence for a place;
    waiting: no card yet, those with an interview first; ended: rejected or withdrawn, marks still inform the others' scores."""

    finding: wording.Finding
    next_step: NextStep | None
    bands: tuple[BandOfRows, ...]
    by_mean: tuple[Row, ...]
    thin: tuple[Row, ...]
    waiting: tuple[Row, ...]
    more_waiting: int
    ended: tuple[Row, ...]
    disagreements: tuple[Disagreement, ...]
    more_disagreements: int
    questions: tuple[Question, ...]

    @property
    def leaders_query(self):
        """The first band in the debrief's address."""
        return f"?{urlencode([('with', row.application.pk) for row in self.bands[0].rows])}" if self.bands else ""


def ranking(table: Table) -> Ranking:
    names = names_of(table)
    standing = table.standing
    found = disagreements(table)
    waiting = _waiting(table)
    return Ranking(
        finding=wording.finding(standing, names, table.skill_names),
        next_step=_next_step(table, names),
        bands=tuple(_bands(table, names)),
        by_mean=tuple(_row(table, place) for place in standing.by_mean),
        thin=tuple(_row(table, place) for place in standing.incomplete),
        waiting=tuple(waiting[:MOST_WAITING]),
        more_waiting=max(len(waiting) - MOST_WAITING, 0),
        ended=tuple(_row(table, place) for place in standing.ended),
        disagreements=found[:MOST_DISAGREEMENTS],
        more_disagreements=max(len(found) - MOST_DISAGREEMENTS, 0),
        questions=tuple(_questions(table, names)),
    )


def _waiting(table):
    unmarked = table.marks.running - table.standing.places.keys()
    rows = [Row(each, table.cards.get(each.pk, Cards())) for each in table.applications if each.pk in unmarked]
    return sorted(rows, key=lambda row: not row.cards.total)


def gates_of(table, place):
    """A candidate's gates with a verdict's kind and the skill's name."""
    return [(KINDS[gate.state], table.skill_names[gate.skill], gate) for gate in place.gates]


def names_of(table):
    return {pk: application.candidate.name for pk, application in table.by_pk.items()}


def disagreements(table) -> tuple[Disagreement, ...]:
    """Skills of running candidates on which marks lie two points apart or more, the widest first."""
    given = defaultdict(list)
    for rating in table.ratings:
        interview = rating.scorecard.interview
        given[interview.application_id, rating.skill.slug].append((interview.interviewer, rating.value))
    return tuple(
        Disagreement(
            table.by_pk[within.candidate],
            table.skill_names[within.skill],
            tuple((user.initials, value) for user, value in given[within.candidate, within.skill]),
            within.spread,
            ", ".join(f"{user.name} {value}" for user, value in given[within.candidate, within.skill]),
        )
        for within in table.standing.disagreements
    )


def _bands(table, names):
    above = None
    for band in table.standing.bands:
        rows = tuple(_row(table, place) for place in band.places)
        zone = band.zone if len(rows) > 1 else None
        yield BandOfRows(rows, zone, wording.band_title(band), wording.band_note(band), wording.above_note(band, above, names))
        above = band


def _row(table, place):
    return Row(table.by_pk[place.candidate], table.cards.get(place.candidate, Cards()), place, table.skill_names)


def _next_step(table, names):
    """The smallest thing that would tell most: cards that are late, else one more signal, else the debrief."""
    standing = table.standing
    if not standing.bands:
        return None
    top = standing.bands[0].places
    late = [place for place in top if table.cards.get(place.candidate, Cards()).missing]
    if late:
        count = sum(table.cards[place.candidate].missing for place in late)
        whose = wording.listed([names[place.candidate] for place in late])
        strong = f"{wording.counted(count)} card{'s' if count > 1 else ''} missing"
        return NextStep(
            "What would help first",
            strong,
            f"for {whose}. Ask for {'them' if count > 1 else 'it'} before you decide.",
            table.by_pk[late[0].candidate],
        )
    best = standing.best_evidence
    unclear = any(place.gates_in("unclear") for place in top)
    if best is None or (len(top) == 1 and not unclear):
        return None
    who = table.interviewers[best.interviewer].name if best.interviewer in table.interviewers else "someone new to them"
    rate = round((1 - best.sd_after / best.sd_before) * 100)
    what = "difference" if len(standing.ordered) > 1 else "interval"
    alone = f"One mark alone would narrow the {what} by {rate}%." if rate else f"One mark alone would hardly narrow the {what}."
    return NextStep(
        "What would narrow it most",
        f"A further interview on {table.skill_names[best.skill]}",
        f"for {names[best.candidate]}, by {who}. {alone}",
        table.by_pk[best.candidate],
    )


def _questions(table, names):
    stability = table.standing.stability
    if stability is None:
        return
    first = names[table.standing.first.candidate]
    stays = stability.weights.first_stays
    yield Question(
        "Other weights",
        "1,000 sets, each weight varied by about 20%",
        "ok" if stays >= STAYS_FIRST else "warn",
        "No" if stays >= STAYS_FIRST else "Yes, sometimes",
        f"{first} stays first in {_share(stays)}{_next_most(stability.weights, names)}",
    )
    yield _one_weight(table, names, stability.break_even)
    equal = [names[pk] for pk in stability.equal]
    same = stability.equal[0] == table.standing.first.candidate
    yield Question(
        "Equal weights", "every skill counts the same", "ok" if same else "warn", "No" if same else "Yes", f"{equal[0]} 1st, {equal[1]} 2nd"
    )
    yield _without_one(table, names, first, stability.without)


def _next_most(weights, names):
    others = [(pk, share) for pk, share in weights.times_first if pk != weights.first]
    return f", {names[others[0][0]]} comes first in {wording.hundredths(others[0][1])}" if others else ""


def _one_weight(table, names, found):
    how = "nearest turning point, the others in proportion"
    if found is None:
        return Question("One other weight", how, "ok", "No", "No weight alone makes the first two level")
    near = abs(found.at - found.now) <= NEAR_WEIGHT * found.now
    first, second = (names[place.candidate] for place in table.standing.ordered[:2])
    digits = 0 if f"{found.at:.0%}" != f"{found.now:.0%}" else 1
    words = f"{table.skill_names[found.skill]} at {found.at:.{digits}%} instead of {found.now:.{digits}%} makes {first} and {second} level"
    return Question("One other weight", how, "warn" if near else "ok", "Yes, nearby" if near else "Only far from now", words)


def _without_one(table, names, first, without):
    changed = [case for case in without if case.first_changes]
    how = "each left out in turn"
    if not changed:
        return Question("One interviewer fewer", how, "ok", "No", f"{first} stays first in all {len(without)} cases")
    leaders = defaultdict(list)
    for case in changed:
        leaders[case.first].append(table.interviewers[case.interviewer].name)
    words = "; ".join(
        f"{names[leader] if leader is not None else 'nobody'} leads without {' or without '.join(people)}"
        for leader, people in leaders.items()
    )
    return Question("One interviewer fewer", how, "warn", f"Yes, in {len(changed)} of {len(without)} cases", words)


def _share(share):
    return "every set" if share == 1 else f"{wording.hundredths(share)} sets"
