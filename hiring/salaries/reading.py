"""Rows of a company's own file to pay, many at a time: what can be read, what cannot and why, what looks wrong.

Values in, values out. Every text is looked up once and remembered, and rows are worked on as columns of numbers, so a
million rows take seconds. What is remembered is bounded by the number of different titles, places and dates.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice

import numpy as np

from .benchmarks import Benchmark
from .columns import HOME_CURRENCY, PERIOD_WORDS, Mapping
from .currencies import currency_fault
from .numbers import NumberError, read_amount
from .plausibility import Doubt, doubts, far_bounds, range_doubt
from .titles import TitleReading, plain, read_title

CHUNK = 5_000
MAX_ROWS = 2_000_000
MAX_TITLES = 2_000
MAX_REMEMBERED = 200_000
SHOWN_FAULTS = 50
EARLIEST_YEAR, YEARS = 2000, 10_000
UNREAD, LEFT_OUT = -1, -10_000_000  # instead of a group: a text before it failed, or the work is none of the four roles
FORMULA, MERGED, NUMBER = "\ufdd0", "\ufdd1", "\ufdd2"  # marks that the reader of workbooks leaves: never in a text of people
MOST = 10**15
LEAST_USD, MOST_USD = 500, 10_000_000
TWO_DECIMALS = re.compile(r"\d+\.\d\d?")
NUMBER_CELL = re.compile(r"\d+(\.\d+)?(e[+-]?\d{1,2})?")
BLANK_KEY = dict.fromkeys(("title", "role", "level", "country", "currency", "period"), "")
DATE_SHAPES = ("%Y-%m-%d", "%Y-%m", "%Y")
PLAIN_RULE = "digits alone"


class TooMuch(ValueError):
    """The file as a whole cannot be taken; the text says why and what to do."""


@dataclass(frozen=True)
class Group:
    """What many rows share. `far` are the yearly dollars beyond which a row is doubted."""

    title: str
    role: str
    level: str
    country: str
    currency: str
    period: str
    a_year: float
    year: int
    rate: float
    rate_year: int
    far: tuple[float, float]


@dataclass(frozen=True)
class Batch:
    """Rows that can be used, as columns: `group` and `doubt` are places in the reader's lists, -1 is no doubt."""

    group: np.ndarray
    row: np.ndarray
    low: np.ndarray
    high: np.ndarray  # nan where there is none
    usd: np.ndarray
    doubt: np.ndarray


@dataclass
class FoundDoubt:
    group: int
    doubt: Doubt
    factor: float | None
    first_row: int
    rows: int = 0


@dataclass
class Tally:
    rows: int = 0
    kept: int = 0
    refused: int = 0
    repeated: int = 0
    left_out: int = 0
    newest: date | None = None
    faults: list[dict] = field(default_factory=list)
    repeats: list[int] = field(default_factory=list)
    rules: dict[str, dict] = field(default_factory=dict)


class Remembered(dict):
    """A dict that asks `read` for what it does not know."""

    def __init__(self, read):
        super().__init__()
        self._read = read

    def __missing__(self, key):
        self[key] = answer = self._read(key)
        return answer


