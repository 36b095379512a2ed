"""A CSV of candidates as rows and faults. No Django: it runs in a limited child process on whatever was uploaded.

The separator is the one of `,`, `;` and tab under which most cells of the first row name a known column.
Rows are numbered as a spreadsheet shows them: the header is row 1.
"""

import csv
import io
import json
import re
import sys

from hiring.lib.csv_cells import plain_cell

COLUMNS = ("name", "email", "phone", "location", "source", "applied_on")
REQUIRED = ("name", "email")
SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab"}
MAX_BYTES = 5 * 1024 * 1024
MAX_ROWS = 10_000
MAX_COLUMNS = 200


class Unreadable(Exception):
    """The file as a whole cannot be taken; the text says why and what to do."""


def read_csv(content):
    """`{"rows": [{"row": 2, "name": …}], "left_out": [header, …], "faults": [{"row", "column", "text"}, …]}`.

    Raises Unreadable. Cells are as written; whether they make sense is asked later.
    """
    text = _decoded(content)
    separator = _separator(text)
    records = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    header = _header(_next_record(records))
    places = _places(header)
    rows, faults = [], []
    for number, cells in _numbered(records):
        if not any(cell.strip() for cell in cells):
            continue
        if len(rows) + len(faults) >= MAX_ROWS:
            raise Unreadable(f"The file has more than {MAX_ROWS:,} rows. Split it and import the parts one after the other.")
        if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
            faults.append({"row": number, "column": "", "text": _too_wide(cells, header, separator)})
        else:
            rows.append({"row": number, **{name: _cell(cells, place) for name, place in places.items()}})
    if not rows and not faults:
        raise Unreadable("The file has a first row and nothing below it. Add one row for each candidate.")
    return {"rows": rows, "left_out": [word for word in header if word and _column(word) not in COLUMNS], "faults": faults}


def _decoded(content):
    if not content.strip():
        raise Unreadable("The file is empty. Choose another.")
    if content.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        raise Unreadable("This is a workbook, not a CSV. In the spreadsheet, save it as “CSV UTF-8” and choose that file.")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable("This file is in UTF-16. In the spreadsheet, save it as “CSV UTF-8” and choose that file.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        row = content.count(b"\n", 0, fault.start) + 1
        raise Unreadable(
            f"This file is not in UTF-8: line {row} holds a letter that cannot be read. In the spreadsheet, save it as “CSV UTF-8” and choose that file."
        ) from fault
    if "\0" in text:
        raise Unreadable("This is no text file: it holds characters that no CSV has. Save it as “CSV UTF-8” and choose that file.")
    return text


def _separator(text):
    first = re.split(r"[\r\n]", text[:20_000], maxsplit=1)[0]
    return max(SEPARATORS, key=lambda mark: (sum(_column(cell.strip('" ')) in COLUMNS for cell in first.split(mark)), first.count(mark)))


def _column(word):
    """ "E-mail", "EMAIL " and "email" are one column, and so are "Applied on" and "applied_on"."""
    plain = re.sub(r"[\s_-]+", "", word).casefold()
    return {name.replace("_", ""): name for name in COLUMNS}.get(plain, plain)


def _header(cells):
    if len(cells) > MAX_COLUMNS:
        raise Unreadable(f"The first row has {len(cells):,} columns; at most {MAX_COLUMNS} can be read. Keep those of the template.")
    words = [" ".join(cell.split())[:80] for cell in cells]
    while words and not words[-1]:
        words.pop()
    return words


def _places(header):
    """Column name to its place in a row."""
    named = [_column(word) for word in header]
    if missing := [name for name in REQUIRED if name not in named]:
        seen = ", ".join(f"“{word}”" for word in header[:12] if word) or "nothing"
        raise Unreadable(f"The first row must name the columns. Missing: {' and '.join(missing)}. It says {seen}.")
    if twice := [name for name in COLUMNS if named.count(name) > 1]:
        raise Unreadable(f"The first row names {' and '.join(twice)} more than once. Keep one column of each.")
    return {name: named.index(name) for name in COLUMNS if name in named}


def _too_wide(cells, header, separator):
    return (
        f"has {len(cells)} cells, but the first row names {len(header)} columns. "
        f"Put a text that holds a {SEPARATORS[separator]} in quotation marks."
    )


def _next_record(records):
    try:
        return next(records)
    except csv.Error as fault:
        raise Unreadable(_csv_fault(1, fault)) from fault


def _numbered(records):
    number = 1
    while True:
        number += 1
        try:
            yield number, next(records)
        except StopIteration:
            return
        except csv.Error as fault:
            raise Unreadable(_csv_fault(number, fault)) from fault


def _csv_fault(number, fault):
    if "limit" in str(fault):
        return f"Row {number} holds a cell of more than 100,000 characters. A quotation mark may be missing there."
    return f"Row {number} has a quotation mark too many or too few. Write a mark inside a text twice, and put the whole text in marks."


def _cell(cells, place):
    """As written, but without the apostrophe that our own export puts before what a spreadsheet would calculate."""
    return plain_cell(cells[place]) if place < len(cells) else ""


def _main():
    try:
        answer = read_csv(sys.stdin.buffer.read())
    except Unreadable as fault:
        answer = {"unreadable": str(fault)}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    _main()
