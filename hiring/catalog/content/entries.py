"""One entry that a company writes or changes, checked on its own and against what stands around it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from . import files
from .loading import Fault, key_in_words
from .places import known_by
from .reading import Sheet
from .rules import Entry, mark_faults, profile_faults
from .shapes import LEVELS

SCHEMAS = {"skill": files.COMPANY_SKILL, "question": files.COMPANY_QUESTION, "role": files.COMPANY_ROLE, "practice": files.SAMPLE}


@dataclass(frozen=True)
class Surroundings:
    """What an entry of one kind must fit into: slugs, and for each text, folded by `folded`, the slug of the entry that has it.

    `own` is the slug of the entry that is checked, "" for a new one: nothing is taken that it has itself.
    """

    groups: frozenset[str] = frozenset()
    skills: frozenset[str] = frozenset()
    questions: frozenset[str] = frozenset()
    slugs: set[str] = field(default_factory=set)
    names: dict[str, str] = field(default_factory=dict)
    anchors: dict[str, str] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    own: str = ""

    def put(self, slug: str, body: dict, before: dict | None = None) -> None:
        """Let a sound body take the place of the one before, for those that are checked after it."""
        for taken, text in self._texts(before or {}):
            taken.pop(folded(text), None)
        self.slugs.add(slug)
        for taken, text in self._texts(body):
            taken[folded(text)] = slug

    def _texts(self, body):
        for key, taken in (("name", self.names), ("prompt", self.names), ("code", self.codes)):
            if key in body:
                yield taken, body[key]
        for part in ("anchors", "senior_anchors"):
            yield from ((self.anchors, text) for text in (body.get(part) or {}).values())


def folded(text: str) -> str:
    return " ".join(text.lower().split())


def entry_faults(kind: str, sheet: Sheet, around: Surroundings, file: str = "") -> list[Fault]:
    """Every fault of the entry, in the order of its lines."""
    faults = [Fault(file, problem.line, key_in_words(sheet, problem.path), problem.message) for problem in sheet.problems]
    if sheet.value is not None:
        found = entry_problems(kind, sheet.value, around)
        faults += [Fault(file, sheet.line(path), key_in_words(sheet, path), message) for path, message in found]
    return sorted(set(faults))


def entry_problems(kind: str, body: object, around: Surroundings) -> list[tuple[tuple, str]]:
    """(path, message) of all that is wrong with plain values."""
    found = [*SCHEMAS[kind].faults(body, ())]
    return found + [*_fitting(kind, body, around)] if isinstance(body, dict) else found


def flat(body: dict) -> dict:
    """The parts of a role's levels as keys of their own, such as "levels.mid.purpose"; other bodies stay as they are."""
    if not isinstance(body.get("levels"), dict):
        return body
    rest = {key: value for key, value in body.items() if key != "levels"}
    return rest | {f"levels.{level}.{key}": value for level, parts in body["levels"].items() for key, value in parts.items()}


def nested(fields: dict) -> dict:
    """Back from `flat`."""
    body: dict = {}
    for key, value in fields.items():
        *parents, last = key.split(".")
        place = body
        for parent in parents:
            place = place.setdefault(parent, {})
        place[last] = value
    return body


def _fitting(kind: str, body: dict, around: Surroundings) -> Iterable[tuple[tuple, str]]:
    name = known_by(kind)
    if body.get(name) != around.own and _is_one_of(body.get(name), around.slugs):
        yield (name,), f"there is a {kind} with this {name} already" if name == "slug" else "has sample answers already; change those"
    if "group" in body and not _is_one_of(body["group"], around.groups):
        yield ("group",), f"no such group; there are {', '.join(sorted(around.groups))}"
    yield from {"skill": _skill, "question": _question, "role": _role, "practice": _practice}[kind](body, around)


def _skill(body, around):
    yield from _taken(body, "name", around.names, around.own)
    first = {}
    for part in ("anchors", "senior_anchors"):
        anchors = body.get(part)
        for mark, text in anchors.items() if isinstance(anchors, dict) else ():
            other = around.anchors.get(folded(str(text)), around.own)
            if other != around.own:
                yield (part, mark), f"the same text anchors {other}"
            elif first.setdefault(folded(str(text)), mark) != mark:
                yield (part, mark), f"the same text anchors mark {first[folded(str(text))]}"


def _question(body, around):
    yield from _taken(body, "prompt", around.names, around.own)
    names = body.get("skills")
    for i, name in enumerate(names if isinstance(names, list) else ()):
        if not _is_one_of(name, around.skills):
            yield ("skills", i), f"no such skill: {name}"
        if name in names[:i]:
            yield ("skills", i), f"{name} stands here twice"


def _role(body, around):
    yield from _taken(body, "name", around.names, around.own)
    yield from _taken(body, "code", around.codes, around.own)
    for (_, path), message in profile_faults(Entry("", (), 1, body)):
        yield path, message
    levels = body.get("levels")
    for level in LEVELS:
        level_body = levels.get(level) if isinstance(levels, dict) else None
        rows = level_body.get("profile") if isinstance(level_body, dict) else None
        for i, row in enumerate(rows if isinstance(rows, list) else ()):
            if isinstance(row, dict) and "skill" in row and not _is_one_of(row["skill"], around.skills):
                yield ("levels", level, "profile", i, "skill"), f"no such skill: {row['skill']}"


def _practice(body, around):
    for key, names in (("skill", around.skills), ("question", around.questions)):
        if isinstance(body.get(key), str) and body[key] not in names:
            yield (key,), f"no such {key}: {body[key]}"
    for (_, path), message in mark_faults(Entry("", (), 1, body)):
        yield path, message


def _is_one_of(value, names) -> bool:
    """Where text belongs, a file may hold a list, which no set can look up."""
    return isinstance(value, str) and value in names


def _taken(body, key, taken, own):
    other = taken.get(folded(str(body.get(key, ""))), own)
    if other != own:
        yield (key,), f"{other} has this {key} already"
