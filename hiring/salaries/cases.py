"""Estimates for a CSV of cases: every row is answered, or says by name why not."""

import csv
from collections.abc import Iterator
from typing import TextIO

from .benchmarks import Benchmark, Estimate
from .cells import QUANTILE_NAMES

NEEDED = ("role", "level", "country", "year")
ANSWERS = (
    *QUANTILE_NAMES, "currency", *(f"{name}_local" for name in QUANTILE_NAMES), "rate_year", "n", "method", "median_lo80",
    "median_hi80", "own_median", "confidence", "note", "reason",
)  # fmt: skip
BLANK = dict.fromkeys(ANSWERS, "")


class CasesError(ValueError):
    """The file as a whole cannot be read."""


def answered_cases(source: TextIO, benchmark: Benchmark) -> tuple[list[str], Iterator[dict]]:
    """The columns of the answer and its rows. Columns the input brings are passed through; ours win on a clash."""
    rows = csv.DictReader(source)
    columns = [name.strip() for name in rows.fieldnames or []]
    missing = [name for name in NEEDED if name not in columns]
    if missing:
        raise CasesError(f"No column {', '.join(missing)}: the first line must name {', '.join(NEEDED)}.")
    rows.fieldnames = columns
    return [*(name for name in columns if name not in ANSWERS), *ANSWERS], (_answer(row, benchmark) for row in rows)


def _answer(row, benchmark):
    row.pop(None, None)
    kept = {name: value or "" for name, value in row.items() if name not in ANSWERS}
    role, level, country, year = (kept[name].strip() for name in NEEDED)
    if not (year.isascii() and year.isdecimal() and len(year) == 4):
        return kept | BLANK | {"n": 0, "reason": f"Year {year!r} is not a year of four digits."}
    estimate = benchmark.estimate(role.upper(), level.lower(), country.upper(), int(year))
    return kept | estimate_row(estimate)


def estimate_row(estimate: Estimate) -> dict:
    if estimate.usd is None:
        return BLANK | {"n": estimate.n, "confidence": estimate.confidence.word, "reason": estimate.reason}
    row = BLANK | {name: _hundreds(value) for name, value in zip(QUANTILE_NAMES, estimate.usd, strict=True)}
    if estimate.local:
        row |= {f"{name}_local": _hundreds(value) for name, value in zip(QUANTILE_NAMES, estimate.local, strict=True)}
        row["rate_year"] = estimate.rate.year
    low, high = map(_hundreds, estimate.median80)
    return row | {
        "currency": estimate.currency, "n": estimate.n, "method": estimate.method, "median_lo80": low, "median_hi80": high,
        "own_median": "" if estimate.own_median is None else _hundreds(estimate.own_median),
        "confidence": estimate.confidence.word, "note": f"{estimate.label}. {estimate.note}".strip(),
    }  # fmt: skip


def _hundreds(value):
    return round(value / 100) * 100
