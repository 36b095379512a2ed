"""Panels whose truth is known: simulated interviews, and how near each way of scoring comes to it.

The truth of a candidate is what an endless panel would average: the expected mark on each skill over
all interviewers, halos and noise, weighted. Marks are rounded to 1-5, which no method is told.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr
from scipy.stats import kendalltau

from hiring.assessment.calibration import calibrate
from hiring.assessment.comparison import CLEARLY, PROBABLY, probabilities
from hiring.assessment.panel import Panel

WEIGHTS = (0.30, 0.25, 0.20, 0.15, 0.10)
MEANS = (3.3, 3.2, 3.4, 3.1, 3.0)


@dataclass(frozen=True)
class Design:
    """One kind of panel. Points for the sds; `pools` groups of candidates and interviewers that never meet,
    the second and later of them stronger by `gap`; `missing` the share of marks lost at random."""

    name: str
    candidates: int = 60
    interviewers: int = 15
    severity: float = 0.60
    halo: float = 0.30
    ability: float = 0.50
    skill: float = 0.30
    noise: float = 0.60
    fewest: int = 3
    most: int = 5
    skills_each: int = 3
    pools: int = 1
    gap: float = 0.0
    missing: float = 0.0


DESIGNS = (
    Design("60 × 15, severity .30", severity=0.30),
    Design("60 × 15, severity .60"),
    Design("20 × 20, severity .60", candidates=20, interviewers=20),
    Design("60 × 15, no severity", severity=0.0),
    Design("60 × 15, strong halo .60", halo=0.60),
    Design("60 × 15, a third missing", missing=1 / 3),
    Design("two unlinked pools of unlike strength", pools=2, gap=0.8),
    Design("tiny: 5 × 6", candidates=5, interviewers=6),
    Design("tiny: 8 × 6, severity .30", candidates=8, interviewers=6, severity=0.30),
    Design("500 × 100, severity .60", candidates=500, interviewers=100),
)


@dataclass(frozen=True, eq=False)
class Simulated:
    panel: Panel
    truth: np.ndarray


def simulated(design: Design, seed: int) -> Simulated:
    """One panel of this design and its candidates' true scores (N,) in points."""
    random = np.random.default_rng(seed)
    n, skills = design.candidates, len(WEIGHTS)
    pool = np.arange(n) * design.pools // n
    level = np.array(MEANS) + design.gap * (pool > 0)[:, None]
    level = level + random.normal(0, design.ability, (n, 1)) + random.normal(0, design.skill, (n, skills))
    severity = random.normal(0, design.severity, design.interviewers)
    rows = []
    for i in range(n):
        interviewers = np.flatnonzero(np.arange(design.interviewers) * design.pools // design.interviewers == pool[i])
        met = min(random.integers(design.fewest, design.most + 1), len(interviewers))
        for j in random.choice(interviewers, met, replace=False):
            asked = random.choice(skills, design.skills_each, replace=False)
            mark = level[i, asked] + severity[j] + random.normal(0, design.halo) + random.normal(0, design.noise, len(asked))
            kept = random.random(len(asked)) >= design.missing
            rows += [(i, j, s, m) for s, m, k in zip(asked, np.clip(np.rint(mark), 1, 5), kept, strict=True) if k]
    candidate, interviewer, skill, value = (np.array(column) for column in zip(*rows, strict=True))
    labels = (range(n), range(design.interviewers), range(skills), (None,))
    panel = Panel.from_arrays(*labels, candidate, interviewer, skill, value.astype(float), np.zeros(n, dtype=int))
    spread = np.sqrt(design.severity**2 + design.halo**2 + design.noise**2)
    return Simulated(panel, expected_mark(level, spread) @ np.array(WEIGHTS))


def expected_mark(level: np.ndarray, spread: float) -> np.ndarray:
    """The mean of round(level + normal(0, spread)) kept within 1-5: 1 + sum over k of P(mark > k)."""
    return 1.0 + sum(ndtr((level - cut) / spread) for cut in (1.5, 2.5, 3.5, 4.5))


@dataclass(frozen=True)
class Result:
    """Over the replicates: Kendall's tau with the truth and root mean square error (points) of the raw and the
    calibrated score; the share of 80 % intervals that hold the truth; the share of pairs called "probably" (P from .80)
    and "clearly ahead" (from .95), and of each the share called rightly."""

    design: Design
    replicates: int
    raw_tau: float
    raw_rmse: float
    tau: float
    rmse: float
    coverage: float
    probably: float
    probably_right: float
    clearly: float
    clearly_right: float

    @property
    def called(self):
        return self.probably + self.clearly

    @property
    def right(self):
        return (self.probably * self.probably_right + self.clearly * self.clearly_right) / self.called


def result(design: Design, replicates: int, first_seed: int = 0) -> Result:
    rows = np.array([_measured(simulated(design, seed)) for seed in range(first_seed, first_seed + replicates)])
    raw_tau, raw_square, tau, square, coverage = rows[:, :5].mean(0)
    pairs, probably, probably_right, clearly, clearly_right = rows[:, 5:].sum(0)
    called = (probably / pairs, probably_right / max(probably, 1), clearly / pairs, clearly_right / max(clearly, 1))
    return Result(design, replicates, raw_tau, raw_square**0.5, tau, square**0.5, coverage, *called)


def table(replicates: int, designs=DESIGNS) -> str:
    """The results as a Markdown table; a tenth of the replicates from 200 candidates on."""
    lines = [
        "| panel | replicates | tau: raw | tau: calibrated | RMSE: raw | RMSE: calibrated | 80 % covers "
        "| pairs called | called right | “probably” right | “clearly” right |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for design in designs:
        r = result(design, max(2, replicates // 10) if design.candidates >= 200 else replicates)
        lines.append(
            f"| {design.name} | {r.replicates} | {r.raw_tau:.3f} | {r.tau:.3f} | {r.raw_rmse:.3f} | {r.rmse:.3f} "
            f"| {r.coverage:.1%} | {r.called:.0%} | {r.right:.1%} | {r.probably_right:.1%} | {r.clearly_right:.1%} |"
        )
    return "\n".join(lines)


def _measured(simulated: Simulated):
    fitted = calibrate(simulated.panel, dict(enumerate(WEIGHTS)))
    seen = np.flatnonzero(fitted.is_scored)
    truth, raw = simulated.truth[seen], fitted.raw.score[seen]
    score, sd = fitted.target.score[seen], np.sqrt(fitted.target.variance[seen])
    ahead = probabilities(fitted, seen, seen)
    upper = np.triu_indices(len(seen), 1)
    surety = np.maximum(ahead, 1 - ahead)[upper]
    agrees = ((ahead > 0.5) == (truth[:, None] > truth[None, :]))[upper]
    clearly = surety >= CLEARLY
    probably = (surety >= PROBABLY) & ~clearly
    held = np.abs(score - truth) <= 1.2816 * sd
    return (
        kendalltau(raw, truth)[0],
        np.mean((raw - truth) ** 2),
        kendalltau(score, truth)[0],
        np.mean((score - truth) ** 2),
        held.mean(),
        len(surety),
        probably.sum(),
        (probably & agrees).sum(),
        clearly.sum(),
        (clearly & agrees).sum(),
    )
