"""Workbooks as rows of text. No Django: it runs in a limited child process on whatever was uploaded.

`python -m hiring.salaries.sheets sheets`, `head SHEET` or `rows SHEET`, the file on standard input. Numbers, formulas and
the empty parts of merged cells carry the marks of marks.py, so that a number cell is never read as a text with a dot.
"""

import csv
import io
import json
import re
import sys
import zipfile
from datetime import date, datetime

from .marks import FORMULA, MERGED, NUMBER

MAX_BYTES = 20 << 20
MAX_UNPACKED_BYTES = 120 << 20
MAX_ENTRIES = 2_000
MAX_ROWS, MAX_COLUMNS, HEAD_ROWS = 100_000, 200, 6
RESERVED = re.compile(f"[{FORMULA}{MERGED}{NUMBER}]")


class Unreadable(Exception):
    """The workbook as a whole cannot be taken; the text says why and what to do."""


def check_archive(content: bytes):
    """What the archive claims to hold, before anything in it is unpacked. Raises Unreadable."""
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable("This workbook is encrypted or of the old XLS kind. Save it as XLSX without a password, or as “CSV UTF-8”.")
    try:
        entries = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except zipfile.BadZipFile as fault:
        raise Unreadable("This workbook is broken. Open it in a spreadsheet, save it again and choose that file.") from fault
    if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNPACKED_BYTES:
        raise Unreadable(
            f"Unpacked, this workbook is larger than {MAX_UNPACKED_BYTES >> 20} MB. Save the sheet as “CSV UTF-8”: there a million rows may stand."
        )


def sheets(content):
    """Names of the sheets that hold something."""
    book = _book(content, read_only=True)
    return [
        sheet.title
        for sheet in book.worksheets
        if any(any(row) for row in sheet.iter_rows(max_row=HEAD_ROWS, max_col=MAX_COLUMNS, values_only=True))
    ]


def head(content, name):
    sheet = _sheet(_book(content, read_only=True), name)
    return [_texts(row, {}) for row in sheet.iter_rows(max_row=HEAD_ROWS, max_col=MAX_COLUMNS)]


def rows(content, name):
    sheet = _sheet(_book(content, read_only=False), name)
    if sheet.max_row > MAX_ROWS or sheet.max_column > MAX_COLUMNS:
        raise Unreadable(
            f"The sheet has more than {MAX_ROWS:,} rows or {MAX_COLUMNS} columns. Save it as “CSV UTF-8”: there a million rows may stand."
        )
    merged = {
        cell: str(area)
        for area in sheet.merged_cells.ranges
        for row in area.rows
        for cell in row[:]
        if cell != (area.min_row, area.min_col)
    }
    if any(row == 1 for row, _ in merged):
        raise Unreadable("The first row has merged cells. Split them, so that each column has a name of its own.")
    for row in sheet.iter_rows():
        yield _texts(row, merged)


def _book(content, *, read_only):
    from openpyxl import load_workbook

    check_archive(content)
    return load_workbook(io.BytesIO(content), read_only=read_only, data_only=False, keep_links=False)


def _sheet(book, name):
    if name not in book.sheetnames:
        raise Unreadable(f"There is no sheet “{name}” in this workbook.")
    return book[name]


def _texts(row, merged):
    texts = [_text(cell, merged) for cell in row]
    while texts and not texts[-1]:
        texts.pop()
    return texts


def _text(cell, merged):
    value = cell.value
    if merged and (area := merged.get((cell.row, cell.column))):
        return f"{MERGED}{area}"
    if value is None:
        return ""
    if cell.data_type == "f":
        return f"{FORMULA}"
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, int | float):
        return f"{NUMBER}{value:.12g}"
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    return RESERVED.sub("", str(value))


def _main():
    what, *name = sys.argv[1:]
    content = sys.stdin.buffer.read()
    out = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="")
    try:
        if what == "rows":
            found = list(rows(content, *name))
            out.write("\n")
            csv.writer(out, lineterminator="\n").writerows(found)
        else:
            out.write(json.dumps({"found": sheets(content) if what == "sheets" else head(content, *name)}))
    except Unreadable as fault:
        out.write(json.dumps({"unreadable": str(fault)}))
    except MemoryError:
        raise
    except Exception:
        # Whatever a parser raises on hostile bytes means one thing to the person: it cannot be read.
        out.write(json.dumps({"unreadable": "This workbook cannot be read. Open it in a spreadsheet, save it again and choose that file."}))
    out.flush()


if __name__ == "__main__":
    _main()