class Amounts:
    """Texts to numbers. `of` gives the values, nan where a text is none; `why` says what is wrong with it, if anything."""

    def __init__(self, decimal: str, tally: Tally):
        self._decimal, self._tally = decimal, tally
        self._forget()

    def of(self, texts: Sequence[str]) -> np.ndarray:
        together = "".join(texts)
        if together.isascii() and together.isdigit() and "" not in texts:
            values = np.array(list(map(float, texts)))
            self._count(PLAIN_RULE, len(texts), texts[0], values[0], None)
            return np.where((values > 0) & (values < MOST), values, np.nan)
        if len(self._values) > MAX_REMEMBERED:
            self._forget()
        places = np.fromiter(map(self._places.__getitem__, texts), np.int32, len(texts))
        for place, count in zip(*np.unique(places, return_counts=True), strict=True):
            rule, example, value, other = self._told[place]
            if rule:
                self._count(rule, int(count), example, value, other)
        return np.array(self._values)[places]

    def why(self, text: str) -> str:
        return self._faults.get(self._places[text], "")

    def _forget(self):
        self._places, self._values, self._told, self._faults = Remembered(self._read), [], [], {}

    def _read(self, text):
        place = len(self._values)
        try:
            value, rule, other = self._value(text)
            self._values.append(value)
            self._told.append((rule, text.lstrip(NUMBER), value, other))
        except NumberError as problem:
            self._values.append(np.nan)
            self._told.append(("", "", 0, None))
            self._faults[place] = str(problem)
        return place

    def _value(self, text):
        if text.startswith(NUMBER):
            return _cell_number(text[1:])
        if text.startswith((FORMULA, MERGED)):
            raise NumberError(_marked(text))
        if not text.strip():
            raise NumberError("is empty. A row needs pay, or leave the row out.")
        if TWO_DECIMALS.fullmatch(text) and self._decimal != "," and float(text) > 0:
            return float(text), "one dot not before three digits: decimal mark", None
        amount = read_amount(text, self._decimal)
        if amount.value >= MOST:
            raise NumberError("has too many digits to be pay.")
        return float(amount.value), amount.rule, None if amount.otherwise is None else float(amount.otherwise)

    def _count(self, rule, count, example, value, other):
        seen = self._tally.rules.setdefault(rule, {"rows": 0, "example": example, "value": value, "otherwise": other})
        seen["rows"] += count


class Seen:
    """Which rows came before, in eight bytes a row: sorted runs, merged as they grow."""

    def __init__(self):
        self._runs: list[np.ndarray] = []

    def repeated(self, marks: np.ndarray) -> np.ndarray:
        order = np.argsort(marks, kind="stable")
        ordered = marks[order]  # looked up in order, which is several times as fast
        again = np.zeros(len(marks), bool)
        again[1:] = ordered[1:] == ordered[:-1]
        for run in self._runs:
            again |= run[np.minimum(np.searchsorted(run, ordered), len(run) - 1)] == ordered
        self._runs.append(ordered)
        while len(self._runs) > 1 and len(self._runs[-2]) <= 2 * len(self._runs[-1]):
            self._runs.append(np.sort(np.concatenate([self._runs.pop(), self._runs.pop()]), kind="stable"))
        answer = np.empty(len(marks), bool)
        answer[order] = again
        return answer


