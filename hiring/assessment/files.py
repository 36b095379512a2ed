"""Ratings and weights read from CSV files that came from anywhere: checked row by row."""

import csv
import io
import math
from collections.abc import Iterator

from .panel import BadInput, Rating

RATING_COLUMNS = ("candidate", "interviewer", "skill", "rating")
WEIGHT_COLUMNS = ("skill", "weight")
SEPARATORS = (",", ";", "\t")


def read_ratings(data: bytes) -> list[Rating]:
    """Ratings in long form, one row each: candidate, interviewer, skill, rating; an empty rating means "not assessed".

    Comma, semicolon (then also 4,5 for 4.5) or tab; UTF-8 with or without a byte order mark; header in any case
    and order, further columns ignored. `row` of each rating is its line in the file. BadInput names row and column.

    >>> read_ratings(b"Candidate;Interviewer;Skill;Rating\\nAda;Kim;SQL;4,5\\nAda;Lee;SQL;\\n")
    [Rating(candidate='Ada', interviewer='Kim', skill='SQL', value=4.5, job=None, row=2), \
Rating(candidate='Ada', interviewer='Lee', skill='SQL', value=None, job=None, row=3)]
    """
    found = []
    for row, (candidate, interviewer, skill, rating), comma in _rows(data, RATING_COLUMNS, "ratings"):
        value = _number(rating, row, "rating", comma, "leave it empty for 'not assessed'") if rating else None
        found.append(Rating(candidate, interviewer, skill, value, None, row))
    if not found:
        raise BadInput("the ratings file has a header but no ratings")
    return found


def read_weights(data: bytes) -> dict[str, float]:
    """Weights as skill, weight; each skill once, none negative.

    >>> read_weights(b"skill,weight\\nSQL,0.6\\nPython,0.4\\n")
    {'SQL': 0.6, 'Python': 0.4}
    """
    weights: dict[str, float] = {}
    for row, (skill, weight), comma in _rows(data, WEIGHT_COLUMNS, "weights"):
        if not skill:
            raise BadInput("the skill is missing", row=row, column="skill")
        if skill in weights:
            raise BadInput(f"skill {skill!r} has a weight already; keep one of the two", row=row, column="skill")
        weights[skill] = _number(weight, row, "weight", comma, "give 0 or a positive number")
        if weights[skill] < 0:
            raise BadInput(f"{weight!r} is negative; give 0 or a positive number", row=row, column="weight")
    if not weights:
        raise BadInput("the weights file has a header but no weights")
    return weights


def _rows(data: bytes, columns, name) -> Iterator[tuple[int, list[str], bool]]:
    """Line number, the wanted cells in order, and whether a comma may be a decimal sign."""
    text = _text(data, name)
    if not text.strip():
        raise BadInput(f"the {name} file is empty; its first line must name the columns {', '.join(columns)}")
    separator = _separator(text, columns)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    wanted = width = None
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if wanted is None:
                wanted, width = _places(cells, columns, name, reader.line_num), len(cells)
                continue
            if len(cells) != width and any(cell.strip() for cell in cells[width:]) or len(cells) < width:
                raise BadInput(f"{len(cells)} cells where the header has {width}", row=reader.line_num)
            yield reader.line_num, [cells[place].strip() for place in wanted], separator == ";"
    except csv.Error as error:
        raise BadInput(f"the {name} file is not readable as CSV here: {error}", row=reader.line_num) from None


def _text(data: bytes, name) -> str:
    if b"\0" in data:
        raise BadInput(f"the {name} file is not plain text; save it as CSV in UTF-8")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = data[: error.start].count(b"\n") + 1
        raise BadInput(f"the {name} file is not in UTF-8; save it as CSV in UTF-8", row=row) from None


def _separator(text: str, columns) -> str:
    header = next(line for line in text.splitlines() if line.strip())
    names = {separator: {cell.strip().strip('"').lower() for cell in header.split(separator)} for separator in SEPARATORS}
    return max(SEPARATORS, key=lambda separator: len(names[separator] & set(columns)))


def _places(header, columns, name, row) -> list[int]:
    names = [cell.strip().lower() for cell in header]
    for column in columns:
        if names.count(column) != 1:
            what = "no" if column not in names else "more than one"
            raise BadInput(f"the {name} file has {what} column {column!r}; it needs {', '.join(columns)}", row=row, column=column)
    return [names.index(column) for column in columns]


def _number(text: str, row: int, column: str, comma: bool, advice: str) -> float:
    try:
        value = float(text.replace(",", ".") if comma else text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value) or "_" in text:
        raise BadInput(f"{text!r} is not a number; {advice}", row=row, column=column)
    return value
