"""The reason from the company's list, what it asks for, the draft of feedback, and other weights."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from hiring.candidates.models import Application
from hiring.decisions.actions import record_decision
from hiring.decisions.models import Decision, Look
from hiring.openings.models import RubricSkill
from tests import factories
from tests.decisions.cast import make_panel
from tests.decisions.test_views import said

pytestmark = pytest.mark.django_db


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def decide(application, by, **changes):
    return record_decision(application, **{"outcome": "reject", "reason": "Why.", "present": [by], "by": by, **changes})


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"ground": "must-have"}, "skills"),
        ({"ground": "other"}, "skills"),
        ({"ground": "meets-all"}, "ground"),
        ({"ground": "charm"}, "ground"),
        ({"ground": "must-have", "skills": ["juggling"]}, "skills"),
        ({"conditions": "A visa."}, "conditions"),
    ],
)
def test_a_reason_that_does_not_hold_is_refused_by_field(opening, manager, changes, field):
    application = make_panel(opening, 1)[0]
    with pytest.raises(ValidationError) as refusal:
        decide(application, manager, **changes)
    assert list(refusal.value.message_dict) == [field]
    assert Decision.objects.count() == 0


@pytest.mark.parametrize(
    ("changes", "field"), [({"skills": []}, "skills"), ({"ground": "strongest"}, "ground"), ({"conditions": "X"}, "conditions")]
)
def test_the_form_says_so_too_and_keeps_what_was_typed(opening, manager, changes, field):
    application = make_panel(opening, 1)[0]
    data = said(manager, outcome="reject", reason="My own words.", **changes)
    response = signed_in(manager).post(f"/applications/{application.pk}/decide/", data)
    assert list(response.context["form"].errors) == [field]
    assert "My own words." in response.text


def test_a_decision_shows_its_reason_skills_conditions_and_feedback(opening, manager):
    one, two = make_panel(opening, 2)
    client = signed_in(manager)
    data = said(manager, outcome="reject", feedback="Dear Amara, …")
    html = client.post(f"/applications/{one.pk}/decide/", data, follow=True).text
    assert "A must-have is not met: Model deployment" in html
    assert "Dear Amara, …" in html
    html = client.post(f"/applications/{two.pk}/decide/", said(manager, outcome="offer", conditions="A visa."), follow=True).text
    assert "A visa." in html


def test_a_draft_is_made_of_the_named_skills_anchors_and_records_nothing(opening, manager):
    application = make_panel(opening, 8)[7]
    anchors = RubricSkill.objects.get(rubric__opening=opening, slug="model-deployment").anchors
    data = said(manager, outcome="reject", reason="Typed.", draft="1")
    response = signed_in(manager).post(f"/applications/{application.pk}/decide/", data)
    text = response.context["form"]["feedback"].value()
    assert text.startswith("Dear Saoirse,")
    assert "Model deployment. For this position we look for:" in text
    assert anchors["2"].rstrip(".") in text
    assert "Rater" not in text
    assert "Typed." in response.text
    assert (Decision.objects.count(), response.context["form"].errors) == (0, {})


def test_a_draft_never_overwrites_what_a_person_wrote(opening, manager):
    application = make_panel(opening, 1)[0]
    data = said(manager, outcome="reject", feedback="Mine.", draft="1")
    response = signed_in(manager).post(f"/applications/{application.pk}/decide/", data)
    assert response.context["form"]["feedback"].value() == "Mine."
    assert "Dear Amara," in response.text


def test_a_draft_without_an_outcome_or_skills_is_no_fault(opening, manager):
    application = make_panel(opening, 1)[0]
    response = signed_in(manager).post(f"/applications/{application.pk}/decide/", {"draft": "1"})
    assert response.status_code == 200
    assert response.context["form"]["feedback"].value().startswith("Dear Amara,")


def weights_of(opening, **changes):
    rows = {skill.slug: skill.weight for skill in opening.rubrics.first().skills.all()} | changes
    return "&".join(f"w-{slug}={weight}" for slug, weight in rows.items())


def test_what_if_shows_another_order_and_changes_nothing(opening, manager):
    make_panel(opening, 4)
    client = signed_in(manager)
    before = client.get(f"/openings/{opening.pk}/ranking/").context["ranking"].finding
    rubric = list(opening.rubrics.first().skills.values_list("slug", "weight"))
    response = client.get(f"/openings/{opening.pk}/what-if/?{weights_of(opening, **{'model-deployment': 90})}")
    assert "What if: nothing here is in force." in response.text
    assert re.search(r"Model deployment \d+% → \d+%", response.text)
    assert [row.after for row in response.context["preview"].rows] == [1, 2, 3, 4]
    assert client.get(f"/openings/{opening.pk}/ranking/").context["ranking"].finding == before
    assert list(opening.rubrics.first().skills.values_list("slug", "weight")) == rubric
    assert Look.objects.get(page="what-if").detail["weights"]["model-deployment"] == 90


@pytest.mark.parametrize("weight", ["", "-1", "101", "much"])
def test_a_weight_off_the_scale_is_named(opening, manager, weight):
    make_panel(opening, 2)
    response = signed_in(manager).get(f"/openings/{opening.pk}/what-if/?{weights_of(opening, testing=weight)}")
    assert list(response.context["form"].errors) == ["w-testing"]
    assert response.context["preview"].changed == ()


def test_weights_that_are_all_nothing_are_refused(opening, manager):
    make_panel(opening, 2)
    query = weights_of(opening, **dict.fromkeys(opening.rubrics.first().skills.values_list("slug", flat=True), 0))
    assert "At least one skill must count." in signed_in(manager).get(f"/openings/{opening.pk}/what-if/?{query}").text


def test_what_if_begins_with_the_order_as_it_is(opening, manager):
    make_panel(opening, 3)
    response = signed_in(manager).get(f"/openings/{opening.pk}/what-if/")
    assert [(row.before, row.after) for row in response.context["preview"].rows] == [(1, 1), (2, 2), (3, 3)]
    assert "With the rubric’s own weights" in response.text


def test_what_if_is_closed_with_the_ranking(opening, manager):
    factories.make_interview(make_panel(opening, 2)[0], manager)
    response = signed_in(manager).get(f"/openings/{opening.pk}/what-if/?{weights_of(opening)}")
    assert "Your own card first" in response.text
    assert "preview" not in response.context


@pytest.mark.parametrize("used", [True, False])
def test_a_what_if_is_kept_with_the_decision_only_if_a_person_says_it_was_used(opening, manager, used):
    application = make_panel(opening, 4)[0]
    url = f"/applications/{application.pk}/decide/?what_if=model-deployment:90"
    assert "The what-if was used in this decision" in signed_in(manager).get(url).text
    signed_in(manager).post(url, said(manager, outcome="offer") | ({"uses_what_if": "on"} if used else {}))
    kept = Decision.objects.get().evidence
    assert ("what_if" in kept) is used
    if used:
        assert (kept["what_if"]["weights"]["model-deployment"], kept["what_if"]["of"]) == (90, 4)
        assert kept["score"] != kept["what_if"]["score"]


@pytest.mark.parametrize(
    "text", ["model-deployment:x", "juggling:5", "model-deployment:101", "model-deployment", "a:b:c", "model-deployment:²"]
)
def test_an_address_with_odd_weights_is_a_form_without_what_if(opening, manager, text):
    application = make_panel(opening, 1)[0]
    response = signed_in(manager).get(f"/applications/{application.pk}/decide/", {"what_if": text})
    assert (response.status_code, response.context["what_if"]) == (200, None)


def test_past_decisions_stay_as_they_were_whatever_is_tried(opening, manager):
    application = make_panel(opening, 3)[0]
    decision = record_decision(application, outcome="hold", reason="Wait.", present=[manager], by=manager)
    before = Decision.objects.values().get(pk=decision.pk)
    signed_in(manager).get(f"/openings/{opening.pk}/what-if/?{weights_of(opening, testing=90)}")
    assert Decision.objects.values().get(pk=decision.pk) == before
    assert Application.objects.get(pk=application.pk).stage == "debrief"
