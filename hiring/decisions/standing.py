"""Where the candidates of one opening stand, computed from plain marks. No Django: the same input gives the same answer."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from hiring.assessment.agreement import Within, disagreements
from hiring.assessment.calibration import METHOD, METHOD_VERSION, Calibration, Score, calibrate
from hiring.assessment.comparison import bands, order, probabilities
from hiring.assessment.evidence import Evidence, next_best_evidence
from hiring.assessment.explanation import Explanation, explanation
from hiring.assessment.gates import THRESHOLD, Gate, gates
from hiring.assessment.panel import Panel, Rating
from hiring.assessment.stability import (
    BreakEven,
    WeightStability,
    WithoutInterviewer,
    break_evens,
    weight_stability,
    without_each_interviewer,
)

LEAST_TO_NAME = 0.05
APART_TO_DISCUSS = 2


@dataclass(frozen=True)
class Skill:
    """A skill of the rubric; `expected` is the mark that the level asks for."""

    slug: str
    name: str
    weight: int
    expected: int
    must_have: bool

    @property
    def threshold(self) -> float:
        """The gate of a must-have: 3, or the expected mark where the level asks for less."""
        return min(THRESHOLD, float(self.expected))


@dataclass(frozen=True, order=True)
class Mark:
    candidate: int
    interviewer: int
    skill: str
    value: float


@dataclass(frozen=True)
class Marks:
    """All that a standing is computed from. `running`: candidates who are still to be ordered."""

    skills: tuple[Skill, ...]
    marks: tuple[Mark, ...]
    running: frozenset[int]

    @property
    def candidates(self) -> frozenset[int]:
        return frozenset(mark.candidate for mark in self.marks)


@dataclass(frozen=True)
class Place:
    """One candidate: the fitted score, the gates in the rubric's order, and why score and plain mean differ, the larger cause first."""

    score: Score
    gates: tuple[Gate, ...]
    difference: float
    causes: tuple[str, ...]

    @property
    def why(self) -> str:
        return "; ".join(self.causes)

    @property
    def candidate(self) -> int:
        return self.score.candidate

    @property
    def is_one_opinion(self) -> bool:
        return self.score.interviews == 1

    @property
    def caveats(self) -> tuple[str, ...]:
        """The guards that concern this candidate, as sentences."""
        return tuple(f"{note[:1].upper()}{note[1:]}." for note in self.score.notes)

    def gates_in(self, state: str) -> tuple[Gate, ...]:
        return tuple(gate for gate in self.gates if gate.state == state)


@dataclass(frozen=True)
class Band:
    """Candidates who cannot be told apart, best first. Chances are 0–1.

    closest: lowest and highest chance that the better of two neighbours is ahead (None for one alone).
    ahead: chance that the first of the band above is ahead of this one's first; edge: the same for the two
    neighbours across the border. None for the first band.
    """

    places: tuple[Place, ...]
    closest: tuple[float, float] | None = None
    ahead: float | None = None
    edge: float | None = None

    @property
    def zone(self) -> tuple[float, float]:
        return min(place.score.low for place in self.places), max(place.score.high for place in self.places)


@dataclass(frozen=True)
class Stability:
    """Would the first place change: under other weights, one other weight, equal ones, without one interviewer.

    `break_even`: the nearest weight at which the first two are level, None if no weight alone does it."""

    weights: WeightStability
    break_even: BreakEven | None
    equal: tuple[int, ...]
    without: tuple[WithoutInterviewer, ...]


