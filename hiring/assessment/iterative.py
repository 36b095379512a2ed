"""The same equations for histories with thousands of interviewers: time and memory linear in the ratings.

Effects by preconditioned conjugate gradients on the sparse system; their error covariance by 100
draws with exactly that covariance in expectation (each a solve with a simulated right-hand side).
An interval's half-width is then off by 1-2 % at random, by a fixed seed.
"""

import numpy as np
from scipy.sparse import coo_array, csr_array
from scipy.sparse.linalg import splu

from .equations import Sds, reduced, right_side
from .layout import Block, Layout

DRAWS = 100
SEED = 20_260_102
MOST_STEPS = 500


def solve(layout: Layout, sds: Sds, terms) -> tuple[np.ndarray, np.ndarray]:
    """Effects (width+1,) and draws of their error (width+1, 100), the last row 0 for "no column"."""
    system = _System(layout, sds, terms)
    effects = system.solve(_right(layout, terms)[:-1, None], tolerance=1e-10)
    draws = system.solve(_simulated(layout, sds, terms), tolerance=1e-4)
    return np.append(effects[:, 0], 0.0), np.vstack([draws, np.zeros(draws.shape[1])])


class _System:
    """C with the means eliminated exactly (they touch everybody), the rest left to conjugate gradients."""

    def __init__(self, layout: Layout, sds: Sds, terms):
        matrix = _sparse(layout, sds, terms)
        self.means = layout.means
        self.across = csr_array(matrix[self.means :, : self.means])
        self.rest = csr_array(matrix[self.means :, self.means :])
        self.factor = splu(matrix[: self.means, : self.means].tocsc())
        self.scale = 1.0 / self.rest.diagonal()[:, None]

    def solve(self, right: np.ndarray, tolerance: float) -> np.ndarray:
        """x (width, k) with C x = right, to a residual of `tolerance` times the right-hand side."""
        head, tail = right[: self.means], right[self.means :]
        solved = self._conjugate_gradients(tail - self.across @ self.factor.solve(head), tolerance)
        return np.vstack([self.factor.solve(head - self.across.T @ solved), solved])

    def _times(self, x):
        return self.rest @ x - self.across @ self.factor.solve(self.across.T @ x)

    def _conjugate_gradients(self, right, tolerance):
        found, left = np.zeros_like(right), right.copy()
        step = self.scale * left
        energy = (left * step).sum(0)
        enough = tolerance**2 * np.maximum(energy, 1e-300)
        for _ in range(MOST_STEPS):
            image = self._times(step)
            length = energy / np.maximum((step * image).sum(0), 1e-300)
            found += length * step
            left -= length * image
            scaled = self.scale * left
            energy, before = (left * scaled).sum(0), energy
            if (energy <= enough).all():
                return found
            step = scaled + energy / np.maximum(before, 1e-300) * step
        raise np.linalg.LinAlgError("the model's equations did not settle")


def _sparse(layout, sds, terms) -> csr_array:
    width = layout.width + 1
    rows, columns, values = [], [], []
    for block, term in zip(layout.blocks, terms, strict=True):
        shape = (*block.columns.shape, block.columns.shape[1])
        rows.append(np.broadcast_to(block.columns[:, :, None], shape).ravel().astype(np.int32))
        columns.append(np.broadcast_to(block.columns[:, None, :], shape).ravel().astype(np.int32))
        values.append(reduced(term).ravel())
    places = np.arange(layout.means + layout.offsets, layout.width)
    rows.append(places.astype(np.int32))
    columns.append(places.astype(np.int32))
    values.append(np.full(len(places), 1.0 / sds.b**2))
    entries = (np.concatenate(values), (np.concatenate(rows), np.concatenate(columns)))
    return coo_array(entries, shape=(width, width)).tocsr()[:-1, :-1]


def _right(layout, terms) -> np.ndarray:
    width = layout.width + 1
    return sum(right_side(block, term, width) for block, term in zip(layout.blocks, terms, strict=True))


def _simulated(layout, sds, terms) -> np.ndarray:
    """(width, 100) right-hand sides with covariance C: W'V^-1 of simulated marks, and the severities' own share."""
    random = np.random.default_rng(SEED)
    width = layout.width + 1
    right = np.zeros((width, DRAWS))
    for block, term in zip(layout.blocks, terms, strict=True):
        for k in range(DRAWS):
            sums = _marks(block, sds, random)
            total = sums.sum(2)
            pulled = (block.marks.transpose(0, 2, 1) @ (term.shrink * total)[:, :, None])[:, :, 0]
            right[:, k] += right_side(block, term, width, seen=(sums.sum(1) - pulled) / sds.e**2, total=total)
    first = layout.means + layout.offsets
    right[first:-1] += random.standard_normal((layout.shared, DRAWS)) / sds.b
    return right[:-1]


def _marks(block: Block, sds: Sds, random) -> np.ndarray:
    """(n,J,S) sums of marks drawn from the model with no means, offsets or shared severities.

    An isolated candidate's overall ability is left out: the equations do not feel it.
    """
    n, places, skills = block.marks.shape
    ability = sds.a * random.standard_normal((n, 1)) * ~block.isolated[:, None] + sds.u * random.standard_normal((n, skills))
    interview = np.sqrt(sds.c**2 + sds.b**2 * block.alone) * random.standard_normal((n, places))
    noise = sds.e * np.sqrt(block.marks) * random.standard_normal((n, places, skills))
    return block.marks * (ability[:, None, :] + interview[:, :, None]) + noise
