"""Signing in and out: who gets in, how often one may try, and what ends a session."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hiring.accounts import actions
from hiring.accounts.models import SignInAttempt
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db


def sign_in(client, email="mona.manager@example.org", password=PASSWORD, **more):
    headers = more.pop("headers", {})
    return client.post(reverse("accounts:sign_in"), {"email": email, "password": password, **more}, headers=headers)


def test_the_right_password_opens_the_home_page(client, manager):
    response = sign_in(client, "Mona.Manager@Example.org")
    assert (response.status_code, response.url) == (302, reverse("home:queue"))
    assert get_user(client) == manager


def test_a_wrong_password_keeps_the_address_and_says_what_to_do(client, manager):
    page = sign_in(client, password="wrong").content.decode()
    assert 'value="mona.manager@example.org"' in page
    assert "do not belong together" in page
    assert not get_user(client).is_authenticated


def test_an_unknown_address_gets_the_same_answer(client, manager):
    known, unknown = (sign_in(client, email, "wrong").content.decode() for email in (manager.email, "nobody@example.org"))
    assert known.count("do not belong together") == unknown.count("do not belong together") == 1


def test_the_session_gets_a_new_id(client, manager):
    client.get(reverse("accounts:sign_in"))
    session = client.session
    session["before"] = True
    session.save()
    client.cookies["sessionid"] = before = session.session_key
    sign_in(client)
    assert client.session.session_key != before


def test_next_leads_only_to_this_site(client, manager):
    assert sign_in(client, next="/teams/").url == "/teams/"
    client.logout()
    assert sign_in(client, next="https://elsewhere.example/").url == reverse("home:queue")


def test_the_eleventh_try_waits_even_with_the_right_password(client, manager):
    for _ in range(10):
        assert sign_in(client, password="wrong").status_code == 200
    response = sign_in(client)
    assert response.status_code == 429
    assert 0 < int(response["Retry-After"]) <= 15 * 60 + 1
    assert not get_user(client).is_authenticated


def test_another_spelling_of_the_address_counts_as_the_same_account(client, manager):
    for number in range(10):
        sign_in(client, "MONA.manager@example.org" if number % 2 else manager.email, "wrong")
    assert sign_in(client, "Mona.Manager@example.org", "wrong").status_code == 429


def test_others_and_the_same_person_elsewhere_still_get_in(client, manager, recruiter, settings):
    for _ in range(11):
        sign_in(client, password="wrong")
    assert sign_in(client, recruiter.email).status_code == 302
    client.logout()
    settings.TRUSTED_PROXIES = 1
    assert sign_in(client, headers={"X-Forwarded-For": "203.0.113.9"}).status_code == 302


def test_a_claimed_address_is_not_believed_without_a_proxy(client, manager):
    for number in range(10):
        sign_in(client, password="wrong", headers={"X-Forwarded-For": f"203.0.113.{number}"})
    assert sign_in(client, headers={"X-Forwarded-For": "203.0.113.99"}).status_code == 429


def test_after_fifteen_minutes_one_may_try_again(client, manager):
    for _ in range(10):
        sign_in(client, password="wrong")
    SignInAttempt.objects.update(at=timezone.now() - timedelta(minutes=15, seconds=1))
    assert sign_in(client).status_code == 302
    assert SignInAttempt.objects.count() == 0


def test_signing_out_ends_the_session_and_wants_a_post(client, manager):
    sign_in(client)
    assert client.get(reverse("accounts:sign_out")).status_code == 405
    assert client.post(reverse("accounts:sign_out")).url == reverse("accounts:sign_in")
    assert not get_user(client).is_authenticated


def test_removed_access_ends_the_session_at_the_next_request(client, manager, admin):
    sign_in(client)
    actions.remove_access(manager, by=admin)
    assert client.get(reverse("home:queue")).status_code == 302
    actions.restore_access(manager, by=admin)
    assert client.get(reverse("home:queue")).status_code == 302


def test_whoever_comes_back_is_given_sight_of_confidential_figures_anew(manager, admin):
    type(manager).objects.filter(pk=manager.pk).update(sees_pay_data=True, sees_demographics=True)
    manager.refresh_from_db()
    actions.remove_access(manager, by=admin)
    actions.restore_access(manager, by=admin)
    manager.refresh_from_db()
    assert (manager.is_active, manager.sees_pay_data, manager.sees_demographics) == (True, False, False)


def test_demo_accounts_are_named_in_demo_mode_only(client, db, settings, django_user_model):
    django_user_model.objects.create_user("elena@tidewell.example", "Elena Radu", "rolecall demo", part="manager")
    settings.DEMO = False
    assert "Elena Radu" not in client.get(reverse("accounts:sign_in")).content.decode()
    settings.DEMO = True
    page = client.get(reverse("accounts:sign_in")).content.decode()
    assert "Elena Radu" in page
    assert "Oskar Hale" not in page


def test_a_sign_in_link_sets_a_password_once(client, interviewer, admin):
    link = actions.sign_in_link(interviewer, by=admin)
    assert "Choose a password" in client.get(link).content.decode()
    typed = {"password": "seven quiet harbours", "again": "seven quiet harbours"}
    assert client.post(link, typed).status_code == 302
    assert get_user(client) == interviewer
    assert client.get(link).status_code == 404


def test_a_removed_persons_link_is_dead(client, interviewer, admin):
    link = actions.sign_in_link(interviewer, by=admin)
    actions.remove_access(interviewer, by=admin)
    assert client.get(link).status_code == 404


def test_a_form_from_before_another_sign_in_says_so_in_our_words(manager):
    client = Client(enforce_csrf_checks=True)
    response = sign_in(client)
    assert response.status_code == 403
    assert "This form has expired" in response.content.decode()
