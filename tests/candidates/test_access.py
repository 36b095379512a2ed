"""Who sees whom: interviewers the people they meet, managers their openings, and nobody themselves."""

import pytest
from django.urls import reverse
from django.utils import timezone

from hiring.candidates import actions
from hiring.candidates.models import Application, Candidate
from hiring.openings.actions import add_member
from tests import factories
from tests.lib.test_documents import pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def met(opening, interviewer):
    """An application whose candidate the interviewer meets."""
    application = factories.make_application(opening, "Amara Okafor", phone="+44 20 7946 0018", location="Leeds", source="Meetup")
    factories.make_interview(application, interviewer)
    return application


def page(client, user, application):
    client.force_login(user)
    return client.get(application.get_absolute_url())


def test_an_interviewer_sees_name_stage_and_files_and_no_contact_or_history(client, met, interviewer, manager):
    actions.move(met, "debrief", by=manager, reason="All four conversations are held.")
    actions.attach_document(met, pdf(), "amara.pdf", by=manager)
    text = page(client, interviewer, met).content.decode()
    assert "Amara Okafor" in text
    assert "Debrief" in text
    assert "amara.pdf" in text
    for hidden in (met.candidate.email, "7946", "Leeds", "Meetup", "All four conversations", "Move the candidate"):
        assert hidden not in text


def test_an_interviewer_sees_no_one_they_do_not_meet(client, opening, interviewer, met):
    other = factories.make_application(opening)
    assert page(client, interviewer, other).status_code == 404
    assert client.get(reverse("candidates:list", args=[opening.pk])).status_code == 404


def test_a_cancelled_interview_closes_the_application(client, met, interviewer):
    met.interviews.update(cancelled_at=timezone.now())
    assert page(client, interviewer, met).status_code == 404


def test_a_lost_membership_closes_the_application(client, opening, met, interviewer):
    opening.memberships.filter(user=interviewer).delete()
    assert page(client, interviewer, met).status_code == 404


@pytest.mark.parametrize("part", ["admin", "recruiter", "interviewer"])
def test_nobody_sees_their_own_application(client, opening, manager, part):
    person = factories.make_user("Pia Person", part=part)
    own, other = factories.make_application(opening, "Pia Person"), factories.make_application(opening)
    Candidate.objects.filter(pk=own.candidate_id).update(email="PIA.Person@example.org")
    add_member(opening, person, "recruiter", by=manager)
    factories.make_interview(own, person)
    assert list(Application.objects.visible_to(person)) == [other]
    assert list(Application.objects.managed_by(person)) == [other]
    assert page(client, person, own).status_code == 404
    listed = client.get(reverse("candidates:list", args=[opening.pk])).content.decode()
    assert other.candidate.name in listed
    assert "PIA.Person" not in listed
    assert "PIA.Person" not in client.get(reverse("candidates:export", args=[opening.pk])).content.decode()


def test_adding_oneself_is_refused(client, opening, manager):
    client.force_login(manager)
    answer = client.post(reverse("candidates:add", args=[opening.pk]), {"name": "Mona", "email": manager.email.upper()})
    assert "This is your own address" in answer.content.decode()
    assert Application.objects.count() == 0


def test_a_known_person_is_named_only_to_those_who_may_see_them(client, opening, manager, outsider):
    hidden = factories.make_application(factories.make_opening(outsider, title="Secret opening"), "Noor Rahman")
    url = reverse("candidates:add", args=[opening.pk])
    sent = {"name": "N. Rahman", "email": hidden.candidate.email}
    client.force_login(manager)
    text = client.post(url, sent).content.decode()
    assert "Add an application for the same person" in text
    assert 'value="N. Rahman"' in text
    for secret in ("Noor Rahman", "Secret opening"):
        assert secret not in text
    add_member(hidden.opening, manager, "recruiter", by=outsider)
    assert "Noor Rahman, with an application for" in client.post(url, sent).content.decode()
    assert client.post(url, {**sent, "same_person": hidden.candidate.email}).status_code == 302
    assert Application.objects.get(opening=opening).candidate == hidden.candidate


def test_the_box_for_the_same_person_counts_only_for_the_address_it_was_shown_for(client, opening, manager):
    first, second = (factories.make_application(factories.make_opening(manager)) for _ in range(2))
    client.force_login(manager)
    sent = {"name": "A", "email": second.candidate.email, "same_person": first.candidate.email}
    assert "is known already" in client.post(reverse("candidates:add", args=[opening.pk]), sent).content.decode()
    assert Application.objects.filter(opening=opening).count() == 0
