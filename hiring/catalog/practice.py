"""How someone's practice marks stand to the agreed ones: plain values in, plain values out."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean, stdev

from scipy.special import stdtrit

FEWEST = 8
ROUNDING = sqrt(1 / 12)  # whole marks hide at least this spread, even where all differences look alike


@dataclass(frozen=True)
class Practised:
    """`lean`: mean of own mark less agreed mark, with its 80 % interval; None below FEWEST marks."""

    marked: int
    same: int
    within_one: int
    lean: float | None = None
    low: float | None = None
    high: float | None = None


def practised(pairs: Sequence[tuple[int, int]]) -> Practised:
    """Of pairs (own mark, agreed mark). The interval is Student's t of the differences.

    >>> practised([(4, 3)] * 6 + [(3, 3)] * 3)
    Practised(marked=9, same=3, within_one=9, lean=0.6666666666666666, low=0.43386411504268907, high=0.8994692182906442)
    """
    apart = [own - agreed for own, agreed in pairs]
    counts = len(apart), sum(each == 0 for each in apart), sum(abs(each) <= 1 for each in apart)
    if len(apart) < FEWEST:
        return Practised(*counts)
    lean = fmean(apart)
    margin = float(stdtrit(len(apart) - 1, 0.9)) * max(stdev(apart), ROUNDING) / sqrt(len(apart))
    return Practised(*counts, lean, lean - margin, lean + margin)


def claim(found: Practised) -> str:
    """What may be said of someone's marks, and no more."""
    if not found.marked:
        return "Mark an answer, then see what was agreed."
    if found.lean is None:
        return f"{found.marked} of {FEWEST} answers marked: too few to say how you mark."
    if found.low > 0:
        return f"You mark higher than agreed, by about {found.lean:.1f} of a mark."
    if found.high < 0:
        return f"You mark lower than agreed, by about {-found.lean:.1f} of a mark."
    return "You mark neither higher nor lower than agreed, as far as your answers can tell."


def difference(own: int, agreed: int) -> str:
    if own == agreed:
        return "as agreed"
    return f"{abs(own - agreed)} {'higher' if own > agreed else 'lower'}"
