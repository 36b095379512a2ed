"""Adverse impact: rates of groups, their ratios, and how far chance alone would go."""

import math
from collections.abc import Hashable, Mapping
from dataclasses import dataclass

import numpy as np
from scipy.stats import fisher_exact

FOUR_FIFTHS = 0.80
FEWEST_PEOPLE = 10
FEWEST_EXPECTED = 5
SMALLEST_SHARE = 0.02
Z95 = 1.959963984540054
UNKNOWN = None


@dataclass(frozen=True)
class RateRatio:
    """Two groups: rates 0-1, `ratio` first over second (None when the second's rate is 0), 95 % interval `low`-`high`
    (None when either count is 0), two-sided Fisher exact `p`. `too_few`: why the numbers cannot be judged, or ""."""

    rate: float
    reference_rate: float
    ratio: float | None
    low: float | None
    high: float | None
    p: float
    too_few: str

    @property
    def words(self) -> str:
        exact = self.ratio is not None and not self.too_few
        return f"{self.reading} (p = {self.p:.3f})" if exact else self.reading

    @property
    def reading(self) -> str:
        """The same without a figure, for where the counts are kept back: a p-value would tell them."""
        if self.ratio is None:
            return "no ratio: nobody in the reference group was selected"
        fifths = "below four fifths" if self.ratio < FOUR_FIFTHS else "at or above four fifths"
        if self.too_few:
            return f"{fifths}, but too few to judge: {self.too_few}"
        chance = "could well be chance" if self.p >= 0.05 else "unlikely to be chance"
        return f"{fifths}; the difference {chance}"


@dataclass(frozen=True)
class GroupImpact:
    """One group: `selected` of `people`. `compared` is None for the group with the highest rate and for one too small
    to enter the ratios (`note` says which)."""

    group: Hashable
    selected: int
    people: int
    rate: float | None
    compared: RateRatio | None
    note: str = ""


@dataclass(frozen=True)
class Impact:
    """All groups, in the order given, and the people whose category is unknown: counted and shown, not used."""

    groups: tuple[GroupImpact, ...]
    reference: Hashable
    unknown_selected: int = 0
    unknown_people: int = 0
    reason: str = ""


def rate_ratio(selected: int, people: int, reference_selected: int, reference_people: int) -> RateRatio:
    """(s1/n1) / (s2/n2) with exp(log ratio -+ 1.96 sqrt(1/s1 - 1/n1 + 1/s2 - 1/n2)) and Fisher's exact test.

    Too few to judge when a group has under 10 people or an expected count is under 5; the numbers stand all the same.

    >>> found = rate_ratio(12, 24, 48, 80)
    >>> round(found.ratio, 4), round(found.low, 4), round(found.high, 4), round(found.p, 4)
    (0.8333, 0.5376, 1.2917, 0.481)
    >>> found = rate_ratio(4, 20, 10, 20)
    >>> round(found.ratio, 2), round(found.p, 4), found.words
    (0.4, 0.0958, 'below four fifths; the difference could well be chance (p = 0.096)')
    """
    table = [[selected, people - selected], [reference_selected, reference_people - reference_selected]]
    rate, reference_rate = selected / people, reference_selected / reference_people
    ratio = rate / reference_rate if reference_selected else None
    low = high = None
    if selected and reference_selected:
        half = Z95 * math.sqrt(max(1 / selected - 1 / people + 1 / reference_selected - 1 / reference_people, 0.0))
        low, high = ratio * math.exp(-half), ratio * math.exp(half)
    return RateRatio(rate, reference_rate, ratio, low, high, float(fisher_exact(table)[1]), _too_few(table))


def selection_impact(counts: Mapping[Hashable, tuple[int, int]]) -> Impact:
    """Each group's selection rate against the highest. `counts`: group to (selected, people); the key None holds the unknown.

    A group under 2 % of the people is left out of the ratios, its rate still shown (6 RCNY 5-300 to 5-304; 29 CFR 1607.4 D).

    >>> found = selection_impact({"men": (667, 1390), "women": (555, 1181)})
    >>> found.reference, [(g.group, round(g.rate, 2)) for g in found.groups], round(found.groups[1].compared.ratio, 3)
    ('men', [('men', 0.48), ('women', 0.47)], 0.979)
    """
    unknown_selected, unknown_people = counts.get(UNKNOWN, (0, 0))
    known = {group: pair for group, pair in counts.items() if group is not UNKNOWN}
    everyone = sum(people for _, people in known.values())
    large = {group: pair for group, pair in known.items() if pair[1] and pair[1] >= SMALLEST_SHARE * everyone}
    if not large:
        return Impact(tuple(_left_out(g, *pair) for g, pair in known.items()), None, unknown_selected, unknown_people, "nobody to compare")
    reference = max(large, key=lambda group: large[group][0] / large[group][1])
    found = []
    for group, (selected, people) in known.items():
        if group not in large:
            found.append(_left_out(group, selected, people))
        elif group == reference:
            found.append(GroupImpact(group, selected, people, selected / people, None, "highest rate"))
        else:
            found.append(GroupImpact(group, selected, people, selected / people, rate_ratio(selected, people, *large[reference])))
    reason = "" if len(large) > 1 else "only one group to look at"
    return Impact(tuple(found), reference, unknown_selected, unknown_people, reason)


def _left_out(group, selected, people) -> GroupImpact:
    note = "under 2 % of the people: left out of the ratios" if people else "nobody"
    return GroupImpact(group, selected, people, selected / people if people else None, None, note)


def _too_few(table) -> str:
    counts = np.array(table, dtype=float)
    if counts.sum(1).min() < FEWEST_PEOPLE:
        return f"a group has fewer than {FEWEST_PEOPLE} people"
    expected = np.outer(counts.sum(1), counts.sum(0)) / counts.sum()
    if expected.min() < FEWEST_EXPECTED:
        return f"an expected count is below {FEWEST_EXPECTED}"
    return ""
