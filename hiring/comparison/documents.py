"""The comparison of two to four role-levels as plain data, the same for page and PDF."""

from dataclasses import dataclass

from hiring.catalog import queries as catalog
from hiring.catalog.compare import Comparison
from hiring.catalog.models import RoleLevel
from hiring.salaries.models import Country

from .queries import PayBeside, pay_beside


@dataclass(frozen=True)
class Ownership:
    name: str
    what: str
    cells: tuple[tuple[RoleLevel, catalog.Share], ...]


@dataclass(frozen=True)
class CompareDocument:
    title: str
    sides: tuple[RoleLevel, ...]
    comparison: Comparison
    facts: list[tuple[str, list[tuple[RoleLevel, str]]]]
    ownership: tuple[Ownership, ...]
    own_tools: tuple[tuple[RoleLevel, tuple[str, ...]], ...]
    pay: PayBeside

    @property
    def sentences(self) -> list[str]:
        return [*self.comparison.sentences, self.pay.sentence]

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


def compare_title(sides: list[RoleLevel]) -> str:
    """Of two sides or more, without its question mark."""
    return f"{', '.join([str(sides[0]), *(each.name_inside for each in sides[1:-1])])} or {sides[-1].name_inside}"


def compare_document(sides: list[RoleLevel], country: Country, user, *, with_own: bool) -> CompareDocument:
    """Of two sides or more, each with its profile, as `user` may see them."""
    found = catalog.compare(sides)
    return CompareDocument(
        title=compare_title(sides),
        sides=tuple(sides),
        comparison=found,
        facts=catalog.facts(sides),
        ownership=tuple(
            Ownership(row.name, row.what, tuple((side, catalog.share(side.role, row.step)) for side in sides)) for row in found.steps
        ),
        own_tools=tuple(zip(sides, found.tools.own, strict=True)),
        pay=pay_beside(sides, country, user, with_own=with_own),
    )
