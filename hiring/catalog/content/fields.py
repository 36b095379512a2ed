"""An entry as a form shows it: its schema opened into named fields, and what was typed as plain values again."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from .entries import SCHEMAS
from .files import LEVEL
from .schema import Keys, ListOf, Number, YesNo

NUMBER = re.compile(r"-?[0-9]{1,9}")


@dataclass(frozen=True)
class Field:
    """A place of an entry and what stands there; `parts` are the places inside it."""

    path: tuple
    piece: object
    value: object = None
    parts: tuple["Field", ...] = ()
    optional: bool = False

    @property
    def name(self) -> str:
        return name_of(self.path)

    def all(self) -> Iterator["Field"]:
        yield self
        for part in self.parts:
            yield from part.all()

    def leaves(self) -> Iterator["Field"]:
        return (field for field in self.all() if not isinstance(field.piece, (Keys, ListOf)))


def name_of(path: tuple) -> str:
    return "-".join(map(str, path))


def schema_of(kind: str, part: str = "", left_out: tuple[str, ...] = ()) -> tuple[tuple, Keys]:
    """Where the part stands in the body, and its schema. Parts are the levels of a role; "" is all but these."""
    if part:
        return ("levels", part), LEVEL
    whole = SCHEMAS[kind]
    left_out = (*left_out, "levels") if kind == "role" else left_out
    kept = [{key: piece for key, piece in keys.items() if key not in left_out} for keys in (whole.required, whole.optional)]
    return (), replace(whole, required=kept[0], optional=kept[1])


def opened(piece, value, path: tuple = (), *, wider: str = "", optional: bool = False) -> Field:
    """Every place that can be filled in; the list of the name `wider` gets an empty row at its end."""
    if isinstance(piece, Keys):
        body = value if isinstance(value, dict) else {}
        known = piece.required | piece.optional
        parts = [opened(known[key], body.get(key), (*path, key), wider=wider, optional=key in piece.optional) for key in known]
    elif isinstance(piece, ListOf):
        rows = list(value) if isinstance(value, list) else []
        rows += [None] * max(name_of(path) == wider, piece.least - len(rows))
        parts = [opened(piece.item, row, (*path, place), wider=wider) for place, row in enumerate(rows)]
    else:
        parts = []
    return Field(path, piece, value, tuple(parts), optional)


def typed(piece, data: Mapping[str, str], path: tuple = (), *, known: dict[str, str], move: tuple[str, str] = ("", "")):
    """What was typed under `path`, None for nothing. Empty rows fall out of lists.

    `known` are the texts that stood there (see `texts_in`), so that white space at their ends is no change. `move`
    is ("drop" or "raise", name of a row).
    """
    if isinstance(piece, Keys):
        keys = piece.required | piece.optional
        found = {key: typed(inner, data, (*path, key), known=known, move=move) for key, inner in keys.items()}
        found = {key: value for key, value in found.items() if value is not None}
        return found if any(value is not False for value in found.values()) else None
    if isinstance(piece, ListOf):
        places = _places(data, name_of(path))
        rows = {f"{name_of(path)}-{i}": typed(piece.item, data, (*path, i), known=known, move=move) for i in places}
        return [value for value in _moved(rows, *move) if value is not None] or None
    return _plain(piece, data, name_of(path), known)


def texts_in(value) -> dict[str, str]:
    """All texts of a body, by the text without the white space at its ends."""
    if isinstance(value, str):
        return {value.strip(): value}
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return {key: text for each in inner for key, text in texts_in(each).items()}


def _places(data, name):
    found = (re.fullmatch(rf"{re.escape(name)}-([0-9]{{1,3}})(-.+)?", key) for key in data)
    return sorted({int(match[1]) for match in found if match})


def _moved(rows, action, name):
    names = list(rows)
    if name in names and action == "drop":
        names.remove(name)
    if name in names[1:] and action == "raise":
        place = names.index(name)
        names[place - 1 : place + 1] = names[place], names[place - 1]
    return [rows[each] for each in names]


def _plain(piece, data, name, known):
    if isinstance(piece, YesNo):
        return name in data
    text = data.get(name, "").replace("\r\n", "\n").strip()
    if isinstance(piece, Number) and NUMBER.fullmatch(text):
        return int(text)
    return known.get(text, text) or None
