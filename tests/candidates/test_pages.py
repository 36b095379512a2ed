"""The table and the application, as those who manage the opening use them."""

import csv
import io

import pytest
from django.urls import reverse
from django.utils import timezone

from hiring.candidates import actions
from hiring.candidates.models import Application, Candidate
from tests import factories
from tests.lib.test_documents import pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(client, manager):
    client.force_login(manager)
    return client


def url(name, row):
    return reverse(f"candidates:{name}", args=[row.pk])


def names(page):
    return [name for _, name, *_ in page.context["lines"]]


def test_an_empty_table_says_how_to_begin(signed_in, opening):
    text = signed_in.get(url("list", opening)).content.decode()
    assert "No candidates yet" in text
    assert url("add", opening) in text
    assert url("import", opening) in text


def test_the_table_filters_searches_sorts_and_counts(signed_in, opening):
    for name, stage in (("Amara Okafor", "applied"), ("Noor Rahman", "screen"), ("Tomasz Zieliński", "screen")):
        factories.make_application(opening, name, stage=stage)
    factories.make_application(factories.make_opening(opening.hiring_manager), "Someone Else")
    table = url("list", opening)
    assert names(signed_in.get(table)) == ["Amara Okafor", "Noor Rahman", "Tomasz Zieliński"]
    assert names(signed_in.get(table, {"stage": "screen"})) == ["Noor Rahman", "Tomasz Zieliński"]
    assert names(signed_in.get(table, {"q": "noor RAH"})) == ["Noor Rahman"]
    assert names(signed_in.get(table, {"sort": "-stage"})) == ["Noor Rahman", "Tomasz Zieliński", "Amara Okafor"]
    assert names(signed_in.get(table, {"sort": "password", "stage": "x", "page": "99", "q": "\0"})) == [
        "Amara Okafor",
        "Noor Rahman",
        "Tomasz Zieliński",
    ]
    counts = {value: count for value, _, count in signed_in.get(table, {"stage": "screen"}).context["stages"] if count}
    assert counts == {"applied": 1, "screen": 2}
    assert "No candidate fits this search" in signed_in.get(table, {"q": "nobody"}).content.decode()


@pytest.mark.parametrize("count", [1, 3, 60])
def test_the_table_takes_the_same_queries_however_long(signed_in, opening, count, django_assert_num_queries):
    for number in range(count):
        application = factories.make_application(opening, f"Person {number:02}")
        if number < 3:
            actions.attach_document(application, pdf(), "cv.pdf", by=opening.hiring_manager)
            actions.move(application, "debrief", by=opening.hiring_manager)
    signed_in.get(url("list", opening))
    with django_assert_num_queries(6):
        page = signed_in.get(url("list", opening))
    assert len(names(page)) == min(count, 50)


def test_adding_by_hand_with_a_cv(signed_in, opening):
    cv = io.BytesIO(pdf())
    cv.name = "Amara.pdf"
    sent = {"name": "Amara  Okafor", "email": "amara@example.org", "phone": "+44 20 7946 0018", "cv": cv}
    answer = signed_in.post(url("add", opening), sent)
    application = Application.objects.get(opening=opening)
    assert answer.url == application.get_absolute_url()
    assert (application.candidate.name, application.applied_on) == ("Amara Okafor", timezone.localdate())
    assert application.documents.get().file.name == "Amara.pdf"


def test_a_bad_cv_adds_nothing_and_keeps_what_was_typed(signed_in, opening):
    cv = io.BytesIO(b"MZ a program")
    cv.name = "cv.pdf"
    text = signed_in.post(url("add", opening), {"name": "Amara Okafor", "email": "amara@example.org", "cv": cv}).content.decode()
    assert "neither a PDF nor a Word file" in text
    assert 'value="Amara Okafor"' in text
    assert Candidate.objects.count() == 0


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": ""}, "Write the candidate’s name."),
        ({"email": "amara"}, "Enter a valid email address."),
        ({"name": "Amara\u202eOkafor"}, "a character that cannot be seen"),
        ({"phone": "+44" + "1" * 60}, "at most 40 characters"),
        ({"applied_on": "2999-01-01"}, "This day has not come yet"),
    ],
)
def test_faults_of_the_form_are_named_at_their_field(signed_in, opening, changes, said):
    answer = signed_in.post(url("add", opening), {"name": "Amara Okafor", "email": "amara@example.org", **changes})
    assert said in str(answer.context["form"].errors[next(iter(changes))])
    assert Candidate.objects.count() == 0


