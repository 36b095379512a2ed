"""YAML from people we do not know: bounded, without anchors, and with line numbers."""

import re
from dataclasses import dataclass, field
from pathlib import Path

import yaml

MAX_BYTES = 1_000_000
MAX_DEPTH = 50
ALIASES = "anchors and aliases (& and *) are not allowed; write the text out"
TAGS = "tags (!) are not allowed; write plain text, numbers, lists and mappings"

UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_Opening = (yaml.MappingStartEvent, yaml.SequenceStartEvent)
_Closing = (yaml.MappingEndEvent, yaml.SequenceEndEvent)


@dataclass(frozen=True)
class Problem:
    path: tuple
    line: int
    message: str


@dataclass
class Sheet:
    """One YAML document: plain values, the line of each path, and what was refused."""

    value: object = None
    lines: dict[tuple, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def line(self, path: tuple) -> int:
        """The line of `path`, or of the nearest part of it that exists."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def part(self, path: tuple, value: object) -> "Sheet":
        """What stands under `path` as a sheet of its own, with the lines of the whole."""
        deep = len(path)
        return Sheet(value, {at[deep:]: line for at, line in self.lines.items() if at[:deep] == path})

    def refuse(self, message: str, line: int = 1, path: tuple = ()) -> None:
        self.problems.append(Problem(path, line, message))


def read_file(path: Path) -> Sheet:
    if path.stat().st_size > MAX_BYTES:
        return _refused(f"the file is larger than {MAX_BYTES:,} bytes; split it")
    return read_bytes(path.read_bytes())


def read_bytes(data: bytes) -> Sheet:
    if len(data) > MAX_BYTES:
        return _refused(f"the file is larger than {MAX_BYTES:,} bytes; split it")
    try:
        return read_text(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return _refused(f"not UTF-8 at byte {error.start}", data[: error.start].count(b"\n") + 1)


def read_text(text: str) -> Sheet:
    sheet = Sheet()
    try:
        if _is_bounded(text, sheet):
            _fill(text, sheet)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        sheet.refuse(f"not valid YAML: {error.problem or error.context}", mark.line + 1 if mark else 1)
    except (yaml.YAMLError, ValueError) as error:
        sheet.refuse(f"not valid YAML: {error}")
    return sheet


def _refused(message: str, line: int = 1) -> Sheet:
    sheet = Sheet()
    sheet.refuse(message, line)
    return sheet


def _is_bounded(text: str, sheet: Sheet) -> bool:
    """Look at events only: a tree is built once depth, aliases and tags are known to be harmless."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        line = event.start_mark.line + 1
        if getattr(event, "anchor", None) or getattr(event, "tag", None):
            sheet.refuse(ALIASES if event.anchor else TAGS, line)
            return False
        depth += isinstance(event, _Opening) - isinstance(event, _Closing)
        if depth > MAX_DEPTH:
            sheet.refuse(f"nested deeper than {MAX_DEPTH} levels", line)
            return False
    return True


def _fill(text: str, sheet: Sheet) -> None:
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        if node is None:
            sheet.refuse("the file is empty")
        else:
            sheet.value = _value(loader, node, (), sheet)
    finally:
        loader.dispose()


def _value(loader, node, path, sheet):
    sheet.lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        return _mapping(loader, node, path, sheet)
    if isinstance(node, yaml.SequenceNode):
        return [_value(loader, item, (*path, i), sheet) for i, item in enumerate(node.value)]
    return _scalar(loader, node, path, sheet)


def _scalar(loader, node, path, sheet):
    """YAML's escapes can make characters that no database stores and no page can send."""
    value = loader.construct_object(node)
    if isinstance(value, str) and UNSTORABLE.search(value):
        sheet.refuse("holds a control character or half a character", node.start_mark.line + 1, path)
        return UNSTORABLE.sub("", value)
    return value


def _mapping(loader, node, path, sheet):
    result = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode) or key_node.tag.endswith(":merge"):
            sheet.refuse("a key must be a plain word or number", line, path)
            continue
        key = _scalar(loader, key_node, path, sheet)
        if key in result:
            sheet.refuse("the key stands here twice", line, (*path, key))
            continue
        sheet.lines[(*path, key)] = line
        result[key] = _value(loader, value_node, (*path, key), sheet)
    return result
