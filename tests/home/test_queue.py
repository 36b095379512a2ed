"""What needs me now: what is there, in which order, and what is kept from whom."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from hiring.candidates.models import Application
from hiring.decisions.actions import cast_vote
from hiring.home.beside import openings_beside, waits_for_others
from hiring.home.needs import needs_of
from hiring.openings import actions as openings
from hiring.openings.queries import latest_description
from tests.factories import make_application, make_decision, make_interview, make_opening, make_scorecard, make_stage

pytestmark = pytest.mark.django_db


def told(needs):
    return {group: [need.what for need in rows] for group, rows in needs.items()}


def hours_ago(hours):
    return timezone.now() - timedelta(hours=hours)


def test_a_card_is_late_a_day_after_the_interview_ended(interviewer, opening):
    make_interview(make_application(opening, "Noor Rahman"), interviewer, starts_at=hours_ago(28), minutes=60)
    make_interview(make_application(opening, "Wei-Ling Chen"), interviewer, starts_at=hours_ago(24.5), minutes=60)
    needs = needs_of(interviewer)
    assert told(needs) == {
        "late": ["Write your scorecard for Noor Rahman"],
        "today": ["Write your scorecard for Wei-Ling Chen"],
        "moment": [],
    }
    assert needs["late"][0].verdict == ("bad", "27 h after the interview", "clock")


def test_a_draft_is_continued_with_its_own_marks_counted(interviewer, opening):
    interview = make_interview(make_application(opening, "Noor Rahman"), interviewer)
    card = make_scorecard(interview, {"deployment": 4}, submitted=False)
    card.ratings.exclude(value__gte=1).update(not_assessed="")
    first = card.ratings.first()
    first.value, first.not_assessed = 4, ""
    first.save()
    need = needs_of(interviewer)["today"][0]
    assert (need.what, need.button) == ("Finish your scorecard for Noor Rahman", "Continue")
    marked = card.ratings.filter(value__isnull=False).count()
    assert f"{marked} skill{'' if marked == 1 else 's'} marked, draft kept." in need.about


def test_an_interview_of_today_opens_its_kit_and_tomorrows_waits(interviewer, opening):
    now = timezone.localtime().replace(hour=9, minute=0)
    make_interview(make_application(opening, "Marek Dvořák"), interviewer, starts_at=now + timedelta(hours=5))
    make_interview(make_application(opening, "Noor Rahman"), interviewer, starts_at=now + timedelta(days=1))
    needs = needs_of(interviewer, now)
    assert told(needs)["today"] == ["Interview Marek Dvořák at 14:00"]
    assert needs["today"][0].verdict == ("quiet", "in 5 h", "clock")


def test_a_cancelled_interview_and_a_rejected_candidate_ask_for_nothing(interviewer, opening):
    make_interview(make_application(opening), interviewer, cancelled_at=timezone.now())
    make_interview(make_application(opening, stage=Application.Stage.REJECTED), interviewer)
    assert told(needs_of(interviewer)) == {"late": [], "today": [], "moment": []}


def test_a_vote_is_asked_for_once_somebody_has_begun_and_only_of_those_it_waits_for(interviewer, colleague, manager, opening):
    first, second = (make_application(opening, name, stage="debrief") for name in ("Noor Rahman", "Marek Dvořák"))
    for application in (first, second):
        for user in (interviewer, colleague):
            make_scorecard(make_interview(application, user))
    assert "Vote on Noor Rahman" not in told(needs_of(colleague))["today"]
    cast_vote(first, choice="offer", by=interviewer)
    need = needs_of(colleague)["today"][0]
    assert (need.what, need.button, need.url) == ("Vote on Noor Rahman", "Vote", reverse("decisions:vote", args=[first.pk]))
    assert told(needs_of(interviewer))["today"] == []
    cast_vote(second, choice="hold", by=interviewer)
    need = needs_of(manager)["today"][0]
    assert (need.what, need.url) == ("Vote on 2 candidates", reverse("decisions:vote", args=[first.pk]))
    make_interview(second, colleague)
    assert "Vote on Noor Rahman" in told(needs_of(colleague))["today"]


def test_without_membership_nothing_is_left(interviewer, opening):
    make_interview(make_application(opening), interviewer)
    opening.memberships.filter(user=interviewer).delete()
    assert told(needs_of(interviewer)) == {"late": [], "today": [], "moment": []}


def test_the_newest_description_sent_to_me_waits_for_approval(manager, recruiter):
    opening = make_opening(manager, members=[(recruiter, "recruiter")])
    version = latest_description(opening)
    openings.send_for_approval(version, recruiter, by=manager)
    assert told(needs_of(recruiter))["today"] == ["Approve the description “ML engineer, mid”"]
    assert [(wait.who, wait.about) for wait in waits_for_others(manager)] == [
        (recruiter.name, "Approval of “ML engineer, mid”, version 1."),
    ]
    openings.save_section(opening, "pay", {"text": "Thirty days of leave."}, base=1, by=manager)
    assert told(needs_of(recruiter))["today"] == []


def test_a_draft_without_one_of_the_four_parts_says_which(manager):
    make_opening(manager, contribution="")
    needs = needs_of(manager)["moment"]
    assert [need.what for need in needs] == ["Finish the description “ML engineer, mid”"]
    assert needs[0].verdict == ("bad", "1 of 4 parts missing", "")
    assert needs[0].about.startswith("How this role contributes is not written yet")


def test_a_complete_candidate_waits_for_a_decision_until_there_is_one(manager, interviewer, colleague, opening):
    application = make_application(opening, "Noor Rahman", stage=Application.Stage.DEBRIEF)
    stage = make_stage(opening)
    make_scorecard(make_interview(application, interviewer, stage=stage))
    second = make_interview(application, colleague, stage=stage)
    assert told(needs_of(manager))["today"] == []
    make_scorecard(second)
    assert told(needs_of(manager))["today"] == ["Decide about Noor Rahman"]
    make_decision(application, manager)
    assert told(needs_of(manager))["today"] == []


def test_several_complete_candidates_ask_for_one_debrief(manager, interviewer, opening):
    for _ in range(2):
        make_scorecard(make_interview(make_application(opening), interviewer))
    needs = needs_of(manager)["today"]
    assert [need.what for need in needs] == ["Hold the debrief for “ML engineer, mid”"]


def test_missing_cards_of_others_are_told_oldest_first(manager, interviewer, colleague, opening):
    application = make_application(opening, "Wei-Ling Chen")
    stage = make_stage(opening, "Technical interview")
    make_interview(application, interviewer, stage=stage, starts_at=hours_ago(5))
    make_interview(application, colleague, stage=stage, starts_at=hours_ago(32))
    assert [(wait.who, wait.about, wait.since, wait.late) for wait in waits_for_others(manager)] == [
        ("Colin Colleague", "Scorecard for Wei-Ling Chen, technical interview.", "31 h", True),
        ("Ines Interviewer", "Scorecard for Wei-Ling Chen, technical interview.", "4 h", False),
    ]


def test_a_manager_who_owes_a_card_hears_nothing_of_the_others(client, manager, interviewer, colleague, opening):
    """The bytes of the page are the same whether the others' cards are in or not."""
    application = make_application(opening, "Wei-Ling Chen")
    stage = make_stage(opening)
    others = [make_interview(application, user, stage=stage) for user in (interviewer, colleague)]
    make_interview(application, manager, stage=stage)
    assert waits_for_others(manager) == []
    before = needs_of(manager)
    for interview in others:
        make_scorecard(interview)
    assert waits_for_others(manager) == []
    assert told(needs_of(manager)) == told(before)


