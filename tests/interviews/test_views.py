import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from hiring.background import actions as background
from hiring.background.models import Job
from hiring.interviews import actions, queries
from hiring.interviews.models import Interview, Scorecard, Stage, StageQuestion
from tests import factories

pytestmark = pytest.mark.django_db


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def queries_for(client, url):
    """At the second look, when what is read once for each state of the catalogue is there."""
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


@pytest.fixture
def stages(opening, manager):
    return actions.plan_for(opening, by=manager)


@pytest.fixture
def interview(opening, stages, interviewer, manager):
    application = factories.make_application(opening, "Cora Candidate")
    return actions.schedule(application, stages[1], interviewer, timezone.now() - timedelta(hours=3), by=manager, place="Room 4")


@pytest.fixture
def card(interview, interviewer):
    return actions.open_scorecard(interview, by=interviewer)


def url(name, *args):
    return reverse(f"interviews:{name}", args=args)


def whole_form(card, **changes):
    marks = {f"mark-{slug}": "4" for slug in queries.asked_skills(card)}
    whys = {f"why-{rating.skill.slug}": "time" for rating in card.ratings.all()}
    return {**marks, **whys, "recommendation": "yes", "summary": "Careful.", "revision": card.revision, **changes}


# --- Plan ----------------------------------------------------------------------------


def test_plan_it_for_me_plans_stages_and_questions(opening, manager):
    client = signed_in(manager)
    assert "No plan yet" in client.get(url("plan", opening.pk)).text
    page = client.post(url("plan_suggest", opening.pk), follow=True).text
    assert opening.stages.count() == 4
    assert "Coverage" in page
    assert StageQuestion.objects.filter(stage__opening=opening).count() >= 6


def test_an_untested_must_have_is_told_in_red_with_a_change_that_mends_it(opening, manager):
    stage = factories.make_stage(opening)
    factories.make_stage_question(stage, skills=["communication"])
    page = signed_in(manager).get(url("plan", opening.pk)).text
    assert "tested by no one" in page
    assert '<tr class="is-bad">' in page
    assert "Preview the change" in page


def test_the_preview_of_the_change_leads_to_it(opening, manager):
    stage = factories.make_stage(opening)
    client = signed_in(manager)
    change = queries.plan(opening).change
    page = client.get(f"{url('question_add', stage.pk)}?skill={change.skill}&pick={change.question.slug}").text
    assert "fits into the minutes that are free" in page
    client.post(url("question_add", stage.pk), {"slug": change.question.slug})
    assert stage.questions.get().slug == change.question.slug


def test_a_question_takes_the_place_of_another(opening, manager):
    stage = factories.make_stage(opening)
    old = factories.make_stage_question(stage)
    slug = queries.plan(opening).change.question.slug
    signed_in(manager).post(url("question_add", stage.pk), {"slug": slug, "replaces": old.pk})
    assert [question.slug for question in stage.questions.all()] == [slug]


def test_a_stage_form_with_faults_keeps_what_was_typed(opening, manager):
    response = signed_in(manager).post(url("stage_add", opening.pk), {"name": "Typed name", "minutes": 5, "focus": "any"})
    assert response.status_code == 200
    assert "Typed name" in response.text
    assert "minutes" in response.context["form"].errors


def test_two_edits_of_a_stage_show_both_and_overwrite_nothing(opening, manager, admin):
    stage = factories.make_stage(opening)
    form = {"name": "Mona’s name", "minutes": 60, "focus": "any", "version": 1}
    assert signed_in(manager).post(url("stage_edit", stage.pk), form).status_code == 302
    response = signed_in(admin).post(url("stage_edit", stage.pk), {**form, "name": "Ada’s name"})
    assert response.status_code == 409
    assert "Mona’s name" in response.text
    assert "Ada’s name" in response.text
    assert "Mona Manager" in response.text
    assert Stage.objects.get(pk=stage.pk).name == "Mona’s name"


def test_the_plan_page_costs_the_same_however_large_the_plan_is(opening, manager):
    client = signed_in(manager)
    small = factories.make_stage(opening)
    factories.make_stage_question(small, skills=["communication"])
    before = queries_for(client, url("plan", opening.pk))
    for name in ("B", "C", "D"):
        stage = factories.make_stage(opening, name)
        stage.interviewers.add(factories.make_user(f"Person {name}"))
        for number in range(3):
            factories.make_stage_question(stage, slug=f"q-{number}", skills=["communication"])
    assert queries_for(client, url("plan", opening.pk)) == before


