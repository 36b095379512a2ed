"""Reading a release into the tables, with the company's changes left in place."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import transaction

from hiring.catalog.bodies import MODELS, as_json, as_yaml, built_in_bodies, current_bodies
from hiring.catalog.content import (
    LISTS,
    CatalogueRefused,
    Sheet,
    catalogue_from,
    entries_of,
    faults_in,
    known_by,
    read_folder,
    shapes,
)
from hiring.catalog.models import (
    Edit,
    Edition,
    PracticeSample,
    ProfileSkill,
    Question,
    QuestionSkill,
    Release,
    ReleaseChange,
    Role,
    RoleLevel,
    Skill,
    SkillGroup,
)
from hiring.catalog.releases import bodies_in, changes_between, digest_of


class MovedOn(Exception):
    """Files or entries are no longer as they were when someone looked at them."""


@dataclass(frozen=True)
class Loaded:
    """`offers` counts entries whose built-in text changed under a company's edit; `own` those left out for a company's own."""

    version: str
    changed: bool
    roles: int
    skills: int
    questions: int
    retired: int = 0
    offers: int = 0
    own: int = 0


@transaction.atomic
def load_catalogue(folder: Path | str, *, seen: str | None = None) -> Loaded:
    """All of the folder or nothing: raises `CatalogueRefused` with every fault. The same files twice change nothing.

    Raises `MovedOn` where the files are no longer those whose digest was `seen`.
    """
    digest = digest_of(Path(folder))
    if seen is not None and seen != digest:
        raise MovedOn
    sheets = read_folder(Path(folder))
    faults = faults_in(sheets)
    if faults:
        raise CatalogueRefused(faults)
    catalogue = catalogue_from(sheets)
    counts = len(catalogue.roles), len(catalogue.skills), len(catalogue.questions)
    release = Release.current()
    if release and release.digest == digest:
        return Loaded(catalogue.version, False, *counts)
    Edition.renew()
    if release:
        # Kept for those whose openings began with the release before; the last of them is shown first.
        changes = changes_between(catalogue.version, built_in_bodies(), bodies_in(sheets))
        ReleaseChange.objects.bulk_create(reversed(changes), batch_size=500)
    merge = Merge(catalogue.version)
    merge.into(sheets)
    retired = _write(catalogue_from(sheets), digest)
    for kind, slugs in merge.hidden.items():
        MODELS[kind].objects.filter(slug__in=slugs).update(retired=True)
    return Loaded(catalogue.version, True, *counts, retired, merge.offers, merge.own)


@transaction.atomic
def upgrade_preview(folder: Path | str) -> list[str]:
    """What `load_catalogue` would do, a line for each entry; nothing is written. Raises `CatalogueRefused`."""
    before = current_bodies()
    load_catalogue(folder)
    after = current_bodies()
    offers = [f"{edit.kind} {edit.slug}: {', '.join(edit.offered)}" for edit in Edit.objects.all() if edit.offered]
    transaction.set_rollback(True)
    changed = {
        name: [key for key in after[name] | before[name] if after[name].get(key) != before[name].get(key)]
        for name in after
        if name in before
    }
    return [
        *(f"added {name}" for name in after if name not in before),
        *(f"changed {name}: {', '.join(keys)}" for name, keys in changed.items() if keys),
        *(f"retired {name}" for name in before if name not in after),
        *(f"kept the company's {offer}; the release has another text" for offer in offers),
    ]


class Merge:
    """Puts what the company changed over what a release brings, entry by entry, and notes where both changed."""

    def __init__(self, version: str):
        self.version = version
        self.edits = {(edit.kind, edit.slug): edit for edit in Edit.objects.all()}
        self.hidden: dict[str, list[str]] = {kind: [] for kind in MODELS}
        self.offers = self.own = 0

    def into(self, sheets: dict[str, Sheet]) -> None:
        own = {kind: set(model.objects.filter(catalogue_version="").values_list("slug", flat=True)) for kind, model in MODELS.items()}
        for file, sheet in list(sheets.items()):
            entries, key = list(entries_of(file, sheet.value)), LISTS.get(file.split("/")[0])
            kept = [self._merged(kind, body) for kind, _, body in entries if body[known_by(kind)] not in own[kind]]
            self.own += len(entries) - len(kept)
            if key:
                sheet.value[key] = kept
            elif kept:
                sheet.value = kept[0]
            elif entries:
                del sheets[file]

    def _merged(self, kind, body):
        """As it stands in the file: without its group."""
        edit = self.edits.get((kind, body[known_by(kind)]))
        if edit:
            body = as_json({"retired": False} | body)
            if edit.meet(body):
                edit.save()
            self.offers += bool(edit.offered)
            body = as_yaml(edit.apply(body))
            if body.pop("retired"):
                self.hidden[kind].append(edit.slug)
        return {key: value for key, value in body.items() if key != "group"}


def _write(catalogue: shapes.Catalogue, digest: str) -> int:
    version = catalogue.version
    groups = _upsert(SkillGroup, [_entry(SkillGroup, i, version, vars(g)) for i, g in enumerate(catalogue.groups)])
    kept_skills = _upsert(Skill, [skill_row(i, version, s, groups) for i, s in enumerate(catalogue.skills)])
    skills = dict(Skill.objects.values_list("slug", "pk"))
    roles = _upsert(Role, [role_row(shapes.CODES.index(r.code), version, r) for r in catalogue.roles])
    write_profiles(catalogue.roles, roles, skills)
    questions = _upsert(Question, [question_row(i, version, q, groups) for i, q in enumerate(catalogue.questions)])
    write_question_skills(catalogue.questions, questions, skills)
    known = dict(Question.objects.values_list("slug", "pk"))
    samples = _upsert(PracticeSample, [sample_row(i, version, s, skills, known) for i, s in enumerate(catalogue.practice)])
    kept = ((SkillGroup, groups), (Skill, kept_skills), (Role, roles), (Question, questions), (PracticeSample, samples))
    retired = sum(_retire_missing(model, slugs) for model, slugs in kept)
    Release.objects.update_or_create(
        pk=1, defaults={"version": version, "released": date.fromisoformat(catalogue.released), "digest": digest}
    )
    return retired


def _entry(model, position, version, values):
    return model(position=position, catalogue_version=version, retired=False, **values)


def skill_row(position, version, skill, groups):
    values = vars(skill) | {"behaviours": list(skill.behaviours)}
    group = groups[values.pop("group")]
    return _entry(Skill, position, version, values | {"group_id": group})


def role_row(position, version, role):
    values = {key: list(value) if isinstance(value, tuple) else value for key, value in vars(role).items()}
    return _entry(Role, position, version, {key: value for key, value in values.items() if key != "levels"})


def question_row(position, version, question, groups):
    values = {key: value for key, value in vars(question).items() if key not in ("skills", "group", "check", "follow_ups")}
    values |= {
        "group_id": groups[question.group],
        "follow_ups": list(question.follow_ups),
        "answer_check": question.check,
    }
    return _entry(Question, position, version, values)


def sample_row(position, version, sample, skills, questions):
    keys = {"slug": sample.question, "skill_id": skills[sample.skill], "question_id": questions[sample.question]}
    return _entry(PracticeSample, position, version, keys | {"answers": [vars(answer) for answer in sample.answers]})


def _upsert(model, rows, unique=("slug",)) -> dict:
    """Insert or update by the unique fields; primary keys by slug."""
    company = ("version", "changed_at", "changed_by")
    fields = [f.name for f in model._meta.concrete_fields if not f.primary_key and f.name not in (*unique, *company)]
    model.objects.bulk_create(rows, update_conflicts=True, unique_fields=unique, update_fields=fields, batch_size=500)
    return dict(model.objects.filter(slug__in=[row.slug for row in rows]).values_list("slug", "pk")) if "slug" in unique else {}


def _retire_missing(model, kept) -> int:
    """Only built-in rows: what a company wrote itself is not the release's to retire."""
    return model.objects.current().exclude(catalogue_version="").exclude(pk__in=kept.values()).update(retired=True)


