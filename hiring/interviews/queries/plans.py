"""The plan of an opening, and the questions of the bank for it."""

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Count, Q, prefetch_related_objects
from django.utils import timezone

from hiring.accounts.prepared import prepared
from hiring.catalog.models import Edition, Question, QuestionSkill, Skill
from hiring.catalog.queries import matching, questions_for
from hiring.openings.queries import current_rubric

from ..coverage import WELCOME_MINUTES, Coverage, PlannedQuestion, PlannedStage, WantedSkill, coverage, finding
from ..models import Stage, StageQuestion
from ..suggestion import BankQuestion, Change, OpenStage, smallest_change


@dataclass(frozen=True)
class Plan:
    """An opening's plan: its stages with people and questions, what they cover, and what would mend it."""

    stages: list[Stage]
    coverage: Coverage
    rubric: object
    change: Change | None = None
    change_stage: Stage | None = None
    change_prompt: str = ""
    change_skill: str = ""

    @property
    def replaced(self):
        """The StageQuestion that the change takes out, or None."""
        slug = self.change.replaces.slug if self.change and self.change.replaces else ""
        return next((question for question in self.change_stage.questions.all() if question.slug == slug), None) if slug else None

    def beside_stages(self, rows):
        """Each row of the coverage with its (stage, cell) pairs."""
        return [(row, list(zip(self.stages, row.cells, strict=True))) for row in rows]

    @property
    def skills(self):
        return self.beside_stages(self.coverage.rows)

    @property
    def others(self):
        return self.beside_stages(self.coverage.others)

    @property
    def finding(self):
        return finding(self.coverage)

    @property
    def changed_at(self):
        return max((stage.changed_at for stage in self.stages), default=None)

    @property
    def times(self):
        """For each stage: asked and other minutes, and its length, for the last row of the table."""
        return [
            (stage, stage.planned.asked_minutes, stage.other_minutes, stage.planned.asked_minutes + stage.other_minutes)
            for stage in self.stages
        ]

    @property
    def longest(self):
        return max((stage.minutes for stage in self.stages), default=0)

    @property
    def minutes(self):
        return sum(stage.minutes for stage in self.stages)

    @property
    def columns(self):
        return len(self.stages) + 3

    @property
    def unheld(self):
        return [stage for stage in self.stages if not stage.interviewers.all()]

    @property
    def overfull(self):
        return [stage for stage in self.stages if stage.planned.free_minutes < 0]


def plan(opening):
    """The same number of queries whatever the size of the plan."""
    rubric = current_rubric(opening)
    stages = _stages_of(opening.pk, timezone.now())
    prefetch_related_objects(stages, "interviewers", "questions")
    edition = Edition.current()
    words = _words(edition)
    for stage in stages:
        stage.planned = planned(stage)
        for question in stage.questions.all():
            question.skill_names = [words.skills.get(slug, slug) for slug in question.skills]
        stage.other_minutes = WELCOME_MINUTES
    skills = list(rubric.skills.all())
    covered = coverage(_wanted(skills), [stage.planned for stage in stages], words.skills)
    found = smallest_change(covered, _open_stages(stages, words), _bank_questions(edition, *_asked(opening, skills))) if stages else None
    if not found:
        return Plan(stages, covered, rubric)
    stage = next(stage for stage in stages if stage.pk == found.key)
    name = next(skill.name for skill in skills if skill.slug == found.skill)
    return Plan(stages, covered, rubric, found, stage, words.prompts[found.question.slug], name)


@prepared
def _stages_of(opening, now):
    held = Count("interviews", filter=Q(interviews__cancelled_at=None, interviews__starts_at__lte=now))
    return Stage.objects.filter(opening=opening).annotate(held=held).order_by("position", "pk")


