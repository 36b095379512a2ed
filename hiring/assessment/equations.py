"""The mixed model's equations at given standard deviations.

y_ijs = mu_s + o_pool(i) + a_i + u_is + b_j + c_ij + e_ijs, all but mu and o independent normal.
Interviews (c, e, and b of an interviewer who met nobody else) are inverted in closed form,
candidates (a, u) through matrices of the size of the skills, and what is left is one symmetric
system C over means, offsets and the interviewers who met two or more (Henderson's equations).
"""

from typing import NamedTuple

import numpy as np

from .layout import Block, Layout


class Sds(NamedTuple):
    """Standard deviations in points: a candidate's overall ability, u ability on one skill, b interviewers'
    severity, c the halo of one interview, e noise of a single mark."""

    a: float
    u: float
    b: float
    c: float
    e: float


class Terms(NamedTuple):
    """One block at given sds, R being the covariance of an interview's marks given ability and severity.

    weight (n,J) = 1/(e^2 + m tau) and shrink (n,J) = tau weight, for an interview of m marks, tau = c^2 (+ b^2 if alone);
    prior (n,S,S) the inverse covariance of a + u; post (n,S,S) their covariance once the marks are known;
    seen (n,S) = K'R^-1 y; design (n,S,q) = K'R^-1 W; inner (n,q,q) = W'R^-1 W; logdet (scalar) of R and of prior^-1 post^-1.
    """

    weight: np.ndarray
    shrink: np.ndarray
    prior: np.ndarray
    post: np.ndarray
    seen: np.ndarray
    design: np.ndarray
    inner: np.ndarray
    logdet: float


def terms_of(block: Block, sds: Sds) -> Terms:
    a2, u2, b2, c2, e2 = (sd * sd for sd in sds)
    n, _, skills = block.marks.shape
    tau = c2 + b2 * block.alone
    spread = e2 + block.count * tau
    weight = 1.0 / spread
    shrink = tau * weight
    seen_marks = block.marks.transpose(0, 2, 1)
    overlap = -(seen_marks * shrink[:, None, :]) @ block.marks
    diagonal = np.arange(skills)
    overlap[:, diagonal, diagonal] += block.marks.sum(1)
    overlap /= e2
    seen = (block.sums.sum(1) - (seen_marks @ (shrink * block.total)[:, :, None])[:, :, 0]) / e2
    ratio = np.where(block.isolated, 1.0 / skills, a2 / (u2 + skills * a2))
    prior = np.broadcast_to((np.eye(skills) - ratio[:, None, None]) / u2, (n, skills, skills))
    precision = prior + overlap
    post = np.linalg.inv(precision)
    logdet = _logdet(precision) + _logdet_of_interviews(block, spread, e2) + _logdet_of_prior(block, a2, u2)
    shared = block.shared
    design = np.concatenate([overlap, overlap.sum(2, keepdims=True), seen_marks[:, :, :shared] * weight[:, None, :shared]], axis=2)
    inner = np.zeros((n, design.shape[2], design.shape[2]))
    inner[:, :skills] = design
    inner[:, skills] = design.sum(1)
    inner[:, skills + 1 :, : skills + 1] = inner[:, : skills + 1, skills + 1 :].transpose(0, 2, 1)
    places = skills + 1 + np.arange(shared)
    inner[:, places, places] = (weight * block.count)[:, :shared]
    return Terms(weight, shrink, prior, post, seen, design, inner, logdet)


def _logdet(matrices) -> float:
    factor = np.linalg.cholesky(matrices)
    return 2.0 * float(np.log(np.diagonal(factor, axis1=1, axis2=2)).sum())


def _logdet_of_interviews(block, spread, e2) -> float:
    held = block.count > 0
    return float(np.log(spread[held]).sum() + (block.count[held] - 1).sum() * np.log(e2))


def _logdet_of_prior(block, a2, u2) -> float:
    """log|G| per candidate; for an isolated one with its free offset, log|G| + log 1'G^-1 1."""
    n, skills = len(block.candidates), block.skills
    isolated = int(block.isolated.sum())
    return n * (skills - 1) * np.log(u2) + isolated * np.log(skills) + (n - isolated) * np.log(u2 + skills * a2)


def normal_equations(layout: Layout, sds: Sds, terms: tuple[Terms, ...]):
    """C (width, width) and its right-hand side (width,)."""
    width = layout.width + 1
    matrix, right = np.zeros(width * width), np.zeros(width)
    for block, term in zip(layout.blocks, terms, strict=True):
        flat = block.columns[:, :, None] * width + block.columns[:, None, :]
        matrix += np.bincount(flat.ravel(), weights=reduced(term).ravel(), minlength=width * width)
        right += right_side(block, term, width)
    matrix = matrix.reshape(width, width)[:-1, :-1]
    first = layout.means + layout.offsets
    places = np.arange(first, layout.width)
    matrix[places, places] += 1.0 / sds.b**2
    return matrix, right[:-1]


def reduced(term: Terms) -> np.ndarray:
    """W'V^-1 W (n,q,q) = W'R^-1 W - W'R^-1 K post K'R^-1 W."""
    return term.inner - term.design.transpose(0, 2, 1) @ (term.post @ term.design)


def right_side(block: Block, term: Terms, width: int, *, seen=None, total=None) -> np.ndarray:
    """W'V^-1 y, summed over the block into the model's columns (width,); `seen` and `total` may stand for other marks."""
    seen = term.seen if seen is None else seen
    total = block.total if total is None else total
    weighted = (term.weight * total)[:, : block.shared]
    own = np.concatenate([seen, seen.sum(1, keepdims=True), weighted], axis=1)
    own -= (term.design.transpose(0, 2, 1) @ (term.post @ seen[:, :, None]))[:, :, 0]
    return np.bincount(block.columns.ravel(), weights=own.ravel(), minlength=width)


def squares(layout, sds, terms) -> float:
    """sum y'V_i^-1 y."""
    value = 0.0
    for block, term in zip(layout.blocks, terms, strict=True):
        value += (block.squares.sum() - (term.shrink * block.total**2).sum()) / sds.e**2
        value -= np.einsum("ns,nst,nt->", term.seen, term.post, term.seen)
    return float(value)
