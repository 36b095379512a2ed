"""Files of own pay on their way in: kept aside from all other files, read a piece at a time, removed when the import ends."""

import codecs
import csv
import io
import json
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.files.storage import default_storage

from hiring.lib.sandbox import ChildFailed, Limits, run_child

from . import sheets
from .marks import FORMULA, MERGED, NUMBER

MAX_CSV_BYTES = 400 << 20
SAMPLE_ROWS = 5
ENCODINGS = (("utf-8-sig", "UTF-8 (also with a byte order mark)"), ("cp1252", "Windows-1252, as older Excel writes it (covers Latin-1)"))
OTHER_KINDS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"{\\rtf")
SEPARATORS = ",;\t|"
WORKBOOK_LIMITS = Limits(cpu_seconds=60, wall_seconds=90, memory_bytes=2 << 30, output_bytes=200 << 20)
CHILD_FAULTS = {
    "time": "This workbook takes too long to read. Save the sheet as “CSV UTF-8”.",
    "memory": "This workbook is too large to read. Save the sheet as “CSV UTF-8”.",
    "size": "This workbook is too large to read. Save the sheet as “CSV UTF-8”.",
    "killed": "The system is short of memory and ended the reading of this workbook. Try again in a few minutes.",
}


class Unreadable(Exception):
    """The file as a whole cannot be taken; the text says why and what to do."""


def keep_upload(upload) -> str:
    """Write what was sent into the private store, a piece at a time; its path there."""
    path = f"pay-imports/{uuid.uuid4().hex}"
    target = Path(default_storage.path(path))
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    target.touch(mode=0o600)
    try:
        with target.open("wb") as file:
            for piece in upload.chunks():
                file.write(piece)
    except BaseException:
        target.unlink()
        raise
    return path


def remove_upload(path: str):
    if path:
        Path(default_storage.path(path)).unlink(missing_ok=True)


def is_workbook(path: str) -> bool:
    with default_storage.open(path) as file:
        return file.read(4) in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def check_text(path: str, encoding: str):
    """Read the whole file once as text. Raises Unreadable with the line that is none."""
    decoder, line, first = codecs.getincrementaldecoder(encoding)(), 1, True
    with default_storage.open(path) as file:
        while piece := file.read(1 << 20):
            if first and piece.startswith(OTHER_KINDS):
                raise Unreadable("This is neither CSV nor XLSX. In the spreadsheet, save the sheet as “CSV UTF-8” and choose that file.")
            if first and piece.startswith((b"\xff\xfe", b"\xfe\xff")):
                raise Unreadable("This file is in UTF-16. In the spreadsheet, save it as “CSV UTF-8” and choose that file.")
            first = False
            try:
                text = decoder.decode(piece)
            except UnicodeDecodeError as fault:
                line += piece.count(b"\n", 0, fault.start)
                raise Unreadable(
                    f"Line {line:,} is not in {'UTF-8' if encoding == 'utf-8-sig' else 'Windows-1252'}. Save the file as “CSV UTF-8”, "
                    "or say below that it is in Windows-1252 and look at the names in the rows that follow."
                ) from fault
            if "\0" in text:
                raise Unreadable("This is no text file: it holds characters that no CSV has. Save it as “CSV UTF-8” and choose that file.")
            line += text.count("\n")
    if first:
        raise Unreadable("The file is empty. Choose another.")


def workbook_sheets(path: str) -> list[str]:
    return _child(path, "sheets")


def head(path: str, encoding: str, sheet: str) -> dict:
    """The header and the first rows, for choosing columns. Raises Unreadable."""
    if sheet:
        found = _child(path, "head", sheet)
    else:
        with records(path, encoding) as (rows, _):
            found = [row for row, _ in zip(rows, range(SAMPLE_ROWS + 1), strict=False)]
    header = [" ".join(str(cell).lstrip(NUMBER).split())[:80] for cell in (found[0] if found else [])]
    while header and not header[-1]:
        header.pop()
    if not header:
        raise Unreadable("The first row is empty. It must name the columns.")
    if len(found) < 2:
        raise Unreadable("The file has a first row and nothing below it.")
    return {"header": header, "rows": [[cell.translate(MARKS) for cell in row][: len(header)] for row in found[1:]]}


MARKS = {ord(NUMBER): "", ord(FORMULA): "(formula)", ord(MERGED): "(merged) "}


@contextmanager
def records(path: str, encoding: str, sheet: str = "") -> Iterator[tuple[Iterator[list[str]], Callable[[], float]]]:
    """All rows of a file, header first, and how far the reading is, from 0 to 1. Raises Unreadable where a row is broken."""
    if sheet:
        yield csv.reader(io.StringIO(_rows(path, sheet), newline="")), lambda: 0.0
        return
    size = default_storage.size(path)
    with open(default_storage.path(path), encoding=encoding, newline="") as file:
        separator = _separator(file.readline())
        file.seek(0)
        rows = csv.reader(file, delimiter=separator, strict=True)
        try:
            yield rows, lambda: file.buffer.tell() / size
        except csv.Error as fault:
            raise Unreadable(
                f"Near line {rows.line_num:,} a quotation mark is missing or too many, or a cell is longer than 100,000 characters."
            ) from fault


def _separator(first_line):
    return max(SEPARATORS, key=first_line.count)


def _child(path, *arguments):
    answer = json.loads(_run(path, *arguments))
    if "unreadable" in answer:
        raise Unreadable(answer["unreadable"])
    return answer["found"]


def _rows(path, sheet):
    text = _run(path, "rows", sheet).decode()
    if not text.startswith("\n"):
        raise Unreadable(json.loads(text)["unreadable"])
    return text[1:]


def _run(path, *arguments):
    with default_storage.open(path) as file:
        content = file.read(sheets.MAX_BYTES + 1)
    if len(content) > sheets.MAX_BYTES:
        raise Unreadable(f"A workbook may have {sheets.MAX_BYTES >> 20} MB. Save the sheet as “CSV UTF-8”: there a million rows may stand.")
    try:
        return run_child("hiring.salaries.sheets", content, *arguments, limits=WORKBOOK_LIMITS)
    except ChildFailed as failure:
        raise Unreadable(CHILD_FAULTS.get(failure.reason, "This workbook cannot be read.")) from failure