def choice(opening):
    """What `suggestion.suggested` asks for: stages, bank, weights and must-haves."""
    skills = list(current_rubric(opening).skills.all())
    stages = list(opening.stages.prefetch_related("interviewers", "questions"))
    for stage in stages:
        stage.planned = planned(stage)
    edition = Edition.current()
    return (
        _open_stages(stages, _words(edition)),
        _bank_questions(edition, *_asked(opening, skills)),
        {skill.slug: skill.weight for skill in skills},
        [skill.slug for skill in skills if skill.must_have],
    )


def bank(slugs):
    """Questions of the bank by slug, with their skills."""
    return {question.slug: question for question in Question.objects.filter(slug__in=slugs).with_skills()}


def copy_of(question: Question) -> dict:
    """What a plan copies of a question of the bank, so that all candidates hear the same."""
    guidance = ("follow_ups", "strong", "adequate", "weak", "answer", "avoid")
    return {
        "slug": question.slug,
        "kind": question.kind,
        "prompt": question.prompt,
        "minutes": question.minutes,
        "skills": [skill.slug for skill in question.ordered_skills],
        "guidance": {key: getattr(question, key) for key in guidance},
    }


def outdated_questions(opening) -> dict[str, str]:
    """Slug to prompt of the plan's questions that the bank has in another text by now, or retired."""
    asked = list(StageQuestion.objects.filter(stage__opening=opening))
    now = bank([question.slug for question in asked])
    return {
        question.slug: question.prompt
        for question in asked
        if (row := now.get(question.slug)) and (row.retired or any(getattr(question, key) != new for key, new in copy_of(row).items()))
    }


def planned(stage):
    questions = tuple(PlannedQuestion(question.minutes, tuple(question.skills)) for question in stage.questions.all())
    return PlannedStage(stage.minutes, max(len(stage.interviewers.all()), 1), questions)


def _wanted(skills):
    return [WantedSkill(skill.slug, skill.name, skill.weight, skill.must_have) for skill in skills]


@dataclass(frozen=True)
class _Words:
    """What plans ask of the whole catalogue, retired entries included, by slug."""

    skills: dict[str, str]
    prompts: dict[str, str]
    ideas: dict[str, str]


@lru_cache(maxsize=1)
def _words(edition):
    questions = Question.objects.values_list("slug", "prompt", "idea")
    return _Words(
        skills=dict(Skill.objects.values_list("slug", "name")),
        prompts={slug: prompt for slug, prompt, _ in questions},
        ideas={slug: idea for slug, _, idea in questions},
    )


def _open_stages(stages, words):
    return [
        OpenStage(
            stage.pk,
            stage.focus,
            stage.planned.free_minutes,
            tuple(BankQuestion(q.slug, q.kind, q.minutes, tuple(q.skills), words.ideas.get(q.slug, "")) for q in stage.questions.all()),
        )
        for stage in stages
    ]


def _asked(opening, skills):
    return opening.role_id, opening.level, tuple(skill.slug for skill in skills)


@lru_cache(maxsize=100)
def _bank_questions(edition, role, level, skills):
    """Hundreds, of which a plan needs five values each: two queries, and no models built."""
    found = questions_for(Skill.objects.filter(slug__in=skills), role, level).prefetch_related(None)
    rows = list(found.values_list("pk", "slug", "kind", "minutes", "idea"))
    informed = defaultdict(list)
    links = QuestionSkill.objects.filter(question__in=[pk for pk, *_ in rows]).order_by("position")
    for question, skill in links.values_list("question", "skill__slug"):
        informed[question].append(skill)
    return tuple(BankQuestion(slug, kind, minutes, tuple(informed[pk]), idea) for pk, slug, kind, minutes, idea in rows)


def bank_for(opening, user, *, skill="", text="", kind=""):
    """Questions of the bank for the opening's level that inform a skill of its rubric, or the one named."""
    slugs = [skill] if skill else [each.slug for each in current_rubric(opening).skills.all()]
    found = questions_for(Skill.objects.filter(slug__in=slugs), opening.role, opening.level, [kind] if kind else None)
    return matching(found.visible_to(user), text, user) if text else found.visible_to(user)
