import pytest
from django.core.exceptions import ValidationError

from hiring.accounts.models import TrailEntry
from hiring.openings import actions, queries
from hiring.openings.models import Opening, Rubric
from tests import factories

pytestmark = pytest.mark.django_db
WHY = "The market has not moved since, by our own offers."


def test_a_new_opening_has_its_people_rubric_and_first_description(manager, recruiter):
    opening = factories.make_opening(manager)
    rubric = queries.current_rubric(opening)
    assert [m.user for m in opening.memberships.all()] == [manager]
    assert sum(skill.weight for skill in rubric.skills.all()) == 100
    assert all(sorted(skill.anchors) == ["1", "2", "3", "4", "5"] for skill in rubric.skills.all())
    assert queries.latest_description(opening).number == 1
    assert TrailEntry.objects.filter(verb="opened", by=manager).count() == 1


def test_whoever_opens_it_for_another_manager_becomes_its_recruiter(recruiter, manager):
    opening = factories.make_opening(manager)
    other = Opening(
        role=opening.role, level="mid", title="Second", country_id="GB", reports_to="x", supervises="no one", hiring_manager=manager
    )
    actions.open_position(other, by=recruiter)
    assert {m.user: m.part for m in other.memberships.all()} == {manager: "manager", recruiter: "recruiter"}


def test_the_first_draft_carries_the_four_parts(opening):
    texts = queries.latest_description(opening).texts
    assert texts["purpose"]["text"] == opening.purpose
    assert texts["goals"] == {"goal": opening.goals, "contribution": opening.contribution}
    assert all(texts["duties"][name] for name in ("daily", "weekly", "monthly"))
    assert texts["reporting"]["reports_to"] == "Head of Machine Learning"


@pytest.mark.parametrize(
    ("section", "field", "says"),
    [
        ("purpose", "text", "purpose and mission is not written yet"),
        ("goals", "contribution", "how this role contributes is not written yet"),
        ("duties", "weekly", "every week is not written yet"),
        ("reporting", "supervises", "supervises is not written yet"),
    ],
)
def test_a_description_without_one_of_the_four_parts_is_refused_and_told_which(opening, manager, admin, section, field, says):
    version = actions.save_section(opening, section, {field: "  "}, base=1, by=manager)
    with pytest.raises(ValidationError) as refusal:
        actions.approve_description(version, by=admin)
    assert says in " ".join(refusal.value.messages).lower()


def test_its_author_approves_only_with_a_reason(opening, manager, admin):
    version = queries.latest_description(opening)
    with pytest.raises(ValidationError, match="You wrote this version yourself"):
        actions.approve_description(version, by=manager)
    actions.approve_description(version, by=manager, exception="Nobody else is in this week.")
    version.refresh_from_db()
    assert (version.approved_by, version.exception) == (manager, "Nobody else is in this week.")


def test_an_approved_version_is_frozen_and_the_next_save_is_a_new_one(opening, manager, admin):
    version = queries.latest_description(opening)
    actions.approve_description(version, by=admin, exception=WHY)
    before = version.texts
    actions.save_section(opening, "goals", {"contribution": "Something else."}, base=1, by=manager)
    version.refresh_from_db()
    opening.refresh_from_db()
    assert version.texts == before
    assert [v.number for v in opening.descriptions.all()] == [2, 1]
    assert queries.approved_description(opening) == version
    assert opening.status == Opening.Status.OPEN


def test_only_the_newest_version_is_approved(opening, manager, admin):
    first = queries.latest_description(opening)
    actions.save_section(opening, "goals", {"goal": "Another goal."}, base=1, by=manager)
    with pytest.raises(ValidationError, match="newer version, 2"):
        actions.approve_description(first, by=admin)


def test_two_people_editing_one_description_do_not_overwrite_each_other(opening, manager, admin):
    actions.save_section(opening, "goals", {"goal": "Mona’s goal."}, base=1, by=manager)
    with pytest.raises(actions.Conflict) as conflict:
        actions.save_section(opening, "goals", {"goal": "Ada’s goal."}, base=1, by=admin)
    assert conflict.value.theirs.texts["goals"]["goal"] == "Mona’s goal."
    assert opening.descriptions.count() == 2


