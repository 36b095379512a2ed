"""For admins: the company, people and the trail."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from hiring.accounts import actions
from hiring.accounts.models import ApiToken, Company, User
from hiring.accounts.trail import visible_trail
from tests.factories import (
    PASSWORD,
    make_application,
    make_decision,
    make_interview,
    make_opening,
    make_scorecard,
    make_stage,
    make_token,
    make_user,
)

pytestmark = pytest.mark.django_db

COMPANY = {"name": "Tidewell", "purpose": "Boats arrive.", "goals": "", "how_we_hire": "", "benefits": "", "pay_spread_percent": 15}


@pytest.fixture
def page(client, admin):
    client.force_login(admin)
    return client


def test_the_company_is_saved_and_two_editors_see_both_texts(page, admin):
    url, before = reverse("accounts:company"), timezone.now()
    Company.objects.filter(pk=Company.current().pk).update(changed_at=before - timedelta(days=30))
    assert page.post(url, {**COMPANY, "version": 1}).status_code == 302
    assert Company.current().changed_at > before
    shown = page.post(url, {**COMPANY, "purpose": "Ships arrive.", "version": 1}).content.decode()
    assert "Changed by Ada Admin at" in shown
    assert "Boats arrive." in shown
    assert Company.current().purpose == "Boats arrive."
    assert page.post(url, {**COMPANY, "purpose": "Ships arrive.", "version": 2}).status_code == 302
    assert Company.current().purpose == "Ships arrive."


def test_a_wrong_share_names_the_field_and_keeps_the_texts(page):
    shown = page.post(reverse("accounts:company"), {**COMPANY, "pay_spread_percent": 90, "version": 1}).content.decode()
    assert "Choose a whole number from 1 to 50." in shown
    assert "Boats arrive." in shown


def test_a_new_person_gets_a_link_and_no_password(page):
    response = page.post(reverse("accounts:person_add"), {"name": "Nia New", "email": "Nia@Example.org", "part": "manager"})
    person = User.objects.get(email="nia@example.org")
    assert not person.has_usable_password()
    assert "/sign-in/" in response.context["link"]


def test_an_address_is_taken_whatever_its_capitals(page, manager):
    shown = page.post(reverse("accounts:person_add"), {"name": "Mona Twice", "email": manager.email.upper(), "part": "manager"})
    assert "Someone with this address is here already." in shown.content.decode()


def test_people_are_found_by_name_and_address_and_come_in_pages(page):
    for number in range(50):
        User.objects.create_user(f"person{number:02}@example.org", f"Person {number:02}", None)
    url = reverse("accounts:people")
    assert "1 to 50 of 51" in page.get(url).content.decode()
    assert "Person 49" in page.get(url, {"page": 2}).content.decode()
    found = page.get(url, {"q": "PERSON 07"}).content.decode()
    assert "person07@example.org" in found
    assert "person08@example.org" not in found
    assert "Nobody fits this search" in page.get(url, {"q": "nobody"}).content.decode()


def test_two_admins_editing_one_person_see_both(page, manager):
    url = reverse("accounts:person_edit", args=[manager.pk])
    typed = {"email": manager.email, "part": "manager", "version": 1}
    assert page.post(url, {**typed, "name": "Mona M. Manager"}).status_code == 302
    actions.sign_in_link(manager, by=manager)  # stands in the trail of that person too, and changes nothing of them
    assert "Changed by Ada Admin at" in page.post(url, {**typed, "name": "Mona Mistress"}).content.decode()
    manager.refresh_from_db()
    assert manager.name == "Mona M. Manager"


def test_the_last_admin_stays_admin_and_stays_in(page, admin):
    typed = {"name": admin.name, "email": admin.email, "part": "manager", "version": 1}
    assert "This is the only admin." in page.post(reverse("accounts:person_edit", args=[admin.pk]), typed).content.decode()
    page.post(reverse("accounts:person_remove", args=[admin.pk]))
    admin.refresh_from_db()
    assert (admin.part, admin.is_active) == ("admin", True)
    make_user("Second Admin", part="admin")
    page.post(reverse("accounts:person_remove", args=[admin.pk]))
    admin.refresh_from_db()
    assert not admin.is_active


def test_removing_someone_ends_their_tokens_and_password(page, manager):
    make_token(manager)
    page.post(reverse("accounts:person_remove", args=[manager.pk]))
    manager.refresh_from_db()
    assert not ApiToken.objects.filter(user=manager).exists()
    assert not manager.check_password(PASSWORD)
    response = page.post(reverse("accounts:person_restore", args=[manager.pk]))
    assert "/sign-in/" in response.context["link"]


def test_the_trail_names_who_and_what(page, admin, manager):
    make_opening(manager, title="Pilot boat engineer")
    shown = page.get(reverse("accounts:trail"), {"by": manager.pk, "kind": "opening"}).content.decode()
    assert "opened <strong>Pilot boat engineer</strong>" in shown
    assert "Nothing here" in page.get(reverse("accounts:trail"), {"by": admin.pk}).content.decode()


def test_the_trail_keeps_from_an_admin_what_their_open_card_closes(admin, manager, interviewer, opening):
    application, other = make_application(opening), make_application(opening)
    stage = make_stage(opening)
    card = make_scorecard(make_interview(application, interviewer, stage=stage))
    own = make_interview(application, admin, stage=stage)
    closed = [
        actions.record("submitted", card, by=interviewer),
        actions.record("decided on", application, by=manager),
        actions.record("called off", card.interview, by=manager),
        actions.record("took back", make_decision(application, manager), by=manager),
    ]
    kept = [actions.record("moved", other, by=manager), actions.record("set", own, by=admin)]
    seen = set(visible_trail(admin))
    assert seen.isdisjoint(closed)
    assert seen.issuperset(kept)
    make_scorecard(own)
    assert set(visible_trail(admin)).issuperset([*closed, *kept])


@pytest.mark.parametrize("count", [1, 4])
def test_the_trail_asks_the_database_the_same_number_of_times(page, manager, interviewer, opening, django_assert_num_queries, count):
    for _ in range(count):
        card = make_scorecard(make_interview(make_application(opening), interviewer))
        actions.record("submitted", card, by=interviewer)
        actions.record("moved", card.interview.application, by=manager)
    with django_assert_num_queries(9):
        page.get(reverse("accounts:trail"))


def test_a_new_password_needs_the_present_one_and_keeps_this_session(client, manager):
    client.force_login(manager)
    typed = {"password": "seven quiet harbours", "again": "seven quiet harbours"}
    url = reverse("accounts:password_change")
    assert "This is not your present password." in client.post(url, {**typed, "present": "wrong"}).content.decode()
    assert client.post(url, {**typed, "present": PASSWORD}).status_code == 302
    assert client.get(reverse("accounts:account")).status_code == 200
    manager.refresh_from_db()
    assert manager.check_password("seven quiet harbours")


def test_the_look_is_written_by_the_server(client, manager):
    client.force_login(manager)
    client.post(reverse("accounts:account"), {"name": "Mona Manager", "theme": "dark"})
    assert 'data-bs-theme="dark"' in client.get(reverse("accounts:account")).content.decode()
