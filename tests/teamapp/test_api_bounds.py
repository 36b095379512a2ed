"""What the API takes from a program: so many calls a minute, so many bytes, no fields that it does not list."""

import json

import pytest
from django.core.cache import cache
from django.urls import reverse

from hiring.openings.models import Opening
from teamapp.throttling import TokenRateThrottle
from tests.factories import make_opening, make_token

pytestmark = pytest.mark.django_db


@pytest.fixture
def token(manager):
    return make_token(manager)


def test_a_program_waits_after_its_calls_of_a_minute_and_a_person_does_not(client, manager, token, monkeypatch):
    cache.clear()
    monkeypatch.setattr(TokenRateThrottle, "THROTTLE_RATES", {"user": "3/min"})
    url = reverse("api:opening-list")
    assert [client.get(url, headers=token).status_code for _ in range(4)] == [200, 200, 200, 429]
    assert int(client.get(url, headers=token)["Retry-After"]) <= 60
    client.force_login(manager)
    assert client.get(url).status_code == 200


def test_a_body_beyond_the_bound_is_refused_unread(client, token, opening):
    body = json.dumps({"section": "goals", "texts": {"goal": "x" * 1_100_000}, "base": 1})
    response = client.post(reverse("api:opening-section", args=[opening.pk]), body, content_type="application/json", headers=token)
    assert response.status_code == 413
    assert response.json() == {"detail": "Send less than 1,024 KB at a time."}


def test_fields_that_are_not_listed_are_passed_over(client, manager, admin, token):
    opening = make_opening(manager)
    sent = {
        "status": "closed",
        "version": 1,
        "created_by": admin.pk,
        "catalogue_version": "9",
        "id": 77,
        "created_at": "2001-01-01",
        "area": "Leeds",
    }
    before = Opening.objects.values().get(pk=opening.pk)
    url = reverse("api:opening-detail", args=[opening.pk])
    assert client.patch(url, json.dumps(sent), content_type="application/json", headers=token).status_code == 200
    after = Opening.objects.values().get(pk=opening.pk)
    assert {name for name in before if before[name] != after[name]} == {"area", "version", "changed_at"}
    assert after["version"] == before["version"] + 1


def test_asking_for_options_tells_nothing_of_others(client, token, manager, outsider):
    theirs = make_opening(outsider, title="Quiet search for a head of data")
    for path in (reverse("api:opening-list"), reverse("api:decision-list"), reverse("api:person-list")):
        response = client.options(path, headers=token)
        assert response.status_code == 405 or not response.content or "Quiet" not in response.content.decode()
        assert outsider.email not in response.content.decode()
    there, nowhere = (client.options(reverse("api:opening-detail", args=[pk]), headers=token) for pk in (theirs.pk, 987654))
    assert (there.status_code, there.content) == (nowhere.status_code, nowhere.content)


def test_a_page_of_the_api_has_a_bound_that_no_address_lifts(client, manager, token):
    for number in range(51):
        make_opening(manager, title=f"Opening {number}")
    url = reverse("api:opening-list")
    for query in ("", "?page_size=100000", "?limit=100000"):
        page = client.get(f"{url}{query}", headers=token).json()
        assert (page["count"], len(page["results"])) == (51, 50)
    assert client.get(f"{url}?page=3", headers=token).status_code == 404