def test_the_rubric_is_frozen_once_and_a_change_makes_the_next_number(opening, manager):
    frozen = actions.freeze_rubric(opening, by=manager)
    digest = frozen.sha256
    assert actions.freeze_rubric(opening, by=manager) == frozen
    skills = list(frozen.skills.all())
    rows = {s.slug: {"weight": s.weight, "expected": s.expected, "must_have": s.must_have} for s in skills}
    rows[skills[0].slug]["weight"] += 5
    rows[skills[1].slug]["weight"] -= 5
    changed = actions.change_weights(opening, rows, reason="The platform is older than we thought.", by=manager)
    assert changed.number == 2
    assert actions.rubric_digest(Rubric.objects.get(pk=frozen.pk)) == digest
    assert {s.slug for s in changed.skills.all()} == {s.slug for s in skills}


def test_weights_that_do_not_add_up_are_refused(opening, manager):
    skills = queries.current_rubric(opening).skills.all()
    rows = {s.slug: {"weight": 9, "expected": 3, "must_have": False} for s in skills}
    with pytest.raises(ValidationError, match="The weights add up to"):
        actions.change_weights(opening, rows, reason="Equal.", by=manager)


def test_a_removed_member_sees_the_opening_no_more(opening, interviewer, manager):
    membership = actions.add_member(opening, interviewer, "interviewer", by=manager)
    assert opening in Opening.objects.visible_to(interviewer)
    actions.remove_member(membership, by=manager)
    assert opening not in Opening.objects.visible_to(interviewer)


def test_the_only_hiring_manager_stays(opening, manager, admin):
    own = opening.memberships.get(user=manager)
    with pytest.raises(ValidationError, match="Add another one first"):
        actions.remove_member(own, by=manager)
    actions.add_member(opening, admin, "manager", by=manager)
    actions.remove_member(own, by=manager)
    assert opening not in Opening.objects.visible_to(manager)


def test_pay_far_from_its_figures_is_seen_and_needs_a_recorded_reason(opening, manager, admin):
    opening.pay_low, opening.pay_high = opening.pay_low / 1000, opening.pay_high / 1000
    actions.change_opening(opening, by=manager, version=opening.version)
    version = actions.refresh_facts(opening, by=manager)
    assert "The pay is far from the figures" in [check.claim for check in actions.review_of(version).blocking]
    assert version.facts["pay_slip"] in actions.exceptions_to(version, admin)


def test_old_pay_figures_need_a_recorded_reason(opening, admin):
    version = queries.latest_description(opening)
    assert version.facts["pay_doubts"] == ["The pay figures end on 2025-07-31, more than a year ago."]
    with pytest.raises(ValidationError, match="more than a year ago"):
        actions.approve_description(version, by=admin)
    actions.approve_description(version, by=admin, exception=WHY)
    assert queries.approved_description(opening).exception == WHY


def test_a_broken_pay_rule_needs_a_recorded_reason_and_is_kept_as_it_was_found(manager, admin):
    opening = factories.make_opening(manager, country_id="US", state="US-CO", area="Denver")
    version = queries.latest_description(opening)
    with pytest.raises(ValidationError, match="Colorado asks for the day to apply by"):
        actions.approve_description(version, by=admin)
    assert queries.latest_description(opening).pay_rules == {}
    actions.approve_description(version, by=admin, exception=WHY)
    kept = queries.approved_description(opening).pay_rules
    assert (kept["worst"], kept["rules"][0]["place"], kept["rules"][0]["checked"]) == ("not met", "Colorado", "2026-11-24")
    assert {found["what"]: found["status"] for found in kept["rules"][0]["findings"]}["range"] == "met"


def test_an_opening_outside_such_places_is_approved_as_before(opening, admin):
    actions.approve_description(queries.latest_description(opening), by=admin, exception=WHY)
    assert queries.approved_description(opening).pay_rules["headline"] == "none asked"
