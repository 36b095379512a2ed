"""One file, from records of text to columns of numbers."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

import numpy as np

from ..benchmarks import Benchmark
from ..columns import Mapping
from ..marks import quoted
from ..titles import TitleReading
from .amounts import Amounts
from .days import Days
from .doubted import Doubted, FoundDoubt
from .faults import LEFT_OUT, Faults
from .groups import Group, Groups
from .jobs import Jobs
from .limits import MAX_ROWS, TooMuch
from .repeats import Seen
from .tally import Tally

PIECE = 1_000  # rows read together: their texts stay in the processor's cache
PIECES = 20  # whose numbers are worked on together
UNREADABLE_HIGH = -1


@dataclass(frozen=True)
class Batch:
    """Rows that can be used, as columns: `group` and `doubt` are places in the reader's lists, -1 is no doubt."""

    group: np.ndarray
    row: np.ndarray
    low: np.ndarray
    high: np.ndarray  # nan where there is none
    usd: np.ndarray
    doubt: np.ndarray


class Reader:
    """Reads one file. Give it records (the header left out); it yields batches and keeps the tally, groups and doubts.

    `titles` are the roles and levels that a person chose for names of titles; with `bands` every row needs two ends. Raises TooMuch.
    """

    def __init__(self, mapping: Mapping, benchmark: Benchmark, *, titles: dict[str, tuple[str, str]], today: date, bands: bool = False):
        self._mapping, self._needs_two_ends, faults = mapping, bands, Faults()
        self.tally = Tally()
        self._faults, self._days = faults, Days(mapping.day, today, faults)
        self._jobs = Jobs(mapping, benchmark.places, titles, faults)
        self._groups = Groups(mapping, benchmark, self._jobs, faults)
        self._doubted = Doubted(benchmark, self._groups.found)
        self._amounts, self._seen = Amounts(mapping.decimal, self.tally), Seen()

    @property
    def groups(self) -> list[Group]:
        return self._groups.found

    @property
    def doubts(self) -> list[FoundDoubt]:
        return self._doubted.found

    @property
    def readings(self) -> dict[str, TitleReading]:
        """How each title was read, by its name."""
        return self._jobs.readings

    @property
    def title_rows(self) -> Counter[str]:
        return self._jobs.title_rows

    @property
    def newest(self) -> date | None:
        """The last day in the file's column of dates."""
        return self._days.newest

    def batches(self, records: Iterable[list[str]], width: int) -> Iterator[Batch]:
        pieces = []
        for chunk, rows in self._squares(iter(records), width):
            pieces.append(self._piece(list(zip(*chunk, strict=True)), rows))
            if len(pieces) == PIECES:
                yield self._batch(pieces)
                pieces = []
        if pieces:
            yield self._batch(pieces)

    def _squares(self, records, width):
        """Records a thousand at a time, each with as many cells as the header, and their rows in the file."""
        row = 2
        while chunk := list(islice(records, PIECE)):
            rows = np.arange(row, row + len(chunk))
            row += len(chunk)
            if row - 2 > MAX_ROWS:
                raise TooMuch(f"The file has more than {MAX_ROWS:,} rows. Split it, for example by country.")
            if set(map(len, chunk)) != {width}:
                chunk, rows = self._squared(chunk, rows, width)
            if chunk:
                yield chunk, rows

    def _squared(self, chunk, rows, width):
        """Blank rows out, short rows filled up, rows with more cells than the header refused."""
        kept, places = [], []
        for cells, row in zip(chunk, rows.tolist(), strict=True):
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) > width and any(cell.strip() for cell in cells[width:]):
                self.tally.rows += 1
                self.tally.refuse(
                    row, "", f"has {len(cells)} cells, but the first row names {width} columns. A mark may be missing around a text."
                )
                continue
            kept.append((cells + [""] * width)[:width])
            places.append(row)
        return kept, np.array(places, int)

    def _piece(self, columns, rows):
        """Of rows that can be read: group, row, low and high end, and what tells one row from another. The others are told of."""
        places, count = self._mapping.columns, len(rows)
        self.tally.rows += count
        job = self._jobs.of([columns[places[name]] for name in self._jobs.fields], count)
        year = self._years(columns, count)
        group = self._groups.of(job, year)
        low = self._amounts.of(columns[places["low"]])
        high = self._high(columns, low)
        self._hold_currencies_together(columns, group)
        good = (job >= 0) & (year >= 0) & (group >= 0) & ~np.isnan(low) & (high != UNREADABLE_HIGH)
        if not good.all():
            self._say_why(columns, rows, job, year, group, low, good)
        # Only of rows that can be read: a mended row further down is no repetition of a broken one.
        return [column[good] for column in (group, rows, low, high, self._marks(columns))]

    def _batch(self, pieces):
        group, row, low, high, marks = map(np.concatenate, zip(*pieces, strict=True))
        again = self._seen.repeated(marks)
        self.tally.repeat(row[again].tolist())
        group, row, low, high = (column[~again] for column in (group, row, low, high))
        self.tally.kept += len(group)
        if not len(group):
            return Batch(group, row, low, high, low, group)
        usd = np.where(np.isnan(high), low, (low + high) / 2) / self._groups.per_dollar()[group]
        return Batch(group, row, low, high, usd, self._doubted.of(self._groups.far(), group, row, low, high, usd))

    def _hold_currencies_together(self, columns, group):
        """A row whose pay names another currency than the row is refused, by a fault in place of its group."""
        for name in ("low", "high"):
            if name in self._mapping.columns:
                texts = columns[self._mapping.columns[name]]
                for at, currency in self._amounts.named(texts):
                    if group[at] >= 0 and (own := self.groups[group[at]].currency) != currency:
                        group[at] = self._faults.new(
                            name, f"{quoted(texts[at])} names {currency}, but the row’s currency is {own}. Mend one of them."
                        )

    def _years(self, columns, count):
        if "date" not in self._mapping.columns:
            return np.full(count, self._mapping.day.year)
        return np.fromiter(map(self._days.__getitem__, columns[self._mapping.columns["date"]]), np.int64, count)

    def _high(self, columns, low):
        """nan where there is no high end; its own mark where it cannot be read or lies under the low end."""
        if "high" not in self._mapping.columns:
            return np.full(len(low), np.nan)
        texts = columns[self._mapping.columns["high"]]
        stated = np.fromiter(map(bool, map(str.strip, texts)), bool, len(texts))
        values = np.full(len(texts), np.nan)
        if stated.all():
            values = self._amounts.of(texts)
        elif stated.any():
            values[stated] = self._amounts.of([texts[at] for at in np.flatnonzero(stated).tolist()])
        bad = stated & (np.isnan(values) | (values < low))
        if self._needs_two_ends:
            bad |= ~stated | (values == low)
        return np.where(bad, UNREADABLE_HIGH, values)

    def _marks(self, columns):
        """What makes two rows the same: the person where a column says who it is, else the whole row."""
        place = self._mapping.columns.get("person")
        if place is not None and all(columns[place]):
            return np.fromiter(map(hash, columns[place]), np.int64, len(columns[place]))
        whole = map(hash, zip(*columns, strict=True))
        if place is not None:
            whole = (hash(who) if who else row for who, row in zip(columns[place], whole, strict=True))
        return np.fromiter(whole, np.int64, len(columns[0]))

    def _say_why(self, columns, rows, job, year, group, low, good):
        left_out = group == LEFT_OUT
        self.tally.left_out += int(left_out.sum())
        refused = np.flatnonzero(~good & ~left_out)
        told = refused[: self.tally.room].tolist()
        self.tally.refused += len(refused) - len(told)
        for at in told:
            wanted, text = self._reason(columns, at, (job[at], year[at], group[at]), low[at])
            self.tally.refuse(int(rows[at]), self._mapping.name(wanted), text)

    def _reason(self, columns, at, numbers, low):
        for number in numbers:
            if number < -1:
                return self._faults.told(number)
        places = self._mapping.columns
        stated = columns[places["low"]][at]
        if np.isnan(low):
            return "low", self._amounts.why(stated)
        text = columns[places["high"]][at]
        if self._needs_two_ends and (not text.strip() or self._amounts.same(text, stated)):
            return "high", "A band has a low end and a high end above it. If this is one person’s pay, bring the file in as payroll."
        return "high", self._amounts.why(text) or f"{quoted(text)} is below the low end, {quoted(stated)}."