class Reader:
    """Reads one file. Give it records (the header left out); it yields batches and keeps the tally, groups and doubts."""

    def __init__(self, mapping: Mapping, benchmark: Benchmark, *, titles: dict[str, tuple[str, str]], today: date):
        self._mapping, self._benchmark, self._titles, self._today = mapping, benchmark, titles, today
        self.tally = Tally()
        self.groups: list[Group] = []
        self.doubts: list[FoundDoubt] = []
        self.title_rows: Counter[str] = Counter()
        self.readings: dict[str, TitleReading] = {}
        self._key = [name for name in BLANK_KEY if name in mapping.columns]
        self._amounts, self._seen = Amounts(mapping.decimal, self.tally), Seen()
        self._bases, self._base_list = Remembered(self._base), []
        self._days, self._group_of = Remembered(self._day), Remembered(self._group)
        self._faults: list[tuple[str, str]] = [("", "")]
        self._doubt_of: dict[tuple, int] = {}
        self._countries = {place.name.casefold(): code for code, place in benchmark.places.items()}
        self._countries |= {place.iso3.casefold(): code for code, place in benchmark.places.items()}
        self._countries |= {code.casefold(): code for code in benchmark.places}

    def batches(self, records: Iterable[list[str]], width: int) -> Iterator[Batch]:
        records, row = iter(records), 2
        while chunk := list(islice(records, CHUNK)):
            rows = np.arange(row, row + len(chunk))
            row += len(chunk)
            if row - 2 > MAX_ROWS:
                raise TooMuch(f"The file has more than {MAX_ROWS:,} rows. Split it, for example by country.")
            if set(map(len, chunk)) != {width}:
                chunk, rows = self._squared(chunk, rows, width)
            if len(rows):
                yield self._batch(list(zip(*chunk, strict=True)), rows)

    def _squared(self, chunk, rows, width):
        """Blank rows out, short rows filled up, rows with more cells than the header refused."""
        kept, places = [], []
        for cells, row in zip(chunk, rows.tolist(), strict=True):
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) > width and any(cell.strip() for cell in cells[width:]):
                self.tally.rows += 1
                self._refuse(
                    row, "", f"has {len(cells)} cells, but the first row names {width} columns. A mark may be missing around a text."
                )
                continue
            kept.append((cells + [""] * width)[:width])
            places.append(row)
        return kept, np.array(places, int)

    def _batch(self, columns, rows):
        mapping, count = self._mapping, len(rows)
        self.tally.rows += count
        places = mapping.columns
        keys = zip(*(columns[places[name]] for name in self._key), strict=True)
        base = np.fromiter(map(self._bases.__getitem__, keys), np.int64, count)
        if len(self._bases) > MAX_REMEMBERED:
            self._bases.clear()
        if "date" in places:
            year = np.fromiter(map(self._days.__getitem__, columns[places["date"]]), np.int64, count)
        else:
            year = np.full(count, mapping.day.year)
        group = self._groups(base, year)
        low = self._amounts.of(columns[places["low"]])
        high = self._high(columns, low)
        bad = (base < 0) | (year < 0) | (group < 0) | np.isnan(low) | (high == -1)
        self._say_why(columns, rows, base, year, group, low, high, bad)
        good = np.flatnonzero(~bad)
        if len(good):
            # Only of rows that can be read: a mended row further down is no repetition of a broken one.
            again = self._seen.repeated(self._marks(columns, good))
            self.tally.repeated += int(again.sum())
            self.tally.repeats += rows[good[again]][: SHOWN_FAULTS - len(self.tally.repeats)].tolist()
            good = good[~again]
        self.tally.kept += len(good)
        return self._checked(group[good], rows[good], low[good], high[good])

    def _high(self, columns, low):
        """nan where there is no high end, -1 where it cannot be read or lies under the low end."""
        if "high" not in self._mapping.columns:
            return np.full(len(low), np.nan)
        texts = columns[self._mapping.columns["high"]]
        stated = np.fromiter(map(bool, map(str.strip, texts)), bool, len(texts))
        values = np.full(len(texts), np.nan)
        if stated.all():
            values = self._amounts.of(texts)
        elif stated.any():
            values[stated] = self._amounts.of([texts[at] for at in np.flatnonzero(stated).tolist()])
        return np.where(stated & (np.isnan(values) | (values < low)), -1, values)

    def _marks(self, columns, good):
        """What makes two rows the same: the person where a column says who it is, else the whole row."""
        place = self._mapping.columns.get("person")
        if place is not None:
            who = columns[place]
            if len(good) == len(who) and all(who):
                return np.fromiter(map(hash, who), np.int64, len(who))
            return np.array([hash(who[at] or tuple(column[at] for column in columns)) for at in good.tolist()])
        if len(good) == len(columns[0]):
            return np.fromiter(map(hash, zip(*columns, strict=True)), np.int64, len(good))
        return np.array([hash(tuple(column[at] for column in columns)) for at in good.tolist()])

    def _groups(self, base, year):
        """The group of each row, by how its texts were read and its year."""
        code = np.where((base < 0) | (year < 0), UNREAD, base * YEARS + year)
        unique, place = np.unique(code, return_inverse=True)
        found = np.array([UNREAD if each < 0 else self._group_of[divmod(each, YEARS)] for each in unique.tolist()])
        return found[place]

    def _checked(self, group, row, low, high):
        far_low, far_high, per_usd = (np.array([get(g) for g in self.groups] or [0.0]) for get in _BOUNDS)
        middle = np.where(np.isnan(high), low, (low + high) / 2)
        usd = middle / per_usd[group] if len(group) else middle
        doubt = np.full(len(group), -1)
        if len(group):
            wide = ~np.isnan(high) & (high > 3 * low)
            for at in np.flatnonzero((usd < far_low[group]) | (usd > far_high[group]) | wide).tolist():
                doubt[at] = self._doubted(int(group[at]), int(row[at]), float(low[at]), float(high[at]), float(usd[at]))
        return Batch(group, row, low, high, usd, doubt)

    def _doubted(self, place, row, low, high, usd):
        """The place of the doubt about a row, or -1. Rows of a group within 1% of each other are doubted alike."""
        alike = (place, round(100 * math.log(usd)), high > 3 * low)
        if alike not in self._doubt_of:
            self._doubt_of[alike] = self._new_doubt(place, row, low, high, usd)
        found = self._doubt_of[alike]
        if found >= 0:
            self.doubts[found].rows += 1
        return found

    def _new_doubt(self, place, row, low, high, usd):
        group = self.groups[place]
        estimate = self._benchmark.estimate(group.role, group.level, group.country, group.year)
        local = usd * group.rate
        found = doubts(local, group.currency, estimate, self._benchmark.rates, stated_usd=usd) if estimate.usd else []
        if not found and high == high and (wide := range_doubt(low, high)):
            found = [wide]
        if not found:
            found = [_absurd(usd)] if not LEAST_USD <= usd <= MOST_USD else []
        if not found:
            return -1
        key = (place, found[0].kind, found[0].reading)
        if key not in self._doubt_of:
            self._doubt_of[key] = len(self.doubts)
            reading = found[0].reading_usd
            self.doubts.append(FoundDoubt(place, found[0], reading / usd if reading else None, row))
        return self._doubt_of[key]

    # --- Reading one text, asked once for each --------------------------------------

    def _base(self, key):
        title, role, level, country, currency, period = (BLANK_KEY | dict(zip(self._key, key, strict=True))).values()
        for wanted, text in zip(self._key, key, strict=True):
            if text.startswith((FORMULA, MERGED)):
                return self._fault(wanted, _marked(text))
        code = self._countries.get(country.strip().casefold()) if "country" in self._mapping.columns else self._mapping.country
        if not code:
            return self._fault(
                "country", f"{_quoted(country)} is no country we know. Write the code of ISO 3166-1, for example GB; NA is Namibia."
            )
        money = currency.strip().upper() if "currency" in self._mapping.columns else ""
        if not money and "currency" in self._mapping.columns and self._mapping.currency == HOME_CURRENCY:
            return self._fault("currency", "is empty. Write the three letters of ISO 4217, for example GBP.")
        if not money:
            money = self._benchmark.places[code].currency if self._mapping.currency == HOME_CURRENCY else self._mapping.currency
        paid = PERIOD_WORDS.get(plain(period)) if period.strip() else self._mapping.period
        if paid is None:
            return self._fault("period", f"{_quoted(period)} is not a year, month, week, day or hour.")
        said = plain(f"{title} {role} {level}") if not title.strip() else plain(title)
        name = f"{said}|{plain(role)}|{plain(level)}" if (role or level) and title.strip() else said
        reading = self._title(name, title or role, role, level)
        self._base_list.append((name, reading, code, money, paid))
        return len(self._base_list) - 1

    def _fault(self, wanted, text):
        """A number below -1 that stands for this fault. Texts that cannot be read are remembered up to a bound."""
        if len(self._faults) > MAX_REMEMBERED:
            return -2
        self._faults.append((wanted, text))
        return -len(self._faults)

    def _title(self, name, title, role, level):
        if name not in self.readings:
            if len(self.readings) >= MAX_TITLES:
                raise TooMuch(f"The file has more than {MAX_TITLES:,} different titles. Is the right column chosen as the job title?")
            read = read_title(title, role, level)
            if name in self._titles:
                chosen_role, chosen_level = self._titles[name]
                read = TitleReading(chosen_role, chosen_level, "confirmed", read.why)
            self.readings[name] = read
        return name

    def _day(self, text):
        """The year; the newest day is kept in the tally."""
        written = text.strip().lstrip(NUMBER)
        found = next((day for shape in DATE_SHAPES if (day := _parsed(written[:10], shape))), None)
        if text.startswith((FORMULA, MERGED)):
            return self._fault("date", _marked(text))
        if found is None:
            return self._fault("date", f"{_quoted(written)} is no date. Write year, month and day, for example 2026-03-31.")
        if found > self._today:
            return self._fault("date", f"{_quoted(written)} lies in the future.")
        if found.year < EARLIEST_YEAR:
            return self._fault("date", f"{_quoted(written)} is before {EARLIEST_YEAR}, too old to compare.")
        self._newest(found)
        return found.year

    def _newest(self, day):
        if self.tally.newest is None or day > self.tally.newest:
            self.tally.newest = day

    def _group(self, key):
        base, year = key
        name, title_name, country, currency, period = self._base_list[base]
        reading = self.readings[title_name]
        if fault := currency_fault(currency, year):
            return self._fault("currency", fault)
        rate = self._benchmark.rates.exchange(currency, year)
        if rate is None:
            return self._fault("currency", f"We have no exchange rate for {currency} up to {year}. Convert the pay and write USD or EUR.")
        if not reading.role:
            return LEFT_OUT
        estimate = self._benchmark.estimate(reading.role, reading.level, country, year)
        far = far_bounds(estimate) if estimate.usd else (LEAST_USD, MOST_USD)
        group = Group(
            name.partition("|")[0][:120], reading.role, reading.level, country, currency, period, self._mapping.a_year(period), year,
            rate.per_usd, rate.year, far,
        )  # fmt: skip
        return self._place_of(group)

    def _place_of(self, group):
        """Days of one year share a group."""
        key = ("group", group)
        if key not in self._doubt_of:
            self._doubt_of[key] = len(self.groups)
            self.groups.append(group)
        return self._doubt_of[key]

    # --- Saying what is wrong -------------------------------------------------------

    def _say_why(self, columns, rows, base, year, group, low, high, bad):
        for place, count in zip(*np.unique(base[base >= 0], return_counts=True), strict=True):
            self.title_rows[self._base_list[place][1]] += int(count)
        left_out = group == LEFT_OUT
        self.tally.left_out += int(left_out.sum())
        refused = np.flatnonzero(bad & ~left_out)
        room = max(SHOWN_FAULTS - len(self.tally.faults), 0)
        self.tally.refused += max(len(refused) - room, 0)
        for at in refused[:room].tolist():
            self._refuse(int(rows[at]), *self._reason(columns, at, base[at], year[at], group[at], low[at], high[at]))

    def _reason(self, columns, at, base, year, group, low, high):
        places = self._mapping.columns
        for fault in (base, year, group):
            if fault < -1:
                return self._faults[-fault - 1]
        if low != low:
            return "low", self._amounts.why(columns[places["low"]][at])
        text = columns[places["high"]][at]
        if fault := self._amounts.why(text):
            return "high", fault
        return "high", f"{_quoted(text)} is below the low end, {_quoted(columns[places['low']][at])}."

    def _refuse(self, row, wanted, text):
        self.tally.refused += 1
        if len(self.tally.faults) < SHOWN_FAULTS:
            self.tally.faults.append({"row": row, "column": self._mapping.name(wanted) if wanted else "", "text": text.replace(NUMBER, "")})


_BOUNDS = (lambda group: group.far[0], lambda group: group.far[1], lambda group: group.rate / group.a_year)


def _absurd(usd):
    return Doubt("outside", "warn", f"Outside all pay: {usd:,.0f} USD a year, and there is no estimate for the place to hold it against.")


def _cell_number(text):
    value = float(text) if NUMBER_CELL.fullmatch(text) else 0
    if not value > 0:
        raise NumberError(f"{text} is not above zero; leave the cell empty if pay is not known.")
    return value, "a number cell of the workbook", None


def _marked(text):
    if text.startswith(FORMULA):
        return "holds a formula, which is not calculated here. Paste its value."
    return f"is part of the merged cells {text[1:]}. Split them and write the value into each row."


def _parsed(text, shape):
    try:
        return datetime.strptime(text, shape).date()
    except ValueError:
        return None


def _quoted(text):
    return f"“{text.strip().lstrip(NUMBER)[:60]}”"
