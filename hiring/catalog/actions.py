"""Writing the built-in catalogue into the tables."""

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import transaction

from .content import load_catalogue as read_catalogue
from .content import shapes
from .models import (
    PracticeSample,
    ProfileSkill,
    Question,
    QuestionSkill,
    Release,
    Role,
    RoleLevel,
    Skill,
    SkillGroup,
)


@dataclass(frozen=True)
class Loaded:
    version: str
    changed: bool
    roles: int
    skills: int
    questions: int
    retired: int


def load_catalogue(folder: Path | str) -> Loaded:
    """All of the folder or nothing: raises `CatalogueRefused` with every fault. The same files twice change nothing."""
    digest = _digest(Path(folder))
    release = Release.current()
    catalogue = read_catalogue(folder)
    changed = release is None or release.digest != digest
    retired = _write(catalogue, digest) if changed else 0
    counts = len(catalogue.roles), len(catalogue.skills), len(catalogue.questions)
    return Loaded(catalogue.version, changed, *counts, retired)


def _digest(folder: Path) -> str:
    total = hashlib.sha256()
    for path in sorted(folder.rglob("*.yaml")):
        total.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


@transaction.atomic
def _write(catalogue: shapes.Catalogue, digest: str) -> int:
    version = catalogue.version
    groups = _upsert(SkillGroup, [_entry(SkillGroup, i, version, vars(g)) for i, g in enumerate(catalogue.groups)])
    skills = _upsert(Skill, [_skill(i, version, s, groups) for i, s in enumerate(catalogue.skills)])
    roles = _upsert(Role, [_role(shapes.CODES.index(r.code), version, r) for r in catalogue.roles])
    _write_profiles(catalogue.roles, roles, skills)
    names = {skill.slug: skill.name for skill in catalogue.skills}
    questions = _upsert(Question, [_question(i, version, q, groups, names) for i, q in enumerate(catalogue.questions)])
    _write_question_skills(catalogue.questions, questions, skills)
    retired = sum(
        _retire_missing(model, kept) for model, kept in ((SkillGroup, groups), (Skill, skills), (Role, roles), (Question, questions))
    )
    _write_practice(catalogue, questions, skills)
    Release.objects.update_or_create(
        pk=1, defaults={"version": version, "released": date.fromisoformat(catalogue.released), "digest": digest}
    )
    return retired


def _entry(model, position, version, values):
    return model(position=position, catalogue_version=version, retired=False, **values)


def _skill(position, version, skill, groups):
    values = vars(skill) | {"behaviours": list(skill.behaviours)}
    group = groups[values.pop("group")]
    return _entry(Skill, position, version, values | {"group_id": group})


def _role(position, version, role):
    values = {key: list(value) if isinstance(value, tuple) else value for key, value in vars(role).items()}
    return _entry(Role, position, version, {key: value for key, value in values.items() if key != "levels"})


def _question(position, version, question, groups, names):
    values = {key: value for key, value in vars(question).items() if key not in ("skills", "group", "check", "follow_ups")}
    values |= {
        "group_id": groups[question.group],
        "follow_ups": list(question.follow_ups),
        "answer_check": question.check,
        "search_text": search_text(question.prompt, question.follow_ups, [names[slug] for slug in question.skills]),
    }
    return _entry(Question, position, version, values)


def search_text(prompt, follow_ups, skill_names) -> str:
    return " ".join([prompt, *follow_ups, *skill_names]).lower()


def _upsert(model, rows, unique=("slug",)) -> dict:
    """Insert or update by the unique fields; primary keys by slug."""
    fields = [f.name for f in model._meta.concrete_fields if not f.primary_key and f.name not in unique]
    model.objects.bulk_create(rows, update_conflicts=True, unique_fields=unique, update_fields=fields, batch_size=500)
    return dict(model.objects.filter(slug__in=[row.slug for row in rows]).values_list("slug", "pk")) if "slug" in unique else {}


def _retire_missing(model, kept) -> int:
    """Only built-in rows: what a company wrote itself is not the release's to retire."""
    return model.objects.current().exclude(catalogue_version="").exclude(pk__in=kept.values()).update(retired=True)


def _write_profiles(shaped, roles, skills):
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


def _write_question_skills(shaped, questions, skills):
    QuestionSkill.objects.filter(question__in=questions.values()).delete()
    QuestionSkill.objects.bulk_create(
        [
            QuestionSkill(question_id=questions[q.slug], skill_id=skills[slug], position=position)
            for q in shaped
            for position, slug in enumerate(q.skills)
        ],
        batch_size=500,
    )


def _write_practice(catalogue, questions, skills):
    PracticeSample.objects.exclude(catalogue_version="").update(retired=True)
    rows = [
        PracticeSample(
            skill_id=skills[sample.skill],
            question_id=questions[sample.question],
            answers=[vars(answer) for answer in sample.answers],
            catalogue_version=catalogue.version,
        )
        for sample in catalogue.practice
    ]
    _upsert(PracticeSample, rows, unique=("skill", "question"))
