"""Every route with every kind of account, refusals included. A route without a row fails here."""

import pytest

from tests.matrix import KINDS
from tests.walking import all_route_names, all_rows, path_of, undone
from tests.world import make_world

ROWS = all_rows()


def test_every_route_has_a_row():
    assert sorted(all_route_names() - {row.name for row in ROWS}) == []


def test_every_row_has_a_route():
    assert sorted({row.name for row in ROWS} - all_route_names()) == []


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
        path = path_of(row, world)
        with undone():
            response = getattr(client, row.method)(
                path,
                row.data or None,
                **({"content_type": "application/json"} if row.name.startswith("api:") and row.method != "get" else {}),
            )
        if response.status_code != row.expected(kind):
            wrong.append(f"{row.method.upper()} {row.name}: {response.status_code}, not {row.expected(kind)}")
    assert wrong == []
