"""Candidates side by side for a debrief, as plain data from a viewer's table."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from hiring.assessment.gates import Gate
from hiring.candidates.models import Application
from hiring.interviews.models import Rating, Scorecard

from .models import Decision
from .queries import Cards, Table
from .ranking import KINDS
from .standing import APART_TO_DISCUSS, Place, Skill

MOST_SIDE_BY_SIDE = 5
USUAL_STAGES = (Application.Stage.INTERVIEW, Application.Stage.DEBRIEF)


@dataclass(frozen=True)
class Column:
    application: Application
    cards: Cards
    place: Place | None
    scorecards: tuple[Scorecard, ...]
    decision: Decision | None

    @property
    def name(self):
        return self.application.candidate.name


@dataclass(frozen=True)
class Cell:
    """Marks of one candidate on one skill; empty where nobody assessed it."""

    column: Column
    ratings: tuple[Rating, ...] = ()
    gate: Gate | None = None

    @property
    def verdict(self):
        return KINDS[self.gate.state] if self.gate else "unknown"

    @property
    def marks(self):
        return [(rating.scorecard.interview.interviewer.initials, rating.value) for rating in self.ratings]

    @property
    def words(self):
        return ", ".join(f"{rating.scorecard.interview.interviewer.name} {rating.value}" for rating in self.ratings)

    @property
    def apart(self):
        values = [rating.value for rating in self.ratings]
        return max(values) - min(values) if len(values) > 1 else 0

    @property
    def is_to_discuss(self):
        return self.apart >= APART_TO_DISCUSS

    @property
    def is_wide(self):
        return self.apart > APART_TO_DISCUSS


@dataclass(frozen=True)
class Row:
    skill: Skill
    cells: tuple[Cell, ...]

    @property
    def apart(self):
        return max((cell.apart for cell in self.cells), default=0)

    @property
    def notes(self):
        return sum(1 for cell in self.cells for rating in cell.ratings if rating.evidence)


@dataclass(frozen=True)
class Debrief:
    """must_haves: rows of gates; skills: all skills, the widest disagreement first; agenda: cells to talk about first."""

    columns: tuple[Column, ...]
    must_haves: tuple[Row, ...]
    skills: tuple[Row, ...]
    agenda: tuple[tuple[Row, Cell], ...]
    left_out: int
    missing_cards: int

    @property
    def missing_words(self):
        return "One card is missing." if self.missing_cards == 1 else f"{self.missing_cards} cards are missing."

    @property
    def query(self):
        """The shown candidates in the page's address."""
        return urlencode([("with", column.application.pk) for column in self.columns])


def debrief(table: Table, scorecards: dict[int, list[Scorecard]], decisions: dict[int, Decision], chosen: Iterable[int] = ()) -> Debrief:
    """`scorecards` and current `decisions` by application. `chosen`: applications by key, of which the first five that the table holds are shown; by default those in their
    interviews or debrief, by name."""
    wanted = [table.by_pk[pk] for pk in dict.fromkeys(chosen) if pk in table.by_pk]
    wanted = wanted or [each for each in table.applications if each.stage in USUAL_STAGES]
    shown = wanted[:MOST_SIDE_BY_SIDE]
    places = table.standing.places
    columns = tuple(
        Column(each, table.cards.get(each.pk, Cards()), places.get(each.pk), tuple(scorecards.get(each.pk, ())), decisions.get(each.pk))
        for each in shown
    )
    rows = _rows(table, columns)
    by_width = tuple(sorted(rows, key=lambda row: -row.apart))
    agenda = sorted(((row, cell) for row in rows for cell in row.cells if cell.is_to_discuss), key=lambda pair: -pair[1].apart)
    return Debrief(
        columns=columns,
        must_haves=tuple(row for row in rows if row.skill.must_have),
        skills=by_width,
        agenda=tuple(agenda),
        left_out=len(wanted) - len(shown),
        missing_cards=sum(column.cards.missing for column in columns),
    )


def _rows(table, columns):
    given = defaultdict(list)
    for rating in table.ratings:
        given[rating.scorecard.interview.application_id, rating.skill.slug].append(rating)
    known = {skill.slug for skill in table.skills}
    others = {slug for _, slug in given} - known
    skills = (*table.skills, *(Skill(slug, table.skill_names[slug], 0, 3, must_have=False) for slug in sorted(others)))
    return [Row(skill, tuple(_cell(column, skill, given) for column in columns)) for skill in skills]


def _cell(column, skill, given):
    gates = {gate.skill: gate for gate in column.place.gates} if column.place else {}
    return Cell(column, tuple(given.get((column.application.pk, skill.slug), ())), gates.get(skill.slug))
