"""A panel laid out for the solver: pools, columns, and candidates stacked in blocks of equal shape.

The unit is the interview: all marks of one interviewer for one candidate. Within a candidate only
counts and sums per interview and skill matter, so that the work per candidate is a matrix of the
size of the job's skills, whatever the number of marks.
"""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from .panel import Panel

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
    unlinked: pools of a job that share neither an interviewer chain nor a skill with its first.
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
    pool = _pools(panel, interviews) if pool is None else np.where(interviews.per_candidate > 0, pool, -1)
    skills_of, mean_column = _mean_columns(panel)
    offset_of, isolated, detached = _offsets(panel, pool, mean_column)
    means, offsets = int(mean_column.max(initial=-1)) + 1, int(offset_of.max(initial=-1)) + 1
    shared = interviews.met >= 2
    column_of = np.where(shared, means + offsets + np.cumsum(shared) - 1, -1)
    width = means + offsets + int(shared.sum())
    centre = float(panel.value.mean()) if panel.value.size else 0.0
    fixed = _FixedColumns(mean_column, np.where(offset_of >= 0, means + offset_of, width), width)
    blocks = tuple(_blocks(panel, interviews, skills_of, fixed, column_of, isolated, centre))
    return Layout(panel, blocks, skills_of, means, offsets, column_of, interviews.met, pool, isolated, detached, centre)


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
class _FixedColumns:
    means: np.ndarray
    offset: np.ndarray
    none: int


def _pools(panel, interviews) -> np.ndarray:
    """Connected components of the graph candidates-interviewers; -1 for a candidate without ratings."""
    size = len(panel.candidates)
    nodes = size + len(panel.interviewers)
    if not nodes:
        return np.zeros(0, dtype=np.int64)
    edges = coo_array((np.ones(len(interviews.candidate)), (interviews.candidate, size + interviews.interviewer)), shape=(nodes, nodes))
    component = connected_components(edges, directed=False)[1][:size]
    return np.where(interviews.per_candidate > 0, component, -1)


def _mean_columns(panel):
    """For each job its rated skills, and (jobs, skills) the column of each mean, -1 for none."""
    rated = np.zeros((len(panel.jobs), len(panel.skills)), dtype=bool)
    rated[panel.job_of[panel.candidate], panel.skill] = True
    column = np.where(rated, np.cumsum(rated).reshape(rated.shape) - 1, -1)
    return tuple(np.flatnonzero(row) for row in rated), column


def _offsets(panel, pool, mean_column):
    """Each candidate's offset (-1: none), whether the offset is theirs alone, whether they share no skill with the first pool.

    A job's largest pool needs no offset; nor does the largest of any pools of a job that have no
    skill in common with it, since their means are already their own.
    """
    offset = np.full(len(pool), -1, dtype=np.int64)
    isolated, detached = np.zeros(len(pool), dtype=bool), np.zeros(len(pool), dtype=bool)
    if not panel.value.size:
        return offset, isolated, detached
    cells, of_rating = np.unique(np.stack([panel.job_of[panel.candidate], pool[panel.candidate]]), axis=1, return_inverse=True)
    of_candidate = np.full(len(pool), -1, dtype=np.int64)
    of_candidate[panel.candidate] = of_rating.ravel()
    size = np.bincount(of_candidate[of_candidate >= 0], minlength=cells.shape[1])
    skills = len(cells[0]) + mean_column[panel.job_of[panel.candidate], panel.skill]
    nodes = len(cells[0]) + int(mean_column.max()) + 1
    group = connected_components(coo_array((np.ones(len(skills)), (of_rating.ravel(), skills)), shape=(nodes, nodes)), directed=False)[1]
    group = group[: len(cells[0])]
    largest_first = np.lexsort((-size, group))
    needs = np.ones(len(size), dtype=bool)
    needs[largest_first[np.unique(group[largest_first], return_index=True)[1]]] = False
    by_job = np.lexsort((-size, cells[0]))
    jobs, first = np.unique(cells[0][by_job], return_index=True)
    main = np.zeros(len(panel.jobs), dtype=np.int64)
    main[jobs] = group[by_job[first]]
    numbered = np.where(needs & (size > 1), np.cumsum(needs & (size > 1)) - 1, -1)
    rated = of_candidate >= 0
    mine = of_candidate[rated]
    offset[rated] = numbered[mine]
    isolated[rated] = (needs & (size == 1))[mine]
    detached[rated] = (group != main[cells[0]])[mine]
    return offset, isolated, detached


def _blocks(panel, interviews, skills_of, fixed, column_of, isolated, centre):
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
        yield _block(panel, interviews, skills_of, fixed, column_of, isolated, centre, order[low:high])


def _room(interviews, width) -> np.ndarray:
    """Interviews to make room for: one size for all when that wastes little, else the next power of two."""
    most = int(interviews.max())
    if most * len(interviews) <= 3 * interviews.sum() and most * len(interviews) * int(width.max()) <= CELLS_PER_BLOCK:
        return np.full(len(interviews), most)
    return 2 ** np.ceil(np.log2(interviews)).astype(np.int64)


def _block(panel, interviews, skills_of, fixed, column_of, isolated, centre, ratings) -> Block:
    who, slot = np.unique(panel.candidate[ratings], return_inverse=True)
    job = panel.job_of[who]
    skills = len(skills_of[job[0]])
    held = interviews.of_rating[ratings]
    place = interviews.place[held]
    n, places = len(who), int(place.max()) + 1
    shared = int(interviews.shared_per_candidate[who].max())
    local = (
        fixed.means[panel.job_of[panel.candidate[ratings]], panel.skill[ratings]]
        - np.array([fixed.means[j, skills_of[j][0]] for j in job])[slot]
    )
    marks, sums = np.zeros((n, places, skills)), np.zeros((n, places, skills))
    value = panel.value[ratings] - centre
    marks[slot, place, local] = 1.0
    sums[slot, place, local] = value
    interviewers = np.full((n, places), -1, dtype=np.int64)
    interviewers[slot, place] = panel.interviewer[ratings]
    alone = np.zeros((n, places), dtype=bool)
    alone[slot, place] = interviews.alone[held]
    columns = np.full((n, skills + 1 + shared), fixed.none, dtype=np.int64)
    columns[:, :skills] = [fixed.means[j, skills_of[j]] for j in job]
    columns[:, skills] = fixed.offset[who]
    own = np.where((interviewers[:, :shared] >= 0) & ~alone[:, :shared], column_of[interviewers[:, :shared]], fixed.none)
    columns[:, skills + 1 :] = own
    squares = np.bincount(slot, weights=value**2, minlength=n)
    return Block(who, marks, sums, marks.sum(2), sums.sum(2), squares, alone, interviewers, columns, isolated[who])
