"""What releases changed in the built-in catalogue, beside what a company changed itself."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q

from hiring.catalog.bodies import MODELS
from hiring.catalog.content import words
from hiring.catalog.models import Edit, ReleaseChange, in_order
from hiring.lib.differences import in_brief, marked


@dataclass(frozen=True)
class TextShown:
    """One key that a release changed, before and now; `yours` is None where the company left it as it was built in."""

    label: str
    was: str
    now: str
    yours: str | None

    @property
    def before_and_now(self):
        return [in_brief(runs) for runs in marked(self.was, self.now)]

    @property
    def yours_marked(self):
        return in_brief(marked(self.now, self.yours)[1])


@dataclass(frozen=True)
class ChangeShown:
    change: ReleaseChange
    row: object
    texts: tuple[TextShown, ...]

    @property
    def has_yours(self) -> bool:
        return any(text.yours is not None for text in self.texts)


def changes_since(version: str = "", entries: Iterable[tuple[str, str]] | None = None, level: str = "") -> list[ReleaseChange]:
    """Newest first, of releases newer than `version`, for these entries (kind, slug) or for all.

    With a level, roles count only where that level or what holds for all levels has changed.
    """
    known = ReleaseChange.objects.order_by().values_list("version", flat=True).distinct()
    found = ReleaseChange.objects.filter(version__in=[each for each in known if not version or in_order(each) > in_order(version)])
    if entries is not None:
        found = found.filter(reduce(or_, (Q(kind=kind, slug=slug) for kind, slug in entries), Q(pk__in=[])))
    return [change for change in found if not level or _concerns(change, level)]


def _concerns(change, level):
    return not change.now or any(key.startswith(f"levels.{level}.") or not key.startswith("levels.") for key in change.now)


def changes_shown(changes: list[ReleaseChange], title_of: Callable[[ReleaseChange], str] | None = None) -> list[ChangeShown]:
    """With a `title_of` also those whose entry is still to come: their `row` is that title."""
    slugs = {kind: [change.slug for change in changes if change.kind == kind] for kind in MODELS}
    rows = {(kind, row.slug): row for kind, model in MODELS.items() for row in model.objects.named().filter(slug__in=slugs[kind])}
    ours = {(edit.kind, edit.slug): edit.fields for edit in Edit.objects.all()}
    if title_of:
        rows = {(each.kind, each.slug): title_of(each) for each in changes if each.verb == ReleaseChange.Verb.ADDED} | rows
    return [
        ChangeShown(each, rows[each.kind, each.slug], tuple(_texts(each, ours.get((each.kind, each.slug), {}))))
        for each in changes
        if (each.kind, each.slug) in rows
    ]


def _texts(change, ours):
    for key in words.in_order(change.now):
        yours = words.in_words(ours[key]) if key in ours else None
        yield TextShown(words.key_in_words(key), words.in_words(change.was[key]), words.in_words(change.now[key]), yours)
