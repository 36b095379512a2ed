"""Question health: the rule on counts, then what the page counts and for whom."""

import doctest
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from hiring.catalog.models import Question
from hiring.interviews import health as rule
from hiring.interviews.health import health
from hiring.interviews.models import Scorecard
from hiring.interviews.queries import question_health
from tests import factories

URL = "/interviews/question-health/"


def test_worked_example():
    assert doctest.testmod(rule).failed == 0


@pytest.mark.parametrize(
    ("counts", "lately", "words"),
    [
        ({}, 0, "too few to say"),
        ({3: 7}, 0, "too few to say"),
        ({3: 8}, 0, "flat: retire it"),
        ({3: 7, 4: 1}, 0, "flat: retire it"),
        ({3: 6, 4: 2}, 0, "tells apart"),
        ({3: 28, 4: 12}, 0, "flat: retire it"),
        ({1: 2, 3: 4, 5: 2}, 0, "tells apart"),
        ({1: 20, 5: 20}, 39, "tells apart"),
        ({1: 20, 5: 20}, 40, "over-used: retire it"),
        ({3: 40}, 40, "flat: retire it"),
        ({3: 2}, 40, "over-used: retire it"),
    ],
)
def test_verdicts(counts, lately, words):
    assert health(counts, lately).verdict[1] == words


def test_below_eight_marks_no_figure_is_told():
    found = health({3: 4, 5: 3})
    assert (found.marks, found.spread, found.low, found.high, found.commonest) == (7, None, None, None, None)


def test_order_of_the_counts_does_not_matter():
    assert health({2: 3, 3: 3, 4: 3}) == health({4: 3, 3: 3, 2: 3})


@pytest.fixture
def stage(opening):
    stage = factories.make_stage(opening)
    factories.make_stage_question(stage, slug="tell-me", skills=["model-monitoring", "testing"], minutes=12)
    return stage


def cards(stage, interviewer, marks, skill="model-monitoring", **changes):
    for mark in marks:
        interview = factories.make_interview(factories.make_application(stage.opening), interviewer, stage=stage, **changes)
        factories.make_scorecard(interview, {skill: mark})


def test_marks_of_the_main_skill_are_counted(stage, interviewer, manager):
    cards(stage, interviewer, [3] * 8)
    (row,) = question_health(manager)
    assert (row.skill, row.plans, row.asked, row.lately, row.minutes) == ("Model monitoring", 1, 8, 8, (12, 12))
    assert (row.health.marks, row.health.verdict[1]) == (8, "flat: retire it")


def test_marks_of_other_skills_stages_and_unmarked_cards_are_not(stage, interviewer, manager):
    cards(stage, interviewer, [3, 4], skill="testing")
    cards(stage, interviewer, [None])
    cards(factories.make_stage(stage.opening, "Second"), interviewer, [5])
    (row,) = question_health(manager)
    assert (row.asked, row.health.marks) == (3, 0)


def test_plans_of_all_ones_openings_count_together(stage, interviewer, manager):
    other = factories.make_stage(factories.make_opening(manager))
    factories.make_stage_question(other, slug="tell-me", skills=["model-monitoring"], minutes=20)
    cards(stage, interviewer, [2] * 5)
    cards(other, interviewer, [4] * 5)
    (row,) = question_health(manager)
    assert (row.plans, row.asked, row.health.marks, row.minutes) == (2, 10, 10, (12, 20))


def test_old_interviews_count_as_asked_but_not_as_over_used(stage, interviewer, manager):
    cards(stage, interviewer, [2, 3], starts_at=timezone.now() - timedelta(days=400))
    (row,) = question_health(manager)
    assert (row.asked, row.lately) == (2, 0)


def test_drafts_and_called_off_interviews_are_not_counted(stage, interviewer, manager):
    draft = factories.make_interview(factories.make_application(stage.opening), interviewer, stage=stage)
    factories.make_scorecard(draft, {"model-monitoring": 5}, submitted=False)
    off = factories.make_interview(factories.make_application(stage.opening), interviewer, stage=stage)
    factories.make_scorecard(off, {"model-monitoring": 5})
    off.cancelled_at = timezone.now()
    off.save()
    (row,) = question_health(manager)
    assert (row.asked, row.health.marks) == (0, 0)


def test_a_manager_who_owes_a_card_does_not_see_that_candidates_marks(stage, interviewer, manager, admin):
    cards(stage, interviewer, [3] * 7)
    blind = factories.make_application(stage.opening)
    factories.make_scorecard(factories.make_interview(blind, interviewer, stage=stage), {"model-monitoring": 1})
    own = factories.make_interview(blind, manager, stage=stage)
    (row,) = question_health(manager)
    assert (row.asked, row.health.marks, row.health.spread) == (7, 7, None)
    assert question_health(admin)[0].health.marks == 8
    factories.make_scorecard(own, {"model-monitoring": 3})
    assert question_health(manager)[0].health.marks == 9


def timed(stage, interviewer, *minutes, mark=3):
    """A submitted card for each of `minutes`, which its one question took; 0: not asked, None: not said."""
    for each in minutes:
        cards(stage, interviewer, [mark])
        if each is not None:
            Scorecard.objects.latest("pk").times.create(slug="tell-me", minutes=each)


