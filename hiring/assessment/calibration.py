"""Calibrated scores: interviewers' severity told apart from candidates' ability, with honest uncertainty."""

import math
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from .equations import Sds
from .guards import Guard, applied_guards, has_overlap
from .layout import Layout, layout_of
from .panel import BadInput, Panel, Weights, weights_for
from .posterior import Z80, Posterior, Target
from .raw import RawScores, raw_scores
from .solution import Solution, solve
from .variances import CENTRES, SMALL_PANEL, estimate, plausible_sds

METHOD = "severity-adjusted score, REML with weak prior"
METHOD_VERSION = "1"
LEAST_SD = 1e-3
MOST_SD = 10.0


@dataclass(frozen=True)
class SkillScore:
    """One skill of one candidate, in points: `mean` and `sd` of what the model knows, `ratings` behind it."""

    skill: Hashable
    mean: float
    sd: float
    ratings: int


@dataclass(frozen=True)
class Score:
    """One candidate. Points on the scale for raw, score, low and high (80 % interval); None: not known, `notes` say why.

    sd: standard error before low and high are cut at the ends of the scale. coverage: share of the weight
    assessed, 0-1. reliability: 0-1. ratings, interviews: counts. An incomplete candidate (under 60 % of
    the weight assessed) is left out of the order.
    """

    candidate: Hashable
    job: Hashable
    raw: float | None
    score: float | None
    sd: float | None
    low: float | None
    high: float | None
    reliability: float | None
    coverage: float
    ratings: int
    interviews: int
    is_complete: bool
    notes: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Calibration:
    """The fitted panel. `sds` in points; `sds_are`: "estimated", "default" or "given"; `guards`: the six, in order."""

    panel: Panel
    weights: Weights
    raw: RawScores
    posterior: Posterior
    sds: Sds
    sds_are: str
    guards: tuple[Guard, ...]

    @property
    def layout(self) -> Layout:
        return self.posterior.layout

    @cached_property
    def solution(self) -> Solution:
        """The model at the best sds alone, for residuals and severities."""
        return self.posterior.solutions[0] if len(self.posterior.solutions) == 1 else solve(self.layout, self.sds)

    @cached_property
    def target_weights(self) -> np.ndarray:
        """(N,S) each candidate's weights over the skills of their job that anyone was rated on, adding up to 1."""
        return weight_rows(self.layout, self.weights.share)

    @cached_property
    def target(self) -> Target:
        return self.posterior.target(self.target_weights)

    @cached_property
    def is_scored(self) -> np.ndarray:
        """(N,) whether there is a score: something that counts was assessed for somebody in the job, and something of this candidate."""
        return (self.layout.pool >= 0) & (self.target_weights.sum(1) > 0.5)

    def index(self, candidate: Hashable) -> int:
        try:
            return self.panel.candidates.index(candidate)
        except ValueError:
            raise BadInput(f"no candidate {candidate!r} in these ratings", column="candidate") from None

    @cached_property
    def scores(self) -> tuple[Score, ...]:
        """One Score per candidate, in the panel's order."""
        low, high = self.panel.scale
        mean, sd, reliability = self.target.score, np.sqrt(self.target.variance), self.reliability
        notes = self._notes
        rows = []
        for i, candidate in enumerate(self.panel.candidates):
            has = bool(self.is_scored[i])
            numbers = (mean[i], mean[i] - Z80 * sd[i], mean[i] + Z80 * sd[i])
            score, bottom, top = (min(max(float(x), low), high) for x in numbers) if has else (None, None, None)
            raw = float(self.raw.score[i])
            rows.append(
                Score(
                    candidate,
                    self.panel.jobs[self.panel.job_of[i]],
                    None if math.isnan(raw) else raw,
                    score,
                    float(sd[i]) if has else None,
                    bottom,
                    top,
                    float(reliability[i]) if has else None,
                    float(self.raw.coverage[i]),
                    int(self.raw.ratings[i]),
                    int(self.raw.interviews[i]),
                    bool(self.raw.is_complete[i]),
                    tuple(notes[i]),
                )
            )
        return tuple(rows)

    @cached_property
    def reliability(self) -> np.ndarray:
        """(N,) 1 - PEV_i / Var(T), Var(T) = a^2 (sum w)^2 + u^2 sum w^2: 0 says nothing is known, 1 everything; kept at 0 or above."""
        weights = self.target_weights
        total = self.sds.a**2 * weights.sum(1) ** 2 + self.sds.u**2 * np.square(weights).sum(1)
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.maximum(1.0 - self.target.variance / total, 0.0)

    def skills(self, candidate: Hashable) -> tuple[SkillScore, ...]:
        """Every skill of the candidate's job that anyone was rated on; empty for a candidate without ratings."""
        i = self.index(candidate)
        if self.layout.pool[i] < 0:
            return ()
        own = self.panel.skill[self.panel.candidate == i]
        found = []
        for place, skill in enumerate(self.layout.skills_of[self.panel.job_of[i]]):
            sd = math.sqrt(self.posterior.covariance[i, place, place])
            found.append(SkillScore(self.panel.skills[skill], float(self.posterior.mean[i, place]), sd, int((own == skill).sum())))
        return tuple(found)

    @cached_property
    def _notes(self) -> list[list[str]]:
        notes = [[] for _ in self.panel.candidates]
        for guard in self.guards:
            for i in guard.candidates:
                notes[i].append(guard.note)
        for i in np.flatnonzero(self.raw.ratings):
            if not self.is_scored[i]:
                notes[i].append("no score: no skill that was assessed carries weight")
            elif not self.raw.is_complete[i]:
                notes[i].append(f"incomplete: only {self.raw.coverage[i]:.0%} of the weight was assessed; left out of the order")
        return notes


