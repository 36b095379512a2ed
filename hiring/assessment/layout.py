"""A panel laid out for the solver: pools, columns, and candidates stacked in blocks of equal shape.

The unit is the interview: all marks of one interviewer for one candidate. Within a candidate only
counts and sums per interview and skill matter, so that the work per candidate is a matrix of the
size of the job's skills, whatever the number of marks.
"""

from dataclasses import dataclass

import numpy as np

from .panel import Panel
from .pools import offsets_of, pools_of

CELLS_PER_BLOCK = 200_000


@dataclass(frozen=True, eq=False)
class Block:
    """n candidates of equally many skills S, padded to J interviews; interviewers who met others come first.

    candidates (n,); marks (n,J,S) counts; sums (n,J,S) of marks less the panel's centre; count, total
    (n,J) the same over skills; squares (n,); alone (n,J): the interviewer met nobody else;
    interviewers (n,J), -1 for padding; columns (n,q): the model's columns that these candidates touch,
    q = S skills, 1 pool offset, the first q-S-1 interviewers; isolated (n,): nobody else in the pool.
    """

    candidates: np.ndarray
    marks: np.ndarray
    sums: np.ndarray
    count: np.ndarray
    total: np.ndarray
    squares: np.ndarray
    alone: np.ndarray
    interviewers: np.ndarray
    columns: np.ndarray
    isolated: np.ndarray

    @property
    def skills(self) -> int:
        return self.marks.shape[2]

    @property
    def shared(self) -> int:
        """Interviews per candidate (padded) that have a column of their own."""
        return self.columns.shape[1] - self.skills - 1


@dataclass(frozen=True, eq=False)
class Layout:
    """The model's columns: a mean for each job and skill, an offset for each further pool of a job, a
    severity for each interviewer who met two candidates or more. `width` columns in all; index `width`
    stands for "no column".

    skills_of: for each job, the skills that anyone was rated on (indices into panel.skills).
    column_of (interviewers,), -1 for none. met (interviewers,): candidates each met. pool (candidates,), -1 unrated.
    isolated, detached (candidates,): see `pools.Offsets`. centre: taken off all marks, for the arithmetic's sake.
    """

    panel: Panel
    blocks: tuple[Block, ...]
    skills_of: tuple[np.ndarray, ...]
    means: int
    offsets: int
    column_of: np.ndarray
    met: np.ndarray
    pool: np.ndarray
    isolated: np.ndarray
    detached: np.ndarray
    centre: float

    @property
    def shared(self) -> int:
        return int((self.column_of >= 0).sum())

    @property
    def width(self) -> int:
        return self.means + self.offsets + self.shared

    @property
    def rated(self) -> np.ndarray:
        """Candidates with at least one rating, as indices."""
        return np.flatnonzero(self.pool >= 0)

    @property
    def widest_job(self) -> int:
        return max((len(skills) for skills in self.skills_of), default=0)


def layout_of(panel: Panel, pool: np.ndarray | None = None) -> Layout:
    """Lay out every rated candidate of the panel; `pool` (candidates,) where the pools are known from a larger panel."""
    interviews = _Interviews(panel)
    if pool is None:
        pool = pools_of(len(panel.candidates), len(panel.interviewers), interviews.candidate, interviews.interviewer)
    pool = np.where(interviews.per_candidate > 0, pool, -1)
    skills_of, mean_column = _mean_columns(panel)
    offsets = offsets_of(panel.job_of, pool, panel.candidate, mean_column[panel.job_of[panel.candidate], panel.skill])
    means = int(mean_column.max(initial=-1)) + 1
    first = means + int(offsets.number.max(initial=-1)) + 1
    shared = interviews.met >= 2
    column_of = np.where(shared, first + np.cumsum(shared) - 1, -1)
    width = first + int(shared.sum())
    columns = _Columns(mean_column, np.where(offsets.number >= 0, means + offsets.number, width), column_of, width)
    centre = float(panel.value.mean()) if panel.value.size else 0.0
    blocks = tuple(_blocks(panel, interviews, skills_of, columns, offsets.isolated, centre))
    return Layout(
        panel, blocks, skills_of, means, first - means, column_of, interviews.met, pool, offsets.isolated, offsets.detached, centre
    )


