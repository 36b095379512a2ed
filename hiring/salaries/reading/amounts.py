"""A column of texts to numbers, each different text read once."""

import re
from collections.abc import Iterator, Sequence

import numpy as np

from ..marks import NUMBER, is_marked, marked
from ..numbers import NumberError, read_amount
from .limits import MAX_REMEMBERED, Remembered
from .tally import Tally

MOST = 10**15
TWO_DECIMALS = re.compile(r"\d+\.\d\d?")
NUMBER_CELL = re.compile(r"\d+(\.\d+)?(e[+-]?\d{1,2})?")
PLAIN_RULE = "digits alone"


class Amounts:
    """`of` gives the values, nan where a text is none; `why` says what is wrong with it, if anything."""

    def __init__(self, decimal: str, tally: Tally):
        self._decimal, self._tally = decimal, tally
        self._forget()

    def of(self, texts: Sequence[str]) -> np.ndarray:
        together = "".join(texts)
        if together.isascii() and together.isdigit() and "" not in texts:
            values = np.array(list(map(float, texts)))
            self._tally.count_rule(PLAIN_RULE, len(texts), texts[0], values[0], None)
            return np.where((values > 0) & (values < MOST), values, np.nan)
        if len(self._values) > MAX_REMEMBERED:
            self._forget()
        places = np.fromiter(map(self._places.__getitem__, texts), np.int32, len(texts))
        for place, count in zip(*np.unique(places, return_counts=True), strict=True):
            rule, example, value, other = self._told[place]
            if rule:
                self._tally.count_rule(rule, int(count), example, value, other)
        return np.array(self._values)[places]

    def named(self, texts: Sequence[str]) -> Iterator[tuple[int, str]]:
        """Where a text names a currency, and which. Only of texts that `of` has read."""
        if self._named:
            places = map(self._places.get, texts)
            yield from ((at, self._named[place]) for at, place in enumerate(places) if place in self._named)

    def why(self, text: str) -> str:
        return self._faults.get(self._places[text], "")

    def same(self, text: str, other: str) -> bool:
        return self._values[self._places[text]] == self._values[self._places[other]]

    def _forget(self):
        self._places, self._values, self._told, self._faults = Remembered(self._read), [], [], {}
        self._named: dict[int, str] = {}

    def _read(self, text):
        place = len(self._values)
        try:
            value, rule, other, currency = self._value(text)
            if currency:
                self._named[place] = currency
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
        if is_marked(text):
            raise NumberError(marked(text))
        if not text.strip():
            raise NumberError("is empty. Write the pay, or leave the row out.")
        if TWO_DECIMALS.fullmatch(text) and self._decimal != "," and float(text) > 0:
            return float(text), "one dot not before three digits: decimal mark", None, ""
        amount = read_amount(text, self._decimal)
        if amount.value >= MOST:
            raise NumberError("has too many digits to be pay. Is it another column’s number?")
        return float(amount.value), amount.rule, None if amount.otherwise is None else float(amount.otherwise), amount.currency


def _cell_number(text):
    value = float(text) if NUMBER_CELL.fullmatch(text) else 0
    if not value > 0:
        raise NumberError(f"“{text}” is not above zero. If pay is not known, leave the row out.")
    return value, "a number cell of the workbook", None, ""
