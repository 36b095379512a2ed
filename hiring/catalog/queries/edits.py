"""What a company changed or wrote, and what an entry must fit into."""

from dataclasses import dataclass

from django.db.models.functions import Lower

from hiring.catalog.bodies import MODELS, body_of
from hiring.catalog.content import Surroundings, dump, folded
from hiring.catalog.models import Edit, Skill, SkillGroup


def surroundings(kind: str, row=None) -> Surroundings:
    """What an entry must fit into; `row` is the entry itself where it exists already."""
    others = MODELS[kind].objects.exclude(pk=row.pk if row else None)
    named = "prompt" if kind == Edit.Kind.QUESTION else "name"
    skills = Skill.objects.exclude(pk=row.pk if row and kind == Edit.Kind.SKILL else None)
    anchored = skills if kind == Edit.Kind.SKILL else skills.none()
    return Surroundings(
        groups=frozenset(SkillGroup.objects.values_list("slug", flat=True)),
        skills=frozenset(Skill.objects.values_list("slug", flat=True)),
        slugs=frozenset(others.values_list("slug", flat=True)),
        names={folded(text): slug for text, slug in others.values_list(named, "slug")},
        anchors={
            folded(text): skill.slug for skill in anchored for part in (skill.anchors, skill.senior_anchors or {}) for text in part.values()
        },
        codes=dict(others.values_list(Lower("code"), "slug")) if kind == Edit.Kind.ROLE else {},
    )


@dataclass(frozen=True)
class EditShown:
    """A company's change beside the built-in text, key by key: (key, ours, built-in now, changed since ours)."""

    kind: str
    row: object
    keys: tuple[tuple[str, str, str, bool], ...]

    @property
    def offers(self) -> int:
        return sum(is_newer for *_, is_newer in self.keys)


def edits_shown() -> list[EditShown]:
    """All changes, those with a newer built-in text first."""
    found = list(Edit.objects.all())
    rows = {
        kind: {row.slug: row for row in MODELS[kind].objects.filter(slug__in=[e.slug for e in found if e.kind == kind])} for kind in MODELS
    }
    shown = [_shown(edit, rows[edit.kind][edit.slug]) for edit in found if edit.slug in rows[edit.kind]]
    return sorted(shown, key=lambda each: -each.offers)


def edit_shown(kind: str, slug: str) -> EditShown | None:
    edit = Edit.objects.filter(kind=kind, slug=slug).first()
    return _shown(edit, MODELS[kind].objects.get(slug=slug)) if edit else None


def _shown(edit: Edit, row) -> EditShown:
    keys = [(key, _as_text(edit.fields[key]), _as_text(edit.offered.get(key, edit.base[key])), key in edit.offered) for key in edit.fields]
    return EditShown(edit.kind, row, tuple(keys))


def _as_text(value) -> str:
    if value is None:
        return "(nothing)"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str) else dump(value).rstrip()


def own_entries() -> list[tuple[str, object]]:
    """(kind, row) of what the company wrote itself."""
    return [(kind, row) for kind, model in MODELS.items() for row in model.objects.filter(catalogue_version="")]


def starting_text(kind: str, source) -> str:
    """A copy of `source` to begin with, or of the first built-in entry, under a slug still to be chosen."""
    source = source or MODELS[kind].objects.current().first()
    return dump(body_of(source) | {"slug": f"our-{source.slug}"}) if source else ""
