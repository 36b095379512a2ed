"""Which questions to ask in which stage: the most evidence for the weight, within the minutes there are."""

import math
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

from .agreement import spearman_brown
from .panel import BadInput

RELIABILITY_OF_ONE = 0.44
GAINS = tuple(spearman_brown(RELIABILITY_OF_ONE, k) - spearman_brown(RELIABILITY_OF_ONE, k - 1) for k in range(1, 5))
PER_MINUTE = 0.0001
SIGNALS_WANTED = 2
MOST_SKILLS_PER_STAGE = 4
SECONDS = 3.0
FIRST_SIGNAL = 3.0


@dataclass(frozen=True)
class Question:
    """`stages`: where it may be asked; None: anywhere."""

    id: Hashable
    minutes: float
    skills: frozenset
    stages: frozenset | None = None


@dataclass(frozen=True)
class Stage:
    id: Hashable
    minutes: float


@dataclass(frozen=True)
class Lack:
    """A weighted skill that gets `signals` of the 2 independent signals wanted; `minutes`: of its shortest unused questions
    that would fill the gap, None when the bank has none."""

    skill: Hashable
    signals: int
    minutes: float | None


@dataclass(frozen=True)
class Plan:
    """`choices`: (question, stage) pairs. `coverage`: sum over skills of weight x Spearman-Brown gain of its signals, at most .759.

    `signals`: stages that ask about each weighted skill. `lacks`: empty when every weighted skill has two.
    `method`: "optimal", "best found in time" or "greedy".
    """

    choices: tuple[tuple[Hashable, Hashable], ...]
    coverage: float
    minutes: float
    signals: Mapping[Hashable, int]
    lacks: tuple[Lack, ...] = ()
    method: str = "optimal"


def chosen_questions(
    questions: Sequence[Question],
    stages: Sequence[Stage],
    weights: Mapping[Hashable, float],
    *,
    must_haves: Collection[Hashable] = (),
    apart: Collection[frozenset] = (),
    locked: Collection[tuple[Hashable, Hashable]] = (),
    banned: Collection[Hashable] = (),
    seconds: float = SECONDS,
) -> Plan:
    """Maximise sum_s w_s sum_k gain_k z_sk - 0.0001 x minutes, gains .44 .1711 .0910 .0565 (Spearman-Brown steps of r = .44).

    Each question once at most; a stage's minutes within its budget; at most 4 weighted skills a stage; at least 2
    stages for every skill with a weight; a stage is one signal for a skill however many of its questions ask.
    Of each pair in `apart` at most one is asked. `locked` (question, stage) pairs are in, whatever else is said, `banned`
    questions out. Mixed-integer programme (HiGHS); a greedy answer if it finds none in `seconds`. When two signals
    each cannot be had, all `must_haves` come before the other skills, a first signal before a second, and the heavier
    before the lighter; `lacks` names the skills. BadInput: unknown ids, or locks that alone break a stage's budget.

    >>> bank = [Question("q1", 10, frozenset("A")), Question("q2", 10, frozenset("A")), Question("q3", 30, frozenset("A"))]
    >>> plan = chosen_questions(bank, [Stage("X", 20), Stage("Y", 20)], {"A": 1.0})
    >>> [stage for _, stage in plan.choices], round(plan.coverage, 4), plan.lacks
    (['X', 'Y'], 0.6111, ())
    """
    problem = _Problem(questions, stages, weights, frozenset(must_haves), frozenset(apart), frozenset(locked), frozenset(banned))
    for slack in (False, True):
        found, method = problem.solved(slack, seconds)
        if found is not None:
            return problem.plan(found, method)
        if method == "out of time":
            break
    return problem.plan(problem.greedy(), "greedy")