# --- Kit and interviews ------------------------------------------------------------------


def test_the_kit_holds_what_the_interviewer_needs(interview, interviewer):
    page = signed_in(interviewer).get(url("kit", interview.pk)).text
    question = interview.stage.questions.first()
    for text in ("Cora Candidate", "Room 4", "What the marks mean", question.guidance["strong"][:20], question.guidance["avoid"][:20]):
        assert text.replace("'", "&#x27;").replace('"', "&quot;") in page


def test_the_kit_costs_the_same_for_one_question_and_for_many(opening, manager, interviewer):
    stage = factories.make_stage(opening)
    factories.make_stage_question(stage)
    interview = factories.make_interview(factories.make_application(opening), interviewer, stage=stage)
    client = signed_in(interviewer)
    before = queries_for(client, url("kit", interview.pk))
    for number in range(4):
        factories.make_stage_question(stage, slug=f"q-{number}")
    assert queries_for(client, url("kit", interview.pk)) == before


def test_the_kit_as_pdf_has_the_questions_and_the_name(interview, interviewer):
    signed_in(interviewer).post(url("kit_pdf", interview.pk))
    job = Job.objects.get()
    background.work_on(background.claim(job.pk, "test"))
    job.refresh_from_db()
    assert job.state == Job.State.DONE, job.message
    response = signed_in(interviewer).get(reverse("background:job_file", args=[job.pk]))
    pages = PdfReader(io.BytesIO(b"".join(response))).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert "Cora Candidate" in text
    assert " ".join(interview.stage.questions.first().prompt.split())[:40] in text


def test_kits_of_all_stages_are_one_pdf(opening, stages, manager):
    signed_in(manager).post(url("kits_pdf", opening.pk))
    job = Job.objects.get()
    background.work_on(background.claim(job.pk, "test"))
    job.refresh_from_db()
    text = " ".join(page.extract_text() for page in PdfReader(job.file.open()).pages)
    assert [stage.name for stage in stages if stage.name not in text] == []


def test_setting_an_interview_and_seeing_it(opening, stages, manager, colleague):
    application = factories.make_application(opening, "Cora Candidate")
    client = signed_in(manager)
    form = {"stage": stages[0].pk, "interviewer": colleague.pk, "starts_at": "2030-05-01T10:00", "place": "Room 1"}
    page = client.post(url("interview_add", application.pk), form, follow=True).text
    assert "Colin Colleague" in page
    assert Interview.objects.get().minutes == stages[0].minutes
    again = client.post(url("interview_add", application.pk), form)
    assert "already" in again.text
    assert "Room 1" in again.text


def test_stages_of_other_openings_are_no_choice(opening, manager, outsider):
    foreign = factories.make_stage(factories.make_opening(outsider))
    application = factories.make_application(opening)
    form = {"stage": foreign.pk, "interviewer": manager.pk, "starts_at": "2030-05-01T10:00"}
    assert "stage" in signed_in(manager).post(url("interview_add", application.pk), form).context["form"].errors
    assert Interview.objects.count() == 0


def test_two_edits_of_an_interview_show_both(interview, manager, admin):
    form = {"starts_at": "2030-05-01T10:00", "minutes": 45, "place": "Mona’s room", "version": 1}
    assert signed_in(manager).post(url("interview_edit", interview.pk), form).status_code == 302
    response = signed_in(admin).post(url("interview_edit", interview.pk), {**form, "place": "Ada’s room"})
    assert response.status_code == 409
    assert "Mona’s room" in response.text
    assert "Ada’s room" in response.text
    assert Interview.objects.get(pk=interview.pk).place == "Mona’s room"


def test_calling_off_takes_the_card_off_the_list(interview, manager, interviewer):
    client = signed_in(interviewer)
    assert "Write your scorecard" in client.get(url("mine")).text
    signed_in(manager).post(url("interview_cancel", interview.pk), {"reason": "Ill"})
    assert "No interviews yet" in client.get(url("mine")).text
    assert client.get(url("scorecard", interview.pk)).status_code == 404


