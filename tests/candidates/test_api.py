"""The same rules through JSON."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from hiring.candidates.models import Application, Document
from tests import factories
from tests.lib.test_documents import pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(client, manager):
    client.force_login(manager)
    return client


@pytest.fixture
def application(opening):
    return factories.make_application(opening, "Amara Okafor", phone="+44 20 7946 0018")


def url(name, *args):
    return reverse(f"api:{name}", args=args)


def post(client, address, **data):
    return client.post(address, data, content_type="application/json")


def test_listing_and_filtering(signed_in, opening, application, manager):
    other = factories.make_application(factories.make_opening(manager), stage="screen")
    found = signed_in.get(url("application-list")).json()
    assert {row["id"] for row in found["results"]} == {application.pk, other.pk}
    found = signed_in.get(url("application-list"), {"opening": opening.pk, "stage": "interview"}).json()
    assert [row["candidate"]["phone"] for row in found["results"]] == ["+44 20 7946 0018"]
    for bad in ({"opening": "x"}, {"opening": "9" * 30}, {"stage": "x"}):
        assert signed_in.get(url("application-list"), bad).status_code == 400


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_queries_however_long(signed_in, opening, count, django_assert_num_queries):
    for _ in range(count):
        factories.make_application(opening)
    with django_assert_num_queries(4):
        assert len(signed_in.get(url("application-list")).json()["results"]) == count


def test_an_interviewer_reads_no_contact_details(client, application, interviewer):
    factories.make_interview(application, interviewer)
    client.force_login(interviewer)
    for row in (
        client.get(url("application-list")).json()["results"][0]["candidate"],
        client.get(url("application-detail", application.pk)).json()["candidate"],
        client.get(url("candidate-detail", application.candidate_id)).json(),
    ):
        assert row["name"] == "Amara Okafor"
        assert [row[name] for name in ("email", "phone", "location", "source")] == [None] * 4
    assert client.get(url("application-detail", application.pk)).json()["moves"] == []
    assert post(client, url("application-move", application.pk), stage="offer", version=1).status_code == 404


def test_adding(signed_in, opening, outsider):
    address = url("application-list")
    answer = post(signed_in, address, opening=opening.pk, name="Noor Rahman", email="noor@example.org")
    assert (answer.status_code, answer.json()["candidate"]["email"], answer.json()["moves"][0]["to_stage"]) == (
        201,
        "noor@example.org",
        "applied",
    )
    again = post(signed_in, address, opening=opening.pk, name="Noor Rahman", email="noor@example.org")
    assert (again.status_code, list(again.json())) == (400, ["email"])
    elsewhere = factories.make_opening(outsider)
    assert post(signed_in, address, opening=elsewhere.pk, name="A", email="a@example.org").status_code == 404
    assert post(signed_in, address, opening=opening.pk, name="A\u202e", email="a@example.org").status_code == 400
    assert Application.objects.count() == 1


def test_moving(signed_in, application):
    address = url("application-move", application.pk)
    assert list(post(signed_in, address, stage="rejected", version=1).json()) == ["reason"]
    assert post(signed_in, address, stage="debrief", version=1).json()["stage"] == "debrief"
    late = post(signed_in, address, stage="offer", version=1)
    assert (late.status_code, late.json()["current"]["stage"], late.json()["current"]["version"]) == (409, "debrief", 2)


def test_files(signed_in, application, outsider):
    address = url("document-list")
    sent = {"application": application.pk, "file": SimpleUploadedFile("Amara.pdf", pdf())}
    kept = signed_in.post(address, sent)
    assert (kept.status_code, kept.json()["file_name"], kept.json()["pages"]) == (201, "Amara.pdf", 1)
    assert b"".join(signed_in.get(kept.json()["download_url"])) == pdf()
    assert [row["id"] for row in signed_in.get(address, {"application": application.pk}).json()["results"]] == [kept.json()["id"]]
    refused = signed_in.post(address, {"application": application.pk, "file": SimpleUploadedFile("a.pdf", b"")})
    assert (refused.status_code, list(refused.json())) == (400, ["file"])
    signed_in.force_login(outsider)
    assert signed_in.post(address, {**sent, "file": SimpleUploadedFile("Amara.pdf", pdf())}).status_code == 404
    assert signed_in.get(kept.json()["download_url"]).status_code == 404
    assert Document.objects.count() == 1