@dataclass
class _Problem:
    questions: Sequence[Question]
    stages: Sequence[Stage]
    weights: Mapping[Hashable, float]
    must_haves: frozenset
    apart: frozenset
    locked: frozenset
    banned: frozenset
    pairs: list = field(init=False)
    skills: list = field(init=False)
    worth: Mapping = field(init=False)

    def __post_init__(self):
        self.skills = [skill for skill, weight in self.weights.items() if weight > 0]
        self._check()
        self.worth = self._worth_of_signals()
        fixed = {question for question, _ in self.locked}
        self.pairs = [(q, t) for q in self.questions for t in self.stages if self._may_ask(q, t, fixed)]

    def _check(self):
        for item in (*self.questions, *self.stages):
            if not (math.isfinite(item.minutes) and item.minutes > 0):
                raise BadInput(f"{item.id!r} has {item.minutes!r} minutes; it must be a positive number", column="minutes")
        for skill, weight in self.weights.items():
            if not (math.isfinite(weight) and weight >= 0):
                raise BadInput(f"the weight of {skill!r} is {weight!r}; it must be 0 or a positive number", column="weight")
        names, known = {stage.id for stage in self.stages}, {question.id: question for question in self.questions}
        for question, stage in sorted(self.locked, key=repr):
            if question not in known or stage not in names:
                raise BadInput(f"{question!r} in {stage!r} is locked, but there is no such question or stage", column="locked")
            if question in self.banned:
                raise BadInput(f"{question!r} is both locked and banned", column="locked")
            if sum(other == question for other, _ in self.locked) > 1:
                raise BadInput(f"{question!r} is locked in two stages; it can be asked once", column="locked")
        for stage in self.stages:
            held = sum(known[q].minutes for q, s in self.locked if s == stage.id)
            if held > stage.minutes:
                raise BadInput(f"the questions locked in {stage.id!r} take {held:g} of {stage.minutes:g} minutes", column="locked")

    def _worth_of_signals(self) -> dict:
        """What each skill's first two signals are worth where not all can be had: more than any coverage, and a must-have's
        more than those of all other skills together."""
        total = sum(self.weights[skill] for skill in self.skills)
        every_other = 1 + 2 * (1 + FIRST_SIGNAL) * len(self.skills)
        return {skill: (1 + self.weights[skill] / total) * (every_other if skill in self.must_haves else 1) for skill in self.skills}

    def _may_ask(self, question, stage, fixed) -> bool:
        if question.id in fixed:
            return (question.id, stage.id) in self.locked
        allowed = question.stages is None or stage.id in question.stages
        return question.id not in self.banned and allowed and question.minutes <= stage.minutes

    def solved(self, slack: bool, seconds: float):
        """Chosen (question, stage) pairs, or None with "infeasible" or "out of time"."""
        rows = _Rows()
        x = {(q.id, t.id): rows.variable(-PER_MINUTE * q.minutes) for q, t in self.pairs}
        y = {(s, t.id): rows.variable() for s in self.skills for t in self.stages}
        self._budget(rows, x)
        self._signals(rows, x, y, slack)
        result = rows.maximised(fixed=[x[pair] for pair in self.locked], seconds=seconds)
        if result.x is None:
            return None, "infeasible" if result.status == 2 else "out of time"
        chosen = [(q, t) for q, t in self.pairs if result.x[x[q.id, t.id]] > 0.5]
        return chosen, "optimal" if result.status == 0 else "best found in time"

    def _budget(self, rows, x):
        for question in self.questions:
            own = [x[q.id, t.id] for q, t in self.pairs if q is question]
            rows.at_most(1, [(variable, 1) for variable in own])
        fixed = {question for question, _ in self.locked}
        for pair in self.apart:
            if not pair <= fixed:
                rows.at_most(1, [(x[q.id, t.id], 1) for q, t in self.pairs if q.id in pair])
        for stage in self.stages:
            rows.at_most(stage.minutes, [(x[q.id, t.id], q.minutes) for q, t in self.pairs if t is stage])

    def _signals(self, rows, x, y, slack):
        for stage in self.stages:
            here = [(x[q.id, t.id], q) for q, t in self.pairs if t is stage]
            for skill in self.skills:
                asking = [variable for variable, question in here if skill in question.skills]
                rows.at_most(0, [(y[skill, stage.id], 1)] + [(variable, -1) for variable in asking])
                for variable in asking:
                    rows.at_most(0, [(variable, 1), (y[skill, stage.id], -1)])
            locked = {s for _, q in here if (q.id, stage.id) in self.locked for s in q.skills if s in self.skills}
            rows.at_most(max(MOST_SKILLS_PER_STAGE, len(locked)), [(y[skill, stage.id], 1) for skill in self.skills])
        total = sum(self.weights[skill] for skill in self.skills)
        for skill in self.skills:
            own = [(y[skill, stage.id], 1) for stage in self.stages]
            steps = [(rows.variable(self.weights[skill] / total * gain), 1) for gain in GAINS]
            rows.at_most(0, steps + [(variable, -1) for variable, _ in own])
            missing = [(rows.variable(-self.worth[skill] * each), -1) for each in (1, FIRST_SIGNAL)] if slack else []
            rows.at_most(-SIGNALS_WANTED, [(variable, -1) for variable, _ in own] + missing)

    def greedy(self) -> list:
        """Locked questions, then again and again the one that adds most per minute, two signals for everybody first."""
        chosen = [(q, t) for q, t in self.pairs if (q.id, t.id) in self.locked]
        while True:
            best, gain = None, 0.0
            for pair in self.pairs:
                added = self._worth(pair, chosen) if self._fits(pair, chosen) else 0.0
                if added > gain:
                    best, gain = pair, added
            if best is None:
                return chosen
            chosen.append(best)

    def _fits(self, pair, chosen) -> bool:
        question, stage = pair
        here = [q for q, t in chosen if t is stage]
        skills = {s for q in (*here, question) for s in q.skills if s in self.skills}
        fresh = all(q is not question and frozenset((q.id, question.id)) not in self.apart for q, _ in chosen)
        return fresh and len(skills) <= MOST_SKILLS_PER_STAGE and sum(q.minutes for q in here) + question.minutes <= stage.minutes

    def _worth(self, pair, chosen) -> float:
        before, after = self.signals(chosen), self.signals([*chosen, pair])
        steps = (FIRST_SIGNAL, 1)
        urgent = sum(self.worth[s] * sum(steps[before[s] : after[s]]) for s in self.skills)
        return (urgent + self.coverage(after) - self.coverage(before)) / max(pair[0].minutes, 1.0)

    def signals(self, chosen) -> dict:
        return {skill: len({t.id for q, t in chosen if skill in q.skills}) for skill in self.skills}

    def coverage(self, signals) -> float:
        total = sum(self.weights[skill] for skill in self.skills) or 1.0
        return sum(self.weights[skill] / total * sum(GAINS[: signals[skill]]) for skill in self.skills)

    def plan(self, chosen, method) -> Plan:
        signals = self.signals(chosen)
        lacks = tuple(self._lack(skill, signals[skill], chosen) for skill in self.skills if signals[skill] < SIGNALS_WANTED)
        choices = tuple((q.id, t.id) for q, t in chosen)
        return Plan(choices, self.coverage(signals), sum(q.minutes for q, _ in chosen), signals, lacks, method)

    def _lack(self, skill, signals, chosen) -> Lack:
        used = {q.id for q, _ in chosen}
        free = sorted(q.minutes for q in self.questions if skill in q.skills and q.id not in used and q.id not in self.banned)
        needed = SIGNALS_WANTED - signals
        return Lack(skill, signals, sum(free[:needed]) if len(free) >= needed else None)


class _Rows:
    """A programme in whole numbers, written row by row."""

    def __init__(self):
        self.worth, self.most, self.limits, self.entries = [], [], [], []

    def variable(self, worth: float = 0.0, most: float = 1.0) -> int:
        self.worth.append(worth)
        self.most.append(most)
        return len(self.worth) - 1

    def at_most(self, limit: float, terms):
        self.entries += [(len(self.limits), variable, factor) for variable, factor in terms]
        self.limits.append(limit)

    def maximised(self, fixed, seconds):
        rows, columns, values = zip(*self.entries, strict=True) if self.entries else ((), (), ())
        matrix = coo_array((values, (rows, columns)), shape=(len(self.limits), len(self.worth))).tocsr()
        least = np.zeros(len(self.worth))
        least[fixed] = 1.0
        return milp(
            -np.array(self.worth),
            constraints=LinearConstraint(matrix, -np.inf, self.limits),
            integrality=np.ones(len(self.worth)),
            bounds=Bounds(least, self.most),
            options={"time_limit": seconds, "mip_rel_gap": 0.0},
        )
