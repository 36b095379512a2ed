"""What a company changed or wrote, and what an entry must fit into."""

from dataclasses import dataclass
from itertools import chain, count

from django.db.models.functions import Lower
from django.utils.text import slugify

from hiring.catalog.bodies import MODELS, body_of
from hiring.catalog.content import Surroundings, dump, flat, folded
from hiring.catalog.content.words import in_order, in_words, key_in_words
from hiring.catalog.models import LEVELS, Edit, Question, Skill, SkillGroup
from hiring.lib.differences import marked


def surroundings(kind: str, row=None) -> Surroundings:
    """What an entry must fit into; `row` is the entry itself where it exists already."""
    entries = MODELS[kind].objects.all()
    named = {Edit.Kind.QUESTION: "prompt", Edit.Kind.PRACTICE: "slug"}.get(kind, "name")
    anchored = entries if kind == Edit.Kind.SKILL else ()
    return Surroundings(
        groups=frozenset(SkillGroup.objects.values_list("slug", flat=True)),
        skills=frozenset(Skill.objects.values_list("slug", flat=True)),
        questions=frozenset(Question.objects.values_list("slug", flat=True) if kind == Edit.Kind.PRACTICE else ()),
        slugs=set(entries.values_list("slug", flat=True)),
        names={folded(text): slug for text, slug in entries.values_list(named, "slug")},
        anchors={
            folded(text): skill.slug for skill in anchored for part in (skill.anchors, skill.senior_anchors or {}) for text in part.values()
        },
        codes=dict(entries.values_list(Lower("code"), "slug")) if kind == Edit.Kind.ROLE else {},
        own=row.slug if row else "",
    )


Runs = list[tuple[str, bool]]  # words, and whether they are what differs


@dataclass(frozen=True)
class KeyShown:
    """One key that the company changed: its text, the built-in one that it replaced, and a newer release's, or None."""

    key: str
    ours: str
    base: str
    offered: str | None

    @property
    def label(self) -> str:
        return key_in_words(self.key)

    @property
    def before(self) -> Runs:
        return marked(self.base, self.offered)[0]

    @property
    def built_in(self) -> Runs:
        return marked(self.base, self.offered)[1] if self.offered is not None else [(self.base, False)]

    @property
    def yours(self) -> Runs:
        return marked(self.base if self.offered is None else self.offered, self.ours)[1]


@dataclass(frozen=True)
class EditShown:
    """A company's change beside the built-in text, key by key."""

    kind: Edit.Kind
    row: object
    keys: tuple[KeyShown, ...]

    @property
    def offers(self) -> int:
        return sum(each.offered is not None for each in self.keys)


def edits_shown() -> list[EditShown]:
    """All changes, those with a newer built-in text first."""
    found = list(Edit.objects.all())
    rows = {
        kind: {
            row.slug: row
            for row in model.objects.named().select_related("changed_by").filter(slug__in=[e.slug for e in found if e.kind == kind])
        }
        for kind, model in MODELS.items()
    }
    shown = [_shown(edit, rows[edit.kind][edit.slug]) for edit in found if edit.slug in rows[edit.kind]]
    return sorted(shown, key=lambda each: -each.offers)


def edit_shown(kind: str, slug: str) -> EditShown | None:
    edit = Edit.objects.filter(kind=kind, slug=slug).first()
    return _shown(edit, MODELS[kind].objects.get(slug=slug)) if edit else None


def _shown(edit: Edit, row) -> EditShown:
    keys = sorted(in_order(edit.fields), key=lambda key: key not in edit.offered)
    return EditShown(Edit.Kind(edit.kind), row, tuple(_key_shown(edit, key) for key in keys))


def _key_shown(edit, key):
    offered = in_words(edit.offered[key]) if key in edit.offered else None
    return KeyShown(key, in_words(edit.fields[key]), in_words(edit.base[key]), offered)


def differences(ours: dict, theirs: dict) -> list[dict]:
    """What two bodies of an entry say differently, in words, as the page of a conflict shows it."""
    ours, theirs = flat(ours), flat(theirs)
    return [
        {"label": key_in_words(key), "theirs": in_words(theirs.get(key)), "yours": in_words(ours.get(key))}
        for key in in_order(theirs | ours)
        if theirs.get(key) != ours.get(key)
    ]


def own_entries() -> list[tuple[str, object]]:
    """(kind, row) of what the company wrote itself."""
    return [(kind, row) for kind, model in MODELS.items() for row in model.objects.named().filter(catalogue_version="")]


def starting_body(kind: str, source, question=None) -> dict:
    """What a form for a new entry begins with: a copy of `source`, or nearly nothing.

    A role needs levels from the start, and practice may begin at its question.
    """
    if source:
        return {key: value for key, value in body_of(source).items() if key != "check"}
    if kind == Edit.Kind.PRACTICE and question:
        return {"skill": question.ordered_skills[0].slug, "question": question.slug}
    if kind == Edit.Kind.ROLE:
        first = MODELS[kind].objects.current().first()
        return {"levels": body_of(first)["levels"]} if first else {"levels": {}}
    return {"levels": [LEVELS[0], LEVELS[-1]]} if kind == Edit.Kind.QUESTION else {}


def starting_text(kind: str, source, question=None) -> str:
    """The same as YAML, where a built-in entry stands as a pattern, under a slug still to be chosen."""
    source = source or MODELS[kind].objects.current().first()
    if source and kind == Edit.Kind.PRACTICE:
        return dump(body_of(source) | starting_body(kind, None, question))
    return dump(starting_body(kind, source) | {"slug": f"our-{source.slug}"}) if source else ""


def free_slug(kind: str, text: str) -> str:
    """A slug that nobody has yet, after the first words of a name or a question."""
    words = slugify(" ".join(text.replace("_", " ").split()[:8]))[:50].strip("-")
    wanted = words if words[:1].isalpha() else f"{kind}-{words}".strip("-")
    taken = set(MODELS[kind].objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    return next(slug for slug in chain([wanted], (f"{wanted}-{number}" for number in count(2))) if slug not in taken)


def group_of(skill: str) -> str:
    """The group of a skill, by slugs; "" where there is no such skill."""
    return Skill.objects.filter(slug=skill).values_list("group__slug", flat=True).first() or ""
