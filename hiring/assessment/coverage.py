"""What a plan asks about: every skill's signals by stage, and what is asked too little, too often or for nothing."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass

OFTEN = 3


@dataclass(frozen=True)
class SkillCoverage:
    """A stage that asks about the skill at all is one signal; `questions` counts them by stage."""

    skill: Hashable
    is_must_have: bool
    signals: int
    questions: Mapping[Hashable, int]


@dataclass(frozen=True)
class Coverage:
    """`skills`: the role's, in its order. `untested`: must-haves nobody asks about. `once`: weighted skills with one signal only.
    `thrice`: skills asked in three stages or more. `foreign`: skills asked about that are not in the role."""

    skills: tuple[SkillCoverage, ...]
    untested: tuple[Hashable, ...]
    once: tuple[Hashable, ...]
    thrice: tuple[Hashable, ...]
    foreign: tuple[Hashable, ...]


def coverage(skills: Mapping[Hashable, bool], stage_questions: Mapping[Hashable, Iterable[Iterable[Hashable]]]) -> Coverage:
    """`skills`: the role's skills, each with whether it is a must-have. `stage_questions`: for each stage, each question's skills.

    A nice-to-have that nobody asks about is no fault.

    >>> found = coverage({"SQL": True, "Python": True, "Spark": False}, {"screen": [["Python"]], "technical": [["Python", "Go"]]})
    >>> found.untested, found.once, found.thrice, found.foreign
    (('SQL',), (), (), ('Go',))
    >>> [(row.skill, row.signals, dict(row.questions)) for row in found.skills][1]
    ('Python', 2, {'screen': 1, 'technical': 1})
    """
    asked = {stage: [set(question) for question in questions] for stage, questions in stage_questions.items()}
    rows = []
    for skill, is_must_have in skills.items():
        counts = {stage: sum(skill in question for question in questions) for stage, questions in asked.items()}
        counts = {stage: count for stage, count in counts.items() if count}
        rows.append(SkillCoverage(skill, is_must_have, len(counts), counts))
    mentioned = dict.fromkeys(skill for questions in asked.values() for question in questions for skill in question)
    return Coverage(
        tuple(rows),
        tuple(row.skill for row in rows if row.is_must_have and not row.signals),
        tuple(row.skill for row in rows if row.signals == 1),
        tuple(row.skill for row in rows if row.signals >= OFTEN),
        tuple(sorted((skill for skill in mentioned if skill not in skills), key=str)),
    )
