"""Rankings are worked out when a card comes in, not when a page is read."""

import pytest
from django.core.cache import cache
from django.test import Client

from hiring.background import actions as background
from hiring.background.models import Job
from hiring.decisions import queries
from hiring.decisions.actions import keep_standing
from hiring.decisions.models import Snapshot
from hiring.decisions.snapshots import built, plain
from hiring.decisions.standing import Standing
from hiring.interviews.actions import submit_scorecard
from hiring.interviews.queries import card_again
from tests import factories
from tests.decisions.cast import make_panel

pytestmark = pytest.mark.django_db


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def submit(opening, interviewer):
    application = opening.applications.first()
    card = factories.make_scorecard(factories.make_interview(application, interviewer), submitted=False)
    card.recommendation = "yes"
    card.save()
    return submit_scorecard(card_again(card, interviewer), by=interviewer)


def test_a_submitted_card_has_the_worker_fit_and_the_page_fits_nothing(
    opening, manager, interviewer, monkeypatch, django_capture_on_commit_callbacks
):
    make_panel(opening, 4)
    with django_capture_on_commit_callbacks(execute=True):
        submit(opening, interviewer)
    job = Job.objects.get(kind="decisions.standing")
    background.work_on(background.claim(job.pk, "test"))
    assert Snapshot.objects.count() == 1
    cache.clear()
    monkeypatch.setattr(queries.rules, "standing", lambda marks: pytest.fail("fitted on a page"))
    assert "Too close to call" in signed_in(manager).get(f"/openings/{opening.pk}/ranking/").text


def test_many_cards_wait_as_one_job(opening, interviewer, colleague, django_capture_on_commit_callbacks):
    make_panel(opening, 2)
    for user in (interviewer, colleague):
        with django_capture_on_commit_callbacks(execute=True):
            submit(opening, user)
    assert Job.objects.filter(kind="decisions.standing").count() == 1


def test_what_is_kept_is_what_was_worked_out(opening, manager):
    make_panel(opening, 5)
    found = queries.table(opening, manager).standing
    assert built(Standing, plain(found)) == found
    keep_standing(opening)
    assert built(Standing, Snapshot.objects.get().content) == found


def test_a_snapshot_of_another_shape_is_worked_out_anew(opening, manager):
    make_panel(opening, 3)
    keep_standing(opening)
    Snapshot.objects.update(content={"bands": "old"})
    cache.clear()
    assert signed_in(manager).get(f"/openings/{opening.pk}/ranking/").status_code == 200


def test_while_everyone_who_manages_owes_a_card_nothing_is_kept(opening, manager):
    factories.make_interview(make_panel(opening, 3)[0], manager)
    keep_standing(opening)
    assert Snapshot.objects.count() == 0


def test_nobody_can_look_at_the_job(opening, manager):
    job = Job.objects.create(kind="decisions.standing", title="Ranking", created_by=manager, arguments={"opening": opening.pk})
    assert signed_in(manager).get(f"/jobs/{job.pk}/").status_code == 404
