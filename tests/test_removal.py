"""Removed means now: the next request after it is refused, whatever way in it takes."""

import pytest
from django.test import Client
from django.urls import reverse

from hiring.accounts.actions import remove_access
from hiring.background import actions as background
from hiring.background.files import keep_file
from hiring.openings.actions import remove_member
from hiring.openings.models import Membership
from tests.factories import PASSWORD, make_token
from tests.world import make_world


@pytest.fixture
def world(db):
    return make_world()


@pytest.fixture
def way_in(world):
    """The manager's open browser, with a token and a finished job beside it."""
    browser = Client()
    browser.post(reverse("accounts:sign_in"), {"email": world.manager.email, "password": PASSWORD})
    world.job.state, world.job.file = "done", keep_file(b"%PDF-1.4", name="a.pdf", content_type="application/pdf")
    world.job.save()
    return browser, make_token(world.manager)


def answers(world, way_in):
    browser, token = way_in
    fragment = {"HX-Request": "true"}
    opening, job = [world.opening.pk], [world.job.pk]
    return {
        "page": browser.get(reverse("openings:description", args=opening)).status_code,
        "fragment": browser.get(reverse("background:job_detail", args=job), headers=fragment).status_code,
        "file of a job": browser.get(reverse("background:job_file", args=job)).status_code,
        "document": browser.get(reverse("candidates:document", args=[world.document.pk])).status_code,
        "write": browser.post(reverse("openings:section_edit", args=[world.opening.pk, "goals"]), {"goal": "x", "base": 1}).status_code,
        "API by session": browser.get(reverse("api:opening-detail", args=opening)).status_code,
        "API by token": Client().get(reverse("api:opening-detail", args=opening), headers=token).status_code,
    }


def test_what_is_open_before_closes_with_the_account(world, way_in):
    assert set(answers(world, way_in).values()) == {200, 302}
    remove_access(world.manager, by=world.admin)
    assert answers(world, way_in) == {
        **dict.fromkeys(["page", "fragment", "file of a job", "document", "write"], 302),
        **dict.fromkeys(["API by session", "API by token"], 401),
    }
    again = Client().post(reverse("accounts:sign_in"), {"email": world.manager.email, "password": PASSWORD})
    assert again.status_code == 200 and "_auth_user_id" not in again.client.session


def test_an_account_closed_in_the_database_alone_is_closed_to_its_tokens(world, way_in):
    type(world.manager).objects.filter(pk=world.manager.pk).update(is_active=False)
    assert answers(world, way_in)["API by token"] == 401
    assert answers(world, way_in)["page"] == 302


def test_what_is_open_before_closes_with_the_part_in_the_opening(world, way_in):
    world.opening.hiring_manager = world.admin
    world.opening.save()
    Membership.objects.filter(opening=world.opening, user=world.manager).delete()
    assert set(answers(world, way_in).values()) == {404}


def test_an_interviewer_who_is_taken_off_sees_nothing_more(world, client):
    client.force_login(world.interviewer)
    pages = [
        reverse("interviews:scorecard", args=[world.interview.pk]),
        reverse("candidates:application_detail", args=[world.application.pk]),
    ]
    assert [client.get(page).status_code for page in pages] == [200, 200]
    remove_member(world.membership, by=world.manager)
    assert [client.get(page).status_code for page in pages] == [404, 404]


def test_work_that_waits_is_not_done_for_whoever_has_lost_their_right(world):
    job = background.enqueue("openings.description_pdf", title="PDF", by=world.manager, version=world.description.pk)
    remove_access(world.manager, by=world.admin)
    background.work_on(background.claim(job.pk, "worker"))
    job.refresh_from_db()
    assert (job.state, job.file, job.message) == ("failed", None, "Whoever asked for this may no longer see it.")


def test_a_part_given_again_opens_again(world, client):
    client.force_login(world.removed)
    page = reverse("candidates:application_detail", args=[world.application.pk])
    assert client.get(page).status_code == 404
    Membership.objects.create(opening=world.opening, user=world.removed, part="interviewer")
    assert client.get(page).status_code == 200