def test_lists_of_interviews_cost_the_same_for_one_and_for_many(opening, manager, interviewer):
    application = factories.make_application(opening)
    factories.make_scorecard(factories.make_interview(application, interviewer))
    mine, of_application = url("mine"), url("of_application", application.pk)
    before = queries_for(signed_in(interviewer), mine), queries_for(signed_in(manager), of_application)
    for _ in range(3):
        factories.make_scorecard(factories.make_interview(application, interviewer))
        factories.make_interview(factories.make_application(opening), interviewer)
    assert (queries_for(signed_in(interviewer), mine), queries_for(signed_in(manager), of_application)) == before


# --- Scorecard -------------------------------------------------------------------------------


def test_looking_opens_nothing_and_a_press_opens_the_card(interview, interviewer):
    client = signed_in(interviewer)
    assert "Open the scorecard" in client.get(url("scorecard", interview.pk)).text
    assert not Scorecard.objects.exists()
    page = client.post(url("scorecard", interview.pk), follow=True).text
    assert Scorecard.objects.get().rubric.is_frozen
    assert page.count('type="radio"') == 10 * 6 + 5


def test_the_card_costs_the_same_empty_and_full(card, interview, interviewer):
    client = signed_in(interviewer)
    before = queries_for(client, url("scorecard", interview.pk))
    actions.save_draft(card, {f"mark-{rating.skill.slug}": 3 for rating in card.ratings.all()}, revision=0, by=interviewer)
    assert queries_for(client, url("scorecard", interview.pk)) == before


def test_autosave_answers_with_time_and_revision(card, interview, interviewer):
    response = signed_in(interviewer).post(url("scorecard_save", interview.pk), {"summary": "Typed", "revision": 0})
    card.refresh_from_db()
    assert response.json()["revision"] == card.revision == 1
    assert response.json()["saved"] == f"{timezone.localtime(card.saved_at):%H:%M}"
    assert card.summary == "Typed"


def test_a_stale_autosave_answers_409_with_both_texts(card, interview, interviewer):
    client, save = signed_in(interviewer), url("scorecard_save", interview.pk)
    client.post(save, {"summary": "From the phone", "revision": 0})
    response = client.post(save, {"summary": "From the desk", "revision": 0})
    assert response.status_code == 409
    assert response.json()["fields"] == {"summary": {"theirs": "From the phone", "yours": "From the desk"}}
    assert response.json()["revision"] == 1
    assert Scorecard.objects.get().summary == "From the phone"


@pytest.mark.parametrize("data", [{"revision": "x"}, {"summary": "a", "revision": "9" * 40}, {"nonsense": "1", "revision": 0}])
def test_odd_saves_change_nothing_and_break_nothing(card, interview, interviewer, data):
    response = signed_in(interviewer).post(url("scorecard_save", interview.pk), data)
    assert response.status_code in (200, 400, 409)
    assert Scorecard.objects.get().revision == 0


def test_the_card_works_by_plain_submit(card, interview, interviewer):
    client = signed_in(interviewer)
    slug = interview.stage.questions.first().slug
    response = client.post(url("scorecard", interview.pk), {**whole_form(card), f"minutes-{slug}": "25", "open": "review"})
    assert response.url == url("scorecard_review", interview.pk)
    card.refresh_from_db()
    assert (card.recommendation, card.summary, card.revision) == ("yes", "Careful.", 1)
    assert "about 25 min, planned" in client.get(response.url).text
    assert set(card.ratings.filter(value=None).values_list("not_assessed", flat=True)) == {""}


def test_a_stale_plain_submit_keeps_what_was_typed_and_shows_both(card, interview, interviewer):
    client = signed_in(interviewer)
    client.post(url("scorecard_save", interview.pk), {"summary": "From the phone", "revision": 0})
    response = client.post(url("scorecard", interview.pk), whole_form(card, summary="From the desk"))
    assert response.status_code == 409
    assert "From the phone" in response.text
    assert "From the desk</textarea>" in response.text
    assert Scorecard.objects.get().summary == "From the phone"


def test_the_review_lists_gaps_as_links_to_their_fields(card, interview, interviewer):
    page = signed_in(interviewer).get(url("scorecard_review", interview.pk)).text
    slug = sorted(queries.asked_skills(card))[0]
    assert f"?open={slug}#mark-{slug}" in page
    assert "?open=overall#recommendation" in page


def test_submitting_with_gaps_says_so_and_submits_nothing(card, interview, interviewer):
    response = signed_in(interviewer).post(url("scorecard_submit", interview.pk), {"revision": 0})
    assert response.status_code == 422
    assert "still missing" in response.text
    assert not Scorecard.objects.get().is_submitted


