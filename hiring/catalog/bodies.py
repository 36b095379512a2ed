"""Rows as the YAML that would make them, key by key in the order of the files."""

import json

from django.db.models import Prefetch, Q, QuerySet

from .content import flat
from .content.shapes import LEVELS
from .models import Edit, PracticeSample, ProfileSkill, Question, Role, RoleLevel, Skill

MODELS = {Edit.Kind.SKILL: Skill, Edit.Kind.QUESTION: Question, Edit.Kind.ROLE: Role, Edit.Kind.PRACTICE: PracticeSample}
LEVEL_KEYS = (
    "purpose", "scope", "duties", "decisions_owned", "mis_hires", "backgrounds", "tech_stack_note", "success_90_days", "success_year",
    "supervises", "reports_to",
)  # fmt: skip
ROLE_KEYS = (
    "slug", "code", "name", "plural", "summary", "objective", "novelty", "background", "common_mis_hire", "does_not_do", "lifecycle",
    "tech_stack", "comes_from", "goes_to",
)  # fmt: skip
QUESTION_KEYS = ("follow_ups", "strong", "adequate", "weak", "avoid")


def body_of(row) -> dict:
    return {Skill: skill_body, Question: question_body, Role: role_body, PracticeSample: sample_body}[type(row)](row)


def current_bodies() -> dict[str, dict]:
    """Bodies of all that is not retired, by names such as "skill chess"."""
    return {f"{kind} {row.slug}": body_of(row) for kind, rows in in_full().items() for row in rows.current()}


def built_in_bodies() -> dict[tuple[str, str], dict]:
    """Flat bodies as they were built in, by kind and slug, of all that a release still has."""
    edits = {(edit.kind, edit.slug): edit for edit in Edit.objects.all()}
    hidden = {kind: [edit.slug for edit in edits.values() if edit.kind == kind and edit.fields.get("retired")] for kind in MODELS}
    found = {}
    for kind, rows in in_full().items():
        for row in rows.exclude(catalogue_version="").filter(Q(retired=False) | Q(slug__in=hidden[kind])):
            edit = edits.get((kind, row.slug))
            body = flat(as_json(body_of(row))) | (edit.base | edit.offered if edit else {})
            found[kind, row.slug] = {key: value for key, value in body.items() if value is not None and key != "retired"}
    return found


def in_full() -> dict[str, QuerySet]:
    """All entries by kind, with what their bodies need."""
    return {
        Edit.Kind.SKILL: Skill.objects.select_related("group"),
        Edit.Kind.QUESTION: Question.objects.with_skills().select_related("group"),
        Edit.Kind.ROLE: roles_in_full(Role.objects.all()),
        Edit.Kind.PRACTICE: PracticeSample.objects.named(),
    }


def roles_in_full(roles: QuerySet[Role]) -> QuerySet[Role]:
    profiles = Prefetch("profile", ProfileSkill.objects.select_related("skill"))
    return roles.prefetch_related(Prefetch("levels", RoleLevel.objects.prefetch_related(profiles)))


def kind_of(row) -> str:
    return next(kind for kind, model in MODELS.items() if isinstance(row, model))


def skill_body(skill: Skill) -> dict:
    body = {"group": skill.group.slug}
    body |= {key: getattr(skill, key) for key in ("slug", "name", "definition", "is_not", "behaviours")}
    body["anchors"] = skill.anchors_for(LEVELS[0])
    if skill.senior_anchors:
        body["senior_anchors"] = skill.anchors_for(LEVELS[-1])
    return body


def question_body(question: Question) -> dict:
    body = {"group": question.group.slug} | {key: getattr(question, key) for key in ("slug", "kind", "prompt", "minutes")}
    body |= {"levels": [question.level_from, question.level_to], "skills": [skill.slug for skill in question.ordered_skills]}
    if question.idea:
        body["idea"] = question.idea
    body |= {key: getattr(question, key) for key in QUESTION_KEYS}
    texts = {"answer": question.answer, "check": question.answer_check}
    return body | {key: text for key, text in texts.items() if text}


def role_body(role: Role) -> dict:
    levels = {each.level: each for each in role.levels.all()}
    body = {key: getattr(role, key) for key in ROLE_KEYS}
    return body | {"levels": {level: _level_body(levels[level]) for level in LEVELS if level in levels}}


def _level_body(each: RoleLevel) -> dict:
    return {key: getattr(each, key) for key in LEVEL_KEYS} | {"profile": [_profile_body(row) for row in each.profile.all()]}


def _profile_body(row: ProfileSkill) -> dict:
    return {"skill": row.skill.slug, "weight": row.weight, "expected": row.expected, "must": row.must_have}


def sample_body(sample: PracticeSample) -> dict:
    return {"skill": sample.skill.slug, "question": sample.question.slug, "answers": sample.answers}


def as_json(body: dict) -> dict:
    """As the body comes back from a JSON column: marks are text."""
    return json.loads(json.dumps(body))


def as_yaml(body: dict) -> dict:
    """As the body stands in a file: marks are numbers."""
    marks = {key: {int(mark): text for mark, text in body[key].items()} for key in ("anchors", "senior_anchors") if body.get(key)}
    return body | marks
