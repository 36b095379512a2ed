"""Adding, importing and moving candidates, through the functions that pages, API and demo data share."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from hiring.accounts.models import TrailEntry
from hiring.candidates import actions
from hiring.candidates.importing import ImportRefused
from hiring.candidates.models import Application, Candidate, Document
from hiring.openings.actions import Conflict
from tests import factories
from tests.lib.test_documents import pdf

pytestmark = pytest.mark.django_db


def code_of(refused):
    return refused.value.error_dict["email"][0].code


def test_adding_writes_the_person_the_application_and_its_first_move(opening, recruiter):
    application = actions.add_candidate(opening, by=recruiter, name="Amara Okafor", email="Amara@Example.org", applied_on=date(2026, 11, 3))
    assert (application.candidate.email, application.stage, application.applied_on) == ("Amara@Example.org", "applied", date(2026, 11, 3))
    assert [(move.from_stage, move.to_stage, move.by) for move in application.moves.all()] == [("", "applied", recruiter)]
    assert TrailEntry.objects.filter(kind="application", object_id=application.pk, verb="added", by=recruiter).count() == 1


def test_a_known_address_is_refused_until_the_same_person_is_meant(opening, manager, recruiter):
    first = actions.add_candidate(opening, by=manager, name="Amara Okafor", email="amara@example.org", phone="+44 20 7946 0018")
    other = factories.make_opening(manager)
    with pytest.raises(ValidationError) as refused:
        actions.add_candidate(other, by=recruiter, name="A. Okafor", email="AMARA@example.org")
    assert code_of(refused) == "known"
    second = actions.add_candidate(other, by=recruiter, name="A. Okafor", email="AMARA@example.org", same_person=True)
    assert second.candidate == first.candidate
    assert Candidate.objects.get(pk=first.candidate_id).name == "Amara Okafor"


def test_one_application_per_opening(opening, manager):
    actions.add_candidate(opening, by=manager, name="Amara Okafor", email="amara@example.org")
    with pytest.raises(ValidationError) as refused:
        actions.add_candidate(opening, by=manager, name="Amara Okafor", email="amara@example.org", same_person=True)
    assert code_of(refused) == "applied"


def test_a_move_is_kept_with_its_reason(opening, manager):
    application = actions.add_candidate(opening, by=manager, name="Amara Okafor", email="amara@example.org")
    actions.move(application, "screen", by=manager)
    actions.move(application, "rejected", by=manager, reason=" No notice period that fits. ")
    kept = Application.objects.get(pk=application.pk)
    assert (kept.stage, kept.version) == ("rejected", 3)
    assert [(m.from_stage, m.to_stage, m.reason) for m in kept.moves.all()] == [
        ("screen", "rejected", "No notice period that fits."),
        ("applied", "screen", ""),
        ("", "applied", ""),
    ]


@pytest.mark.parametrize(
    ("before", "stage", "field"),
    [
        ("screen", "rejected", "reason"),
        ("screen", "withdrawn", "reason"),
        ("rejected", "screen", "reason"),
        ("screen", "screen", "stage"),
        ("screen", "x", "stage"),
    ],
)
def test_moves_that_are_refused(opening, manager, before, stage, field):
    application = factories.make_application(opening, stage=before)
    with pytest.raises(ValidationError) as refused:
        actions.move(application, stage, by=manager, reason=" ")
    assert list(refused.value.error_dict) == [field]
    assert Application.objects.get(pk=application.pk).stage == before


def test_a_move_over_someone_elses_is_a_conflict(opening, manager, recruiter):
    application = factories.make_application(opening)
    seen = Application.objects.get(pk=application.pk)
    actions.move(application, "debrief", by=manager)
    with pytest.raises(Conflict) as conflict:
        actions.move(seen, "rejected", by=recruiter, reason="No.")
    assert conflict.value.theirs.stage == "debrief"
    assert application.moves.count() == 1


def test_an_import_adds_all(opening, manager):
    rows = [
        {"name": "Amara Okafor", "email": "amara@example.org", "phone": "+44 20 7946 0018", "applied_on": "2026-11-03"},
        {"name": "Noor Rahman", "email": "noor@example.org", "source": "Referral", "applied_on": None},
    ]
    applications = actions.import_candidates(opening, rows, by=manager)
    kept = Application.objects.filter(opening=opening).order_by("pk")
    assert [application.pk for application in applications] == [application.pk for application in kept]
    assert [(a.candidate.name, a.applied_on, a.moves.count()) for a in kept] == [
        ("Amara Okafor", date(2026, 11, 3), 1),
        ("Noor Rahman", timezone.localdate(), 1),
    ]


def test_an_import_with_one_fault_adds_nothing(opening, manager):
    rows = [{"name": "Amara Okafor", "email": "amara@example.org"}, {"name": "", "email": "noor"}]
    with pytest.raises(ImportRefused) as refused:
        actions.import_candidates(opening, rows, by=manager)
    assert [(fault.row, fault.column) for fault in refused.value.faults] == [(3, "name"), (3, "email")]
    assert Candidate.objects.count() == 0


def test_an_import_gives_known_people_a_further_application(opening, manager):
    person = factories.make_application(factories.make_opening(manager), "Amara Okafor").candidate
    actions.import_candidates(opening, [{"name": "Amara O.", "email": person.email.upper()}], by=manager)
    assert Application.objects.get(opening=opening).candidate == person
    assert Candidate.objects.get().name == "Amara Okafor"


def test_a_file_is_kept_under_its_own_name_and_only_if_it_is_what_it_should_be(opening, manager):
    application = factories.make_application(opening)
    document = actions.attach_document(application, pdf(), "../../Lebenslauf Zoë.docx", by=manager)
    assert (document.title, document.pages, document.file.name, document.file.content_type) == (
        "CV",
        1,
        "Lebenslauf Zoë.pdf",
        "application/pdf",
    )
    with pytest.raises(ValidationError):
        actions.attach_document(application, b"MZ a program", "cv.pdf", by=manager)
    assert Document.objects.count() == 1


def test_removing_a_file_leaves_who_and_why(opening, manager):
    application = factories.make_application(opening)
    document = actions.attach_document(application, pdf(), "cv.pdf", by=manager)
    actions.remove_document(document, by=manager, reason="It was another person’s.")
    assert Document.objects.count() == 0
    assert TrailEntry.objects.get(verb="removed a file of").detail["reason"] == "It was another person’s."
