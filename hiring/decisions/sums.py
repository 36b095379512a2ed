"""The arithmetic of one candidate's score in figures that add up as they are printed. No Django."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from string import ascii_uppercase

from hiring.assessment.explanation import Explanation

from .standing import Marks, Skill, one_mark_each

DIGITS = 2


@dataclass(frozen=True)
class Part:
    """A line of the sum: `contribution` as printed. `adjustment` None: nothing is added for the interviewer."""

    skill: str
    interviewer: str
    mark: float
    adjustment: float | None
    weight: float
    contribution: float


@dataclass(frozen=True)
class MeanPart:
    """A skill in the plain weighted mean. `mean` None: not assessed, so it has no part in it."""

    skill: Skill
    marks: tuple[float, ...]
    mean: float | None
    share: float
    contribution: float


@dataclass(frozen=True)
class Sum:
    """marks + averages + remainder = total, to the digit that is printed."""

    marks: tuple[Part, ...]
    averages: tuple[Part, ...]
    remainder: float
    total: float


@dataclass(frozen=True)
class MeanSum:
    parts: tuple[MeanPart, ...]
    total: float | None
    coverage: float


def score_sum(explained: Explanation, skills: Mapping[str, str], interviewers: Mapping[int, str]) -> Sum:
    """The explanation's lines in the order of `skills`, rounded so that they add up to the rounded total.

    `skills`: their names by key; `interviewers`: those who may be named beside what their strictness added. The others are
    "interviewer A", "interviewer B" and so on."""
    place = {slug: number for number, slug in enumerate(skills)}
    marked = sorted(explained.lines, key=lambda line: (place[line.skill], -line.rating, line.interviewer))
    called = _called(dict.fromkeys(line.interviewer for line in marked), interviewers)
    averages = sorted(explained.averages, key=lambda average: place[average.skill])
    lines = [*marked, *averages]
    total = round(explained.total, DIGITS)
    *printed, remainder = adding_up([line.contribution for line in lines] + [explained.remainder], total)
    marks = tuple(
        Part(skills[line.skill], called[line.interviewer], line.rating, line.adjustment, line.weight, shown)
        for line, shown in zip(marked, printed, strict=False)
    )
    stand_ins = tuple(
        Part(skills[average.skill], "", average.level, None, average.weight, shown)
        for average, shown in zip(averages, printed[len(marked) :], strict=True)
    )
    return Sum(marks, stand_ins, remainder, total)


def _called(keys: Iterable[int], names: Mapping[int, str]) -> dict[int, str]:
    """
    >>> _called([7, 4, 9], {4: "Kim"})
    {7: 'interviewer A', 4: 'Kim', 9: 'interviewer B'}
    """
    letters = (letter * times for times in count(1) for letter in ascii_uppercase)
    return {key: names.get(key) or f"interviewer {next(letters)}" for key in keys}


def mean_sum(given: Marks, candidate: int) -> MeanSum:
    """The plain weighted mean, skill by skill: share = weight of the skill in the weight that was assessed."""
    found = defaultdict(list)
    for rating in one_mark_each(mark for mark in given.marks if mark.candidate == candidate):
        found[rating.skill].append(rating.value)
    assessed = sum(skill.weight for skill in given.skills if found[skill.slug])
    means = [sum(marks) / len(marks) if (marks := found[skill.slug]) else None for skill in given.skills]
    shares = [skill.weight / assessed if mean is not None and assessed else 0.0 for skill, mean in zip(given.skills, means, strict=True)]
    exact = [share * (mean or 0.0) for share, mean in zip(shares, means, strict=True)]
    total = round(sum(exact), DIGITS) if assessed else None
    printed = adding_up(exact, total or 0.0)
    parts = tuple(
        MeanPart(skill, tuple(found[skill.slug]), mean, share, shown)
        for skill, mean, share, shown in zip(given.skills, means, shares, printed, strict=True)
    )
    return MeanSum(parts, total, assessed / max(sum(skill.weight for skill in given.skills), 1))


def adding_up(values: Iterable[float], total: float, digits: int = DIGITS) -> Sequence[float]:
    """Values rounded to `digits` so that they add up to `total`: what is left goes to those that rounding hurt most.

    >>> adding_up([1.004, 1.004, 1.004], 3.01)
    [1.01, 1.0, 1.0]
    """
    values, unit = list(values), 10**digits
    units = [round(value * unit) for value in values]
    left = round(total * unit) - sum(units)
    step = 1 if left > 0 else -1
    by_loss = sorted(range(len(values)), key=lambda k: (units[k] - values[k] * unit) * step)
    for k in by_loss[: abs(left)]:
        units[k] += step
    return [each / unit for each in units]
