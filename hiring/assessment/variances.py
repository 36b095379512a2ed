"""The five standard deviations: estimated by REML with a weak prior, and how unsure that estimate is."""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

from .equations import Sds, Terms
from .layout import Block, Layout, layout_of
from .panel import Panel
from .solution import Solution, solve

CENTRES = Sds(a=0.50, u=0.30, b=0.35, c=0.30, e=0.60)
PRIOR_SPREAD = 0.6
BOUNDS = (0.03, 1.6)
SMALL_PANEL = 30
PAIRS_OF_DRAWS = 12
HESSIAN_STEP = 0.08
LEAST_CURVATURE = 1.39
SEED = 20_260_101
MOST_INTERVIEWERS = 500
FEWEST_INTERVIEWERS = 50
WIDEST = 800
MOST_CANDIDATES = 10_000


@dataclass(frozen=True, eq=False)
class Estimate:
    """`sds` in points; `objective` -2 log REML plus the prior's penalty; `converged` False when the optimiser gave up."""

    sds: Sds
    objective: float
    converged: bool


def estimate(layout: Layout, *, prior: bool = True) -> Estimate:
    """The sds that minimise -2 log REML + sum(((log sd - log centre) / 0.6)^2), by L-BFGS-B within .03-1.6 points.

    The weak prior keeps small panels off zero and is drowned in large ones; `prior=False` gives plain
    REML. A history of more than 800 columns (some 790 interviewers) or 10,000 candidates is represented by
    the candidates of 500 interviewers evenly spaced through it, far more than five numbers need.
    Not converged when all marks are the same: nothing then tells the parts apart.
    Source: Patterson & Thompson 1971 (REML); Henderson 1975.

    >>> from hiring.assessment.examples import four_candidates
    >>> round(estimate(layout_of(four_candidates())).sds.e, 2)
    0.36
    """
    layout = _representative(layout)
    if np.ptp(layout.panel.value) == 0:
        return Estimate(CENTRES, float("nan"), converged=False)
    try:
        found = minimize(
            lambda log_sds: penalised(layout, Sds(*np.exp(log_sds)), prior=prior),
            np.log(CENTRES),
            jac=True,
            method="L-BFGS-B",
            bounds=[tuple(np.log(BOUNDS))] * 5,
            options={"ftol": 1e-11, "gtol": 1e-5, "maxiter": 200},
        )
    except np.linalg.LinAlgError:
        return Estimate(CENTRES, float("nan"), converged=False)
    at_rest = np.abs(np.clip(found.x - found.jac, *np.log(BOUNDS)) - found.x).max() < 0.05
    converged = bool(np.isfinite(found.fun) and (found.success or at_rest))
    return Estimate(Sds(*np.exp(found.x).tolist()) if converged else CENTRES, float(found.fun), converged)


def plausible_sds(layout: Layout, best: Estimate) -> tuple[Sds, ...]:
    """24 sets of sds that the panel cannot rule out: 12 antithetic pairs of normal draws around the optimum, on log sds.

    Their precision is the numeric Hessian (step .08) of half the objective, eigenvalues floored at 1.39
    (half of what the prior alone would give). Fixed seed.

    >>> from hiring.assessment.examples import four_candidates
    >>> layout = layout_of(four_candidates())
    >>> len(plausible_sds(layout, estimate(layout)))
    24
    """
    at = np.log(best.sds)
    curvature = np.empty((5, 5))
    for k, step in enumerate(HESSIAN_STEP * np.eye(5)):
        up, down = (penalised(layout, Sds(*np.exp(at + sign * step)))[1] for sign in (1, -1))
        curvature[k] = (up - down) / (4 * HESSIAN_STEP)
    values, vectors = np.linalg.eigh((curvature + curvature.T) / 2)
    root = (vectors / np.sqrt(np.maximum(values, LEAST_CURVATURE))) @ vectors.T
    normal = np.random.default_rng(SEED).standard_normal((PAIRS_OF_DRAWS, 5)) @ root
    drawn = np.clip(at + np.concatenate([normal, -normal]), *np.log(BOUNDS))
    return tuple(Sds(*row) for row in np.exp(drawn).tolist())


def penalised(layout: Layout, sds: Sds, *, prior: bool = True) -> tuple[float, np.ndarray]:
    """-2 log REML (without its constant) plus the penalty, and its slope by log sd (5,)."""
    solution = solve(layout, sds)
    distance = (np.log(sds) - np.log(CENTRES)) / PRIOR_SPREAD * prior
    slope = 2.0 * np.square(sds) * slope_by_variance(solution) + 2.0 * distance / PRIOR_SPREAD
    return solution.objective + float(distance @ distance), slope