def test_submitting_what_was_changed_meanwhile_asks_to_look_again(card, interview, interviewer):
    client = signed_in(interviewer)
    client.post(url("scorecard", interview.pk), whole_form(card))
    response = client.post(url("scorecard_submit", interview.pk), {"revision": 0})
    assert response.status_code == 409
    assert not Scorecard.objects.get().is_submitted


def test_a_submitted_card_is_read_and_amended_with_a_reason(card, interview, interviewer):
    client = signed_in(interviewer)
    client.post(url("scorecard", interview.pk), whole_form(card))
    client.post(url("scorecard_submit", interview.pk), {"revision": 1})
    assert client.get(url("scorecard", interview.pk)).url == url("scorecard_view", card.pk)
    refused = client.post(url("scorecard_amend", interview.pk), {**whole_form(card, summary="Kept text"), "base": 1, "reason": ""})
    assert "Kept text" in refused.text
    amended = {**whole_form(card, summary="Second"), "base": 1, "reason": "I mixed up two candidates."}
    page = client.post(url("scorecard_amend", interview.pk), amended, follow=True).text
    assert "I mixed up two candidates." in page
    assert [version.content["summary"] for version in Scorecard.objects.get().versions.all()] == ["Careful.", "Second"]


def test_hostile_text_is_shown_as_text(card, interview, interviewer, manager):
    client = signed_in(interviewer)
    client.post(url("scorecard", interview.pk), whole_form(card, summary="<script>alert(1)</script>"))
    client.post(url("scorecard_submit", interview.pk), {"revision": 1})
    for name, pk in (("scorecard_view", card.pk), ("panel", interview.application_id)):
        page = signed_in(manager).get(url(name, pk)).text
        assert "<script>alert(1)" not in page


def test_the_panel_costs_the_same_for_two_cards_and_for_five(opening, manager):
    application = factories.make_application(opening)
    panel, client = url("panel", application.pk), signed_in(manager)
    for number in range(2):
        factories.make_scorecard(factories.make_interview(application, factories.make_user(f"Rater {number}")))
    before = queries_for(client, panel)
    for number in range(2, 5):
        factories.make_scorecard(factories.make_interview(application, factories.make_user(f"Rater {number}")))
    assert queries_for(client, panel) == before


# --- API ---------------------------------------------------------------------------------------


def test_the_api_opens_saves_and_submits(interview, interviewer):
    client = signed_in(interviewer)
    card = client.post(reverse("api:interview-open-scorecard", args=[interview.pk])).json()
    found = queries.card_of(interview, interviewer)
    question = interview.stage.questions.first().slug
    fields = {**{f"mark-{slug}": "3" for slug in queries.asked_skills(found)}, "recommendation": "no", f"minutes-{question}": "none"}
    save = reverse("api:scorecard-save", args=[card["id"]])
    saved = client.patch(save, {"revision": 0, "fields": fields}, content_type="application/json")
    assert saved.json()["revision"] == 1
    stale = client.patch(save, {"revision": 0, "fields": {"recommendation": "yes"}}, content_type="application/json")
    assert (stale.status_code, stale.json()["theirs"]) == (409, {"recommendation": "no"})
    done = client.post(reverse("api:scorecard-submit", args=[card["id"]])).json()
    assert done["submitted_at"]
    assert done["times"] == [{"question": question, "minutes": 0}]
    assert len(done["versions"]) == 1


def test_the_api_refuses_what_no_form_offers(card, interviewer):
    client, save = signed_in(interviewer), reverse("api:scorecard-save", args=[card.pk])
    for body in (
        {"fields": {}},
        {"revision": 0, "fields": {"mark-communication": "9"}},
        {"revision": 0, "fields": {"submitted_at": "x"}},
        [],
    ):
        assert client.patch(save, body, content_type="application/json").status_code == 400
    assert Scorecard.objects.get().revision == 0


def test_the_api_tells_the_plan_and_its_coverage(opening, stages, manager):
    plan = signed_in(manager).get(reverse("api:plan-detail", args=[opening.pk])).json()
    assert [stage["name"] for stage in plan["stages"]] == [stage.name for stage in stages]
    assert sum(row["weight"] for row in plan["coverage"]) == 100