def test_a_person_who_applied_here_already_is_linked(signed_in, opening):
    application = factories.make_application(opening)
    answer = signed_in.post(
        url("add", opening), {"name": "A", "email": application.candidate.email, "same_person": application.candidate.email}
    )
    assert application.get_absolute_url() in answer.content.decode()
    assert Application.objects.count() == 1


def test_moving_and_its_history(signed_in, opening):
    application = factories.make_application(opening, stage="screen")
    sent = {"stage": "rejected", "reason": "", "version": 1}
    refused = signed_in.post(url("move", application), sent)
    assert "Say why" in str(refused.context["form"].errors["reason"])
    assert signed_in.post(url("move", application), {**sent, "reason": "No work permit."}).status_code == 302
    text = signed_in.get(application.get_absolute_url()).content.decode()
    assert "moved from “Screening” to “Rejected”" in text
    assert "No work permit." in text


def test_moving_over_someone_elses_move_shows_both_and_can_be_sent_again(signed_in, opening, recruiter):
    application = factories.make_application(opening, stage="screen")
    actions.move(Application.objects.get(pk=application.pk), "interview", by=recruiter)
    late = signed_in.post(url("move", application), {"stage": "rejected", "reason": "No.", "version": 1})
    assert late.status_code == 409
    assert late.context["conflict"]["by"] == recruiter
    assert [(field["theirs"], field["yours"]) for field in late.context["conflict"]["fields"]] == [("Interviews", "Rejected"), ("", "No.")]
    assert Application.objects.get(pk=application.pk).stage == "interview"
    again = late.context["form"]
    assert signed_in.post(url("move", application), {name: again[name].value() for name in again.fields}).status_code == 302
    assert Application.objects.get(pk=application.pk).stage == "rejected"


def test_editing_details(signed_in, opening, manager):
    application = factories.make_application(opening, "Amara Okafor")
    sent = {"name": "Amara Okafor-Hill", "email": application.candidate.email, "phone": "", "location": "York", "source": "", "version": 1}
    assert signed_in.post(url("application_edit", application), sent).status_code == 302
    person = Candidate.objects.get()
    assert (person.name, person.location, person.version, person.changed_by) == ("Amara Okafor-Hill", "York", 2, manager)


def test_editing_over_someone_elses_change_shows_both(signed_in, opening, recruiter):
    application = factories.make_application(opening, "Amara Okafor")
    person = application.candidate
    details = {"name": person.name, "email": person.email, "phone": "1", "location": "Leeds", "source": ""}
    actions.change_candidate(person, by=recruiter, version=1, **details)
    late = signed_in.post(url("application_edit", application), {**details, "phone": "2", "version": 1})
    assert late.status_code == 409
    assert late.context["conflict"]["by"] == recruiter
    assert [(field["theirs"], field["yours"]) for field in late.context["conflict"]["fields"]] == [("1", "2")]
    assert Candidate.objects.get().phone == "1"
    assert late.context["form"]["version"].value() == 2


def test_two_people_never_share_an_address(signed_in, opening):
    first, second = factories.make_application(opening), factories.make_application(opening)
    sent = {"name": "A", "email": first.candidate.email.upper(), "version": 1}
    answer = signed_in.post(url("application_edit", second), sent)
    assert "Another candidate has this address" in str(answer.context["form"].errors["email"])


def test_the_export_holds_no_formula_and_follows_the_filters(signed_in, opening):
    factories.make_application(opening, "=cmd|' /C calc'!A0", stage="screen", phone="+44 20 7946 0018", location="@home", source="－1")
    factories.make_application(opening, "Noor Rahman", stage="applied")
    answer = signed_in.get(url("export", opening), {"stage": "screen"})
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) == 2
    assert rows[1][0] == "'=cmd|' /C calc'!A0"
    assert rows[1][2:5] == ["'+44 20 7946 0018", "'@home", "'－1"]
    assert rows[1][6] == "Screening"
    assert answer["Content-Disposition"].startswith("attachment")
