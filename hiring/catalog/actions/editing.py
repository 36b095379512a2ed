"""What a company changes in the catalogue: edits of built-in entries, and entries of its own."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from hiring.accounts.actions import record
from hiring.catalog.bodies import MODELS, as_json, as_yaml, body_of, kind_of
from hiring.catalog.content import flat, nested
from hiring.catalog.content.loading import question_from, role_from, sample_from, skill_from
from hiring.catalog.models import OWN_FROM, Edit, Edition, Question, Role, Skill, SkillGroup

from .loading import question_row, role_row, sample_row, skill_row, write_profiles, write_question_skills

COMPANY = ("id", "slug", "retired", "catalogue_version", "position", "version", "changed_at", "changed_by")


class Conflict(Exception):
    """Someone else changed the entry since `version`; `row` is as they left it."""

    def __init__(self, row):
        self.row = row
        super().__init__(f"{row} was changed by {row.changed_by}")


@transaction.atomic
def add_entry(kind: str, body: dict, *, by):
    """A new entry of the company's own. The body must be free of faults."""
    Edition.renew()
    last = MODELS[kind].objects.filter(position__gte=OWN_FROM).order_by("-position").values_list("position", flat=True).first()
    row = _shaped(kind, body)
    row.position, row.changed_by, row.changed_at = OWN_FROM if last is None else last + 1, by, timezone.now()
    row.save()
    _write_parts(kind, body, row)
    record("added", row, by=by, slug=row.slug)
    return row


@transaction.atomic
def change_entry(row, body: dict, *, by, version: int):
    """Put the body in place of the row's text. Raises Conflict. The body must be free of faults and keep the slug."""
    kind = kind_of(row)
    _claim(row, version, by)
    if row.is_built_in:
        _keep_edit(kind, row, flat(as_json(body_of(row))), flat(as_json(body)))
    shaped = _shaped(kind, body)
    fields = {f.attname: getattr(shaped, f.attname) for f in row._meta.concrete_fields if f.name not in COMPANY}
    MODELS[kind].objects.filter(pk=row.pk).update(**fields)
    _write_parts(kind, body, row)
    record("changed", row, by=by, slug=row.slug)
    row.refresh_from_db()
    return row


@transaction.atomic
def retire_entry(row, *, by, version: int, retired: bool = True):
    """Take the entry out of lists and proposals, or bring it back. What uses it keeps it. Raises Conflict."""
    kind = kind_of(row)
    _claim(row, version, by)
    if row.is_built_in:
        body = flat(as_json(body_of(row))) | {"retired": row.retired}
        _keep_edit(kind, row, body, body | {"retired": retired})
    MODELS[kind].objects.filter(pk=row.pk).update(retired=retired)
    record("retired" if retired else "restored", row, by=by, slug=row.slug)
    row.refresh_from_db()
    return row


def built_in_body(row) -> dict:
    """The text of the newest release for a row that the company may have changed."""
    edit = Edit.objects.filter(kind=kind_of(row), slug=row.slug).first()
    body = as_json(body_of(row))
    return nested(_without_nothing(flat(body) | edit.base | edit.offered)) if edit else body


def settled_body(row, keys: Iterable[str]) -> dict:
    """The row's body with the built-in text of the newest release for these keys of the company's edit."""
    built_in, fields = flat(built_in_body(row)), flat(as_json(body_of(row)))
    return as_yaml(nested(_without_nothing(fields | {key: built_in.get(key) for key in keys})))


def _claim(row, version, by):
    Edition.renew()
    mine = {"version": F("version") + 1, "changed_by": by, "changed_at": timezone.now()}
    if not type(row).objects.filter(pk=row.pk, version=version).update(**mine):
        row.refresh_from_db()
        raise Conflict(row)


def _keep_edit(kind, row, before, after):
    """Keep only what differs from the newest built-in text. Saving answers every offer: what was saved is wanted."""
    edit = Edit.objects.filter(kind=kind, slug=row.slug).first() or Edit(kind=kind, slug=row.slug)
    hidden = {key: edit.fields[key] for key in ("retired",) if key in edit.fields}
    built_in = {"retired": False} | before | edit.base | edit.offered
    after = {"retired": False} | hidden | after
    keys = [key for key in built_in | after if after.get(key) != built_in.get(key)]
    if not keys:
        if edit.pk:
            edit.delete()
        return
    edit.fields = {key: after.get(key) for key in keys}
    edit.base = {key: built_in.get(key) for key in keys}
    edit.base_version, edit.offered = row.catalogue_version, {}
    edit.save()


def _without_nothing(body):
    return {key: value for key, value in body.items() if value is not None and key != "retired"}


def _shaped(kind, body):
    groups = dict(SkillGroup.objects.values_list("slug", "pk"))
    rest = {key: value for key, value in body.items() if key != "group"}
    if kind == Edit.Kind.SKILL:
        return skill_row(0, "", skill_from(rest, body["group"]), groups)
    if kind == Edit.Kind.QUESTION:
        return question_row(0, "", question_from(rest, body["group"]), groups)
    if kind == Edit.Kind.PRACTICE:
        skills, questions = Skill.objects.filter(slug=body["skill"]), Question.objects.filter(slug=body["question"])
        known = [dict(found.values_list("slug", "pk")) for found in (skills, questions)]
        return sample_row(0, "", sample_from(body), *known)
    return role_row(0, "", role_from(rest))


def _write_parts(kind, body, row):
    skills = dict(Skill.objects.values_list("slug", "pk"))
    if isinstance(row, Question):
        rest = {key: value for key, value in body.items() if key != "group"}
        write_question_skills([question_from(rest, body["group"])], {row.slug: row.pk}, skills)
    elif isinstance(row, Role):
        write_profiles([role_from(body)], {row.slug: row.pk}, skills)
