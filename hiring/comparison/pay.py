"""What may be said of pay side by side: a difference is told only where the intervals of the medians lie apart."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

WITH_ARTICLE = re.compile(
    r"(United|Dominican|Central African) .+|Netherlands|Philippines|Bahamas|Gambia|Comoros|Maldives|Seychelles|.+ Islands.*"
)


@dataclass(frozen=True)
class Median:
    """An estimated median with the ends of its 80% interval; `name` as it stands inside a sentence."""

    name: str
    value: int
    low: int
    high: int


def in_place(country: str) -> str:
    """A country's name after "in".

    >>> in_place("Poland"), in_place("United Kingdom")
    ('Poland', 'the United Kingdom')
    """
    return f"the {country}" if WITH_ARTICLE.fullmatch(country) else country


def not_told_apart(medians: Sequence[Median]) -> list[tuple[Median, ...]]:
    """The largest groups in which every interval meets every other, in the order of the medians, highest first.

    Intervals on a line that meet pairwise share a point, and the highest of their low ends is such a point.

    >>> a, b, c = Median("a", 90, 80, 100), Median("b", 75, 70, 82), Median("c", 60, 55, 65)
    >>> [[each.name for each in group] for group in not_told_apart([c, a, b])]
    [['a', 'b']]
    """
    ordered = sorted(medians, key=lambda each: (-each.value, each.name))
    meeting = [tuple(each for each in ordered if each.low <= point.low <= each.high) for point in ordered]
    groups = [group for group in dict.fromkeys(meeting) if len(group) > 1]
    return [group for group in groups if not any(set(group) < set(other) for other in groups)]


def pay_sentence(medians: Sequence[Median], *, place: str, currency: str) -> str:
    """One sentence over two medians or more; below two there is nothing to compare.

    >>> pay_sentence([Median("a", 90_000, 80_000, 100_000), Median("b", 70_000, 60_000, 79_000)], place="Poland", currency="PLN")
    'In Poland the median offer is 90,000 PLN for the a and 70,000 PLN for the b.'
    """
    if len(medians) < 2:
        return f"Too little is known of their pay in {place} to compare it."
    ordered = sorted(medians, key=lambda each: (-each.value, each.name))
    offers = [f"{each.value:,} {currency} for the {each.name}" for each in ordered]
    told = f"In {place} the median offer is {_listed(offers)}"
    groups = not_told_apart(medians)
    if not groups:
        return f"{told}."
    if len(groups[0]) == len(medians):
        return f"{told}: {'the two' if len(medians) == 2 else 'they'} cannot be told apart."
    named = "; ".join(_listed([f"the {each.name}" for each in group]) for group in groups)
    return f"{told}; what cannot be told apart: {named}."


def _listed(words: list[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}"