def write_profiles(shaped, roles, skills):
    levels = [_role_level(roles[role.slug], level) for role in shaped for level in role.levels]
    _upsert(RoleLevel, levels, unique=("role", "level"))
    keys = {(role, level): pk for role, level, pk in RoleLevel.objects.values_list("role_id", "level", "pk")}
    rows = [
        ProfileSkill(
            role_level_id=keys[roles[role.slug], level.level],
            skill_id=skills[row.skill],
            weight=row.weight,
            expected=row.expected,
            must_have=row.must,
            position=position,
        )
        for role in shaped
        for level in role.levels
        for position, row in enumerate(level.profile)
    ]
    ProfileSkill.objects.filter(role_level__role__in=roles.values()).delete()
    ProfileSkill.objects.bulk_create(rows, batch_size=500)


def _role_level(role_id, level):
    values = {key: list(value) if isinstance(value, tuple) else value for key, value in vars(level).items()}
    return RoleLevel(role_id=role_id, **{key: value for key, value in values.items() if key != "profile"})


def write_question_skills(shaped, questions, skills):
    QuestionSkill.objects.filter(question__in=questions.values()).delete()
    QuestionSkill.objects.bulk_create(
        [
            QuestionSkill(question_id=questions[q.slug], skill_id=skills[slug], position=position)
            for q in shaped
            for position, slug in enumerate(q.skills)
        ],
        batch_size=500,
    )