def slope_by_variance(solution: Solution) -> np.ndarray:
    """d(-2 log REML)/d variance (5,) = tr(P D_k) - y'P D_k P y, D_k the covariance's part that variance k multiplies.

    With P y = V^-1 residual and P = V^-1 - V^-1 W C^-1 W'V^-1, each of the three traces is a sum of
    squares over candidates (a), skills (u), interviewers (b), interviews (c); the noise's share (e)
    follows since the parts, times their variances, add up to the whole.
    """
    layout, sds = solution.layout, solution.sds
    first, b2 = layout.means + layout.offsets, sds.b**2
    severity = float(np.square(solution.effects[first:-1]).sum())
    severity += float(np.diagonal(solution.cinv)[first:-1].sum())
    rated = len(layout.panel.value) - int(layout.isolated.sum())
    whole = rated - layout.width - solution.misfit + severity / b2
    parts = sum((_parts(solution, *pair) for pair in zip(layout.blocks, solution.terms, strict=True)), np.zeros(4))
    noise = (whole - parts @ np.square(sds[:4])) / sds.e**2
    parts[2] += layout.shared / b2 - severity / b2**2
    return np.append(parts, noise)


def _parts(solution: Solution, block: Block, terms: Terms) -> np.ndarray:
    """A block's tr(P D_k) - y'P D_k P y for a, u, b (only interviewers without a column) and c."""
    skills, shared = block.skills, block.shared
    columns = solution.effects[block.columns]
    errors = solution.effect_errors(block.columns)
    carried = solution.skill_map(block, terms)
    kept = terms.prior @ terms.post
    left = (terms.post @ (terms.seen[:, :, None] - terms.design @ columns[:, :, None]))[:, :, 0]
    overlap = terms.design[:, :, :skills]
    own = (
        overlap
        - overlap @ terms.post @ overlap
        - kept @ (terms.design @ errors @ terms.design.transpose(0, 2, 1)) @ kept.transpose(0, 2, 1)
    )
    pulled = (terms.prior @ left[:, :, None])[:, :, 0]
    ability = own.sum() - np.square(pulled.sum(1)).sum()
    skill = np.trace(own, axis1=1, axis2=2).sum() - np.square(pulled).sum()

    level = left + columns[:, :skills] + columns[:, skills, None]
    rest = block.total - (block.marks @ level[:, :, None])[:, :, 0]
    rest[:, :shared] -= block.count[:, :shared] * columns[:, skills + 1 :]
    through = block.marks @ carried
    places = np.arange(shared)
    through[:, places, skills + 1 + places] += block.count[:, :shared]
    spread = ((block.marks @ terms.post) * block.marks).sum(2) + ((through @ errors) * through).sum(2)
    halo = terms.weight * block.count - terms.weight**2 * (spread + rest**2)
    return np.array([ability, skill, halo[block.alone].sum(), halo.sum()])


def _representative(layout: Layout) -> Layout:
    """The layout itself, or for a long history one of some interviewers' candidates, small enough for a dense solution.

    Interviewers left out still count for the candidates kept, each interview as if by someone new.
    """
    most, part = MOST_INTERVIEWERS, layout
    while part.width > WIDEST or len(part.rated) > MOST_CANDIDATES:
        part = _part(layout, most)
        if most <= FEWEST_INTERVIEWERS:
            return part
        most //= 2
    return part


def _part(layout: Layout, most: int) -> Layout:
    panel = layout.panel
    kept = np.zeros(len(panel.interviewers), dtype=bool)
    kept[_evenly(np.flatnonzero(layout.column_of >= 0), most)] = True
    candidates = _evenly(np.unique(panel.candidate[kept[panel.interviewer]]), MOST_CANDIDATES)
    part = panel.where(np.isin(panel.candidate, candidates))
    new = ~kept[part.interviewer]
    interview = part.candidate[new] * len(panel.interviewers) + part.interviewer[new]
    interviewer = part.interviewer.copy()
    interviewer[new] = len(panel.interviewers) + np.unique(interview, return_inverse=True)[1]
    labels = range(int(interviewer.max()) + 1)
    arrays = part.candidate, interviewer, part.skill, part.value, part.job_of
    return layout_of(Panel.from_arrays(part.candidates, labels, part.skills, part.jobs, *arrays), pool=layout.pool)


def _evenly(items: np.ndarray, most: int) -> np.ndarray:
    return items[np.linspace(0, len(items) - 1, min(most, len(items))).astype(int)]
