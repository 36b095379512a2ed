"""The comparison through the front door."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories

pytestmark = pytest.mark.django_db
URL = "/roles/compare/"


@pytest.fixture
def page(client, manager):
    """The text that a reader sees, with single spaces."""
    client.force_login(manager)

    def get(**query):
        response = client.get(URL, query)
        assert response.status_code == 200
        return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())

    return get


def test_two_roles(page):
    text = page(a="ds-senior", b="mle-senior")
    assert "Senior data scientist or senior machine learning engineer?" in text
    assert "Data engineering has no accountable role here" in text
    assert "Where they differ" in text


def test_four_and_the_same_role_twice(page):
    assert "Mid-level data scientist, senior data scientist, lead data engineer or senior product manager?" in page(
        a="ds-mid", b="ds-senior", c="de-lead", d="pm-senior"
    )
    assert "From mid to senior, the data scientist moves in" in page(a="ds-mid", b="ds-senior")


@pytest.mark.parametrize(
    "query", [{}, {"a": "ds-mid"}, {"a": "ds-mid", "b": "ds-mid"}, {"a": "ds-mid", "b": "nobody-mid"}, {"a": "' or 1"}]
)
def test_fewer_than_two_asks_for_more(page, query):
    assert "Choose at least two" in page(**query)


def test_what_cannot_be_read_is_named_and_the_rest_holds(page):
    text = page(a="ds-mid", b="mle-mid", c="emperor-mid", country="XX")
    assert "left out: third “emperor-mid”, pay in “XX”" in text
    assert "Mid-level data scientist or mid-level machine learning engineer?" in text


def test_the_place_is_that_of_the_newest_opening_one_may_see(page, client, manager, outsider):
    assert "Pay in the United States" in page(a="ds-mid", b="mle-mid")
    factories.make_opening(manager, country_id="PL")
    assert "Pay in Poland" in page(a="ds-mid", b="mle-mid")
    assert "Pay in India" in page(a="ds-mid", b="mle-mid", country="IN")
    client.force_login(outsider)
    assert "Pay in the United States" in page(a="ds-mid", b="mle-mid")


def test_as_many_queries_for_two_sides_as_for_four(client, manager):
    client.force_login(manager)
    counts = []
    for query in ("?a=ds-mid&b=mle-mid&country=GB", "?a=ds-mid&b=mle-mid&c=de-lead&d=pm-lead&country=GB"):
        with CaptureQueriesContext(connection) as queries:
            client.get(URL + query)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 11, counts
