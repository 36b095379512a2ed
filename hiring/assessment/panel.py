"""Ratings as plain data: checked one by one, then held as arrays."""

import math
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

SCALE = (1.0, 5.0)


class BadInput(ValueError):
    """Something in the data cannot be used; `row` and `column` say where, the text says what to do."""

    def __init__(self, message: str, *, row: Hashable = None, column: str = ""):
        place = ", ".join(part for part in (f"row {row}" if row is not None else "", column) if part)
        super().__init__(f"{place}: {message}" if place else message)
        self.row = row
        self.column = column


class Rating(NamedTuple):
    """One mark: what an interviewer gave a candidate on a skill, in points of the scale.

    `value` None means "not assessed": it counts nowhere. `job` keeps openings apart when they are
    fitted together; a candidate belongs to one job, so use the application as the key. `row` is
    only for messages.

    >>> Rating("Ada", "Kim", "SQL", 4).value
    4
    """

    candidate: Hashable
    interviewer: Hashable
    skill: Hashable
    value: float | None
    job: Hashable = None
    row: Hashable = None


@dataclass(frozen=True, eq=False)
class Panel:
    """Ratings as index arrays of equal length n, in an order that does not depend on the order of the rows.

    `candidates`, `interviewers`, `skills`, `jobs` hold the labels; `candidate`, `interviewer` and
    `skill` (n,) point into them; `value` (n,) is in points; `job_of` (candidates,) points into `jobs`.
    Candidates of whom nothing was assessed keep their label and have no entry in the arrays.

    >>> panel = Panel.of([Rating("Ada", "Kim", "SQL", 4), Rating("Ben", "Kim", "SQL", None)])
    >>> panel.candidates, panel.value.tolist()
    (('Ada', 'Ben'), [4.0])
    """

    candidates: tuple
    interviewers: tuple
    skills: tuple
    jobs: tuple
    candidate: np.ndarray
    interviewer: np.ndarray
    skill: np.ndarray
    value: np.ndarray
    job_of: np.ndarray
    scale: tuple[float, float] = SCALE

    @classmethod
    def of(cls, ratings: Iterable[Rating], *, skills: Iterable[Hashable] | None = None, scale: tuple[float, float] = SCALE) -> "Panel":
        """A panel of `ratings`; BadInput names the first row that is off the scale, repeated or unknown.

        `skills`: the skills that may occur; None allows any. `scale`: lowest and highest mark.
        """
        ratings = list(ratings)
        allowed = None if skills is None else set(skills)
        for position, rating in enumerate(ratings, 1):
            _check(rating, position, allowed, scale)
        columns = list(zip(*ratings, strict=True))[:5] if ratings else [()] * 5
        labels = [_labels(column) for column in (*columns[:3], columns[4])]
        codes = [_codes(column, label) for column, label in zip((*columns[:3], columns[4]), labels, strict=True)]
        _refuse_repeats(ratings, codes[:3], labels[:3])
        assessed = np.fromiter((r.value is not None for r in ratings), dtype=bool, count=len(ratings))
        value = np.fromiter((r.value for r in ratings if r.value is not None), dtype=float, count=int(assessed.sum()))
        return cls.from_arrays(*labels, *(code[assessed] for code in codes[:3]), value, _job_of(ratings, codes, labels), scale)

    @classmethod
    def from_arrays(cls, candidates, interviewers, skills, jobs, candidate, interviewer, skill, value, job_of, scale=SCALE) -> "Panel":
        """The same from arrays that are known to be clean; only their order is made canonical."""
        order = np.lexsort((skill, interviewer, candidate))
        arrays = (np.ascontiguousarray(column[order]) for column in (candidate, interviewer, skill, value))
        return cls(tuple(candidates), tuple(interviewers), tuple(skills), tuple(jobs), *arrays, np.asarray(job_of), scale)

    def where(self, keep: np.ndarray) -> "Panel":
        """The same labels with only the ratings where `keep` (n,) is true."""
        arrays = (column[keep] for column in (self.candidate, self.interviewer, self.skill, self.value))
        return Panel(self.candidates, self.interviewers, self.skills, self.jobs, *arrays, self.job_of, self.scale)

    def without(self, *, interviewer: Hashable) -> "Panel":
        """The same panel as if this interviewer had rated nobody."""
        return self.where(self.interviewer != self.interviewers.index(interviewer))


@dataclass(frozen=True, eq=False)
class Weights:
    """What each skill counts. `share` (jobs, skills): its part of the job's whole weight, 0 to 1.

    A row sums to less than 1 when skills that nobody was to rate carry the rest. `note` says what was rescaled.
    """

    share: np.ndarray
    note: str = ""


