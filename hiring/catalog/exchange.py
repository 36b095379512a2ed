"""The catalogue as files, written so that the same content always gives the same bytes."""

from itertools import groupby

from .bodies import question_body, role_body, roles_in_full, sample_body, skill_body
from .content import dump
from .models import LEVELS, PracticeSample, Question, Release, Role, Skill, SkillGroup


def catalogue_files() -> dict[str, str]:
    """Path to text, of all that is not retired: built-in text with the company's changes in it, and the company's own."""
    release = Release.current()
    files = {"catalogue.yaml": dump({"version": release.version, "released": release.released, "levels": list(LEVELS)})}
    groups = list(SkillGroup.objects.current())
    skills = _by_group(Skill.objects.current().select_related("group").order_by("group__position", "position", "slug"), skill_body)
    questions = _by_group(
        Question.objects.current().with_skills().select_related("group").order_by("group__position", "position", "slug"), question_body
    )
    for group in groups:
        about = {"slug": group.slug, "name": group.name, "summary": group.summary}
        files[f"skills/{group.slug}.yaml"] = dump({"group": about, "skills": skills.get(group.slug, [])})
        if group.slug in questions:
            files[f"questions/{group.slug}.yaml"] = dump({"questions": questions[group.slug]})
    files |= {f"roles/{role.slug}.yaml": dump(role_body(role)) for role in roles_in_full(Role.objects.current())}
    samples = PracticeSample.objects.current().filter(skill__retired=False, question__retired=False)
    samples = samples.select_related("skill__group", "question")
    ordered = samples.order_by("skill__group__position", "skill__position", "question__slug")
    for slug, rows in groupby(ordered, key=lambda sample: sample.skill.group.slug):
        files[f"practice/{slug}.yaml"] = dump({"samples": [sample_body(sample) for sample in rows]})
    return files


def _by_group(rows, body) -> dict[str, list[dict]]:
    found: dict[str, list[dict]] = {}
    for row in rows:
        entry = body(row)
        found.setdefault(entry.pop("group"), []).append(entry)
    return found
