"""Estimates for a CSV of cases: every row is answered, or says by name why not."""

import csv
from collections.abc import Iterator
from itertools import chain
from typing import TextIO

from .benchmarks import Benchmark, Estimate
from .cells import QUANTILE_NAMES

NEEDED = ("role", "level", "country", "year")
ANSWERS = (
    *QUANTILE_NAMES, "currency", *(f"{name}_local" for name in QUANTILE_NAMES), "rate_year", "n", "method", "median_lo80",
    "median_hi80", "own_median", "confidence", "note", "reason",
)  # fmt: skip
SEPARATORS = ",;\t"
BLANK = dict.fromkeys(ANSWERS, "")


class CasesError(ValueError):
    """The file as a whole cannot be read."""


def answered_cases(source: TextIO, benchmark: Benchmark) -> tuple[list[str], Iterator[dict]]:
    """The columns of the answer and its rows. Columns the input brings are passed through; ours win on a clash.

    Cells are told apart by commas, semicolons or tabs, whichever the first line has most of. Raises CasesError.
    """
    first = source.readline()
    rows = csv.DictReader(chain([first], source), delimiter=max(SEPARATORS, key=first.count))
    columns = rows.fieldnames = [name.strip() for name in rows.fieldnames or []]
    places = {name.lower(): name for name in columns}
    missing = [name for name in NEEDED if name not in places]
    if missing:
        raise CasesError(f"No column {', '.join(missing)}: the first line must name {', '.join(NEEDED)}.")
    kept = [name for name in dict.fromkeys(columns) if name not in ANSWERS]
    return [*kept, *ANSWERS], _answers(rows, kept, [places[name] for name in NEEDED], benchmark)


def _answers(rows, kept, needed, benchmark):
    try:
        for row in rows:
            case = [(row[name] or "").strip() for name in needed]
            yield {name: row[name] or "" for name in kept} | _answer(case, benchmark)
    except csv.Error as fault:
        raise CasesError(f"Near line {rows.line_num:,} the file cannot be read as CSV: {fault}.") from fault


def _answer(case, benchmark):
    role, level, country, year = case
    if not (year.isascii() and year.isdecimal() and len(year) == 4):
        return BLANK | {"n": 0, "confidence": "insufficient", "reason": f"Year {year[:20]!r} is not a year of four digits."}
    return estimate_row(benchmark.estimate(role.upper(), level.lower(), country.upper(), int(year)))


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
