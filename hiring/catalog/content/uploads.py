"""A catalogue as it was uploaded: the ZIP of an export, or one YAML file of it."""

import io
import zipfile
from pathlib import PurePosixPath

from .reading import MAX_BYTES, Sheet, read_bytes

MAX_UPLOAD = 3_000_000
MAX_FILES = 100
FOLDER_KEYS = {"skills": "skills", "questions": "questions", "samples": "practice"}


class UnreadableUpload(ValueError):
    """The file is neither; the text says what to send instead."""


def sheets_of(data: bytes, name: str) -> dict[str, Sheet]:
    """Sheets by path, as `read_folder` gives them. Nothing is written, and no more is unpacked than a catalogue may hold."""
    if len(data) > MAX_UPLOAD:
        raise UnreadableUpload(f"The file is larger than {MAX_UPLOAD // 1_000_000} MB. Send it in parts.")
    if data[:4] == b"PK\x03\x04":
        return _unpacked(data)
    if not name.lower().endswith((".yaml", ".yml")):
        raise UnreadableUpload("This is neither a ZIP file nor YAML. Send what “Export as YAML” gives, or one .yaml file of it.")
    sheet = read_bytes(data)
    return {_path(sheet, PurePosixPath(name).stem): sheet}


def _unpacked(data):
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


def _path(sheet, stem):
    """Where one file belongs, by its keys: a role names its levels, the others their entries."""
    keys = sheet.value if isinstance(sheet.value, dict) else {}
    folder = next((folder for key, folder in FOLDER_KEYS.items() if key in keys), "roles" if "levels" in keys and "slug" in keys else "")
    return f"{folder}/{stem}.yaml" if folder else f"{stem}.yaml"
