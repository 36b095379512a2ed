"""The same doors for programs."""

import pytest
from rest_framework.test import APIClient

from hiring.background.actions import claim, work_on
from hiring.background.models import Job
from hiring.decisions.actions import give_sight, record_decision
from hiring.decisions.models import Decision
from hiring.decisions.pack import check_hashes, read
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


@pytest.fixture
def rated(opening, interviewer, colleague):
    """Met and rated by two, whose marks lie apart."""
    application = factories.make_application(opening, "Noor Rahman", stage="debrief")
    factories.make_scorecard(factories.make_interview(application, interviewer), {"model-deployment": 1})
    factories.make_scorecard(factories.make_interview(application, colleague), {"model-deployment": 4})
    return application


def test_votes_stay_private_until_the_last_is_in(rated, interviewer, colleague, manager):
    url = f"/api/votes/{rated.pk}/"
    first = client_of(interviewer).put(url, {"choice": "reject", "note": "Thin."}, format="json").json()
    assert (first["own"]["choice"], first["round"]["votes"], first["awaited"]) == ("reject", [], [colleague.name, manager.name])
    assert [(point["skill"], point["apart"]) for point in first["agenda"]][0] == ("Model deployment", 3)
    unvoted = client_of(colleague).get(url)
    assert (unvoted.json()["own"], unvoted.json()["agenda"], "Thin." in unvoted.text) == (None, None, False)
    assert [each["application"] for each in client_of(colleague).get("/api/votes/").json()["results"]] == [rated.pk]
    client_of(colleague).put(url, {"choice": "offer"}, format="json")
    last = client_of(manager).put(url, {"choice": "hold"}, format="json").json()
    assert [vote["choice"] for vote in last["round"]["votes"]] == ["offer", "reject", "hold"]
    assert (last["round"]["is_open"], last["round"]["opened_by"]) == (True, None)


def test_votes_are_opened_and_begun_again_by_those_who_manage_alone(rated, interviewer, colleague, manager):
    url = f"/api/votes/{rated.pk}/"
    client_of(interviewer).put(url, {"choice": "reject"}, format="json")
    assert client_of(colleague).post(f"{url}open/").status_code == 404
    assert client_of(manager).post(f"{url}open/").json()["round"]["opened_by"] == manager.name
    assert client_of(colleague).put(url, {"choice": "offer"}, format="json").status_code == 409
    again = client_of(manager).post(f"{url}again/").json()
    assert (again["round"]["number"], [each["number"] for each in again["earlier"]]) == (2, [1])
    factories.make_interview(rated, manager)
    assert [client_of(manager).post(f"{url}{what}/").status_code for what in ("open", "again")] == [403, 403]


def test_a_pack_is_asked_for_made_and_downloaded(opening, manager, outsider):
    application = make_panel(opening, 3)[0]
    client = client_of(manager)
    undecided = client.post("/api/packs/", {"application": application.pk}, format="json")
    assert (undecided.status_code, list(undecided.json())) == (400, ["application"])
    record_decision(application, outcome="offer", reason="Yes.", present=[manager], by=manager)
    asked = client.post("/api/packs/", {"application": application.pk}, format="json")
    job = Job.objects.get(pk=asked.json()["job"].rstrip("/").rpartition("/")[2])
    work_on(claim(job.pk, "tests"))
    (pack,) = client.get(f"/api/packs/?application={application.pk}").json()["results"]
    content = b"".join(client.get(pack["json_url"]).streaming_content)
    assert not any(line.differs for line in check_hashes(read(content)))
    assert b"".join(client.get(pack["pdf_url"]).streaming_content)[:5] == b"%PDF-"
    assert client_of(outsider).get(pack["json_url"]).status_code == 404
    factories.make_interview(application, manager)
    assert client.get("/api/packs/").json()["results"] == []


def test_a_report_says_what_its_page_says_and_leaves_out_what_is_closed(opening, manager):
    applications = make_panel(opening, 3)
    report = client_of(manager).get(f"/api/reports/{opening.pk}/").json()
    assert (report["applications"], report["closed"], report["funnel"][3]["reached"]) == (3, 0, 3)
    assert report["signals"][0]["agreement"]["coefficient"] == "alpha, ordinal"
    assert client_of(manager).get("/api/reports/company/").json()["funnel"] == report["funnel"]
    factories.make_interview(applications[0], manager)
    report = client_of(manager).get(f"/api/reports/{opening.pk}/").json()
    assert (report["applications"], report["closed"]) == (2, 1)


def test_the_report_on_fairness_needs_its_own_right_and_ones_own_cards(opening, admin):
    decided = factories.make_application(opening, stage="rejected")
    client = client_of(admin)
    assert client.get("/api/reports/fairness/").status_code == 403
    give_sight(admin, sees=True, by=admin)
    answer = client.get("/api/reports/fairness/").json()
    assert (answer["is_closed"], [(table["by"], table["groups"]) for table in answer["selection"]]) == (
        False,
        [("sex", []), ("ethnicity", []), ("both", [])],
    )
    factories.make_interview(decided, admin)
    assert client.get("/api/reports/fairness/").json() == {"is_closed": True, "selection": [], "scoring": []}
