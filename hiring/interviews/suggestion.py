"""Which questions to put into a plan, and the smallest change that mends one. No Django."""

from dataclasses import dataclass
from itertools import combinations

from hiring.assessment.planning import Question, Stage, chosen_questions

from .coverage import SIGNALS_WANTED, informed_skills
from .stages import CASE, WORK_SAMPLE, kinds_for

MOST_QUESTIONS = 5


@dataclass(frozen=True)
class BankQuestion:
    slug: str
    kind: str
    minutes: int
    skills: tuple[str, ...]
    idea: str = ""

    def is_near(self, other: "BankQuestion") -> bool:
        """Whether both rest on one idea: whoever has met the first has half answered the second."""
        return bool(self.idea) and self.idea.casefold() == other.idea.casefold()


@dataclass(frozen=True)
class OpenStage:
    """A stage to put questions into, the minutes that are still free in it, and what it asks already."""

    key: int
    focus: str
    free_minutes: int
    asked: tuple[BankQuestion, ...]

    @property
    def question_minutes(self):
        """Room for questions; an overfull stage has as much as it uses."""
        used = sum(question.minutes for question in self.asked)
        return max(used + max(self.free_minutes, 0), 1)


def suggested(stages, bank, weights, must_haves=()):
    """The slugs to add by stage key, and the assessment.planning.Plan that they follow.

    Questions that are asked already stay. A case stage without a piece of work gets one, `chosen_questions` gives
    two signals where it can, must-haves first, and the minutes that are left go deeper into what a stage asks about
    already. No question is added that rests on the idea of another.
    """
    asked = {question.slug: question for stage in stages for question in stage.asked}
    known = {**{question.slug: question for question in bank}, **asked}
    locked = [(question.slug, stage.key) for stage in stages for question in stage.asked]
    locked += _pieces_of_work(stages, [question for question in bank if question.slug not in asked], weights)
    questions = [_question(question, stages, weights) for question in known.values()]
    rooms = [Stage(stage.key, stage.question_minutes) for stage in stages]
    with_idea = [question for question in known.values() if question.idea]
    apart = [frozenset((one.slug, other.slug)) for one, other in combinations(with_idea, 2) if one.is_near(other)]
    plan = chosen_questions(questions, rooms, weights, must_haves=must_haves, apart=apart, locked=locked)
    choices = [*plan.choices, *_deeper(stages, known, plan.choices, weights)]
    added = {stage.key: [slug for slug, key in choices if key == stage.key and slug not in asked] for stage in stages}
    return added, plan


def _pieces_of_work(stages, bank, weights):
    """(slug, stage key) of the work sample that informs most of the weight, for each case stage that has none."""
    found = []
    taken = [question for stage in stages for question in stage.asked]
    for stage in stages:
        fitting = [q for q in bank if q.kind == WORK_SAMPLE and q.minutes <= stage.free_minutes and _is_fresh(q, taken)]
        if stage.focus == CASE and fitting and not any(question.kind == WORK_SAMPLE for question in stage.asked):
            best = max(fitting, key=lambda q: (sum(weights.get(slug, 0) for slug in q.skills), -q.minutes))
            found.append((best.slug, stage.key))
            taken.append(best)
    return found


def _deeper(stages, known, choices, weights):
    """Further (slug, stage key) pairs for skills that a stage asks about already, those furthest below their weight first."""
    chosen = {stage.key: [known[slug] for slug, key in choices if key == stage.key] for stage in stages}
    left = {slug: question for slug, question in known.items() if _is_fresh(question, [known[slug] for slug, _ in choices])}
    found = []
    for stage in stages:
        free = stage.question_minutes - sum(question.minutes for question in chosen[stage.key])
        skills = {slug for question in chosen[stage.key] for slug in informed_skills(question.skills, weights)}
        while len(chosen[stage.key]) < MOST_QUESTIONS and (fitting := _fitting(left.values(), stage, free, skills, weights)):
            lacking = _lacking_minutes(chosen, weights)
            best = max(fitting, key=lambda q: (sum(lacking[slug] for slug in informed_skills(q.skills, weights)), -q.minutes))
            chosen[stage.key].append(best)
            free -= best.minutes
            found.append((best.slug, stage.key))
            left = {slug: question for slug, question in left.items() if _is_fresh(question, [best])}
    return found


