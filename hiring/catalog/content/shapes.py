"""What the files hold, once they are known to be right."""

from dataclasses import dataclass

LEVELS = ("entry", "mid", "senior", "lead")
STEPS = ("problem_formulation", "data_engineering", "modelling", "deployment")
KINDS = ("behavioural", "situational", "technical", "work-sample")
CODES = ("DS", "MLE", "DE", "PM", "FS")
SHARES = ("A", "R", "C", "I")


@dataclass(frozen=True)
class Group:
    slug: str
    name: str
    summary: str


@dataclass(frozen=True)
class Skill:
    slug: str
    name: str
    group: str
    definition: str
    is_not: str
    behaviours: tuple[str, ...]
    anchors: dict[int, str]
    senior_anchors: dict[int, str] | None = None


@dataclass(frozen=True)
class Question:
    slug: str
    group: str
    kind: str
    prompt: str
    minutes: int
    level_from: str
    level_to: str
    skills: tuple[str, ...]
    follow_ups: tuple[str, ...]
    strong: str
    adequate: str
    weak: str
    avoid: str
    idea: str = ""
    answer: str = ""
    check: str = ""

    def suits(self, level: str) -> bool:
        return LEVELS.index(self.level_from) <= LEVELS.index(level) <= LEVELS.index(self.level_to)


@dataclass(frozen=True)
class ProfileRow:
    skill: str
    weight: int
    expected: int
    must: bool


@dataclass(frozen=True)
class RoleLevel:
    level: str
    purpose: str
    scope: dict[str, str]
    duties: dict[str, list[str]]
    decisions_owned: tuple[str, ...]
    mis_hires: tuple[str, ...]
    backgrounds: tuple[str, ...]
    tech_stack_note: str
    success_90_days: tuple[str, ...]
    success_year: tuple[str, ...]
    supervises: str
    reports_to: str
    profile: tuple[ProfileRow, ...]


@dataclass(frozen=True)
class Role:
    slug: str
    code: str
    name: str
    plural: str
    summary: str
    objective: str
    novelty: str
    background: str
    common_mis_hire: str
    does_not_do: tuple[str, ...]
    lifecycle: dict[str, dict[str, str]]
    tech_stack: dict[str, list[str]]
    comes_from: tuple[str, ...]
    goes_to: tuple[str, ...]
    levels: tuple[RoleLevel, ...]


@dataclass(frozen=True)
class PracticeAnswer:
    text: str
    mark: int
    why: str


@dataclass(frozen=True)
class PracticeSample:
    skill: str
    question: str
    answers: tuple[PracticeAnswer, ...]


@dataclass(frozen=True)
class Catalogue:
    version: str
    released: str
    groups: tuple[Group, ...]
    skills: tuple[Skill, ...]
    questions: tuple[Question, ...]
    roles: tuple[Role, ...]
    practice: tuple[PracticeSample, ...]
