"""Pools: candidates whom a chain of interviewers links, and which of them need an offset of their own in the model."""

from typing import NamedTuple

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components


class Offsets(NamedTuple):
    """Over candidates: `number` of the pool's offset, -1 for none; `isolated`: the offset is theirs alone;
    `detached`: no skill in common with the job's largest pool, directly or through other pools."""

    number: np.ndarray
    isolated: np.ndarray
    detached: np.ndarray


def pools_of(candidates: int, interviewers: int, candidate: np.ndarray, interviewer: np.ndarray) -> np.ndarray:
    """(candidates,) connected components of the graph candidates-interviewers; -1 for a candidate without an interview.

    `candidate` and `interviewer` (interviews,): who met whom.

    >>> pools_of(3, 2, np.array([0, 1]), np.array([0, 0])).tolist()
    [0, 0, -1]
    """
    component = _components(candidates + interviewers, candidate, candidates + interviewer)[:candidates]
    return np.where(np.bincount(candidate, minlength=candidates) > 0, component, -1)


def offsets_of(job_of: np.ndarray, pool: np.ndarray, candidate: np.ndarray, mean_column: np.ndarray) -> Offsets:
    """Which candidates get an offset. Over candidates: `job_of`, `pool`; over ratings: `candidate`, `mean_column` of job and skill.

    A job's largest pool needs none; nor does the largest of those pools of a job that have no skill in
    common with it, since their means are their own already.
    """
    number = np.full(len(pool), -1, dtype=np.int64)
    isolated, detached = np.zeros(len(pool), dtype=bool), np.zeros(len(pool), dtype=bool)
    rated = np.flatnonzero(pool >= 0)
    if not rated.size:
        return Offsets(number, isolated, detached)
    cells, cell = np.unique(np.stack([job_of[rated], pool[rated]]), axis=1, return_inverse=True)
    cell, size = cell.ravel(), np.bincount(cell.ravel())
    of_candidate = np.full(len(pool), -1, dtype=np.int64)
    of_candidate[rated] = cell
    nodes = len(size) + int(mean_column.max()) + 1
    group = _components(nodes, of_candidate[candidate], len(size) + mean_column)[: len(size)]
    needs = ~_largest(group, size)
    several = needs & (size > 1)
    number[rated] = np.where(several, np.cumsum(several) - 1, -1)[cell]
    isolated[rated] = (needs & (size == 1))[cell]
    main = np.zeros(int(job_of.max()) + 1, dtype=np.int64)
    first = _largest(cells[0], size)
    main[cells[0][first]] = group[first]
    detached[rated] = (group != main[cells[0]])[cell]
    return Offsets(number, isolated, detached)


def _components(nodes: int, one: np.ndarray, other: np.ndarray) -> np.ndarray:
    if not nodes:
        return np.zeros(0, dtype=np.int64)
    edges = coo_array((np.ones(len(one)), (one, other)), shape=(nodes, nodes))
    return connected_components(edges, directed=False)[1]


def _largest(label: np.ndarray, size: np.ndarray) -> np.ndarray:
    """Whether each is the first of the largest among those of the same label."""
    order = np.lexsort((-size, label))
    found = np.zeros(len(label), dtype=bool)
    found[order[np.unique(label[order], return_index=True)[1]]] = True
    return found
