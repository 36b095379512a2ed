"""Erasing a person: not a word about them is left in any table or file, and what others' scores rest on stays."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from hiring.accounts.models import TrailEntry
from hiring.background import actions as background
from hiring.background.models import Job, StoredFile
from hiring.candidates.actions import add_candidate, attach_document, change_candidate, keep_import, move, remove_document
from hiring.candidates.erasure import erase_candidate
from hiring.candidates.models import Application, Candidate, ImportDraft
from hiring.decisions import queries
from hiring.decisions.actions import answer, cast_vote, open_votes, record_decision, reverse_decision
from hiring.decisions.models import Decision, VoluntaryAnswer
from hiring.interviews import actions as interviews
from hiring.interviews.models import Interview, Rating
from tests import factories
from tests.lib.test_documents import pdf

pytestmark = pytest.mark.django_db
WORD = "Xylophilia"  # stands in every text about the person, and nowhere else
EMAIL = "xylophilia@example.org"


@pytest.fixture
def known(opening, manager, interviewer, admin, client, django_capture_on_commit_callbacks):
    """Someone of whom everything is kept that can be kept, rejected in the end."""
    application = add_candidate(opening, by=manager, name=f"{WORD} Person", email=EMAIL, phone="0700 900123", source=f"{WORD}’s friend")
    attach_document(application, pdf(), f"{WORD}.pdf", by=manager)
    remove_document(attach_document(application, pdf(width=201), "two.pdf", by=manager), by=manager, reason=f"{WORD} asked.")
    keep_import(
        opening,
        [{"row": 2, "name": WORD, "email": EMAIL.upper()}, {"row": 3, "name": "Somebody Else", "email": "else@example.org"}],
        file_name="rows.csv",
        left_out=[],
        by=manager,
    )
    other = factories.make_user("Olive Other")
    stage = factories.make_stage(opening)
    for person in (interviewer, other):
        interview = factories.make_interview(application, person, stage=stage, place=f"Room of {WORD}")
        card = interviews.open_scorecard(interview, by=person)
        skills = [rating.skill.slug for rating in card.ratings.all()]
        fields = {f"mark-{slug}": "4" for slug in skills} | {f"evidence-{slug}": f"{WORD} ran it." for slug in skills}
        card = interviews.save_draft(
            card, fields | {"summary": f"{WORD} is good.", "recommendation": "yes"}, revision=card.revision, by=person
        )
        card = interviews.submit_scorecard(card, by=person)
        interviews.amend_scorecard(card, {f"mark-{skills[0]}": "3"}, f"{WORD} was misheard.", by=person)
    factories.make_interview(application, other, stage=factories.make_stage(opening, "Second"))
    move(application, "debrief", by=manager, reason=f"{WORD} is done.")
    cast_vote(application, choice="offer", note=f"{WORD}!", by=interviewer)
    open_votes(application, by=manager)
    texts = {"reason": f"{WORD} one.", "feedback": f"Dear {WORD}", "dissent": f"{WORD}?", "conditions": f"{WORD} passes."}
    Interview.objects.filter(application=application, scorecard=None).delete()
    decided = record_decision(application, outcome="offer", present=[manager], by=manager, **texts)
    reverse_decision(decided, reason=f"{WORD} again.", by=manager)
    record_decision(
        application, outcome="reject", ground="must-have", skills=skills[:1], present=[manager], by=manager, reason=f"{WORD} no."
    )
    answer(application, sex="woman", ethnicity="asian")
    client.force_login(manager)
    client.post(reverse("decisions:pack_ask", args=[application.pk]))
    client.post(reverse("interviews:kit_pdf", args=[application.interviews.first().pk]))
    for job in Job.objects.exclude(kind="decisions.standing"):
        background.work_on(background.claim(job.pk, "test"))
    assert set(Job.objects.exclude(kind="decisions.standing").values_list("state", flat=True)) == {"done"}
    application.refresh_from_db()
    return application


def mentions():
    """Every table and column in which the word or the address stands."""
    found = []
    for model in apps.get_models():
        for row in model.objects.values():
            found += [
                f"{model.__name__}.{name}"
                for name, value in row.items()
                if WORD.lower() in str(value).lower() or "0700 900123" in str(value)
            ]
    return sorted(set(found))


def files():
    return {path.name for path in Path(default_storage.location).rglob("*") if path.is_file()}


def test_no_word_and_no_file_of_the_person_is_left(known, admin, django_capture_on_commit_callbacks):
    before = mentions()
    assert {"Candidate.name", "Rating.evidence", "ScorecardVersion.content", "Decision.feedback", "Vote.note", "Job.title"} <= set(before)
    kept = set(StoredFile.objects.values_list("sha256", flat=True))
    assert len(kept) >= 4
    with django_capture_on_commit_callbacks(execute=True):
        erase_candidate(known.candidate, by=admin, ground="asked")
    assert mentions() == []
    assert [row["name"] for row in ImportDraft.objects.get().rows] == ["Somebody Else"]
    assert not files() & (kept - set(StoredFile.objects.values_list("sha256", flat=True)))
    assert not VoluntaryAnswer.objects.filter(application=known).exists()
    entry = TrailEntry.objects.get(verb="erased")
    assert (entry.by, entry.object_id, entry.detail) == (admin, str(known.candidate_id), {"because": "asked"})


def test_marks_outcomes_and_the_order_of_the_others_stay(known, admin, manager, opening):
    rival = factories.make_application(opening, "Rita Rival", stage="debrief")
    for interview in known.interviews.all():
        factories.make_scorecard(factories.make_interview(rival, interview.interviewer, stage=interview.stage))
    marks = list(Rating.objects.order_by("pk").values_list("value", flat=True))
    score = queries.table(opening, manager).standing.places[rival.pk].score
    erase_candidate(known.candidate, by=admin, ground="time")
    assert list(Rating.objects.order_by("pk").values_list("value", flat=True)) == marks
    assert queries.table(opening, manager).standing.places[rival.pk].score == score
    assert [row.outcome for row in Decision.objects.filter(application=known)] == ["reject", "offer", "offer"]
    assert Application.objects.get(pk=known.pk).stage == "rejected"


def test_nothing_can_be_added_about_them_any_more(known, admin, manager, interviewer):
    interview = known.interviews.filter(interviewer=interviewer).get()
    candidate = known.candidate
    erase_candidate(candidate, by=admin, ground="asked")
    known = Application.objects.get(pk=known.pk)
    card = interview.scorecard
    slug = card.rubric.skills.first().slug
    later = timezone.now() + timedelta(days=1)
    for act in (
        lambda: move(known, "screen", by=manager, reason="Again."),
        lambda: change_candidate(candidate, by=manager, version=99, name=WORD, email=EMAIL, phone="", location="", source=""),
        lambda: attach_document(known, pdf(), "cv.pdf", by=manager),
        lambda: interviews.schedule(known, interview.stage, admin, later, by=manager),
        lambda: interviews.amend_scorecard(card, {f"evidence-{slug}": WORD}, "More.", by=interviewer),
        lambda: record_decision(known, outcome="hold", reason=WORD, present=[manager], by=manager),
        lambda: answer(known, sex="man", ethnicity="white"),
    ):
        with pytest.raises(ValidationError, match="This person was erased"):
            act()
    assert mentions() == []


def test_someone_under_way_is_not_erased(opening, admin):
    application = factories.make_application(opening, f"{WORD} Person")
    factories.make_scorecard(factories.make_interview(application, factories.make_user("Ira")), submitted=False)
    with pytest.raises(ValidationError, match="is under way in “.*”. End it there first"):
        erase_candidate(application.candidate, by=admin, ground="asked")
    assert Candidate.objects.get(pk=application.candidate_id).name == f"{WORD} Person"
    move(application, "withdrawn", by=admin, reason="Asked to.")
    erase_candidate(application.candidate, by=admin, ground="asked")
    interview = application.interviews.get()
    assert interview.cancelled_at and not hasattr(interview, "scorecard")  # nobody owes a card for them


def test_a_file_that_another_person_gave_too_is_kept(opening, admin, manager, django_capture_on_commit_callbacks):
    same = pdf(width=202)
    first, second = (factories.make_application(opening, stage="rejected") for _ in range(2))
    for application in (first, second):
        attach_document(application, same, "cv.pdf", by=manager)
    with django_capture_on_commit_callbacks(execute=True):
        erase_candidate(first.candidate, by=admin, ground="asked")
    assert second.documents.get().file.open().read() == same
    with django_capture_on_commit_callbacks(execute=True):
        erase_candidate(second.candidate, by=admin, ground="asked")
    assert not StoredFile.objects.filter(name="cv.pdf").exists()


def test_an_admin_erases_by_typing_the_name(known, admin, client):
    client.force_login(admin)
    url = reverse("candidates:erase", args=[known.pk])
    assert "What stays" in client.get(url).content.decode()
    text = client.post(url, {"ground": "asked", "name": "Somebody Else"}).content.decode()
    assert "This is another name." in text
    page = client.post(url, {"ground": "asked", "name": f"{WORD.lower()}  person"}, follow=True)
    text = page.content.decode()
    assert f"Erased candidate {known.candidate_id}" in text and "This person was erased" in text
    assert "Edit details" not in text and "mailto:" not in text
    assert client.get(url).status_code == 302
    assert client.get(reverse("candidates:list", args=[known.opening_id])).status_code == 200


def test_their_address_is_free_for_a_new_person(known, admin, manager, opening):
    erase_candidate(known.candidate, by=admin, ground="mistake")
    again = add_candidate(opening, by=manager, name="Somebody New", email=EMAIL)
    assert again.candidate_id != known.candidate_id
