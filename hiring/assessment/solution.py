"""The mixed model solved at given standard deviations."""

from dataclasses import dataclass

import numpy as np
from scipy.linalg import lapack

from . import iterative
from .equations import Sds, Terms, normal_equations, squares, terms_of
from .layout import Block, Layout

WIDEST_DENSE = 2_000


@dataclass(frozen=True, eq=False)
class Solution:
    """The model solved at `sds`. `effects` (width+1,): means, offsets, severities b, and a last 0 for "no column".

    terms: one per block. objective: -2 log REML without its constant (nan where it was not computed).
    cinv: C^-1 (width, width) with a last row and column of zeros, or None; then `draws` (width+1, K)
    hold K draws of the effects' error, C^-1 being approximately draws draws' / K.
    misfit: y'V^-1 y less what the effects explain of it.
    """

    layout: Layout
    sds: Sds
    terms: tuple[Terms, ...]
    effects: np.ndarray
    objective: float
    misfit: float
    cinv: np.ndarray | None = None
    draws: np.ndarray | None = None

    def effect_errors(self, columns: np.ndarray) -> np.ndarray:
        """Error covariance (n,q,q) of the effects in `columns` (n,q)."""
        if self.cinv is not None:
            return self.cinv[columns[:, :, None], columns[:, None, :]]
        drawn = self.draws[columns]
        return drawn @ drawn.transpose(0, 2, 1) / self.draws.shape[1]

    def skill_map(self, block: Block, terms: Terms) -> np.ndarray:
        """(n,S,q): how an error in the effects carries over to a candidate's skills, E - post K'R^-1 W."""
        carried = -terms.post @ terms.design
        skills = np.arange(block.skills)
        carried[:, skills, skills] += 1.0
        carried[:, :, block.skills] += 1.0
        return carried


def solve(layout: Layout, sds: Sds) -> Solution:
    """Effects, candidates' terms and the error covariance of the effects at fixed standard deviations (points).

    Dense up to 2,000 columns; beyond, conjugate gradients, with errors from draws (time and memory linear).
    """
    if not layout.blocks:
        return Solution(layout, sds, (), np.zeros(1), 0.0, 0.0, cinv=np.zeros((1, 1)))
    terms = tuple(terms_of(block, sds) for block in layout.blocks)
    if layout.width > WIDEST_DENSE:
        effects, draws = iterative.solve(layout, sds, terms)
        return Solution(layout, sds, terms, effects, float("nan"), float("nan"), draws=draws)
    return _dense_solution(layout, sds, terms)


def _dense_solution(layout, sds, terms) -> Solution:
    matrix, right = normal_equations(layout, sds, terms)
    factor, failed = lapack.dpotrf(matrix, lower=1, clean=1)
    if failed:
        raise np.linalg.LinAlgError("the model's equations have no unique solution")
    effects = np.append(lapack.dpotrs(factor, right, lower=1)[0], 0.0)
    logdet = 2.0 * float(np.log(np.diagonal(factor)).sum())
    misfit = squares(layout, sds, terms) - float(right @ effects[:-1])
    objective = layout.shared * np.log(sds.b**2) + sum(term.logdet for term in terms) + logdet + misfit
    return Solution(layout, sds, terms, effects, float(objective), misfit, cinv=_inverse(factor))


def _inverse(factor) -> np.ndarray:
    width = len(factor)
    lower = lapack.dpotri(factor, lower=1)[0]
    inverse = np.zeros((width + 1, width + 1))
    inverse[:width, :width] = np.tril(lower) + np.tril(lower, -1).T
    return inverse
