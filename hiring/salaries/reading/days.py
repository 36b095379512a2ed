"""Dates as people write them."""

from datetime import date, datetime

from ..marks import NUMBER, is_marked, marked, quoted
from .faults import Faults
from .limits import Remembered

EARLIEST_YEAR = 2000
DATE_SHAPES = ("%Y-%m-%d", "%Y-%m", "%Y")


class Days(Remembered):
    """The year of a date's text, or a fault; `day` is that of rows without one. `newest` is the last day read so far."""

    def __init__(self, day: date, today: date, faults: Faults):
        super().__init__(self._year)
        self._day, self._today, self._faults = day, today, faults
        self.newest: date | None = None

    def _year(self, text):
        written = text.strip().lstrip(NUMBER)
        found = next((day for shape in DATE_SHAPES if (day := _parsed(written[:10], shape))), None) if written else self._day
        if is_marked(text):
            return self._faults.new("date", marked(text))
        if found is None:
            return self._faults.new("date", f"{quoted(written)} is no date. Write year, month and day, for example 2026-03-31.")
        if found > self._today:
            return self._faults.new("date", f"{quoted(written)} lies in the future.")
        if found.year < EARLIEST_YEAR:
            return self._faults.new("date", f"{quoted(written)} is before {EARLIEST_YEAR}, too old to compare.")
        self.newest = max(found, self.newest or found)
        return found.year


def _parsed(text, shape):
    try:
        return datetime.strptime(text, shape).date()
    except ValueError:
        return None
