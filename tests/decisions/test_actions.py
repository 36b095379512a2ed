"""Decisions keep what they were made on, move the application, and are taken back only with a trace."""

import pytest
from django.core.exceptions import ValidationError

from hiring.accounts.models import TrailEntry
from hiring.decisions.actions import AlreadyDecided, record_decision, reverse_decision
from hiring.decisions.models import Decision
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def application(opening, colleague):
    application = factories.make_application(opening, "Noor Rahman", stage="debrief")
    factories.make_scorecard(factories.make_interview(application, colleague))
    return application


def decide(application, by, **changes):
    return record_decision(application, **{"outcome": "offer", "reason": "Ran two releases alone.", "present": [by], "by": by, **changes})


@pytest.mark.parametrize(("outcome", "stage"), [("offer", "offer"), ("reject", "rejected"), ("hold", "debrief"), ("further", "interview")])
def test_the_outcome_says_where_the_application_goes(application, manager, outcome, stage):
    decide(application, manager, outcome=outcome)
    application.refresh_from_db()
    assert application.stage == stage


def test_a_decision_keeps_the_evidence_as_it_stood(application, manager, colleague):
    decision = decide(application, manager, dissent="Colin would have waited.", present=[manager, colleague])
    kept = Decision.objects.get().evidence
    assert kept["cards"] == {"submitted": 1, "missing": 0, "ahead": 0}
    assert (kept["ratings"], kept["interviews"], kept["mean"]) == (10, 1, 3.0)
    assert {gate["skill"] for gate in kept["gates"]} == {"model-deployment", "software-engineering-practice", "model-monitoring"}
    assert kept["method"] == "severity-adjusted score, REML with weak prior 1"
    assert kept["seen"] is True
    factories.make_scorecard(factories.make_interview(application, factories.make_user("Late Rater")))
    decision.refresh_from_db()
    assert decision.evidence == kept
    assert {user.name for user in decision.present.all()} == {"Mona Manager", "Colin Colleague"}
    assert TrailEntry.objects.filter(verb="decided on", object_id=str(application.pk)).count() == 1


def test_a_move_keeps_the_reason_even_when_it_is_long(application, manager):
    decide(application, manager, outcome="reject", reason="Because of this. " * 60)
    move = application.moves.get(to_stage="rejected")
    assert len(move.reason) <= 300
    assert move.reason.startswith("Decided: reject. Because of this.")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"reason": "  "}, "reason"),
        ({"present": []}, "present"),
        ({"seen_evidence": False}, "seen_evidence"),
        ({"outcome": "maybe"}, "outcome"),
    ],
)
def test_what_is_missing_is_named(application, manager, changes, field):
    with pytest.raises(ValidationError) as refusal:
        decide(application, manager, **changes)
    assert list(refusal.value.message_dict) == [field]
    assert Decision.objects.count() == 0


def test_nobody_decides_before_their_own_card_is_in(application, manager):
    factories.make_interview(application, manager)
    with pytest.raises(ValidationError, match="Your own card first"):
        decide(application, manager)


def test_whoever_has_left_is_not_decided_about(opening, manager):
    with pytest.raises(ValidationError, match="Withdrawn"):
        decide(factories.make_application(opening, stage="withdrawn"), manager)


def test_the_second_of_two_deciders_is_told_of_the_first(application, manager, recruiter):
    first = decide(application, manager)
    with pytest.raises(AlreadyDecided) as conflict:
        decide(application, recruiter, outcome="reject")
    assert conflict.value.theirs == first
    assert Decision.objects.count() == 1


def test_a_hold_is_followed_by_another_decision(application, manager):
    hold = decide(application, manager, outcome="hold")
    offer = decide(application, manager, instead_of=hold)
    hold.refresh_from_db()
    assert (hold.is_current, hold.outcome, offer.is_current) == (False, "hold", True)


def test_an_offer_is_not_followed_but_taken_back_first(application, manager):
    offer = decide(application, manager)
    with pytest.raises(ValidationError, match="Take that decision back first"):
        decide(application, manager, outcome="reject", instead_of=offer)


def test_taking_back_adds_a_row_and_leaves_the_old_one_as_written(application, manager, recruiter):
    offer = decide(application, manager)
    reversal = reverse_decision(offer, reason="The budget went.", by=recruiter)
    application.refresh_from_db()
    offer.refresh_from_db()
    assert (offer.reason, offer.by, offer.is_current) == ("Ran two releases alone.", manager, False)
    assert (reversal.reverses, reversal.reversal_reason, reversal.by) == (offer, "The budget went.", recruiter)
    assert application.stage == "debrief"
    assert decide(application, manager, outcome="reject").is_current


def test_taking_back_needs_a_reason(application, manager):
    with pytest.raises(ValidationError, match="Say why"):
        reverse_decision(decide(application, manager), reason=" ", by=manager)


def test_a_decision_is_taken_back_once(application, manager, recruiter):
    offer = decide(application, manager)
    reversal = reverse_decision(offer, reason="The budget went.", by=recruiter)
    with pytest.raises(AlreadyDecided) as conflict:
        reverse_decision(offer, reason="The same again.", by=manager)
    assert conflict.value.theirs == reversal


def test_a_person_who_was_moved_on_since_is_not_moved_back(application, manager):
    offer = decide(application, manager)
    application.refresh_from_db()
    application.stage = "hired"
    application.save()
    reverse_decision(offer, reason="A second thought.", by=manager)
    application.refresh_from_db()
    assert application.stage == "hired"
