"""Every route with every kind of account, refusals included. A route without a row fails here."""

import importlib
import pkgutil

import pytest
from django.db import transaction
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLResolver

import tests
from tests.matrix import KINDS
from tests.world import make_world


def all_rows():
    rows = []
    for package in pkgutil.iter_modules(tests.__path__):
        if package.ispkg and importlib.util.find_spec(f"tests.{package.name}.matrix"):
            rows += importlib.import_module(f"tests.{package.name}.matrix").ROWS
    return rows


def all_route_names(resolver=None, prefix=""):
    """Names of all routes, with their namespaces; format suffixes of the API are the same doors."""
    names = set()
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            names |= all_route_names(pattern, f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix)
        elif pattern.name and "format" not in str(pattern.pattern):
            names.add(prefix + pattern.name)
    return names


ROWS = all_rows()


def test_every_route_has_a_row():
    assert sorted(all_route_names() - {row.name for row in ROWS}) == []


def test_every_row_has_a_route():
    assert sorted({row.name for row in ROWS} - all_route_names()) == []


class Undo(Exception):
    """Ends a request's transaction without keeping what it wrote."""


@pytest.fixture
def world(db):
    return make_world()


@pytest.mark.parametrize("kind", KINDS)
def test_who_may_open_which_door(kind, world, client):
    """One world for all rows of a kind; what a request writes is undone before the next."""
    user = world.user(kind)
    wrong = []
    for row in ROWS:
        client.logout()
        if user:
            client.force_login(user)
        path = reverse(row.name, args=row.args(world)) + row.query
        try:
            with transaction.atomic():
                response = getattr(client, row.method)(
                    path,
                    row.data or None,
                    **({"content_type": "application/json"} if row.name.startswith("api:") and row.method != "get" else {}),
                )
                raise Undo
        except Undo:
            pass
        if response.status_code != row.expected(kind):
            wrong.append(f"{row.method.upper()} {row.name}: {response.status_code}, not {row.expected(kind)}")
    assert wrong == []