class _Interviews:
    """Each interview's candidate and interviewer, its place among the candidate's, and each rating's interview."""

    def __init__(self, panel: Panel):
        starts = np.ones(len(panel.value), dtype=bool)
        starts[1:] = (np.diff(panel.candidate) != 0) | (np.diff(panel.interviewer) != 0)
        self.of_rating = np.cumsum(starts) - 1
        self.candidate, self.interviewer = panel.candidate[starts], panel.interviewer[starts]
        self.met = np.bincount(self.interviewer, minlength=len(panel.interviewers))
        self.alone = self.met[self.interviewer] < 2
        order = np.lexsort((self.alone, self.candidate))
        self.per_candidate = np.bincount(self.candidate, minlength=len(panel.candidates))
        first = np.cumsum(self.per_candidate) - self.per_candidate
        self.place = np.empty(len(order), dtype=np.int64)
        self.place[order] = np.arange(len(order)) - first[self.candidate[order]]
        self.shared_per_candidate = np.bincount(self.candidate[~self.alone], minlength=len(panel.candidates))


@dataclass(frozen=True, eq=False)
class _Columns:
    """Columns of means (jobs, skills), of offsets (candidates,), of interviewers (interviewers,); `none` is no column."""

    means: np.ndarray
    offset: np.ndarray
    interviewer: np.ndarray
    none: int


def _mean_columns(panel):
    """For each job its rated skills, and (jobs, skills) the column of each mean, -1 for none."""
    rated = np.zeros((len(panel.jobs), len(panel.skills)), dtype=bool)
    rated[panel.job_of[panel.candidate], panel.skill] = True
    column = np.where(rated, np.cumsum(rated).reshape(rated.shape) - 1, -1)
    return tuple(np.flatnonzero(row) for row in rated), column


def _blocks(panel, interviews, skills_of, columns, isolated, centre):
    rated = np.flatnonzero(interviews.per_candidate)
    if not rated.size:
        return
    width = np.array([len(skills) for skills in skills_of])[panel.job_of[rated]]
    room = _room(interviews.per_candidate[rated], width)
    block_of = np.full(len(panel.candidates), -1, dtype=np.int64)
    number = 0
    for skills, places in np.unique(np.stack([width, room]), axis=1).T:
        members = rated[(width == skills) & (room == places)]
        step = max(1, CELLS_PER_BLOCK // (skills * max(places, skills)))
        block_of[members] = number + np.arange(len(members)) // step
        number += -(-len(members) // step)
    order = np.argsort(block_of[panel.candidate], kind="stable")
    edges = np.searchsorted(block_of[panel.candidate][order], np.arange(number + 1))
    for low, high in zip(edges[:-1], edges[1:], strict=True):
        yield _block(panel, interviews, skills_of, columns, isolated, centre, order[low:high])


def _room(interviews, width) -> np.ndarray:
    """Interviews to make room for: one size for all when that wastes little, else the next power of two."""
    most = int(interviews.max())
    if most * len(interviews) <= 3 * interviews.sum() and most * len(interviews) * int(width.max()) <= CELLS_PER_BLOCK:
        return np.full(len(interviews), most)
    return 2 ** np.ceil(np.log2(interviews)).astype(np.int64)


def _block(panel, interviews, skills_of, columns, isolated, centre, ratings) -> Block:
    who, slot = np.unique(panel.candidate[ratings], return_inverse=True)
    means = np.array([columns.means[job, skills_of[job]] for job in panel.job_of[who]])
    held = interviews.of_rating[ratings]
    place = interviews.place[held]
    # A job's mean columns are consecutive, so a skill's place in the job is its column less the job's first.
    local = columns.means[panel.job_of[panel.candidate[ratings]], panel.skill[ratings]] - means[slot, 0]
    shape = len(who), int(place.max()) + 1, means.shape[1]
    value = panel.value[ratings] - centre
    marks, sums = np.zeros(shape), np.zeros(shape)
    marks[slot, place, local], sums[slot, place, local] = 1.0, value
    interviewers, alone = np.full(shape[:2], -1, dtype=np.int64), np.zeros(shape[:2], dtype=bool)
    interviewers[slot, place], alone[slot, place] = panel.interviewer[ratings], interviews.alone[held]
    first = interviewers[:, : int(interviews.shared_per_candidate[who].max())]
    own = np.where((first >= 0) & ~alone[:, : first.shape[1]], columns.interviewer[first], columns.none)
    touched = np.hstack([means, columns.offset[who][:, None], own])
    squares = np.bincount(slot, weights=value**2, minlength=len(who))
    return Block(who, marks, sums, marks.sum(2), sums.sum(2), squares, alone, interviewers, touched, isolated[who])