@pytest.mark.parametrize(
    ("minutes", "found"),
    [
        ([], (0, 0, None, None, None)),
        ([10, 15], (2, 2, None, None, None)),
        ([10, 15, 0, None], (3, 2, None, None, None)),
        ([30, 10, 15], (3, 3, 15, 10, 30)),
        ([30, 10, 15, 20, 0], (5, 4, 18, 10, 30)),
    ],
)
def test_minutes_are_told_from_three_cards_on(stage, interviewer, manager, minutes, found):
    timed(stage, interviewer, *minutes)
    told = question_health(manager)[0].timing
    assert (told.said, told.asked, told.median, told.low, told.high) == found


def test_where_it_was_not_asked_neither_interview_nor_mark_counts(stage, interviewer, manager):
    cards(stage, interviewer, [3] * 8)
    timed(stage, interviewer, 0, 0, mark=5)
    (row,) = question_health(manager)
    assert (row.asked, row.lately, row.health.marks, row.health.commonest_count) == (8, 8, 8, 8)


def test_planned_and_never_asked_is_a_finding(client, stage, interviewer, manager):
    timed(stage, interviewer, 0, 0)
    assert question_health(manager)[0].verdict[1] == "too few to say"
    timed(stage, interviewer, 0)
    assert question_health(manager)[0].verdict[1] == "never asked: take it out"
    client.force_login(manager)
    assert "1 question is planned and never asked." in client.get(URL).content.decode()
    timed(stage, interviewer, 10)
    assert question_health(manager)[0].verdict[1] == "too few to say"


def test_a_manager_who_owes_a_card_sees_nothing_of_others_minutes(client, stage, interviewer, manager):
    timed(stage, interviewer, 20, 20, 20)
    factories.make_interview(Scorecard.objects.latest("pk").interview.application, manager, stage=stage)
    client.force_login(manager)
    plan = reverse("interviews:plan", args=[stage.opening_id])
    assert question_health(manager)[0].timing.said == 2
    assert "usually takes" not in client.get(plan).content.decode()
    timed(stage, interviewer, 30)
    assert "usually takes 20" in client.get(plan).content.decode()
    (row,) = client.get("/api/question-health/").json()["results"]
    assert row["timing"] == {"said": 3, "asked": 3, "median": 20, "low": 20, "high": 30}
    assert (row["question"], row["planned_minutes"], row["marks"]) == ("tell-me", [12, 12], 3)


def test_others_openings_are_not_counted(stage, interviewer, outsider):
    cards(stage, interviewer, [3] * 8)
    assert question_health(outsider) == []


def test_interviewers_may_not_open_the_page(client, stage, interviewer):
    cards(stage, interviewer, [3])
    client.force_login(interviewer)
    assert client.get(URL).status_code == 403


def test_the_page_leads_with_what_to_retire(client, stage, interviewer, manager):
    question = Question.objects.current().first()
    factories.make_stage_question(stage, slug=question.slug, skills=["testing"], prompt="How do you test <b>models</b>?")
    cards(stage, interviewer, [3] * 8)
    client.force_login(manager)
    text = client.get(URL).content.decode()
    assert "1 question should be retired." in text
    assert "1 of 2 planned questions has" in text
    assert "3 in 8 of 8" in text
    assert "How do you test &lt;b&gt;models&lt;/b&gt;?" in text
    assert question.get_absolute_url() in text
    assert text.index("flat: retire it") < text.index("too few to say")


def test_an_admin_retires_it_from_the_finding_and_is_back_on_the_page(client, stage, interviewer, admin):
    question = Question.objects.current().first()
    stage.questions.update(slug=question.slug)
    cards(stage, interviewer, [3] * 8)
    client.force_login(admin)
    page = client.get(URL).content.decode()
    assert reverse("interviews:plan", args=[stage.opening.pk]) in page
    sent = {"version": question.version, "back": URL}
    response = client.post(reverse("catalog:entry_retire", args=["question", question.slug]), sent, follow=True)
    assert (response.redirect_chain, "No question needs to be retired." in response.content.decode()) == ([(URL, 302)], True)
    sent = {"version": question.version + 1, "restore": 1, "back": "https://elsewhere.example/"}
    assert client.post(reverse("catalog:entry_retire", args=["question", question.slug]), sent).url == question.get_absolute_url()


def test_a_retired_question_is_not_asked_to_be_retired_again(client, stage, interviewer, manager):
    question = Question.objects.current().first()
    stage.questions.update(slug=question.slug)
    Question.objects.filter(pk=question.pk).update(retired=True)
    cards(stage, interviewer, [3] * 8)
    client.force_login(manager)
    text = client.get(URL).content.decode()
    assert "No question needs to be retired." in text
    assert "retire it" not in text


def test_without_plans_the_page_says_what_will_come(client, outsider):
    client.force_login(outsider)
    assert "No plan has questions yet" in client.get(URL).content.decode()


def test_the_bank_leads_to_it_for_those_who_plan(client, manager, interviewer):
    for user, leads in ((manager, True), (interviewer, False)):
        client.force_login(user)
        assert (URL in client.get(reverse("catalog:questions")).content.decode()) is leads


def test_queries_do_not_grow(client, stage, interviewer, manager):
    client.force_login(manager)
    counts = []
    for number in range(2):
        cards(stage, interviewer, [2, 3, 4])
        if number:
            for each in range(5):
                factories.make_stage_question(stage, slug=f"another-{each}", skills=["testing"])
        with CaptureQueriesContext(connection) as queries:
            client.get(URL)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 11
