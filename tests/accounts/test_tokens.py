"""API tokens: named, held to what they may do, ended by themselves or by their owner."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.urls import reverse
from django.utils import timezone

from hiring.accounts.models import ApiToken, Company
from tests.factories import make_token

pytestmark = pytest.mark.django_db
ME = "/api/people/me/"


@pytest.fixture
def page(client, manager):
    client.force_login(manager)
    return client


def make(page, name="Nightly export", scope="read"):
    return page.post(reverse("accounts:token_create"), {"name": name, "scope": scope})


def test_a_token_is_shown_once_and_opens_the_api_until_revoked(page, client):
    token = make(page).context["token"]
    shown = page.get(reverse("accounts:account")).content.decode()
    assert token not in shown
    assert "Nightly export" in shown and "never" in shown
    headers = {"Authorization": f"Token {token}"}
    assert client.get(ME, headers=headers).json()["name"] == "Mona Manager"
    assert "just now" in page.get(reverse("accounts:account")).content.decode()
    page.post(reverse("accounts:token_revoke", args=[ApiToken.objects.get().token_key]))
    page.logout()
    assert client.get(ME, headers=headers).status_code == 401


def test_a_token_needs_a_name_and_keeps_what_was_chosen(page):
    response = make(page, name=" ", scope="write")
    assert response.context["token_form"].errors.keys() == {"name"}
    assert response.context["token_form"]["scope"].value() == "write"
    assert not ApiToken.objects.exists()


def test_a_token_that_may_only_read_changes_nothing(client, admin):
    body = {"version": 1, "name": "Tidewell"}
    reads, writes = make_token(admin, scope="read"), make_token(admin)
    assert client.get("/api/company/1/", headers=reads).status_code == 200
    refused = client.patch("/api/company/1/", body, content_type="application/json", headers=reads)
    assert (refused.status_code, "may only read" in refused.json()["detail"]) == (403, True)
    assert Company.current().name == "Our company"
    assert client.patch("/api/company/1/", body, content_type="application/json", headers=writes).status_code == 200


def test_use_is_noted_to_the_minute(client, manager, django_assert_num_queries):
    headers = make_token(manager)
    with django_assert_num_queries(3):
        client.get(ME, headers=headers)
    with django_assert_num_queries(2):
        client.get(ME, headers=headers)
    ApiToken.objects.update(last_used_at=timezone.now() - timedelta(minutes=5))
    client.get(ME, headers=headers)
    assert timezone.now() - ApiToken.objects.get().last_used_at < timedelta(minutes=1)


def test_a_token_ends_by_itself(client, manager):
    headers = make_token(manager)
    assert client.get(ME, headers=headers).status_code == 200
    kept = ApiToken.objects.get()
    assert 179 <= (kept.expiry - kept.created).days <= 180
    ApiToken.objects.update(expiry=timezone.now() - timedelta(seconds=1))
    assert client.get(ME, headers=headers).status_code == 401


@pytest.mark.parametrize("header", ["Token", "Token \xff\xfe", "Token a b", "Token " + "x" * 5000, "Bearer x"])
def test_a_header_that_holds_no_token_is_refused(client, db, header):
    assert client.get(ME, HTTP_AUTHORIZATION=header).status_code == 401


def test_nobody_revokes_the_token_of_another(client, manager, recruiter):
    make_token(manager)
    client.force_login(recruiter)
    assert client.post(reverse("accounts:token_revoke", args=[ApiToken.objects.get().token_key])).status_code == 404


def test_tokens_made_before_they_had_names_go_on_working(client, manager):
    headers = make_token(manager)
    made = ApiToken.objects.get()
    ApiToken.objects.all().delete()
    steps = [("accounts", "0005_api_tokens"), ("knox", "0009_extend_authtoken_field")]
    then = MigrationLoader(connection).project_state(steps).apps
    older = then.get_model("knox", "AuthToken")
    older.objects.create(digest=made.digest, token_key=made.token_key, user_id=manager.pk, expiry=made.expiry)
    older.objects.update(created=made.created - timedelta(days=1))
    import_module("hiring.accounts.migrations.0005_api_tokens").take_over(then, None)
    assert client.get(ME, headers=headers).status_code == 200
    now = ApiToken.objects.get()
    assert (now.scope, now.created) == ("write", made.created - timedelta(days=1))
