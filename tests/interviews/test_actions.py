from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from hiring.catalog.models import Edition, Question
from hiring.interviews import actions, queries
from hiring.interviews.models import Interview, Rating, Scorecard, ScorecardVersion, StageQuestion
from hiring.openings.models import Membership
from hiring.openings.queries import current_rubric
from tests import factories

pytestmark = pytest.mark.django_db
YESTERDAY = timedelta(days=1)


@pytest.fixture
def interview(opening, interviewer, manager):
    stages = actions.plan_for(opening, by=manager)
    return actions.schedule(
        factories.make_application(opening, "Cora Candidate"), stages[1], interviewer, timezone.now() - YESTERDAY, by=manager
    )


def filled(card):
    """Fields of a complete card: a 4 for whatever the stage asks about."""
    asked = queries.asked_skills(card)
    return {**{f"mark-{slug}": 4 for slug in asked}, "recommendation": "yes", "summary": "Clear and careful."}


@pytest.fixture
def card(interview, interviewer):
    return actions.open_scorecard(interview, by=interviewer)


@pytest.fixture
def submitted(card, interviewer):
    card = actions.save_draft(card, filled(card), revision=0, by=interviewer)
    return actions.submit_scorecard(card, by=interviewer)


# --- Plans -------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["DS", "MLE", "DE", "PM", "FS"])
def test_a_plan_tests_every_must_have_and_keeps_to_its_minutes(role, manager):
    opening = factories.make_opening(manager, role=role)
    actions.plan_for(opening, by=manager)
    plan = queries.plan(opening)
    assert [row.skill.slug for row in plan.coverage.untested] == []
    assert [stage.name for stage in plan.overfull] == []
    assert [row.skill.slug for row in plan.coverage.others] == []


def test_a_second_plan_keeps_what_is_asked_already(opening, manager):
    before = [question.slug for stage in actions.plan_for(opening, by=manager) for question in stage.questions.all()]
    after = [question.slug for stage in actions.plan_for(opening, by=manager) for question in stage.questions.all()]
    assert after == before


def test_what_is_asked_already_keeps_its_idea_to_itself(opening, manager):
    stages = actions.plan_for(opening, by=manager)
    for question in StageQuestion.objects.exclude(pk=stages[0].questions.first().pk):
        question.delete()
    Question.objects.update(idea="One and the same")
    Edition.renew()
    actions.plan_for(opening, by=manager)
    assert StageQuestion.objects.count() == 1


def test_a_question_is_copied_and_keeps_its_words_when_the_bank_changes(opening, manager):
    stages = actions.plan_for(opening, by=manager)
    asked = stages[0].questions.first()
    bank = queries.bank([asked.slug])[asked.slug]
    bank.prompt = "Something else"
    bank.save()
    asked.refresh_from_db()
    assert asked.prompt != "Something else"
    assert asked.guidance["strong"] == bank.strong


def test_an_interviewer_of_a_stage_joins_the_opening(opening, manager, colleague):
    stage = factories.make_stage(opening)
    actions.change_stage(stage, [colleague], by=manager)
    assert opening.memberships.get(user=colleague).part == Membership.Part.INTERVIEWER


def test_a_manager_who_interviews_stays_manager(opening, manager):
    actions.change_stage(factories.make_stage(opening), [manager], by=manager)
    assert opening.memberships.get(user=manager).part == Membership.Part.MANAGER


def test_stages_change_places(opening, manager):
    first, second = factories.make_stage(opening, "A"), factories.make_stage(opening, "B")
    actions.move_stage(second, -1, by=manager)
    actions.move_stage(second, -1, by=manager)
    assert [stage.name for stage in opening.stages.all()] == ["B", "A"]
    assert first.opening == second.opening


def test_a_stage_with_interviews_stays(interview, manager):
    with pytest.raises(ValidationError, match="stays on record"):
        actions.remove_stage(interview.stage, by=manager)


# --- Interviews --------------------------------------------------------------------


def test_nobody_has_the_same_stage_twice_with_one_candidate(interview, manager):
    with pytest.raises(ValidationError, match="already"):
        actions.schedule(interview.application, interview.stage, interview.interviewer, timezone.now(), by=manager)


def test_after_one_that_did_not_take_place_it_can_be_set_again(interview, manager):
    actions.cancel_interview(interview, by=manager, reason="Ill")
    again = actions.schedule(interview.application, interview.stage, interview.interviewer, timezone.now(), by=manager)
    assert again.pk != interview.pk


def test_a_candidate_does_not_interview_themselves(opening, manager):
    application = factories.make_application(opening)
    itself = factories.make_user("Candi Date", email=application.candidate.email.upper())
    with pytest.raises(ValidationError, match="is the candidate"):
        actions.schedule(application, factories.make_stage(opening), itself, timezone.now(), by=manager)


