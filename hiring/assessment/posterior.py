"""What is known of every candidate's skills once the model is solved, and of any weighted sum of them."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.sparse import csr_array

from .layout import Layout
from .solution import Solution

Z80 = 1.2815515655446004


@dataclass(frozen=True, eq=False)
class Posterior:
    """Solutions of equal standing: one, or one for each plausible set of standard deviations.

    mean (N,S) and covariance (N,S,S), in points, over the panel's candidates and the skills of their
    job (`layout.skills_of`; further places are nan): the average over the solutions, to which the
    spread between their means is added. nan for candidates without ratings.
    """

    layout: Layout
    solutions: tuple[Solution, ...]

    @cached_property
    def _skills(self):
        size = (len(self.layout.panel.candidates), self.layout.widest_job)
        mean, covariance = np.full(size, np.nan), np.full((*size, size[1]), np.nan)
        for number in range(len(self.layout.blocks)):
            who = self.layout.blocks[number].candidates
            means, errors = zip(*(_of_block(solution, number) for solution in self.solutions), strict=True)
            width = means[0].shape[1]
            mean[who, :width] = np.mean(means, axis=0)
            away = np.array(means) - np.mean(means, axis=0)
            covariance[who, :width, :width] = np.mean(errors, axis=0) + np.einsum("kns,knt->nst", away, away) / len(away)
        return mean, covariance

    @property
    def mean(self) -> np.ndarray:
        return self._skills[0]

    @property
    def covariance(self) -> np.ndarray:
        return self._skills[1]

    def target(self, weights: np.ndarray) -> "Target":
        """The sum over skills of `weights` (N,S), one row per candidate, times the skill, with its error."""
        return Target(self, np.asarray(weights, dtype=float))


@dataclass(frozen=True, eq=False)
class Target:
    """A weighted sum of skills for each candidate: what a score estimates.

    score (N,), variance (N,) of its error; covariance between candidates on demand, since they share
    interviewers and means: the errors of two candidates move together.
    """

    posterior: Posterior
    weights: np.ndarray

    @cached_property
    def score(self) -> np.ndarray:
        return np.einsum("ns,ns->n", self.weights, np.nan_to_num(self.posterior.mean)) + _unrated(self.posterior)

    @cached_property
    def variance(self) -> np.ndarray:
        errors = np.nan_to_num(self.posterior.covariance)
        return np.einsum("ns,nst,nt->n", self.weights, errors, self.weights) + _unrated(self.posterior)

    def covariance(self, rows: np.ndarray, others: np.ndarray) -> np.ndarray:
        """Error covariance (rows, others) of candidates given by index, rows before columns; a candidate's own is the variance."""
        pairs = zip(self.posterior.solutions, self._maps, strict=True)
        parts = [shared_error(solution, maps[rows], maps[others]) for solution, maps in pairs]
        found = np.mean(parts, axis=0) + self._away[:, rows].T @ self._away[:, others] / len(self._away)
        same = np.asarray(rows)[:, None] == np.asarray(others)[None, :]
        return np.where(same, self.variance[rows][:, None], found)

    @cached_property
    def _maps(self):
        return [effect_map(solution, self.weights) for solution in self.posterior.solutions]

    @cached_property
    def _away(self) -> np.ndarray:
        """(solutions, N): each solution's score less their average."""
        scores = np.zeros((len(self.posterior.solutions), len(self.weights)))
        for k, solution in enumerate(self.posterior.solutions):
            for number, block in enumerate(self.posterior.layout.blocks):
                mean = skill_means(solution, number)
                scores[k, block.candidates] = (self.weights[block.candidates, : block.skills] * mean).sum(1)
        return scores - scores.mean(0)


def _unrated(posterior) -> np.ndarray:
    return np.where(posterior.layout.pool < 0, np.nan, 0.0)


def _of_block(solution: Solution, number: int):
    block, terms = solution.layout.blocks[number], solution.terms[number]
    carried = solution.skill_map(block, terms)
    errors = terms.post + carried @ solution.effect_errors(block.columns) @ carried.transpose(0, 2, 1)
    return skill_means(solution, number), errors


def skill_means(solution: Solution, number: int) -> np.ndarray:
    """(n,S) for block `number`: mu_s + o + a_i + u_is, in points."""
    block, terms = solution.layout.blocks[number], solution.terms[number]
    known = (terms.post @ terms.seen[:, :, None])[:, :, 0]
    carried = solution.skill_map(block, terms) @ solution.effects[block.columns][:, :, None]
    return solution.layout.centre + known + carried[:, :, 0]


def effect_map(solution: Solution, weights: np.ndarray) -> csr_array:
    """(N, width+1) sparse d: how an error in the effects shifts each candidate's weighted sum."""
    rows, columns, values = [], [], []
    for block, terms in zip(solution.layout.blocks, solution.terms, strict=True):
        own = np.einsum("ns,nsq->nq", weights[block.candidates, : block.skills], solution.skill_map(block, terms))
        rows.append(np.repeat(block.candidates, block.columns.shape[1]))
        columns.append(block.columns.ravel())
        values.append(own.ravel())
    shape = (len(weights), solution.layout.width + 1)
    if not rows:
        return csr_array(shape)
    return csr_array((np.concatenate(values), (np.concatenate(rows), np.concatenate(columns))), shape=shape)


def shared_error(solution: Solution, left: csr_array, right: csr_array) -> np.ndarray:
    """left C^-1 right' for sparse rows over the effects, (rows of left, rows of right)."""
    if solution.cinv is not None:
        return (right @ (left @ solution.cinv).T).T
    return (left @ solution.draws) @ (right @ solution.draws).T / solution.draws.shape[1]
