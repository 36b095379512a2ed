"""Whether the rows of an import make sense by themselves: each cell, and the rows beside each other. Reads no database."""

import json
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from hiring.lib.sandbox import ChildFailed, Limits, run_child

from . import csv_reading
from .plain_text import HIDDEN, hidden_characters, one_line

LENGTHS = {"name": 200, "email": 254, "phone": 40, "location": 120, "source": 120}
LIMITS = Limits(cpu_seconds=10, wall_seconds=20, memory_bytes=1 << 29, output_bytes=50 << 20)
SHOWN_FAULTS = 50


@dataclass(frozen=True)
class Fault:
    row: int
    column: str
    text: str

    def __str__(self):
        return f"Row {self.row}{f', {self.column}' if self.column else ''}: {self.text}"


class ImportRefused(ValidationError):
    """Nothing of the import was kept; `faults` says why, row by row."""

    def __init__(self, faults):
        self.faults = faults
        super().__init__([str(fault) for fault in faults[:SHOWN_FAULTS]])


def read_file(file):
    """Rows, columns left out and faults of an uploaded CSV, read in a child process.

    Raises ValidationError if the file as a whole cannot be taken.
    """
    if file.size > csv_reading.MAX_BYTES:
        raise ValidationError(
            f"The file has {file.size / (1 << 20):,.1f} MB; at most 5 MB can be imported at once. Split it and try again."
        )
    try:
        found = json.loads(run_child("hiring.candidates.csv_reading", file.read(), limits=LIMITS))
    except ChildFailed as failure:
        raise ValidationError("This file takes too much time or memory to read. Save it as “CSV UTF-8” and try again.") from failure
    if "unreadable" in found:
        raise ValidationError(found["unreadable"])
    return found["rows"], found["left_out"], [Fault(**fault) for fault in found["faults"]]


def check_rows(rows, *, today, own_address):
    """(cleaned rows, faults). A cleaned row has every column, a tidy text in each and a date in `applied_on`.

    `rows` are dicts of cells by column, with the number of the row in its file as `row` (by default its place, from 2).
    """
    cleaned, faults, first_seen = [], [], {}
    for number, row in ((row.get("row", place), row) for place, row in enumerate(rows, 2)):
        cells = {"row": number, **{name: one_line(str(row.get(name) or "")) for name in LENGTHS}}
        faults += [Fault(number, column, text) for column, text in _faults_of(cells, own_address)]
        try:
            cells["applied_on"] = _day(row.get("applied_on"), today)
        except ValueError as fault:
            faults.append(Fault(number, "applied_on", str(fault)))
        address = cells["email"].lower()
        if address and address in first_seen:
            faults.append(Fault(number, "email", f"“{cells['email']}” stands in row {first_seen[address]} as well. Keep one of the two."))
        first_seen.setdefault(address, number)
        cleaned.append(cells)
    return cleaned, faults


def _faults_of(cells, own_address):
    for column, limit in LENGTHS.items():
        text = cells[column]
        if len(text) > limit:
            yield column, f"has {len(text)} characters; at most {limit} can be kept."
        if hidden_characters(text):
            yield column, HIDDEN
    if not cells["name"]:
        yield "name", "Empty. Each candidate needs a name."
    if not cells["email"]:
        yield "email", "Empty. Each candidate needs an address."
    elif not _is_address(cells["email"]):
        yield "email", f"“{_short(cells['email'])}” is no email address. Write it like name@example.org."
    elif cells["email"].lower() == own_address.lower():
        yield "email", "is your own address. Someone else must add you as a candidate."


def _is_address(text):
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def _day(value, today):
    if not value:
        return today
    try:
        day = value if isinstance(value, date) else date.fromisoformat(str(value).strip())
    except ValueError:
        raise ValueError(f"“{_short(str(value).strip())}” is no day. Write year, month and day, like 2026-03-31.") from None
    if day > today:
        raise ValueError(f"{day:%-d %B %Y} has not come yet. Write the day on which they applied.")
    return day


def _short(text):
    return text if len(text) <= 60 else f"{text[:57]}…"