def test_an_interview_with_a_card_took_place(submitted, manager):
    with pytest.raises(ValidationError, match="took place"):
        actions.cancel_interview(submitted.interview, by=manager)


# --- Scorecards --------------------------------------------------------------------


def test_opening_a_card_freezes_the_rubric_and_takes_it(opening, interview, interviewer):
    card = actions.open_scorecard(interview, by=interviewer)
    assert current_rubric(opening).is_frozen
    assert card.rubric == current_rubric(opening)
    assert card.ratings.count() == card.rubric.skills.count()
    assert actions.open_scorecard(interview, by=interviewer) == card


def test_only_its_interviewer_opens_a_card(interview, manager):
    with pytest.raises(ValidationError, match="interviewer"):
        actions.open_scorecard(interview, by=manager)


def test_a_save_counts_the_revision_and_is_there_again(card, interviewer):
    slug = sorted(queries.asked_skills(card))[0]
    saved = actions.save_draft(card, {f"mark-{slug}": "5", f"evidence-{slug}": "Showed it."}, revision=0, by=interviewer)
    rating = saved.ratings.get(skill__slug=slug)
    assert (saved.revision, rating.value, rating.evidence) == (1, 5, "Showed it.")


def test_a_stale_save_overwrites_nothing_and_tells_what_stands(card, interviewer):
    actions.save_draft(card, {"summary": "From the phone"}, revision=0, by=interviewer)
    with pytest.raises(actions.Stale) as caught:
        actions.save_draft(card, {"summary": "From the desk"}, revision=0, by=interviewer)
    assert caught.value.theirs == {"summary": "From the phone"}
    assert caught.value.card.revision == 1
    assert Scorecard.objects.get(pk=card.pk).summary == "From the phone"


def test_sending_the_same_save_again_is_no_conflict(card, interviewer):
    """The first answer got lost on its way; the browser sends once more."""
    actions.save_draft(card, {"summary": "Said once"}, revision=0, by=interviewer)
    assert actions.save_draft(card, {"summary": "Said once"}, revision=0, by=interviewer).revision == 1


def test_not_assessed_is_no_mark(card, interviewer):
    slug = sorted(queries.asked_skills(card))[0]
    actions.save_draft(card, {f"mark-{slug}": "2"}, revision=0, by=interviewer)
    saved = actions.save_draft(card, {f"mark-{slug}": "none", f"why-{slug}": "time"}, revision=1, by=interviewer)
    rating = saved.ratings.get(skill__slug=slug)
    assert (rating.value, rating.not_assessed) == (None, "time")


@pytest.mark.parametrize(
    "fields",
    [
        {"mark-nothing": "3"},
        {"mark-communication": "6"},
        {"why-communication": "lazy"},
        {"recommendation": "maybe"},
        {"summary": "x" * 20_001},
        {"submitted_at": "2020-01-01"},
        {"summary": ["a", "list"]},
    ],
)
def test_fields_that_no_form_offers_are_refused(card, interviewer, fields):
    with pytest.raises(ValidationError):
        actions.save_draft(card, fields, revision=0, by=interviewer)
    assert Scorecard.objects.get(pk=card.pk).revision == 0


def minutes_said(card):
    return dict(card.times.values_list("slug", "minutes"))


def test_minutes_are_said_put_right_and_taken_back(card, interviewer):
    first, second = [question.slug for question in card.interview.stage.questions.all()[:2]]
    actions.save_draft(card, {f"minutes-{first}": "15", f"minutes-{second}": "none"}, revision=0, by=interviewer)
    assert minutes_said(card) == {first: 15, second: 0}
    saved = actions.save_draft(card, {f"minutes-{first}": "20", f"minutes-{second}": ""}, revision=1, by=interviewer)
    assert minutes_said(card) == {first: 20}
    with pytest.raises(actions.Stale) as caught:
        actions.save_draft(saved, {f"minutes-{first}": "5"}, revision=1, by=interviewer)
    assert caught.value.theirs == {f"minutes-{first}": "20"}
    for odd in ("0", "481", "-5", "ten", "٣", "9" * 400):
        with pytest.raises(ValidationError):
            actions.save_draft(card, {f"minutes-{first}": odd}, revision=2, by=interviewer)
    assert minutes_said(card) == {first: 20}


def test_no_mark_waits_for_a_question_that_left_the_plan(card, interviewer):
    question = card.interview.stage.questions.order_by("pk").first()
    question.delete()
    card = queries.card_of(card.interview, interviewer)
    saved = actions.save_draft(card, {f"minutes-{question.slug}": "15", "summary": "Kept."}, revision=0, by=interviewer)
    assert (saved.summary, minutes_said(saved)) == ("Kept.", {})


