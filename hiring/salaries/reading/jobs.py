"""What the texts of a row say of a job: the work and its level, where it is, in which money and by which period it is paid."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..columns import HOME_CURRENCY, PERIOD_WORDS, Mapping
from ..marks import is_marked, marked, quoted
from ..rates import Place
from ..titles import TitleReading, plain, read_title
from .faults import Faults
from .limits import MAX_REMEMBERED, MAX_TITLES, Remembered, TooMuch

TEXTS = ("title", "role", "level", "country", "currency", "period")
USUAL_NAMES = {
    "uk": "GB", "u.k.": "GB", "great britain": "GB", "u.s.": "US", "u.s.a.": "US", "united states of america": "US", "czech republic": "CZ",
    "south korea": "KR", "russia": "RU", "turkey": "TR", "vietnam": "VN", "taiwan": "TW",
}  # fmt: skip
BLANK = dict.fromkeys(TEXTS, "")


@dataclass(frozen=True)
class Job:
    """`title` is as it is shown, `name` what tells one title from another: with the words of a role or level column."""

    title: str
    name: str
    country: str
    currency: str
    period: str


class Jobs(Remembered):
    """The place in `found` of what a row's texts say, or a fault. `fields` names the texts that the file has, in their order."""

    def __init__(self, mapping: Mapping, places: dict[str, Place], chosen: dict[str, tuple[str, str]], faults: Faults):
        super().__init__(self._place)
        self._mapping, self._places, self._chosen, self._faults = mapping, places, chosen, faults
        self.fields = [name for name in TEXTS if name in mapping.columns]
        self.found: list[Job] = []
        self.readings: dict[str, TitleReading] = {}
        self._rows = np.zeros(0, np.int64)
        self._countries = {place.name.casefold(): code for code, place in places.items()}
        self._countries |= {place.iso3.casefold(): code for code, place in places.items()}
        self._countries |= {code.casefold(): code for code in places} | USUAL_NAMES

    def of(self, columns: Sequence[Sequence[str]], count: int) -> np.ndarray:
        """The job of each row by its texts. They are forgotten once they are too many; what was found stays."""
        if len(self) > MAX_REMEMBERED:
            self.clear()
        places = np.fromiter(map(self.__getitem__, zip(*columns, strict=True)), np.int64, count)
        rows = np.bincount(places[places >= 0], minlength=len(self.found))
        rows[: len(self._rows)] += self._rows
        self._rows = rows
        return places

    @property
    def title_rows(self) -> Counter[str]:
        """How many rows bear each title, those refused for another reason among them."""
        found = Counter()
        for job, rows in zip(self.found, self._rows.tolist(), strict=True):
            found[job.name] += rows
        return found

    def reading(self, place: int) -> TitleReading:
        return self.readings[self.found[place].name]

    def _place(self, texts):
        for wanted, text in zip(self.fields, texts, strict=True):
            if is_marked(text):
                return self._faults.new(wanted, marked(text))
        said = BLANK | dict(zip(self.fields, texts, strict=True))
        try:
            country = self._country(said["country"])
            currency, period = self._currency(said["currency"], country), self._period(said["period"])
        except _CannotBeRead as fault:
            return self._faults.new(*fault.args)
        title, name = self._title(said["title"], said["role"], said["level"])
        self.found.append(Job(title, name, country, currency, period))
        return len(self.found) - 1

    def _country(self, text):
        code = self._countries.get(text.strip().casefold()) if "country" in self._mapping.columns else self._mapping.country
        if not code:
            fault = f"{quoted(text)} is no country we know" if text.strip() else "is empty"
            raise _CannotBeRead("country", f"{fault}. Write the code of ISO 3166-1, for example GB; NA is Namibia.")
        return code

    def _currency(self, text, country):
        stated, home = text.strip().upper(), self._mapping.currency == HOME_CURRENCY
        if not stated and home and "currency" in self._mapping.columns:
            raise _CannotBeRead(
                "currency",
                "is empty. Write the three letters of ISO 4217, for example GBP, or leave this column at a dash if every row is in its country’s own.",
            )
        return stated or (self._places[country].currency if home else self._mapping.currency)

    def _period(self, text):
        period = PERIOD_WORDS.get(plain(text)) if text.strip() else self._mapping.period
        if period is None:
            raise _CannotBeRead("period", f"{quoted(text)} is not a year, month, week, day or hour.")
        return period

    def _title(self, title, role, level):
        said = plain(title) if title.strip() else plain(f"{title} {role} {level}")
        name = f"{said}|{plain(role)}|{plain(level)}" if (role or level) and title.strip() else said
        if name not in self.readings:
            if len(self.readings) >= MAX_TITLES:
                raise TooMuch(f"The file has more than {MAX_TITLES:,} different titles. Is the right column chosen as the job title?")
            read = read_title(title or role, role, level)
            self.readings[name] = TitleReading(*self._chosen[name], "confirmed", read.why) if name in self._chosen else read
        return said, name


class _CannotBeRead(Exception):
    """The field, and what is wrong with its text."""
