"""What may be shown about a company's own pay without telling anyone's: at least five people, and no subtraction.

Cells (role, level, country) and the totals of their region are all that is ever shown; there are no other sums to play
against them. A total stands only if what it adds to the cells shown beside it is nobody, or five people or more.
"""

from collections.abc import Iterable

FEWEST = 5
QUARTILES_FROM, TAILS_FROM = 10, 20
STEP, MANY = 5, 30


def total_is_safe(counts: Iterable[int]) -> bool:
    """Whether a total of cells with these many people may stand beside those of them that are shown.

    >>> total_is_safe([12, 4]), total_is_safe([12, 3, 2]), total_is_safe([12, 7]), total_is_safe([3, 1])
    (False, True, True, False)
    """
    counts = list(counts)
    hidden = sum(count for count in counts if count < FEWEST)
    return sum(counts) >= FEWEST and (hidden == 0 or hidden >= FEWEST)


def carried(people: int) -> tuple[bool, bool, bool, bool, bool]:
    """Which of p10 to p90 may be shown: an end of a small group is a person."""
    tails, quartiles = people >= TAILS_FROM, people >= QUARTILES_FROM
    return (tails, quartiles, people >= FEWEST, quartiles, tails)


def people_words(people: int) -> str:
    """In steps of five, so that one person more or less cannot be seen.

    >>> people_words(7), people_words(10), people_words(31)
    ('5 to 9', '10 to 14', '30 or more')
    """
    if people >= MANY:
        return f"{MANY} or more"
    low = people // STEP * STEP
    return f"{low} to {low + STEP - 1}"
