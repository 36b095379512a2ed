"""What a team may spend on new people a year, what its open seats would take of it, and what is left. Values only."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

MONTHS = {"year": 1, "month": 12}


@dataclass(frozen=True)
class Seat:
    """An open position. `cost` is its midpoint a year in the currency of the budget; None where it is not known, and `basis` says why."""

    title: str
    cost: int | None
    basis: str


@dataclass(frozen=True)
class Budget:
    """Money a year for new people, all seats among those that the reader may see.

    >>> budget = Budget(130_000, "GBP", [Seat("Data engineer", 54_000, "of its range"), Seat("ML engineer", None, "no pay figures")])
    >>> budget.taken, budget.left, [seat.title for seat in budget.unknown]
    (54000, 76000, ['ML engineer'])
    >>> budget.after(56_000), budget.after(80_000), budget.after(None)
    (20000, -4000, None)
    """

    a_year: int
    currency: str
    seats: Sequence[Seat] = ()

    @cached_property
    def known(self) -> list[Seat]:
        return [seat for seat in self.seats if seat.cost is not None]

    @cached_property
    def unknown(self) -> list[Seat]:
        return [seat for seat in self.seats if seat.cost is None]

    @property
    def taken(self) -> int:
        return sum(seat.cost for seat in self.known)

    @property
    def left(self) -> int:
        """Below zero where the open seats cost more than there is."""
        return self.a_year - self.taken

    @property
    def over(self) -> int:
        return max(-self.left, 0)

    def after(self, cost: int | None) -> int | None:
        """What would be left after further hires at this cost; None where the cost is not known."""
        return None if cost is None else self.left - cost
