"""The pay rules that ship in fixtures/salaries/, read and checked. A fault names the key and its line."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from hiring.catalog.content.files import Day
from hiring.catalog.content.reading import Sheet, read_file
from hiring.catalog.content.schema import Choice, Found, Keys, ListOf, Number, Text, YesNo

from .pay_rules import ASKS, WHEN, Rule, Source, Spread
from .shipped import FOLDER, read_places, read_states

PAY_RULES = FOLDER / "pay_rules.yaml"
LINE = Text(max_words=60, max_chars=400)
TOLD = tuple(when for when in WHEN if when != "never")


class RulesRefused(Exception):
    """Every fault of a file of rules, one a line: file, line, key, what is wrong."""


@dataclass(frozen=True)
class Place:
    def faults(self, value, path) -> Found:
        if value not in place_names():
            yield path, f"must be a country (ISO 3166-1) or a state of the table of states, is {value!r}"


@dataclass(frozen=True)
class Url:
    def faults(self, value, path) -> Found:
        if not isinstance(value, str) or not re.fullmatch(r"https?://\S+", value):
            yield path, f"must be an address that begins with http, is {value!r}"


RULE = Keys(
    {
        "places": ListOf(Place()),
        "law": LINE,
        "asks": Keys({}, {what: Choice(("never",) if what == "history" else TOLD) for what in ASKS if what != "spread"}),
        "checked": Day(),
    },
    {
        "city": LINE,
        "from": Day(),
        "employees": Number(2, 10_000),
        "counted_there": YesNo(),
        "staff_there": YesNo(),
        "remote": Choice(("reached", "unclear")),
        "reach": LINE,
        "spread": Keys({"most": Number(1, 10**9), "currency": Text(max_chars=3), "unless_over": Number(1, 10**9)}),
        "source": Keys({"name": LINE, "url": Url()}),
        "unsure": LINE,
    },
)
SCHEMA = Keys({"rules": ListOf(RULE, most=500)})


@lru_cache
def place_names() -> dict[str, str]:
    return {code: place.name for code, place in read_places().items()} | read_states()


@lru_cache
def shipped_rules() -> tuple[Rule, ...]:
    """Read once in a process."""
    return read_rules(PAY_RULES)


def read_rules(path: Path) -> tuple[Rule, ...]:
    return rules_from(read_file(path), path.name)


def rules_from(sheet: Sheet, name: str) -> tuple[Rule, ...]:
    faults = [(fault.line, fault.path, fault.message) for fault in sheet.problems]
    faults += [(sheet.line(path), path, message) for path, message in (SCHEMA.faults(sheet.value, ()) if not faults else ())]
    if faults:
        raise RulesRefused("\n".join(f"{name}, line {line}, {'.'.join(map(str, path))}: {message}" for line, path, message in faults))
    return tuple(_rule(entry) for entry in sheet.value["rules"])


def _rule(entry):
    plain = {key: entry[key] for key in ("law", "checked", "city", "employees", "counted_there", "staff_there", "remote", "reach", "unsure")
             if key in entry}  # fmt: skip
    return Rule(
        places=tuple(entry["places"]), names=tuple(place_names()[place] for place in entry["places"]), asks=tuple(entry["asks"].items()),
        from_day=entry.get("from"), source=Source(**entry["source"]) if "source" in entry else None,
        spread=Spread(**entry["spread"]) if "spread" in entry else None, **plain,
    )  # fmt: skip