def weights_for(panel: Panel, weights: Mapping | None = None) -> Weights:
    """Weights in the panel's order. None: equal weights over the skills that anyone was rated on.

    `weights` maps skill to weight, or job to such a mapping. Sums of 1 and of 100 are taken as they
    are; any other positive sum is scaled and `note` says so, since only proportions matter.
    BadInput: a negative or non-finite weight, a sum of 0, or a rated skill without a weight.

    >>> panel = Panel.of([Rating("Ada", "Kim", "SQL", 4), Rating("Ada", "Kim", "Python", 3)])
    >>> weights_for(panel, {"SQL": 75, "Python": 25}).share.tolist()
    [[0.25, 0.75]]
    >>> weights_for(panel, {"SQL": 3, "Python": 1}).note
    'weights add up to 4, not to 1 or 100; each was divided by 4'
    """
    rated = np.zeros((len(panel.jobs), len(panel.skills)), dtype=bool)
    rated[panel.job_of[panel.candidate], panel.skill] = True
    if weights is None:
        return Weights(rated / np.maximum(rated.sum(1, keepdims=True), 1))
    by_job = weights if any(isinstance(w, Mapping) for w in weights.values()) else dict.fromkeys(panel.jobs, weights)
    share, notes = np.zeros(rated.shape), {}
    for j, job in enumerate(panel.jobs):
        table = _checked(by_job.get(job), job)
        total = sum(table.values())
        for k, skill in enumerate(panel.skills):
            if rated[j, k] and skill not in table:
                raise BadInput(f"skill {skill!r} was rated but has no weight", column="weights")
            share[j, k] = table.get(skill, 0.0) / total
        notes[_sum_note(total)] = None
    return Weights(share, "; ".join(note for note in notes if note))


def _check(rating, position, allowed, scale):
    row = position if rating.row is None else rating.row
    for column in ("candidate", "interviewer", "skill"):
        if getattr(rating, column) in (None, ""):
            raise BadInput(f"the {column} is missing", row=row, column=column)
    if allowed is not None and rating.skill not in allowed:
        known = ", ".join(sorted(map(str, allowed)))
        raise BadInput(f"unknown skill {rating.skill!r}; known skills: {known}", row=row, column="skill")
    if rating.value is not None and not _is_on(scale, rating.value):
        low, high = scale
        advice = f"is not a number from {low:g} to {high:g}; leave it empty for 'not assessed'"
        raise BadInput(f"{rating.value!r} {advice}", row=row, column="rating")


def _is_on(scale, value) -> bool:
    is_number = isinstance(value, int | float | np.number) and not isinstance(value, bool)
    return is_number and math.isfinite(value) and scale[0] <= value <= scale[1]


def _labels(column) -> tuple:
    unique = set(column)
    try:
        return tuple(sorted(unique))
    except TypeError:
        return tuple(sorted(unique, key=lambda label: (type(label).__name__, repr(label))))


def _codes(column, labels) -> np.ndarray:
    lookup = {label: position for position, label in enumerate(labels)}
    return np.fromiter((lookup[label] for label in column), dtype=np.int64, count=len(column))


def _refuse_repeats(ratings, codes, labels):
    """BadInput when an interviewer rated the same candidate twice on the same skill."""
    candidate, interviewer, skill = codes
    cell = (candidate * len(labels[1]) + interviewer) * len(labels[2]) + skill
    order = np.argsort(cell, kind="stable")
    repeated = np.flatnonzero(np.diff(cell[order]) == 0)
    if repeated.size:
        second = order[repeated + 1].min()
        first = np.flatnonzero(cell == cell[second])[0]
        again, before = (ratings[k].row if ratings[k].row is not None else k + 1 for k in (second, first))
        who = f"{ratings[second].interviewer!r} rated {ratings[second].candidate!r} on {ratings[second].skill!r}"
        raise BadInput(f"{who} already in row {before}; keep one of the two", row=again, column="interviewer")


def _job_of(ratings, codes, labels) -> np.ndarray:
    candidate, job = codes[0], codes[3]
    job_of = np.zeros(len(labels[0]), dtype=np.int64)
    job_of[candidate[::-1]] = job[::-1]
    stray = np.flatnonzero(job_of[candidate] != job)
    if stray.size:
        rating = ratings[stray[0]]
        row = rating.row if rating.row is not None else int(stray[0]) + 1
        raise BadInput(f"{rating.candidate!r} stands under two jobs; give each application its own name", row=row, column="job")
    return job_of


def _checked(table, job) -> dict:
    if not table:
        raise BadInput("there are no weights" + (f" for {job!r}" if job is not None else ""), column="weights")
    for skill, weight in table.items():
        if isinstance(weight, bool) or not isinstance(weight, int | float | np.number) or not math.isfinite(weight) or weight < 0:
            raise BadInput(f"the weight of {skill!r} is {weight!r}; it must be 0 or a positive number", column="weight")
    if sum(table.values()) <= 0:
        raise BadInput("the weights add up to 0; at least one skill must count", column="weights")
    return {skill: float(weight) for skill, weight in table.items()}


def _sum_note(total: float) -> str:
    if any(abs(total - whole) <= 1e-9 * whole for whole in (1, 100)):
        return ""
    return f"weights add up to {total:.6g}, not to 1 or 100; each was divided by {total:.6g}"
