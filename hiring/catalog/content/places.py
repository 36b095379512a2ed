"""Where the entries of each kind stand in a catalogue's files, and what they are known by."""

from collections.abc import Iterator
from pathlib import Path

KINDS = {"skills": "skill", "questions": "question", "roles": "role", "practice": "practice"}  # by folder
LISTS = {"skills": "skills", "questions": "questions", "practice": "samples"}  # key of a file's entries; a role is a file
GROUPED = ("skill", "question")


def known_by(kind: str) -> str:
    """The key that names an entry: a question has one practice sample, which goes by the question's slug."""
    return "question" if kind == "practice" else "slug"


def entries_of(file: str, content: object) -> Iterator[tuple[str, tuple, object]]:
    """(kind, path, body) of each entry of a file. Skills and questions have their group from the file's name."""
    folder = file.split("/")[0]
    if folder not in KINDS or not isinstance(content, dict):
        return
    kind, key = KINDS[folder], LISTS.get(folder)
    if key is None:
        yield kind, (), content
        return
    rows = content.get(key)
    for place, row in enumerate(rows if isinstance(rows, list) else ()):
        group = {"group": Path(file).stem} if kind in GROUPED else {}
        yield kind, (key, place), group | row if isinstance(row, dict) else row
