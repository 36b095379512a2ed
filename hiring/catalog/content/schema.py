"""A small language for what a file must look like. Each piece yields (path, message) for what is wrong."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from .reading import UNSTORABLE

Found = Iterator[tuple[tuple, str]]
SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def kind_of(value: object) -> str:
    names = {dict: "a mapping", list: "a list", str: "text", bool: "yes or no", type(None): "nothing"}
    return names.get(type(value), f"{type(value).__name__} {value}")


@dataclass(frozen=True)
class Text:
    min_words: int = 1
    max_words: int = 400
    max_chars: int = 8000

    def faults(self, value, path) -> Found:
        if not isinstance(value, str):
            yield path, f"must be text, is {kind_of(value)}; put it in quotes if it is meant as text"
            return
        if UNSTORABLE.search(value):
            yield path, "holds a control character or half a character"
        words = len(value.split())
        if words < self.min_words:
            yield path, f"too short: {words} words, at least {self.min_words}"
        if words > self.max_words:
            yield path, f"too long: {words} words, at most {self.max_words}"
        if len(value) > self.max_chars:
            yield path, f"too long: {len(value)} characters, at most {self.max_chars}"


@dataclass(frozen=True)
class Slug:
    max_chars: int = 60

    def faults(self, value, path) -> Found:
        if not isinstance(value, str) or not SLUG.fullmatch(value):
            yield path, f"must be a slug (small letters, digits, single hyphens), is {value!r}"
        elif len(value) > self.max_chars:
            yield path, f"too long: {len(value)} characters, at most {self.max_chars}"


@dataclass(frozen=True)
class Choice:
    options: tuple

    def faults(self, value, path) -> Found:
        if value not in self.options:
            yield path, f"must be one of {', '.join(map(str, self.options))}, is {value!r}"


@dataclass(frozen=True)
class Number:
    least: int
    most: int

    def faults(self, value, path) -> Found:
        if type(value) is not int:
            yield path, f"must be a whole number, is {kind_of(value)}"
        elif not self.least <= value <= self.most:
            yield path, f"must be {self.least} to {self.most}, is {value}"


@dataclass(frozen=True)
class YesNo:
    def faults(self, value, path) -> Found:
        if not isinstance(value, bool):
            yield path, f"must be true or false, is {kind_of(value)}"


@dataclass(frozen=True)
class ListOf:
    item: object
    least: int = 1
    most: int = 50

    def faults(self, value, path) -> Found:
        if not isinstance(value, list):
            yield path, f"must be a list, is {kind_of(value)}"
            return
        if not self.least <= len(value) <= self.most:
            yield path, f"must have {self.least} to {self.most} entries, has {len(value)}"
        for i, entry in enumerate(value):
            yield from self.item.faults(entry, (*path, i))


@dataclass(frozen=True)
class Keys:
    required: dict
    optional: dict = field(default_factory=dict)

    def faults(self, value, path) -> Found:
        if not isinstance(value, dict):
            yield path, f"must be a mapping with {', '.join(map(str, self.required))}, is {kind_of(value)}"
            return
        known = self.required | self.optional
        for key in [key for key in value if key not in known]:
            yield (*path, key), f"unknown key; known here: {', '.join(map(str, known))}"
        for key in self.required:
            if key not in value:
                yield (*path, key), "missing"
        for key in known:
            if key in value:
                yield from known[key].faults(value[key], (*path, key))