def test_admins_are_not_asked_for_openings_they_have_no_part_in(admin, interviewer, opening):
    make_interview(make_application(opening), interviewer)
    assert waits_for_others(admin) == []
    assert openings_beside(admin) == []
    assert told(needs_of(admin))["today"] == []


def test_admins_and_recruiters_look_at_doubtful_figures(admin, recruiter, manager):
    for user in (admin, recruiter):
        assert told(needs_of(user))["moment"] == ["Look at a pay figure: MLE, Chile"]
    assert told(needs_of(manager))["moment"] == []


def test_the_side_column_shows_how_far_each_opening_is(manager, interviewer, opening):
    assert [(row.step_word, row.told) for row in openings_beside(manager)] == [("Description", "The description is being written")]
    opening.status = "open"
    opening.save()
    assert [(row.step_word, row.told) for row in openings_beside(manager)] == [("Candidates", "No candidates yet")]
    make_interview(make_application(opening), interviewer)
    assert [(row.step_word, row.told) for row in openings_beside(manager)] == [("Interviews", "1 candidate under way")]
    assert [row.told for row in openings_beside(interviewer)] == ["You are here as interviewer"]


def test_an_empty_queue_says_so(client, outsider):
    client.force_login(outsider)
    page = client.get(reverse("home:queue")).content.decode()
    assert "Nothing needs you now, Otto" in page
    assert "You work on no opening yet" in page


@pytest.mark.parametrize("count", [1, 4])
def test_the_page_asks_the_database_the_same_number_of_times(client, manager, interviewer, colleague, django_assert_num_queries, count):
    for _ in range(count):
        opening = make_opening(manager, contribution="")
        complete, missing = make_application(opening), make_application(opening)
        make_scorecard(make_interview(complete, interviewer))
        make_interview(missing, colleague)
        make_interview(make_application(opening), manager)
    client.force_login(manager)
    with django_assert_num_queries(13):
        client.get(reverse("home:queue"))
