"""The same doors for programs."""

import pytest
from rest_framework.test import APIClient

from hiring.decisions.actions import record_decision
from hiring.decisions.models import Decision
from tests import factories
from tests.decisions.cast import make_panel

pytestmark = pytest.mark.django_db


def client_of(user):
    client = APIClient()
    client.force_authenticate(user)
    return client


def body(application, manager, **changes):
    return {"application": application.pk, "outcome": "hold", "reason": "Wait.", "present": [manager.pk], "seen_evidence": True, **changes}


def test_the_debrief_gives_gates_scores_and_marks(opening, manager):
    application = make_panel(opening, 3)[0]
    answer = client_of(manager).get(f"/api/debriefs/{opening.pk}/").json()
    first = answer["candidates"][0]
    assert (first["application"], first["name"], first["ratings"], first["interviews"]) == (application.pk, "Amara Okafor", 30, 3)
    assert {gate["skill"] for gate in first["gates"]} == {"model-deployment", "software-engineering-practice", "model-monitoring"}
    assert first["low"] < first["score"] < first["high"]
    assert len(first["marks"]) == 30
    assert answer["closed"] == []


def test_the_debrief_holds_back_scores_from_whoever_owes_a_card(opening, manager):
    applications = make_panel(opening, 3)
    factories.make_interview(applications[0], manager)
    answer = client_of(manager).get(f"/api/debriefs/{opening.pk}/").json()
    assert answer["closed"] == [applications[0].pk]
    assert [each["application"] for each in answer["candidates"]] == [applications[1].pk, applications[2].pk]
    assert {each["score"] for each in answer["candidates"]} == {None}


def test_a_decision_is_recorded_listed_and_taken_back(opening, manager):
    application = make_panel(opening, 2)[0]
    client = client_of(manager)
    made = client.post("/api/decisions/", body(application, manager, outcome="offer"), format="json")
    assert (made.status_code, made.json()["outcome"], made.json()["evidence"]["interviews"]) == (201, "offer", 3)
    assert [each["id"] for each in client.get("/api/decisions/").json()["results"]] == [made.json()["id"]]
    back = client.post(f"/api/decisions/{made.json()['id']}/reverse/", {"reason": "Budget."}, format="json")
    assert (back.status_code, back.json()["reverses"], back.json()["is_current"]) == (201, made.json()["id"], False)


def test_the_second_of_two_deciders_gets_what_stands(opening, manager):
    application = make_panel(opening, 1)[0]
    offer = record_decision(application, outcome="offer", reason="Yes.", present=[manager], by=manager)
    answer = client_of(manager).post("/api/decisions/", body(application, manager, outcome="reject"), format="json")
    assert (answer.status_code, answer.json()["id"]) == (409, offer.pk)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"reason": ""}, "reason"),
        ({"present": []}, "present"),
        ({"seen_evidence": False}, "seen_evidence"),
        ({"outcome": "maybe"}, "outcome"),
    ],
)
def test_faults_name_their_field(opening, manager, changes, field):
    application = make_panel(opening, 1)[0]
    answer = client_of(manager).post("/api/decisions/", body(application, manager, **changes), format="json")
    assert (answer.status_code, list(answer.json())) == (400, [field])


def test_a_stranger_to_the_opening_was_not_present(opening, manager, outsider):
    application = make_panel(opening, 1)[0]
    answer = client_of(manager).post("/api/decisions/", body(application, manager, present=[outsider.pk]), format="json")
    assert answer.json() == {"present": ["Not on this opening: Otto Outsider."]}


def test_an_outsider_can_neither_decide_nor_learn_that_there_is_someone(opening, manager, outsider):
    application = make_panel(opening, 1)[0]
    answer = client_of(outsider).post("/api/decisions/", body(application, outsider), format="json")
    assert (answer.status_code, "object does not exist" in answer.json()["application"][0]) == (400, True)
    assert Decision.objects.count() == 0
