"""Reads shaped for pages and for the domains above."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from hiring.catalog.compare import SHARE_NAMES, STEP_NAMES, Comparison, Need, Side, comparison
from hiring.catalog.models import LEVELS, ProfileSkill, Question, QuestionSkill, Role, RoleLevel, Skill, SkillGroup


def role_level(code: str, level: str) -> RoleLevel:
    """Raises RoleLevel.DoesNotExist."""
    return RoleLevel.objects.select_related("role").get(role__code=code, level=level)


def profile(role: Role, level: str) -> list[ProfileSkill]:
    """Heaviest first as the catalogue orders them, each with its skill."""
    rows = ProfileSkill.objects.filter(role_level__role=role, role_level__level=level)
    return list(rows.select_related("skill", "skill__group"))


def questions_for(skills: Iterable[Skill], role: Role, level: str, kinds: Iterable[str] | None = None) -> QuerySet[Question]:
    """Questions at the level that inform any of the skills. First those that are mainly about one of
    them, then those that inform more of the role's profile. `led` and `fit` hold these two."""
    weighed = ProfileSkill.objects.filter(role_level__role=role, role_level__level=level).values("skill")
    leads = QuestionSkill.objects.filter(question=OuterRef("pk"), position=0, skill__in=skills)
    found = Question.objects.current().at_level(level).informing(skills)
    if kinds:
        found = found.filter(kind__in=kinds)
    ranked = found.annotate(led=Exists(leads), fit=Count("skill_rows", filter=Q(skill_rows__skill__in=weighed)))
    return ranked.order_by("-led", "-fit", "position", "slug").with_skills()


def with_profiles(role_levels: QuerySet[RoleLevel]) -> QuerySet[RoleLevel]:
    rows = ProfileSkill.objects.select_related("skill")
    return role_levels.select_related("role").prefetch_related(Prefetch("profile", rows))


def role_levels_named(keys: list[str], user) -> list[RoleLevel]:
    """By keys such as "mle-senior", in their order; unknown and repeated ones are left out."""
    pairs = [key.rpartition("-")[::2] for key in dict.fromkeys(keys)]
    wanted = Q(pk__in=[])
    for code, level in pairs:
        wanted |= Q(role__code=code.upper(), level=level)
    found = {each.key: each for each in with_profiles(RoleLevel.objects.visible_to(user)).filter(wanted)}
    return [found[key] for key in dict.fromkeys(keys) if key in found]


def compare(role_levels: list[RoleLevel]) -> Comparison:
    return comparison([_side(each) for each in role_levels])


def _side(each: RoleLevel) -> Side:
    stack = each.role.tech_stack
    return Side(
        code=each.role.code,
        name=each.role.name_inside,
        level=each.level,
        shares={step: row["share"] for step, row in each.role.lifecycle.items()},
        needs=tuple(Need(row.skill.slug, row.skill.name, row.expected, row.weight, row.must_have) for row in each.profile.all()),
        tools=(*stack.get("must_know", ()), *stack.get("helps", ())),
    )


def levels_of(role: Role) -> list[RoleLevel]:
    """From entry to lead, each with its profile."""
    found = with_profiles(RoleLevel.objects.filter(role=role))
    return sorted(found, key=lambda each: LEVELS.index(each.level))


@dataclass(frozen=True)
class ProfileRow:
    """One skill across the levels of a role; `change` is told against the level before the chosen one."""

    skill: Skill
    cells: tuple[ProfileSkill | None, ...]
    chosen: ProfileSkill | None
    change: str
    anchors: dict[int, str]


def profile_by_level(levels: list[RoleLevel], chosen: str) -> list[ProfileRow]:
    """Skills of the chosen level in its order, then those that only other levels weigh."""
    by_level = [{row.skill: row for row in each.profile.all()} for each in levels]
    at = next(i for i, each in enumerate(levels) if each.level == chosen)
    order = [*by_level[at], *(skill for rows in by_level for skill in rows if skill not in by_level[at])]
    return [
        ProfileRow(
            skill,
            tuple(rows.get(skill) for rows in by_level),
            by_level[at].get(skill),
            _change(by_level[at - 1].get(skill), by_level[at].get(skill)) if at else "",
            skill.anchors_for(chosen),
        )
        for skill in dict.fromkeys(order)
    ]


def _change(before: ProfileSkill | None, now: ProfileSkill | None) -> str:
    if before is None or now is None:
        return "new here" if now else "no longer weighed" if before else ""
    told = []
    if now.expected != before.expected:
        told.append(f"expected {now.expected - before.expected:+d}".replace("-", "−"))
    if now.weight != before.weight:
        told.append(f"weight {before.weight} to {now.weight}%")
    if now.must_have != before.must_have:
        told.append("now a must-have" if now.must_have else "no longer a must-have")
    return ", ".join(told)


FACTS = (
    ("Objective", lambda each: each.role.objective),
    ("Purpose at this level", lambda each: each.purpose),
    ("What is new", lambda each: each.role.novelty),
    ("Background", lambda each: each.role.background),
    ("Whose problem", lambda each: each.scope["problem"]),
    ("How far ahead", lambda each: each.scope["horizon"]),
    ("How much help", lambda each: each.scope["help"]),
    ("Reports to", lambda each: each.reports_to),
    ("Supervises", lambda each: each.supervises),
    ("Common mis-hire", lambda each: each.role.common_mis_hire),
)


def facts(role_levels: list[RoleLevel]) -> list[tuple[str, list[tuple[RoleLevel, str]]]]:
    return [(name, [(each, read(each)) for each in role_levels]) for name, read in FACTS]


@dataclass(frozen=True)
class Share:
    """What a role does in one step: the letter of the RACI matrix, its word, and how."""

    step: str
    letter: str
    word: str
    how: str


def share(role: Role, step: str) -> Share:
    row = role.lifecycle[step]
    return Share(STEP_NAMES[step][0], row["share"], SHARE_NAMES[row["share"]], row["how"])


def wanted_by(skill: Skill, user) -> list[tuple[Role, list[ProfileSkill | None]]]:
    """Each role that weighs the skill, with its profile row from entry to lead."""
    rows = ProfileSkill.objects.filter(skill=skill, role_level__in=RoleLevel.objects.visible_to(user).current())
    by_role: dict[Role, dict] = {}
    for row in rows.select_related("role_level__role").order_by("role_level__role__position"):
        by_role.setdefault(row.role_level.role, {})[row.role_level.level] = row
    return [(role, [cells.get(level) for level in LEVELS]) for role, cells in by_role.items()]


def skills_by_group(user) -> list[tuple[SkillGroup, list[Skill]]]:
    """Each skill with `asked`, the number of current questions that inform it."""
    current = Q(question_rows__question__retired=False)
    # A count drops the model's own order.
    skills = Skill.objects.visible_to(user).current().annotate(asked=Count("question_rows", filter=current)).order_by("position", "slug")
    groups = SkillGroup.objects.visible_to(user).current().prefetch_related(Prefetch("skills", skills))
    return [(group, list(group.skills.all())) for group in groups]


def questions_about(skill: Skill, user) -> list[Question]:
    """Those that are mainly about the skill first."""
    found = Question.objects.visible_to(user).current().informing([skill]).with_skills()
    return sorted(found, key=lambda question: question.ordered_skills[0] != skill)
