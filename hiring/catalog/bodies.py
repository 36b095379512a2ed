"""Rows as the YAML that would make them, key by key in the order of the files."""

import json

from django.db.models import Prefetch, QuerySet

from .content.shapes import LEVELS
from .models import Edit, PracticeSample, ProfileSkill, Question, Role, RoleLevel, Skill

MODELS = {Edit.Kind.SKILL: Skill, Edit.Kind.QUESTION: Question, Edit.Kind.ROLE: Role}
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
    return {Skill: skill_body, Question: question_body, Role: role_body}[type(row)](row)


def current_bodies() -> dict[str, dict]:
    """Bodies of all that is not retired, by names such as "skill chess"."""
    rows = [
        *Skill.objects.current().select_related("group"),
        *Question.objects.current().with_skills().select_related("group"),
        *roles_in_full(Role.objects.current()),
    ]
    return {f"{kind_of(row)} {row.slug}": body_of(row) for row in rows}


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
