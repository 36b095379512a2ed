"""What the law of a place asks of a job advert's pay, with where and when that was read. Values only, and no legal advice."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

ASKS = {
    "range": "both ends of the pay range",
    "pay": "a figure of pay",
    "spread": "a narrow pay range",
    "benefits": "the benefits",
    "other_pay": "other pay",
    "deadline": "the day to apply by",
    "ai": "a word on artificial intelligence in choosing",
    "vacancy": "a word on whether the vacancy exists",
    "history": "no question about earlier pay",
}
WHEN = {
    "advert": "in the advert",
    "interview": "before the first interview",
    "interviewed": "after an interview",
    "asked": "on request",
    "offer": "before an offer",
    "never": "in an interview",
}


@dataclass(frozen=True)
class Source:
    name: str
    url: str


@dataclass(frozen=True)
class Spread:
    """The upper end less the lower may be `most` a year, unless the upper end is over `unless_over`."""

    most: int
    currency: str
    unless_over: int


@dataclass(frozen=True)
class Rule:
    """One law of one or more places. Without a `source` it was not checked; without `from_day` it is still to come.

    `employees`: from how many on it binds. `remote`: "reached" if posts that could be done from there count too, "unclear", or "".
    """

    places: tuple[str, ...]
    names: tuple[str, ...]
    law: str
    asks: tuple[tuple[str, str], ...]
    checked: date
    source: Source | None = None
    city: str = ""
    from_day: date | None = None
    employees: int = 1
    counted_there: bool = False
    staff_there: bool = False
    remote: str = ""
    reach: str = ""
    spread: Spread | None = None
    unsure: str = ""

    @property
    def place(self):
        return ", ".join(filter(None, [self.city, *self.names]))

    @property
    def asked(self):
        """What it asks in words: (when, everything to be told then)."""
        times = dict.fromkeys(when for _, when in self.asks)
        return [(WHEN[time], ", ".join(ASKS[what] for what, when in self.asks if when == time)) for time in times]

    @property
    def origin(self):
        return f"{self.source.name}, read on {in_words(self.checked)}" if self.source else "Not verified: check with counsel"

    @property
    def who(self):
        there = f"in {self.place}" if len(self.places) == 1 else "there"
        counted = f" {there}" if self.counted_there else ""
        if self.employees > 1:
            return f"employers with {self.employees} or more employees{counted}" + (f", one of them {there}" if self.staff_there else "")
        return f"employers with an employee {there}" if self.staff_there else "all employers"

    def is_in_force(self, today: date) -> bool:
        return self.from_day is not None and self.from_day <= today


def selected(rules: Sequence[Rule], *, place: str = "", what: str = "", words: str = "") -> list[Rule]:
    """The rules of a place (a state's country included), that ask `what`, and whose places or law hold all the `words`."""
    wanted = words.lower().split()
    return [
        rule
        for rule in rules
        if (not place or {place, place[:2]} & set(rule.places))
        and (not what or what in [asked for asked, _ in rule.asks])
        and all(word in f"{rule.place} {rule.law}".lower() for word in wanted)
    ]


def in_words(day: date) -> str:
    return f"{day:%-d %B %Y}"