@dataclass(frozen=True)
class Standing:
    """bands: the order, best first; incomplete: under 60 % of the weight assessed; ended: no longer running, by name of the key.

    best_evidence: the one more mark that would tell most about the first places. is_adjusted: whether
    interviewers' severity could be told from the marks. unlinked: some candidates share no interviewer chain.
    """

    bands: tuple[Band, ...] = ()
    incomplete: tuple[Place, ...] = ()
    ended: tuple[Place, ...] = ()
    disagreements: tuple[Within, ...] = ()
    stability: Stability | None = None
    best_evidence: Evidence | None = None
    is_adjusted: bool = False
    unlinked: bool = False
    notes: tuple[str, ...] = ()
    sds_are: str = "default"
    sds: tuple[float, ...] = ()
    method: str = f"{METHOD} {METHOD_VERSION}"

    @property
    def ordered(self) -> tuple[Place, ...]:
        return tuple(place for band in self.bands for place in band.places)

    @property
    def places(self) -> dict[int, Place]:
        return {place.candidate: place for place in (*self.ordered, *self.incomplete, *self.ended)}

    @property
    def first(self) -> Place | None:
        return self.bands[0].places[0] if self.bands else None

    @property
    def by_mean(self) -> tuple[Place, ...]:
        return tuple(sorted(self.ordered, key=lambda place: (-place.score.raw, place.candidate)))


def standing(given: Marks) -> Standing:
    """The whole ranking. Without marks, or where nothing that was marked carries weight, an empty one."""
    calibration = fitted(given)
    if calibration is None:
        return Standing()
    places = {place.candidate: place for place in _places(calibration, given)}
    runners = _only(calibration, given.running)
    ranked = order(runners)
    placed = {calibration.panel.candidates[i] for i in ranked}
    return Standing(
        bands=_bands(runners, ranked, places),
        incomplete=tuple(place for key, place in places.items() if key in given.running and key not in placed),
        ended=tuple(place for key, place in places.items() if key not in given.running),
        disagreements=tuple(
            within for within in disagreements(calibration.panel) if within.spread >= APART_TO_DISCUSS and within.candidate in given.running
        ),
        stability=_stability(runners, ranked) if len(ranked) > 1 else None,
        best_evidence=_best_evidence(runners, ranked),
        is_adjusted=not any(guard.number == 2 and guard.applies for guard in calibration.guards),
        unlinked=any(guard.number == 3 and guard.applies for guard in calibration.guards),
        notes=tuple(guard.note for guard in calibration.guards if guard.applies and guard.number in (2, 4)),
        sds_are=calibration.sds_are,
        sds=tuple(calibration.sds),
    )


def fitted(given: Marks) -> Calibration | None:
    """The calibrated panel, or None if there is nothing to fit."""
    weights = {skill.slug: float(skill.weight) for skill in given.skills}
    weights |= {mark.skill: 0.0 for mark in given.marks if mark.skill not in weights}
    if not any(weights[mark.skill] for mark in given.marks):
        return None
    return calibrate(Panel.of(one_mark_each(given.marks)), weights)


def one_mark_each(marks: Iterable[Mark]) -> list[Rating]:
    """One rating per candidate, interviewer and skill: someone who met a candidate twice is one person, with their mean mark.

    >>> one_mark_each([Mark(1, 7, "sql", 3), Mark(1, 7, "sql", 4)])
    [Rating(candidate=1, interviewer=7, skill='sql', value=3.5, job=None, row=None)]
    """
    given = {}
    for mark in marks:
        given.setdefault((mark.candidate, mark.interviewer, mark.skill), []).append(mark.value)
    return [Rating(*key, sum(values) / len(values)) for key, values in given.items()]


def explained(given: Marks, candidate: int) -> tuple[Explanation, Place] | None:
    """A candidate's score line by line, with their place; None where there is no score."""
    calibration = fitted(given)
    if calibration is None or candidate not in calibration.panel.candidates or not calibration.is_scored[calibration.index(candidate)]:
        return None
    place = next(place for place in _places(calibration, given) if place.candidate == candidate)
    return explanation(calibration, candidate), place


