"""A catalogue as it was uploaded: the ZIP of an export, or one YAML file of it. Read in a limited child process."""

import datetime
import json
from pathlib import PurePosixPath

from hiring.lib.sandbox import ChildFailed, Limits, run_child

from .reading import Problem, Sheet
from .unpacking import MAX_UPLOAD, ZIP, UnreadableUpload

LIMITS = Limits(cpu_seconds=10, wall_seconds=20, memory_bytes=1 << 29, output_bytes=20 << 20)
FOLDER_KEYS = {"skills": "skills", "questions": "questions", "samples": "practice"}


def sheets_of(data: bytes, name: str) -> dict[str, Sheet]:
    """Sheets by path, as `read_folder` gives them. Raises UnreadableUpload."""
    if len(data) > MAX_UPLOAD:
        raise UnreadableUpload(f"The file is larger than {MAX_UPLOAD // 1_000_000} MB. Send it in parts.")
    if data[:4] != ZIP and not name.lower().endswith((".yaml", ".yml")):
        raise UnreadableUpload("This is neither a ZIP file nor YAML. Send what “Export as YAML” gives, or one .yaml file of it.")
    sheets = _read(data)
    return {path or _path(sheet, PurePosixPath(name).stem): sheet for path, sheet in sheets.items()}


def sheet_of(text: str) -> Sheet:
    """One text as it was typed. Raises UnreadableUpload."""
    return _read(b"\xef\xbb\xbf" + text.encode())[""]


def _read(data):
    try:
        found = json.loads(run_child("hiring.catalog.content.unpacking", data, limits=LIMITS))
    except ChildFailed as failure:
        raise UnreadableUpload("This takes too much time or memory to read. Send it in parts, each with fewer keys.") from failure
    if "unreadable" in found:
        raise UnreadableUpload(found["unreadable"])
    return {path: _sheet(**sheet) for path, sheet in found["sheets"].items()}


def _sheet(value, lines, problems):
    return Sheet(
        _unpacked(value),
        {tuple(map(_unpacked, path)): line for path, line in lines},
        [Problem(tuple(map(_unpacked, path)), line, message) for path, line, message in problems],
    )


def _unpacked(value):
    if isinstance(value, list):
        return [_unpacked(inner) for inner in value]
    if not isinstance(value, dict):
        return value
    if "day" in value:
        return datetime.date.fromisoformat(value["day"])
    return {_unpacked(key): _unpacked(inner) for key, inner in value["map"]}


def _path(sheet, stem):
    """Where one file belongs, by its keys: a role names its levels, the others their entries."""
    keys = sheet.value if isinstance(sheet.value, dict) else {}
    folder = next((folder for key, folder in FOLDER_KEYS.items() if key in keys), "roles" if "levels" in keys and "slug" in keys else "")
    return f"{folder}/{stem}.yaml" if folder else f"{stem}.yaml"