def calibrate(panel: Panel, weights: Mapping | None = None, *, sds: Sds | None = None) -> Calibration:
    """Scores of every candidate of the panel. Weights as in `weights_for`; `sds` fixes the five sds (points).

    Model: y_ijs = mu_s + o_pool(i) + a_i + u_is + b_j + c_ij + e_ijs (candidate i, interviewer j, skill s;
    means per job, severities -b_j shared between jobs). Score T_i = sum_s w_s (mu_s + o + a_i + u_is),
    the best linear unbiased prediction; its 80 % interval is T_i -+ 1.2816 sd. The sds are estimated from
    the panel itself; under 30 candidates their uncertainty is averaged over. With `sds` nothing is estimated.
    Sources: Henderson 1975; Patterson & Thompson 1971; the guards are in `guards.py`.

    >>> from hiring.assessment.examples import WEIGHTS, four_candidates
    >>> fitted = calibrate(four_candidates(), WEIGHTS, sds=Sds(0.5, 0.3, 0.4, 0.3, 0.6))
    >>> [(s.candidate, round(s.raw, 1), round(s.score, 4), round(s.sd, 4)) for s in fitted.scores]
    [('A', 4.1, 4.0516, 0.3915), ('B', 2.7, 3.1544, 0.3915), ('C', 4.5, 4.127, 0.4038), ('D', 3.4, 3.8506, 0.4898)]
    """
    found = weights_for(panel, weights)
    layout = layout_of(panel)
    used, sds_are, plausible, failed = _sds(layout, sds)
    solutions = tuple(solve(layout, each) for each in plausible)
    raw = raw_scores(panel, found)
    return Calibration(panel, found, raw, Posterior(layout, solutions), used, sds_are, applied_guards(layout, raw.interviews, failed))


def checked_sds(values) -> Sds:
    """Five standard deviations in points, a, u, b, c, e, each from 0 to 10 and e above 0; else BadInput.

    Below 0.001 they are taken as 0.001, which no mark can tell from 0.

    >>> checked_sds([0.5, 0.3, 0, 0.3, 0.6]).b
    0.001
    """
    values = [float(value) for value in values]
    if len(values) != 5:
        raise BadInput(f"five numbers are needed (a, u, b, c, e), got {len(values)}", column="sds")
    for name, value in zip(Sds._fields, values, strict=True):
        if not 0 <= value <= MOST_SD or (name == "e" and value == 0):
            raise BadInput(f"{name} is {value:g}; it must be a positive number of points, 10 at most", column="sds")
    return Sds(*(max(value, LEAST_SD) for value in values))


def weight_rows(layout: Layout, share: np.ndarray) -> np.ndarray:
    """(N,S) from weights by job and skill (jobs, skills): on each job's rated skills, rescaled to add up to 1 (0 where all are 0)."""
    rows = np.zeros((len(layout.panel.jobs), layout.widest_job))
    for job, skills in enumerate(layout.skills_of):
        own = share[job, skills]
        rows[job, : len(skills)] = own / own.sum() if own.sum() > 0 else 0.0
    return rows[layout.panel.job_of]


def _sds(layout, sds):
    """The sds to report, where they come from, the set to average over, whether the optimiser failed."""
    if sds is not None:
        given = checked_sds(sds)
        return given, "given", (given,), False
    if not has_overlap(layout):
        return CENTRES, "default", (CENTRES,), False
    best = estimate(layout)
    if not best.converged:
        return CENTRES, "default", (CENTRES,), True
    if len(layout.rated) >= SMALL_PANEL:
        return best.sds, "estimated", (best.sds,), False
    return best.sds, "estimated", plausible_sds(layout, best), False
