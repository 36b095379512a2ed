"""How far a figure carries, as a word with its reason."""

from dataclasses import dataclass
from datetime import date

HIGH_N, MEDIUM_N, LOW_N, MEDIAN_N = 30, 10, 5, 3
MEDIUM_WIDTH, LOW_WIDTH = 0.15, 0.30
STALE_MONTHS = 12


@dataclass(frozen=True)
class Confidence:
    word: str  # high, medium, low or insufficient
    reason: str

    @property
    def label(self):
        return {"high": "High", "medium": "Medium", "low": "Low"}.get(self.word, "Too few")

    @property
    def kind(self):
        """The verdict shape that goes with the word."""
        return {"high": "ok", "medium": "new", "low": "warn"}.get(self.word, "unknown")


def confidence(n: int, median_interval: tuple[float, float, float] | None = None) -> Confidence:
    """By the number of ranges, or by how narrowly a model knows the median: (low, median, high).

    >>> confidence(33).word, confidence(12).word, confidence(7).word, confidence(3).word
    ('high', 'medium', 'low', 'insufficient')
    >>> confidence(2, (90_000, 100_000, 111_000)).reason
    '2 ranges; the median is known to within 11%'
    """
    ranges = "1 range" if n == 1 else f"{n:,} ranges"
    if n >= HIGH_N:
        return Confidence("high", f"{ranges}, {HIGH_N} or more")
    if median_interval is None:
        if n >= MEDIUM_N:
            return Confidence("medium", f"{ranges}, {MEDIUM_N} to {HIGH_N - 1}")
        if n >= LOW_N:
            return Confidence("low", f"{ranges}, {LOW_N} to {MEDIUM_N - 1}: no 10% and 90%")
        return Confidence("insufficient", f"{ranges}, fewer than {LOW_N}")
    low, median, high = median_interval
    width = max(median - low, high - median) / median
    reason = f"{ranges}; the median is known to within {width:.0%}"
    if n >= MEDIUM_N or width <= MEDIUM_WIDTH:
        return Confidence("medium", reason)
    if n >= LOW_N or width <= LOW_WIDTH:
        return Confidence("low", reason)
    return Confidence("insufficient", reason)


def months_old(as_of: date, today: date) -> int:
    """Whole months since the last day that a figure covers.

    >>> months_old(date(2025, 7, 31), date(2026, 7, 30)), months_old(date(2025, 7, 31), date(2026, 8, 1))
    (11, 12)
    """
    return (today.year - as_of.year) * 12 + today.month - as_of.month - (today.day < as_of.day)


def is_stale(as_of: date | None, today: date) -> bool:
    """Twelve months or more, or without a date. Such figures are marked and never moved forward by guess."""
    return as_of is None or months_old(as_of, today) >= STALE_MONTHS