def causes(difference: float, severity: float, drawn: float | None, *, is_towards_mean: bool) -> tuple[str, ...]:
    """Why a score differs from the plain mean, the larger cause first; `difference` is that of the figures as shown.

    >>> causes(-0.4, -0.33, -0.08, is_towards_mean=True)
    ('met more lenient interviewers', 'drawn to the mean, as few ratings must be')
    >>> causes(0.0, 0.2, -0.2, is_towards_mean=True)
    ('strictness and the pull to the mean cancel out',)
    """
    pull = "drawn to the mean, as few ratings must be" if is_towards_mean else "skills with little evidence count less by themselves"
    both = [(severity, f"met {'stricter' if severity > 0 else 'more lenient'} interviewers"), (drawn or 0.0, pull)]
    if abs(difference) < LEAST_TO_NAME:
        if all(abs(size) >= LEAST_TO_NAME for size, _ in both):
            return (f"{'strictness' if severity > 0 else 'leniency'} and the pull to the mean cancel out",)
        return ("no real difference",)
    told = [(abs(size), words) for size, words in both if size * difference > 0 and abs(size) >= LEAST_TO_NAME]
    return tuple(words for _, words in sorted(told, reverse=True)) or ("several small causes together",)


def _places(calibration: Calibration, given: Marks) -> list[Place]:
    thresholds = {skill.slug: skill.threshold for skill in given.skills if skill.must_have}
    raws = [score.raw for score in calibration.scores if score.raw is not None]
    centre = sum(raws) / len(raws)
    return [_place(calibration, score, thresholds, centre) for score in calibration.scores]


def _place(calibration, score, thresholds, centre) -> Place:
    found = gates(calibration, score.candidate, thresholds)
    if score.score is None or score.raw is None:
        return Place(score, found, 0.0, ())
    told = explanation(calibration, score.candidate)
    difference = round(round(score.score, 1) - round(score.raw, 1), 1)
    is_towards_mean = told.drawn is None or told.drawn * (centre - score.raw) > 0
    return Place(score, found, difference, causes(difference, told.severity, told.drawn, is_towards_mean=is_towards_mean))


def _only(calibration: Calibration, running: frozenset[int]) -> Calibration:
    """The same fit in which only those still running are complete, so that orders and comparisons leave the others out."""
    is_running = np.array([candidate in running for candidate in calibration.panel.candidates])
    return replace(calibration, raw=replace(calibration.raw, coverage=np.where(is_running, calibration.raw.coverage, 0.0)))


def _bands(calibration: Calibration, ranked, places) -> tuple[Band, ...]:
    if not len(ranked):
        return ()
    numbers = bands(calibration, ranked)
    groups = [ranked[numbers == number] for number in range(1, int(numbers.max()) + 1)]
    names = calibration.panel.candidates
    found = []
    for above, group in zip([None, *groups], groups, strict=False):
        near = [_ahead(calibration, a, b) for a, b in zip(group, group[1:], strict=False)]
        found.append(
            Band(
                tuple(places[names[i]] for i in group),
                (min(near), max(near)) if near else None,
                None if above is None else _ahead(calibration, above[0], group[0]),
                None if above is None else _ahead(calibration, above[-1], group[0]),
            )
        )
    return tuple(found)


def _ahead(calibration, first, second) -> float:
    return float(probabilities(calibration, [first], [second])[0, 0])


def _stability(calibration: Calibration, ranked) -> Stability:
    rows = calibration.target_weights
    used = (calibration.layout.panel.job_of >= 0)[:, None] & (rows > 0)
    equal = used / np.maximum(used.sum(1, keepdims=True), 1)
    score = calibration.posterior.target(equal).score
    by_equal = ranked[np.argsort(-score[ranked], kind="stable")]
    names = calibration.panel.candidates
    return Stability(
        weight_stability(calibration),
        next(iter(break_evens(calibration, names[ranked[0]], names[ranked[1]])), None),
        tuple(names[i] for i in by_equal[:2]),
        without_each_interviewer(calibration),
    )


def _best_evidence(calibration: Calibration, ranked) -> Evidence | None:
    if not len(ranked):
        return None
    names = calibration.panel.candidates
    first, rival = names[ranked[0]], names[ranked[1]] if len(ranked) > 1 else None
    found = next_best_evidence(calibration, first, rival)
    return found[0] if found else None
