"""The OpenAPI schema is kept: every row of the permission matrix is answered as its operation says."""

import json
import re

import pytest
from django.test import Client
from drf_spectacular.generators import SchemaGenerator
from jsonschema import Draft202012Validator

from tests.walking import all_rows, path_of, undone
from tests.world import make_world


@pytest.fixture(scope="module")
def schema():
    return _as_json_schema(SchemaGenerator().get_schema(request=None, public=True))


def _as_json_schema(part):
    """OpenAPI 3.0 says "nullable" where JSON Schema has a type."""
    if isinstance(part, list):
        return [_as_json_schema(each) for each in part]
    if not isinstance(part, dict):
        return part
    plain = {key: _as_json_schema(each) for key, each in part.items() if key != "nullable"}
    return {"anyOf": [plain, {"type": "null"}]} if part.get("nullable") is True else plain


@pytest.fixture
def world(db):
    return make_world()


def faults(schema, operation, response):
    """What the answer holds that its operation does not tell of."""
    told = operation["responses"].get(str(response.status_code))
    if told is None:
        return ["no such status"]
    kind = response.get("Content-Type", "").partition(";")[0]
    if kind not in told.get("content", {kind: None}):
        return [f"no such type: {kind}"]
    if kind != "application/json" or not told.get("content"):
        return []
    asked = {**told["content"][kind]["schema"], "components": schema["components"]}
    return [
        f"{'/'.join(map(str, fault.absolute_path))}: {fault.message[:120]}"
        for fault in Draft202012Validator(asked).iter_errors(json.loads(response.getvalue()))
    ]


@pytest.mark.parametrize("kind", ["anonymous", "admin", "manager", "interviewer", "colleague"])
def test_the_api_answers_as_its_schema_says(kind, world, schema):
    client, wrong = Client(), []
    if kind != "anonymous":
        client.force_login(world.user(kind))
    operations = [(re.sub(r"{\w+}", "[^/]+", path), item) for path, item in schema["paths"].items()]
    for row in (row for row in all_rows() if row.name.startswith("api:")):
        path = path_of(row, world)
        plain = path.partition("?")[0]
        operation = next(item[row.method] for pattern, item in operations if row.method in item and re.fullmatch(pattern, plain))
        body = {} if row.method == "get" else {"content_type": "application/json"}
        with undone():
            response = getattr(client, row.method)(path, row.data or None, **body)
            wrong += [f"{row.method.upper()} {path}: {response.status_code}: {fault}" for fault in faults(schema, operation, response)]
    assert not wrong, "\n".join(wrong)
