"""How applications went through the stages: funnel, pass-through, time in each stage. No Django."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from math import sqrt
from statistics import median, quantiles

ORDER = ("applied", "screen", "interview", "debrief", "offer", "hired")
REJECTED, WITHDRAWN = "rejected", "withdrawn"
Z80 = 1.2815515594
FEWEST_FOR_QUARTILES = 5
DAY_SECONDS = 86_400


@dataclass(frozen=True)
class Journey:
    """One application: (stage, when it was entered), oldest first, at least one."""

    steps: tuple[tuple[str, datetime], ...]

    @property
    def now(self) -> str:
        return self.steps[-1][0]

    @property
    def furthest(self) -> int:
        """Place in ORDER of the last stage that was ever reached."""
        return max((ORDER.index(stage) for stage, _ in self.steps if stage in ORDER), default=0)


@dataclass(frozen=True)
class FunnelRow:
    """reached = went_on + rejected + withdrawn + under_way. `share` of those whose way here is over went on, with its 80 % interval."""

    stage: str
    reached: int
    went_on: int
    rejected: int
    withdrawn: int
    under_way: int
    share: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class TimeRow:
    """Days spent in a stage. Quartiles from five visits on; `waiting`: still there, `waiting_days` the median so far."""

    stage: str
    visits: int
    days: float | None
    quarter: float | None
    three_quarters: float | None
    waiting: int
    waiting_days: float | None


def funnel(journeys: Iterable[Journey]) -> list[FunnelRow]:
    """A stage counts as reached when it or a later one was entered, so that skipping one loses nobody.

    >>> from datetime import datetime
    >>> day = datetime(2026, 1, 1)
    >>> went, stayed = Journey((("applied", day), ("screen", day))), Journey((("applied", day), ("rejected", day)))
    >>> [(row.stage, row.reached, row.went_on, row.rejected, row.share) for row in funnel([went, stayed])][:2]
    [('applied', 2, 1, 1, 0.5), ('screen', 1, 0, 0, None)]
    """
    journeys = list(journeys)
    return [_row(place, stage, journeys) for place, stage in enumerate(ORDER)]


def times(journeys: Iterable[Journey], now: datetime) -> list[TimeRow]:
    """Each visit counts; the last stage of a way that is over is left out."""
    spent, waiting = {stage: [] for stage in ORDER[:-1]}, {stage: [] for stage in ORDER[:-1]}
    for journey in journeys:
        ends = [at for _, at in journey.steps[1:]]
        for (stage, begun), ended in zip(journey.steps, ends, strict=False):
            if stage in spent:
                spent[stage].append((ended - begun).total_seconds() / DAY_SECONDS)
        last, begun = journey.steps[-1]
        if last in waiting:
            waiting[last].append((now - begun).total_seconds() / DAY_SECONDS)
    return [_time(stage, spent[stage], waiting[stage]) for stage in spent]


def wilson(part: int, whole: int) -> tuple[float, float]:
    """80 % interval of a share (Wilson 1927), which stays inside 0-1 and is honest at few.

    >>> tuple(round(limit, 3) for limit in wilson(1, 2))
    (0.164, 0.836)
    """
    share, z2 = part / whole, Z80**2
    centre = (share + z2 / (2 * whole)) / (1 + z2 / whole)
    half = Z80 * sqrt(share * (1 - share) / whole + z2 / (4 * whole**2)) / (1 + z2 / whole)
    return max(0.0, centre - half), min(1.0, centre + half)


def _row(place, stage, journeys):
    here = [journey for journey in journeys if journey.furthest == place]
    went_on = sum(1 for journey in journeys if journey.furthest > place)
    rejected = sum(1 for journey in here if journey.now == REJECTED)
    withdrawn = sum(1 for journey in here if journey.now == WITHDRAWN)
    over = went_on + rejected + withdrawn
    is_last = place == len(ORDER) - 1
    share = went_on / over if over and not is_last else None
    low, high = wilson(went_on, over) if share is not None else (None, None)
    return FunnelRow(stage, went_on + len(here), went_on, rejected, withdrawn, len(here) - rejected - withdrawn, share, low, high)


def _time(stage, spent, waiting):
    quarters = quantiles(spent, n=4, method="inclusive") if len(spent) >= FEWEST_FOR_QUARTILES else (None, None, None)
    return TimeRow(
        stage,
        len(spent),
        median(spent) if spent else None,
        quarters[0],
        quarters[2],
        len(waiting),
        median(waiting) if waiting else None,
    )
