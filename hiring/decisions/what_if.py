"""An opening's order under other weights, beside the order as it is."""

from dataclasses import dataclass

from hiring.candidates.models import Application

from . import queries
from . import standing as rules


@dataclass(frozen=True)
class Row:
    """`before` and `after`: places in the two orders, None where there is too little evidence for one."""

    application: Application
    before: int | None
    after: int | None
    now: rules.Place
    then: rules.Place

    @property
    def moved(self):
        """Up is positive; 0 where nothing can be said."""
        return self.before - self.after if self.before and self.after else 0

    @property
    def steps(self):
        return abs(self.moved)


@dataclass(frozen=True)
class Preview:
    """rows: candidates in the order under the other weights; changed: (skill, rubric's share, other share), 0 to 1, of skills given another weight."""

    rows: tuple[Row, ...]
    changed: tuple[tuple[str, float, float], ...]
    first_changes: bool
    is_tied: bool
    query: str


def preview(table, weights: dict[str, int]) -> Preview:
    """`weights` by skill of the rubric. The fit is that of the ranking; only what each skill counts differs."""
    standing = rules.standing(queries.reweighted(table, weights))
    before = {place.candidate: number for number, place in enumerate(table.standing.ordered, 1)}
    after = {place.candidate: number for number, place in enumerate(standing.ordered, 1)}
    places, now = standing.places, table.standing.places
    shown = [*standing.ordered, *standing.incomplete]
    rows = tuple(
        Row(
            table.by_pk[place.candidate],
            before.get(place.candidate),
            after.get(place.candidate),
            now[place.candidate],
            places[place.candidate],
        )
        for place in shown
        if place.candidate in now
    )
    whole, other = sum(skill.weight for skill in table.skills), sum(weights.values())
    shares = [(s.name, s.weight / whole, weights[s.slug] / other) for s in table.skills if s.weight != weights[s.slug]]
    first = (table.standing.first, standing.first)
    return Preview(
        rows=rows,
        changed=tuple(shares),
        first_changes=all(first) and first[0].candidate != first[1].candidate,
        is_tied=bool(standing.bands) and len(standing.bands[0].places) > 1,
        query=",".join(f"{slug}:{weight}" for slug, weight in weights.items()),
    )
