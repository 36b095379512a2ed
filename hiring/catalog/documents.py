"""The comparison of two to four role-levels as plain data, the same for page and PDF."""

from dataclasses import dataclass

from . import queries
from .compare import SHARE_NAMES, STEP_NAMES, Comparison
from .models import RoleLevel


@dataclass(frozen=True)
class Share:
    """What a role does in one step: the letter of the RACI matrix, its word, and how."""

    step: str
    letter: str
    word: str
    how: str


@dataclass(frozen=True)
class Ownership:
    name: str
    what: str
    cells: tuple[tuple[RoleLevel, Share], ...]


@dataclass(frozen=True)
class CompareDocument:
    title: str
    sides: tuple[RoleLevel, ...]
    comparison: Comparison
    facts: list[tuple[str, list[tuple[RoleLevel, str]]]]
    ownership: tuple[Ownership, ...]
    own_tools: tuple[tuple[RoleLevel, tuple[str, ...]], ...]

    @property
    def warnings(self) -> list[str]:
        return [row.warning for row in self.comparison.steps if row.warning]

    @property
    def is_pair(self) -> bool:
        return len(self.sides) == 2

    @property
    def columns(self) -> int:
        """Of the table of skills: name, a column a side, the chart of a pair, and the gap."""
        return len(self.sides) + 2 + self.is_pair


def compare_document(sides: list[RoleLevel]) -> CompareDocument:
    """Of two sides or more, each with its profile."""
    found = queries.compare(sides)
    return CompareDocument(
        title=f"{', '.join([str(sides[0]), *(each.name_inside for each in sides[1:-1])])} or {sides[-1].name_inside}",
        sides=tuple(sides),
        comparison=found,
        facts=queries.facts(sides),
        ownership=tuple(Ownership(row.name, row.what, tuple((side, share(side.role, row.step)) for side in sides)) for row in found.steps),
        own_tools=tuple(zip(sides, found.tools.own, strict=True)),
    )


def share(role, step: str) -> Share:
    row = role.lifecycle[step]
    return Share(STEP_NAMES[step][0], row["share"], SHARE_NAMES[row["share"]], row["how"])
