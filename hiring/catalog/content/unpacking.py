"""YAML that strangers sent, read in a limited child process: `python -m hiring.catalog.content.unpacking`.

A ZIP or one YAML file on standard input; on standard output JSON with `unreadable` (why not) or `sheets`: path, value and
problems of each. Values keep the line of each of their places; paths of a single file are "".
"""

import datetime
import io
import json
import sys
import zipfile
from pathlib import PurePosixPath

from .reading import MAX_BYTES, Sheet, read_bytes

MAX_UPLOAD = 3_000_000
MAX_FILES = 100
MAX_PLACES = 100_000
ZIP = b"PK\x03\x04"


class UnreadableUpload(ValueError):
    """The file is no catalogue; the text says what to send instead."""


def unpacked(data: bytes) -> dict[str, Sheet]:
    """Sheets by path. Nothing is written, and no more is unpacked than a catalogue may hold."""
    if data[:4] != ZIP:
        return {"": read_bytes(data)}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [member for member in archive.infolist() if not member.is_dir() and member.filename.endswith((".yaml", ".yml"))]
            return _sheets(archive, members)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, zipfile.zlib.error) as fault:
        raise UnreadableUpload("This ZIP file is damaged, encrypted or packed in an unusual way. Pack it again.") from fault


def _sheets(archive, members):
    if not members:
        raise UnreadableUpload("There is no .yaml file in this ZIP.")
    if len(members) > MAX_FILES:
        raise UnreadableUpload(f"There are more than {MAX_FILES} files in this ZIP.")
    sheets, total = {}, 0
    for member in members:
        with archive.open(member) as file:
            data = file.read(MAX_BYTES + 1)
        total += len(data)
        if total > MAX_UPLOAD:
            raise UnreadableUpload(f"Unpacked, these files are larger than {MAX_UPLOAD // 1_000_000} MB. Send them in parts.")
        path = "/".join(PurePosixPath(member.filename).parts[-2:]).removeprefix("catalogue/")
        if path in sheets:
            raise UnreadableUpload(f"{path} is in this ZIP twice.")
        sheets[path] = read_bytes(data)
    return dict(sorted(sheets.items()))


def packed(sheet: Sheet) -> dict:
    return {
        "value": _packed(sheet.value),
        "lines": [[[_packed(step) for step in path], line] for path, line in sheet.lines.items()],
        "problems": [[[_packed(step) for step in problem.path], problem.line, problem.message] for problem in sheet.problems],
    }


def _packed(value):
    """JSON knows no keys but texts and no dates: a mapping becomes {"map": pairs}, a date {"day": text}."""
    if isinstance(value, dict):
        return {"map": [[_packed(key), _packed(inner)] for key, inner in value.items()]}
    if isinstance(value, list):
        return [_packed(inner) for inner in value]
    if isinstance(value, datetime.datetime):
        return str(value)
    return {"day": value.isoformat()} if isinstance(value, datetime.date) else value


def _main():
    try:
        sheets = unpacked(sys.stdin.buffer.read())
        if sum(len(sheet.lines) for sheet in sheets.values()) > MAX_PLACES:
            raise UnreadableUpload(
                f"This holds more than {MAX_PLACES:,} keys and texts, ten times the built-in catalogue. Send it in parts."
            )
    except UnreadableUpload as fault:
        json.dump({"unreadable": str(fault)}, sys.stdout)
    else:
        json.dump({"sheets": {path: packed(sheet) for path, sheet in sheets.items()}}, sys.stdout)


if __name__ == "__main__":
    _main()
