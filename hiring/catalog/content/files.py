"""The schema of each kind of file."""

import datetime
import re
from dataclasses import dataclass

from .schema import Choice, Found, Keys, ListOf, Number, Slug, Text, YesNo
from .shapes import CODES, KINDS, LEVELS, SHARES, STEPS

ANCHOR = Text(min_words=8, max_words=50)
LINE = Text(max_words=60, max_chars=400)
PROSE = Text(min_words=3, max_words=200)
NAME = Text(max_words=12, max_chars=80)
CODE = Text(max_words=2000, max_chars=20000)


@dataclass(frozen=True)
class Version:
    def faults(self, value, path) -> Found:
        if not isinstance(value, str) or not re.fullmatch(r"\d+\.\d+\.\d+", value):
            yield path, f'must be three numbers in quotes, such as "1.0.0", is {value!r}'


@dataclass(frozen=True)
class Day:
    def faults(self, value, path) -> Found:
        if type(value) is not datetime.date:
            yield path, f"must be a date such as 2026-11-24, is {value!r}"


@dataclass(frozen=True)
class Code:
    def faults(self, value, path) -> Found:
        if not isinstance(value, str) or not re.fullmatch(r"[A-Z]{2,8}", value):
            yield path, f"must be 2 to 8 capital letters, is {value!r}"


class SkillName(Slug):
    """The slug of a skill."""


class GroupName(Slug):
    """The slug of a group of skills."""


class Idea(Text):
    """What a question rests on, in words that another question may share."""


class QuestionName(Slug):
    """The slug of a question."""


@dataclass(frozen=True)
class QuestionKeys(Keys):
    """A technical question also needs its worked answer and, unless a company wrote it, the check of it."""

    technical: tuple[str, ...] = ("answer", "check")

    def faults(self, value, path) -> Found:
        yield from super().faults(value, path)
        if not isinstance(value, dict):
            return
        if value.get("kind") == "technical":
            for key in self.technical:
                if key not in value:
                    yield (*path, key), f"missing: a technical question needs {' and '.join(self.technical)}"
        ends = value.get("levels")
        is_range = isinstance(ends, list) and len(ends) == 2 and all(end in LEVELS for end in ends)
        if is_range and LEVELS.index(ends[0]) > LEVELS.index(ends[1]):
            yield (*path, "levels"), f"runs backwards: from {ends[0]} to {ends[1]}"


def _all(names, piece) -> Keys:
    return Keys(dict.fromkeys(names, piece))


ANCHORS = _all((1, 2, 3, 4, 5), ANCHOR)

CATALOGUE = Keys({"version": Version(), "released": Day(), "levels": ListOf(Choice(LEVELS), 4, 4)})

SKILL = Keys(
    {
        "slug": Slug(),
        "name": NAME,
        "definition": PROSE,
        "is_not": PROSE,
        "behaviours": ListOf(PROSE, 3, 5),
        "anchors": ANCHORS,
    },
    {"senior_anchors": ANCHORS},
)
SKILLS = Keys({"group": Keys({"slug": Slug(), "name": NAME, "summary": PROSE}), "skills": ListOf(SKILL)})

QUESTION = QuestionKeys(
    {
        "slug": Slug(80),
        "kind": Choice(KINDS),
        "prompt": Text(min_words=5),
        "minutes": Number(1, 240),
        "levels": ListOf(Choice(LEVELS), 2, 2),
        "skills": ListOf(SkillName(), 1, 3),
        "follow_ups": ListOf(PROSE, 2, 4),
        "strong": PROSE,
        "adequate": PROSE,
        "weak": PROSE,
        "avoid": PROSE,
    },
    {"idea": Idea(max_words=12, max_chars=80), "answer": CODE, "check": CODE},
)
QUESTIONS = Keys({"questions": ListOf(QUESTION, most=500)})

SAMPLE = Keys(
    {
        "skill": SkillName(),
        "question": QuestionName(80),
        "answers": ListOf(Keys({"text": Text(min_words=40, max_words=200), "mark": Number(1, 5), "why": PROSE}), 2, 5),
    }
)
PRACTICE = Keys({"samples": ListOf(SAMPLE)})

LEVEL = Keys(
    {
        "purpose": PROSE,
        "scope": _all(("problem", "horizon", "help"), LINE),
        "duties": Keys({"daily": ListOf(LINE, 2, 4), "weekly": ListOf(LINE, 2, 4), "monthly": ListOf(LINE, 2, 3)}),
        "decisions_owned": ListOf(LINE),
        "mis_hires": ListOf(LINE),
        "backgrounds": ListOf(LINE),
        "tech_stack_note": LINE,
        "success_90_days": ListOf(LINE),
        "success_year": ListOf(LINE),
        "supervises": LINE,
        "reports_to": NAME,
        "profile": ListOf(Keys({"skill": SkillName(), "weight": Number(1, 100), "expected": Number(1, 5), "must": YesNo()}), 6, 10),
    }
)

ROLE = Keys(
    {
        "slug": Slug(),
        "code": Choice(CODES),
        "name": NAME,
        "plural": NAME,
        "summary": PROSE,
        **dict.fromkeys(("objective", "novelty", "background", "common_mis_hire"), LINE),
        "does_not_do": ListOf(LINE),
        "lifecycle": _all(STEPS, Keys({"share": Choice(SHARES), "how": LINE})),
        "tech_stack": _all(("must_know", "helps", "company_specific"), ListOf(LINE)),
        "comes_from": ListOf(LINE),
        "goes_to": ListOf(LINE),
        "levels": _all(LEVELS, LEVEL),
    }
)

# What a company writes itself: the group stands in the entry, codes are its own, and nobody runs its checks.
GROUP = {"group": GroupName()}
COMPANY_SKILL = Keys(GROUP | SKILL.required, SKILL.optional)
COMPANY_QUESTION = QuestionKeys(GROUP | QUESTION.required, QUESTION.optional, technical=("answer",))
COMPANY_ROLE = Keys(ROLE.required | {"code": Code()})
