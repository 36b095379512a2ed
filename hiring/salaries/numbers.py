"""Amounts as people write them, read by a stated rule; what could be meant otherwise is said, not guessed away."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from .currencies import CODES

FACTORS = {
    "k": 1_000, "thousand": 1_000, "m": 1_000_000, "mn": 1_000_000, "million": 1_000_000, "millions": 1_000_000,
    "lakh": 100_000, "lakhs": 100_000, "lac": 100_000, "crore": 10_000_000, "crores": 10_000_000,
}  # fmt: skip
SIGNS = {"€": "EUR", "£": "GBP", "₹": "INR", "zł": "PLN", "₺": "TRY", "₪": "ILS", "₽": "RUB", "₩": "KRW", "r$": "BRL", "kč": "CZK"}
SPACES = "\u0020\u00a0\u202f\u2009"
LONGEST = 60
MARKS = f".,'’{SPACES}"
SHAPE = re.compile(rf"(?P<before>[^\d.,+\-−]*?)\s*(?P<sign>[+\-−]?)\s*(?P<digits>\d[\d{MARKS}]*\d|\d)\s*(?P<after>[^\d]*)")
INDIAN = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}")


@dataclass(frozen=True)
class Amount:
    """`rule` says how it was read. `otherwise` is the second reading when the text alone cannot decide.

    `currency` is what the text names beside the number; empty for none, and for $, ¥ and kr, which several countries share.
    """

    value: Decimal
    rule: str
    otherwise: Decimal | None = None
    currency: str = ""

    @property
    def question(self):
        return f"Is this {self.value:,} or {self.otherwise:,}?" if self.otherwise is not None else ""


class NumberError(ValueError):
    """The text is no amount of pay."""


def read_amount(text: str, decimal: str = "") -> Amount:
    """Read one amount above zero. `decimal` is the mark that someone said the file uses; without it the rules decide.

    >>> read_amount("184.990", decimal=",").otherwise, read_amount("184.990", decimal=".").value
    (None, Decimal('184.990'))

    >>> read_amount("184.990").rule, read_amount("184.990").otherwise
    ('one dot before three digits: thousands', Decimal('184.990'))
    >>> read_amount("$39.752.87").value, read_amount("1 234,5").value, read_amount("12,34,567").value
    (Decimal('39752.87'), Decimal('1234.5'), Decimal('1234567'))
    >>> read_amount("93 million").value, read_amount("£45k").value, read_amount("12 lakh").value
    (Decimal('93000000'), Decimal('45000'), Decimal('1200000'))
    """
    if text.strip().startswith("(") and text.strip().endswith(")"):
        raise NumberError(f"“{text[:LONGEST]}” is below zero, as accounts write it; pay is not.")
    match = SHAPE.fullmatch(text.strip()) if len(text) <= LONGEST else None
    if not match:
        raise NumberError(f"“{text[:LONGEST]}” is not one amount. Write digits, for example 45,000.")
    if match["sign"] in ("-", "−"):
        raise NumberError(f"“{text}” is below zero; pay is not. Write the amount without its sign, or leave it out.")
    factor, word = _factor(match["after"])
    amount = _with_factor(match["digits"], factor, word) if factor else _digits(match["digits"], decimal)
    if not amount.value:
        raise NumberError(f"“{text}” is zero. If pay is not known, leave it out.")
    return replace(amount, currency=_currency(match["before"], match["after"]))


def _currency(*beside):
    """
    >>> read_amount("€50.000").currency, read_amount("50000 GBP").currency, read_amount("$39.752.87").currency
    ('EUR', 'GBP', '')
    """
    for word in " ".join(beside).split():
        if word.lower() in SIGNS or word in CODES:
            return SIGNS.get(word.lower(), word)
    return ""


def _factor(after):
    words = after.lower().split()
    word = words[0].rstrip(".") if words else ""
    return FACTORS.get(word), word


def _with_factor(digits, factor, word):
    """Before "million" or "k" a lone mark is a decimal mark: 1.25 million."""
    marks = [mark for mark in digits if not mark.isdigit()]
    number = Decimal(digits.replace(marks[0], ".")) if len(marks) == 1 and marks[0] in ".," else _digits(digits).value
    return Amount(_plain(number * factor), f"times {factor:,} for “{word}”")


def _digits(text, decimal=""):
    text = text.translate({ord(space): " " for space in SPACES} | {ord("’"): "'"})
    marks = [mark for mark in text if not mark.isdigit()]
    kinds = sorted(set(marks), key=marks.index)
    if not kinds:
        return Amount(Decimal(text), "digits alone")
    if decimal:
        return _stated(text, decimal)
    if INDIAN.fullmatch(text):
        return Amount(Decimal(text.replace(",", "")), "Indian groups: two digits, then three at the end")
    if len(kinds) == 1:
        return _one_kind(text, kinds[0], len(marks))
    if len(kinds) == 2 and marks.count(kinds[1]) == 1 and kinds[1] in ".,":
        return _two_kinds(text, *kinds)
    raise NumberError(f"“{text}” mixes marks in a way no rule covers. Write digits, for example 45000.50.")


def _stated(text, decimal):
    """The other marks group; the decimal mark stands once, after them."""
    name = {".": "dot", ",": "comma"}[decimal]
    whole, mark, fraction = text.partition(decimal)
    groups = re.split(r"[.,' ]", whole)
    if not fraction.isdigit() and mark or not (_grouped(groups) or len(groups) == 1 or INDIAN.fullmatch(whole)):
        raise NumberError(f"“{text}” does not fit a decimal {name} with groups of three digits before it.")
    return Amount(Decimal("".join(groups) + (f".{fraction}" if mark else "")), f"decimal {name}, as stated for the file")


def _one_kind(text, mark, times):
    name = {".": "dot", ",": "comma", " ": "space", "'": "apostrophe"}[mark]
    *groups, last = text.split(mark)
    whole = Decimal(text.replace(mark, ""))
    if times == 1 and mark in ".,":
        decimal = Decimal(text.replace(mark, "."))
        if len(last) == 3 and 1 <= len(groups[0]) <= 3 and groups[0] != "0":
            return Amount(whole, f"one {name} before three digits: thousands", otherwise=decimal)
        return Amount(decimal, f"one {name} not before three digits: decimal mark")
    if _grouped([*groups, last]):
        return Amount(whole, f"groups of three by {name}: thousands")
    if mark in ".," and _grouped(groups) and len(last) in (1, 2):
        return Amount(Decimal("".join(groups) + "." + last), f"last {name} before {len(last)} digits: decimal mark", otherwise=whole)
    raise NumberError(f"“{text}”: the groups are not of three digits. Write digits, for example 45000.50.")


def _two_kinds(text, group, decimal):
    whole, fraction = text.split(decimal)
    if not (_grouped(whole.split(group)) or INDIAN.fullmatch(whole)):
        raise NumberError(f"“{text}”: the groups are not of three digits. Write digits, for example 45000.50.")
    return Amount(Decimal(f"{whole.replace(group, '')}.{fraction}"), "the last mark, used once, is the decimal mark")


def _grouped(parts):
    return 1 <= len(parts[0]) <= 3 and all(len(part) == 3 for part in parts[1:])


def _plain(number):
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()