def _is_fresh(question, taken):
    return not any(question.slug == other.slug or question.is_near(other) for other in taken)


def _fitting(questions, stage, free, skills, weights):
    kinds = [kind for kind in kinds_for(stage.focus) if kind != WORK_SAMPLE]
    return [q for q in questions if q.kind in kinds and q.minutes <= free and set(informed_skills(q.skills, weights)) <= skills]


def _lacking_minutes(chosen, weights):
    """Minutes by which each skill lies below its weight's share of all that is asked."""
    minutes = dict.fromkeys(weights, 0.0)
    for question in (question for questions in chosen.values() for question in questions):
        for slug in (informed := informed_skills(question.skills, weights)):
            minutes[slug] = minutes.get(slug, 0.0) + question.minutes / len(informed)
    total, whole = sum(minutes.values()), sum(weights.values()) or 1
    return {slug: weights.get(slug, 0) / whole * total - spent for slug, spent in minutes.items()}


def _question(question, stages, weights):
    homes = frozenset(stage.key for stage in stages if question.kind in kinds_for(stage.focus))
    return Question(question.slug, question.minutes, frozenset(informed_skills(question.skills, weights)), homes)


@dataclass(frozen=True)
class Change:
    """Ask `question` in the stage `key`, in place of `replaces` if that is given; the stage lacks `minutes` for it."""

    skill: str
    key: int
    question: BankQuestion
    replaces: BankQuestion | None = None
    minutes: int = 0


def smallest_change(coverage, stages, bank):
    """The change that gives the weakest skill one more signal, if it can be without a minute more than there is; None if
    the bank has nothing.

    Weakest: a must-have without a signal, then other must-haves, then the heaviest skill below two signals. A longer
    stage for a must-have comes before a question for a lesser skill.
    """
    wanted = {row.skill.slug for row in coverage.rows}
    lacking = sorted(
        (row for row in coverage.rows if row.signals < SIGNALS_WANTED),
        key=lambda row: (not row.is_untested_must_have, not row.skill.must_have, -row.skill.weight),
    )
    spare = {row.skill.slug for row in (*coverage.repeated, *coverage.others)}
    used = [question for stage in stages for question in stage.asked]
    for is_must_have in (True, False):
        rows = [row for row in lacking if row.skill.must_have is is_must_have]
        for find in (_first_fit, _longer_stage):
            for row in rows:
                fitting = [q for q in bank if q.skills[:1] == (row.skill.slug,) and _is_fresh(q, used)]
                if change := find(row.skill.slug, _silent(stages, row.skill.slug, wanted), fitting, spare, wanted):
                    return change
    return None


def _silent(stages, slug, wanted):
    return [stage for stage in stages if not any(slug in informed_skills(q.skills, wanted) for q in stage.asked)]


def _longer_stage(slug, silent, questions, spare, wanted):
    """The question for which a stage lacks the fewest minutes."""
    found = [
        Change(slug, stage.key, question, minutes=question.minutes - stage.free_minutes)
        for question in questions
        for stage in silent
        if question.kind in kinds_for(stage.focus)
    ]
    return min(found, key=lambda change: change.minutes, default=None)


def _first_fit(slug, silent, questions, spare, wanted):
    for question in sorted(questions, key=lambda each: each.minutes):
        for stage in silent:
            if question.kind in kinds_for(stage.focus) and question.minutes <= stage.free_minutes:
                return Change(slug, stage.key, question)
    for question in sorted(questions, key=lambda each: each.minutes):
        for stage in silent:
            for asked in stage.asked:
                frees_enough = question.minutes <= stage.free_minutes + asked.minutes
                if frees_enough and set(informed_skills(asked.skills, wanted)) <= spare and question.kind in kinds_for(stage.focus):
                    return Change(slug, stage.key, question, asked)
    return None
