"""The six guards on a calibrated score, in their order, each in plain words."""

from dataclasses import dataclass

import numpy as np

from .layout import Layout

FEWEST_CANDIDATES = 3
FEWEST_SHARED_INTERVIEWERS = 2
UNLINKED = "these two share no interviewer chain"


@dataclass(frozen=True)
class Guard:
    """`note` concerns `candidates` (indices); a guard that keeps something out for everybody concerns no single one."""

    number: int
    note: str
    applies: bool
    candidates: frozenset[int] = frozenset()


def has_overlap(layout: Layout) -> bool:
    """Whether severity can be told from ability: 3 candidates or more, and 2 interviewers who met 2 candidates each.

    >>> from hiring.assessment.examples import four_candidates
    >>> from hiring.assessment.layout import layout_of
    >>> has_overlap(layout_of(four_candidates()))
    True
    """
    return len(layout.rated) >= FEWEST_CANDIDATES and layout.shared >= FEWEST_SHARED_INTERVIEWERS


def applied_guards(layout: Layout, interviews: np.ndarray, optimiser_failed: bool) -> tuple[Guard, ...]:
    """All guards in order, with whom they concern. `interviews` (N,) counts."""
    rated = frozenset(layout.rated.tolist())
    return (
        _guard(1, "no rating: no score", np.flatnonzero(interviews == 0)),
        _guard(1, "one opinion: a single interview", np.flatnonzero(interviews == 1)),
        _guard(2, "not adjusted for interviewer severity: too little overlap", () if has_overlap(layout) else rated),
        *_pool_guards(layout),
        _guard(4, "spreads could not be estimated from these ratings: default values used", rated if optimiser_failed else ()),
        Guard(5, "an interviewer's own average is never subtracted: it would punish whoever met strong candidates", True),
        Guard(6, "nothing but marks enters; scores are drawn towards the average of the job and of nothing else", True),
    )


def _guard(number, note, candidates) -> Guard:
    concerned = frozenset(int(i) for i in candidates)
    return Guard(number, note, bool(concerned), concerned)


def _pool_guards(layout: Layout) -> list[Guard]:
    """Whom each candidate cannot be linked to, for jobs whose candidates fall into several pools."""
    cells = layout.panel.job_of[layout.rated] * (layout.pool.max(initial=0) + 1) + layout.pool[layout.rated]
    here, cell, size = np.unique(cells, return_inverse=True, return_counts=True)
    of_job = np.bincount(layout.panel.job_of[layout.rated], minlength=len(layout.panel.jobs))
    concerned: dict[str, list[int]] = {}
    for candidate, own in zip(layout.rated, size[cell] if len(here) else (), strict=True):
        everyone = of_job[layout.panel.job_of[candidate]]
        if own < everyone:
            note = f"shares no interviewer chain with {everyone - own} of the {everyone} candidates: compared with them by group averages"
            if layout.detached[candidate]:
                note += ", and on other skills than theirs, so not comparable"
            concerned.setdefault(note, []).append(candidate)
    return [_guard(3, note, candidates) for note, candidates in concerned.items()] or [_guard(3, UNLINKED, ())]
