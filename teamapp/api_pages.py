"""The OpenAPI schema as people read it: operations by thing, each with what it takes and what it answers."""

from dataclasses import dataclass
from functools import cache

from drf_spectacular.generators import SchemaGenerator

from .api_schema import is_common

METHODS = ("get", "post", "put", "patch", "delete")


@dataclass(frozen=True)
class Field:
    name: str
    kind: str
    required: bool
    about: str = ""


@dataclass(frozen=True)
class Operation:
    method: str
    path: str
    about: str
    parameters: tuple[Field, ...]
    body: tuple[Field, ...]
    answers: tuple[tuple[str, str], ...]

    @property
    def title(self):
        return self.about.partition("\n")[0]

    @property
    def tables(self):
        """What to send, by where it goes; without what there is none of."""
        return [(title, fields) for title, fields in (("In the address", self.parameters), ("In the body", self.body)) if fields]


@cache
def reference():
    """(info, [(tag, [Operation])]). The routes of a process never change, so neither does this."""
    schema = SchemaGenerator().get_schema(request=None, public=True)
    groups = {}
    for path, item in schema["paths"].items():
        for method in METHODS:
            if method in item:
                tag = item[method]["tags"][0]
                groups.setdefault(tag, []).append(_operation(schema, method.upper(), path, item[method]))
    return schema["info"], sorted(groups.items())


def _operation(schema, method, path, item):
    parameters = tuple(
        Field(p["name"], _kind(p["schema"]), p.get("required", False), p.get("description", "")) for p in item.get("parameters", [])
    )
    answers = tuple(
        (code, answer.get("description") or _answer(answer)) for code, answer in item["responses"].items() if not is_common(answer)
    )
    return Operation(method, path, item.get("description", ""), parameters, _body(schema, item), answers)


def _body(schema, item):
    content = item.get("requestBody", {}).get("content", {})
    found = _resolved(schema, next(iter(content.values()), {}).get("schema", {}))
    required = found.get("required", [])
    return tuple(
        Field(name, _kind(each), name in required, each.get("description", "")) for name, each in found.get("properties", {}).items()
    )


def _resolved(schema, part):
    reference = part.get("$ref", "")
    return schema["components"]["schemas"][reference.rpartition("/")[2]] if reference else part


def _kind(part):
    """A type in a word or two: "whole number", "text", "one of …", "list of whole numbers"."""
    if reference := part.get("$ref") or next((each["$ref"] for each in part.get("allOf", part.get("oneOf", [])) if "$ref" in each), ""):
        return reference.rpartition("/")[2].removesuffix("Request").removesuffix("Enum")
    if part.get("type") == "array":
        return f"list of {_kind(part['items'])}"
    if "enum" in part:
        return f"one of {', '.join(map(str, part['enum']))}"
    words = {"integer": "whole number", "number": "number", "boolean": "true or false", "object": "object"}
    return {"date": "date", "date-time": "date and time", "uuid": "UUID", "binary": "file"}.get(
        part.get("format"), words.get(part.get("type"), "text")
    )


def _answer(answer):
    content = next(iter(answer.get("content", {}).values()), {}).get("schema", {})
    return _kind(content) if content else "no content"
