"""The question bank as it is read into memory, once for each state of the catalogue."""

from collections import defaultdict
from functools import lru_cache

from django.db.models import Prefetch, QuerySet

from hiring.catalog.bank import Bank, BankQuestion
from hiring.catalog.content.shapes import LEVELS
from hiring.catalog.models import Edition, ProfileSkill, Question, QuestionSkill, Role, Skill

WORDS_OF_A_PROMPT = 28


def question_bank(user) -> Bank:
    """The bank as the database holds it now: one query, unless the catalogue has changed since this process last read it."""
    return _read(Edition.current()) if user.is_authenticated else Bank()


def matching(questions: QuerySet[Question], text: str, user) -> QuerySet[Question]:
    """Those of the current questions in whose prompt, follow-ups or names of skills every word of the text occurs."""
    return questions.filter(pk__in=[each.pk for each in question_bank(user).found(q=text)])


@lru_cache(maxsize=1)
def _read(edition) -> Bank:
    skills = Skill.objects.current().order_by("group__position", "position").values_list("group__name", "slug", "name")
    grouped, profiles = defaultdict(list), defaultdict(set)
    for group, slug, name in skills:
        grouped[group].append((slug, name))
    for role, level, skill in ProfileSkill.objects.values_list("role_level__role__slug", "role_level__level", "skill__slug"):
        profiles[role, level].add(skill)
        profiles[role, ""].add(skill)
    links = QuestionSkill.objects.select_related("skill").order_by("position")
    questions = Question.objects.current().prefetch_related(Prefetch("skill_rows", links))
    return Bank(
        tuple(_bank_question(each) for each in questions),
        tuple((group, tuple(choices)) for group, choices in grouped.items()),
        tuple(Role.objects.current().values_list("slug", "name")),
        {key: frozenset(slugs) for key, slugs in profiles.items()},
    )


def _bank_question(question):
    names = [skill.name for skill in question.ordered_skills]
    return BankQuestion(
        pk=question.pk,
        slug=question.slug,
        prompt=shortened(question.prompt),
        kind=question.kind,
        kind_name=question.get_kind_display(),
        minutes=question.minutes,
        levels=LEVELS[LEVELS.index(question.level_from) : LEVELS.index(question.level_to) + 1],
        levels_label=question.levels_label,
        skills=tuple(skill.slug for skill in question.ordered_skills),
        skill_names=", ".join(names),
        text=" ".join([question.prompt, *question.follow_ups, *names]).lower(),
    )


def shortened(prompt: str) -> str:
    words = prompt.split()
    return " ".join(words) if len(words) <= WORDS_OF_A_PROMPT else f"{' '.join(words[:WORDS_OF_A_PROMPT])}…"
