"""Whether a question still tells candidates apart, and how long it takes: counts in, a verdict out."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from statistics import median

from scipy.special import chdtri

FEWEST = 8
FEWEST_TIMES = 3
FLAT = 0.6  # of a mark: about seven marks in ten are the same
OFTEN = 40  # interviews in twelve months; past that, candidates may have heard of it
ROUNDING = sqrt(1 / 12)  # whole marks hide at least this spread, even where all look alike


@dataclass(frozen=True)
class Health:
    """`spread`: standard deviation of the marks, with its 80 % interval; None below FEWEST marks."""

    marks: int
    spread: float | None = None
    low: float | None = None
    high: float | None = None
    commonest: int | None = None
    commonest_count: int = 0
    is_flat: bool = False
    is_overused: bool = False

    @property
    def should_retire(self) -> bool:
        return self.is_flat or self.is_overused

    @property
    def verdict(self) -> tuple[str, str]:
        """(kind of verdict, words)."""
        if self.is_flat:
            return "warn", "flat: retire it"
        if self.is_overused:
            return "warn", "over-used: retire it"
        if self.spread is None:
            return "unknown", "too few to say"
        return "ok", "tells apart"


def health(counts: Mapping[int, int], asked_lately: int = 0) -> Health:
    """Of marks (1 to 5) and how often each was given, and of interviews in the last twelve months.

    s = sqrt(sum (x - mean)^2 / (n - 1)), not below what rounding to whole marks hides. Its interval runs from
    s sqrt((n-1)/c90) to s sqrt((n-1)/c10), c being quantiles of chi-square with n - 1 degrees; exact for normal
    marks, rough for whole ones. Flat: even the upper end is below FLAT.

    >>> found = health({2: 1, 3: 4, 4: 5})
    >>> round(found.spread, 3), round(found.low, 3), round(found.high, 3), found.verdict[1]
    (0.699, 0.547, 1.027, 'tells apart')
    """
    n = sum(counts.values())
    overused = asked_lately >= OFTEN
    if n < FEWEST:
        return Health(n, is_overused=overused)
    mean = sum(mark * count for mark, count in counts.items()) / n
    spread = max(sqrt(sum(count * (mark - mean) ** 2 for mark, count in counts.items()) / (n - 1)), ROUNDING)
    low, high = (spread * sqrt((n - 1) / float(chdtri(n - 1, tail))) for tail in (0.1, 0.9))
    commonest = max(sorted(counts), key=counts.get)
    return Health(n, spread, low, high, commonest, counts[commonest], high < FLAT, overused)


@dataclass(frozen=True)
class Timing:
    """What interviewers say of one question: `said` anything at all, `asked` it; minutes are None below FEWEST_TIMES."""

    said: int = 0
    asked: int = 0
    median: int | None = None
    low: int | None = None
    high: int | None = None

    @property
    def not_asked(self) -> int:
        return self.said - self.asked

    @property
    def is_never_asked(self) -> bool:
        return self.said >= FEWEST_TIMES and not self.asked


def timing(counts: Mapping[int, int]) -> Timing:
    """Of minutes as said (0: not asked) and how often each was. The median lies between two minutes where the two middle ones differ,
    and is told to the nearest whole one.

    >>> timing({0: 1, 10: 2, 15: 1, 30: 1})
    Timing(said=5, asked=4, median=12, low=10, high=30)
    >>> timing({0: 1, 10: 2})
    Timing(said=3, asked=2, median=None, low=None, high=None)
    """
    minutes = sorted(each for each, count in counts.items() if each for _ in range(count))
    said = sum(counts.values())
    if len(minutes) < FEWEST_TIMES:
        return Timing(said, len(minutes))
    return Timing(said, len(minutes), round(median(minutes)), minutes[0], minutes[-1])