def test_an_incomplete_card_says_what_is_missing(card, interviewer):
    with pytest.raises(actions.Incomplete) as caught:
        actions.submit_scorecard(card, by=interviewer)
    assert {gap.field for gap in caught.value.gaps} == {"mark", "recommendation"}
    assert not Scorecard.objects.get(pk=card.pk).is_submitted


def test_submitting_keeps_version_one_and_leaves_other_skills_unassessed(submitted):
    assert submitted.is_submitted
    version = submitted.versions.get()
    assert (version.number, version.content["recommendation"]) == (1, "yes")
    others = submitted.ratings.filter(value=None)
    assert {rating.not_assessed for rating in others} == {"stage"}


def test_submitting_twice_is_submitting_once(submitted, interviewer):
    again = actions.submit_scorecard(submitted, by=interviewer)
    assert again.submitted_at == submitted.submitted_at
    assert ScorecardVersion.objects.filter(scorecard=submitted).count() == 1


def test_a_submitted_card_takes_no_more_saves(submitted, interviewer):
    with pytest.raises(ValidationError, match="new version"):
        actions.save_draft(submitted, {"summary": "Second thoughts"}, revision=submitted.revision, by=interviewer)


def test_a_card_waits_for_its_interview(interview, interviewer):
    Interview.objects.update(starts_at=timezone.now() + YESTERDAY)
    card = actions.open_scorecard(interview, by=interviewer)
    card = actions.save_draft(card, filled(card), revision=0, by=interviewer)
    with pytest.raises(ValidationError, match="not begun"):
        actions.submit_scorecard(card, by=interviewer)


def test_the_card_of_a_cancelled_interview_is_not_submitted(card, interviewer, manager):
    card = actions.save_draft(card, filled(card), revision=0, by=interviewer)
    actions.cancel_interview(card.interview, by=manager)
    with pytest.raises(ValidationError, match="did not take place"):
        actions.submit_scorecard(card, by=interviewer)


def test_an_amendment_is_a_new_version_with_a_reason(submitted, interviewer):
    slug = sorted(queries.asked_skills(submitted))[0]
    actions.amend_scorecard(submitted, {f"mark-{slug}": "3"}, "I had read the wrong notes.", by=interviewer)
    first, second = submitted.versions.order_by("number")
    marks = [{row["skill"]: row["value"] for row in version.content["ratings"]}[slug] for version in (first, second)]
    assert (marks, second.reason) == ([4, 3], "I had read the wrong notes.")
    assert Rating.objects.get(scorecard=submitted, skill__slug=slug).value == 3


def test_minutes_said_later_are_an_amendment_too(submitted, interviewer):
    slug = submitted.interview.stage.questions.first().slug
    actions.amend_scorecard(submitted, {f"minutes-{slug}": "25"}, "I had left it out.", by=interviewer)
    assert [version.content.get("minutes") for version in submitted.versions.order_by("number")] == [None, {slug: 25}]
    with pytest.raises(ValidationError, match="Nothing differs"):
        actions.amend_scorecard(submitted, {f"minutes-{slug}": "25"}, "Again.", by=interviewer)


def test_an_amendment_without_a_reason_or_with_gaps_changes_nothing(submitted, interviewer):
    slug = sorted(queries.asked_skills(submitted))[0]
    with pytest.raises(ValidationError, match="Say why"):
        actions.amend_scorecard(submitted, {f"mark-{slug}": "3"}, " ", by=interviewer)
    with pytest.raises(actions.Incomplete):
        actions.amend_scorecard(submitted, {f"mark-{slug}": "1"}, "Harsher", by=interviewer)
    assert Rating.objects.get(scorecard=submitted, skill__slug=slug).value == 4


def test_two_amendments_at_once_do_not_overwrite_each_other(submitted, interviewer):
    actions.amend_scorecard(submitted, {"summary": "First"}, "A reason", by=interviewer, base=1)
    with pytest.raises(actions.Stale) as caught:
        actions.amend_scorecard(submitted, {"summary": "Second"}, "A reason", by=interviewer, base=1)
    assert caught.value.theirs == {"summary": "First"}


def test_saving_costs_the_same_for_one_field_and_for_many(card, interviewer, django_assert_num_queries):
    with django_assert_num_queries(len(queries_of(lambda: actions.save_draft(card, {"summary": "a"}, revision=0, by=interviewer)))):
        actions.save_draft(card, {"summary": "b", "recommendation": "no"}, revision=1, by=interviewer)


def queries_of(act):
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        act()
    return captured.captured_queries
