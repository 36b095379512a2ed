"""The pages of the ranking, the debrief and the decisions, opened as people open them."""

import re

import pytest
from django.test import Client

from hiring.candidates.models import Application
from hiring.decisions import queries
from hiring.decisions.actions import record_decision
from hiring.decisions.models import Decision
from hiring.interviews.models import Rating
from tests import factories
from tests.decisions.cast import SKILLS, make_panel

pytestmark = pytest.mark.django_db


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def page(user, url):
    response = signed_in(user).get(url)
    assert response.status_code == 200
    return response.text


def text_of(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


GROUNDS = {"hold": "wait-others", "offer": "meets-all", "reject": "must-have", "further": "unclear"}


def said(manager, **changes):
    outcome = changes.get("outcome", "hold")
    fields = {"outcome": outcome, "ground": GROUNDS[outcome], "reason": "We wait for the second round.", "present": [manager.pk]}
    if outcome in ("reject", "further"):
        fields["skills"] = ["model-deployment"]
    return {**fields, "seen_evidence": "on", **changes}


def test_the_ranking_leads_with_its_finding_and_groups_what_is_close(opening, manager):
    make_panel(opening)
    text = text_of(page(manager, f"/openings/{opening.pk}/ranking/"))
    assert "Four candidates lead, and the ratings cannot tell them apart." in text
    assert "Too close to call" in text
    assert text.index("Amara Okafor 3 interviews") < text.index("Saoirse Byrne 3 interviews")
    assert "Would the first place change?" in text
    assert "No weight alone makes the first two level" in text


def test_the_nearest_weight_that_would_level_the_first_two_is_named(opening, manager, interviewer, colleague):
    stage = factories.make_stage(opening)
    strengths = {"Amara Okafor": {"model-deployment": 5, "communication": 2}, "Leila Haddad": {"model-deployment": 3, "communication": 5}}
    for name, marks in strengths.items():
        application = factories.make_application(opening, name, stage="debrief")
        for person in (interviewer, colleague):
            card = factories.make_interview(application, person, stage=stage)
            factories.make_scorecard(card, dict.fromkeys(SKILLS, 4) | marks)
    found = queries.table(opening, manager).standing.stability.break_even
    assert found.skill in ("model-deployment", "communication") and found.at != found.now
    text = text_of(page(manager, f"/openings/{opening.pk}/ranking/"))
    assert re.search(
        rf"at {found.at:.0%} instead of {found.now:.0%} makes (Amara Okafor and Leila Haddad|Leila Haddad and Amara Okafor) level", text
    )


def test_the_plain_mean_is_one_toggle_away_and_has_no_bands(opening, manager):
    make_panel(opening)
    text = text_of(page(manager, f"/openings/{opening.pk}/ranking/?by=mean"))
    assert "Order by plain mean" in text
    assert "Too close to call" not in text


def test_a_rejected_candidate_leaves_the_order_without_a_red_row(opening, manager):
    applications = make_panel(opening)
    record_decision(applications[7], outcome="reject", reason="Deployment.", present=[manager], by=manager)
    html = page(manager, f"/openings/{opening.pk}/ranking/")
    assert "No longer in the running" in html
    assert "is-bad" not in html


def test_missing_cards_are_counted_where_they_miss(opening, manager, colleague):
    applications = make_panel(opening, 3)
    factories.make_interview(applications[0], colleague)
    text = text_of(page(manager, f"/openings/{opening.pk}/ranking/"))
    assert "1 of 4 cards missing" in text
    assert "One card missing for Amara Okafor." in text


def test_those_without_a_mark_are_counted_beyond_the_first_of_them(opening, manager, interviewer):
    make_panel(opening, 2)
    for number in range(21):
        waiting = factories.make_application(opening, f"Waiting {number:02}", stage="applied")
    factories.make_interview(waiting, interviewer)
    html = page(manager, f"/openings/{opening.pk}/ranking/")
    assert re.findall(r">(Waiting \d+)<", html) == ["Waiting 20", *(f"Waiting {number:02}" for number in range(19))]
    assert "And 1 more without a mark." in text_of(html)


@pytest.mark.parametrize("count", [0, 1, 2])
def test_few_candidates_are_told_apart_from_nobody(opening, manager, count):
    make_panel(opening, count) if count else None
    text = text_of(page(manager, f"/openings/{opening.pk}/ranking/"))
    expected = {
        0: "No marks yet",
        1: "Amara Okafor is the only candidate with enough evidence so far.",
        2: "Nothing is adjusted for strict or lenient interviewers",
    }
    assert expected[count] in text


@pytest.mark.parametrize("tab", ["ranking", "debrief", "decisions"])
def test_a_page_asks_as_often_for_eight_candidates_as_for_one(opening, manager, django_assert_num_queries, tab):
    client, counts = signed_in(manager), []
    other = factories.make_opening(manager)
    make_panel(other, 8)
    one = factories.make_application(opening, stage="debrief")
    factories.make_scorecard(factories.make_interview(one, factories.make_user("Only One")))
    for application in (one, other.applications.first()):
        record_decision(application, outcome="hold", reason="Wait.", present=[manager], by=manager)
    for each in (opening, other):
        client.get(f"/openings/{each.pk}/{tab}/")
        with django_assert_num_queries(FEW[tab]) as asked:
            client.get(f"/openings/{each.pk}/{tab}/")
        counts.append(len(asked))
    assert counts[0] == counts[1]


FEW = {"ranking": 11, "debrief": 13, "decisions": 13}


def test_marks_that_have_not_changed_are_not_fitted_again(opening, manager, monkeypatch):
    make_panel(opening, 3)
    page(manager, f"/openings/{opening.pk}/ranking/")
    monkeypatch.setattr(queries.rules, "standing", lambda marks: pytest.fail("fitted again"))
    page(manager, f"/openings/{opening.pk}/ranking/")


@pytest.mark.parametrize("marks", [1, 5, None])
def test_a_manager_who_owes_a_card_learns_nothing_from_any_page(opening, manager, marks):
    applications = make_panel(opening, 3)
    factories.make_interview(applications[0], manager)
    paths = ["ranking", "debrief", "decisions"]
    urls = [f"/openings/{opening.pk}/{path}/" for path in paths] + [f"/applications/{applications[1].pk}/explanation/"]
    before = [_steady(page(manager, url)) for url in urls]
    hidden = Rating.objects.filter(scorecard__interview__application=applications[0])
    if marks is None:
        hidden.delete()
    else:
        hidden.update(value=marks)
    assert [_steady(page(manager, url)) for url in urls] == before


def _steady(html):
    return re.sub(r'(csrfmiddlewaretoken" value=|X-CSRFToken": )"[^"]+"', "", html)


def test_the_closed_ranking_says_why_and_leads_to_the_card(opening, manager):
    applications = make_panel(opening, 3)
    interview = factories.make_interview(applications[0], manager)
    html = page(manager, f"/openings/{opening.pk}/ranking/")
    assert "Your own card first" in html
    assert f"/interviews/{interview.pk}/scorecard/" in html
    assert "Too close to call" not in html


def test_whoever_owes_a_card_cannot_decide_about_that_candidate(opening, manager):
    applications = make_panel(opening, 2)
    factories.make_interview(applications[0], manager)
    url = f"/applications/{applications[0].pk}/decide/"
    assert signed_in(manager).get(url).status_code == 403
    assert signed_in(manager).post(url, said(manager)).status_code == 403
    assert signed_in(manager).get(f"/applications/{applications[1].pk}/decide/").status_code == 200
    assert Decision.objects.count() == 0


def test_the_debrief_shows_marks_recommendations_and_evidence_widest_first(opening, manager):
    applications = make_panel(opening, 3)
    response = signed_in(manager).get(f"/openings/{opening.pk}/debrief/")
    widths = [row.apart for row in response.context["debrief"].skills]
    assert widths == sorted(widths, reverse=True)
    assert [column.application for column in response.context["debrief"].columns] == sorted(applications, key=lambda a: a.candidate.name)
    assert "Told of a rollback that they led." in response.text
    assert "Rater A" in response.text


def test_five_candidates_fit_side_by_side_and_the_rest_is_said(opening, manager):
    applications = make_panel(opening, 7, raters=1)
    query = "&".join(f"with={application.pk}" for application in applications)
    response = signed_in(manager).get(f"/openings/{opening.pk}/debrief/?{query}&with=999999&with=x")
    assert [column.application for column in response.context["debrief"].columns] == applications[:5]
    assert "2 more were left out" in response.text


def test_a_skill_that_nobody_assessed_is_called_so(opening, manager, colleague):
    application = factories.make_application(opening, stage="debrief")
    factories.make_scorecard(factories.make_interview(application, colleague), {"model-deployment": 4})
    text = text_of(page(manager, f"/openings/{opening.pk}/debrief/"))
    assert "16% of the weight assessed" in text
    assert "not assessed" in text


def test_the_explanation_adds_up_on_the_page(opening, manager):
    application = make_panel(opening, 4)[0]
    response = signed_in(manager).get(f"/applications/{application.pk}/explanation/")
    shown = response.context["sum"]
    points = [part.contribution for part in (*shown.marks, *shown.averages)]
    assert round(sum(points) + shown.remainder, 2) == shown.total
    assert f"{shown.total:.2f}" in response.text


def test_strictness_is_told_by_name_to_admins_and_to_the_person_alone(opening, manager, admin):
    application = make_panel(opening, 4)[0]
    factories.make_scorecard(factories.make_interview(application, manager))

    def named(user):
        response = signed_in(user).get(f"/applications/{application.pk}/explanation/")
        return sorted({part.interviewer for part in response.context["sum"].marks})

    assert named(manager) == ["Mona Manager", "interviewer A", "interviewer B", "interviewer C"]
    assert named(admin) == ["Mona Manager", "Rater A", "Rater B", "Rater C"]


def test_one_interviewers_word_leaves_a_must_have_unclear_on_every_page(opening, manager, interviewer):
    application = factories.make_application(opening, stage="debrief")
    factories.make_scorecard(factories.make_interview(application, interviewer), dict.fromkeys(SKILLS, 5))
    pages = [f"/openings/{opening.pk}/{name}/" for name in ("ranking", "debrief")]
    pages += [f"/applications/{application.pk}/{name}/" for name in ("explanation", "decide")]
    for url in pages:
        text = text_of(page(manager, url)).lower()
        assert "one opinion" in text
        assert re.search(r"(?<!not )\bmet (model|software|over)", text) is None


def test_a_candidate_without_marks_has_no_score_to_explain(opening, manager):
    application = factories.make_application(opening, "Cora Candidate")
    assert "No score yet" in page(manager, f"/applications/{application.pk}/explanation/")


def test_recording_a_decision_leads_to_it_and_keeps_everything(opening, manager, colleague):
    application = make_panel(opening, 3)[0]
    data = said(manager, outcome="offer", dissent="Colin would wait.", present=[manager.pk])
    response = signed_in(manager).post(f"/applications/{application.pk}/decide/", data, follow=True)
    decision = Decision.objects.get()
    assert response.redirect_chain[-1][0] == f"/decisions/{decision.pk}/"
    for words in ("Amara Okafor: offer", "Colin would wait.", "We wait for the second round.", "The evidence as it stood"):
        assert words in response.text
    assert Application.objects.get(pk=application.pk).stage == "offer"


def test_a_form_with_gaps_keeps_what_was_typed_and_names_them(opening, manager):
    application = make_panel(opening, 1)[0]
    data = said(manager, reason="", dissent="Typed dissent.")
    del data["seen_evidence"], data["outcome"], data["ground"]
    response = signed_in(manager).post(f"/applications/{application.pk}/decide/", data)
    assert set(response.context["form"].errors) == {"outcome", "ground", "reason", "seen_evidence"}
    assert "Typed dissent." in response.text
    assert "Read the evidence first, then tick this." in response.text


def test_missing_cards_warn_and_do_not_stop(opening, manager, colleague):
    application = make_panel(opening, 1)[0]
    factories.make_interview(application, colleague)
    url = f"/applications/{application.pk}/decide/"
    assert "1 card of this candidate is missing." in text_of(page(manager, url))
    assert signed_in(manager).post(url, said(manager)).status_code == 302
    assert Decision.objects.get().evidence["cards"]["missing"] == 1


def test_of_two_who_decide_at_once_the_second_is_told_and_keeps_their_words(opening, manager, recruiter):
    opening.memberships.create(user=recruiter, part="recruiter")
    application = make_panel(opening, 1)[0]
    url = f"/applications/{application.pk}/decide/"
    first, second = signed_in(manager), signed_in(recruiter)
    first.get(url), second.get(url)
    assert first.post(url, said(manager, outcome="offer")).status_code == 302
    response = second.post(url, said(recruiter, outcome="reject", reason="My own long reason.", present=[recruiter.pk]))
    assert response.status_code == 409
    assert "Decided by Mona Manager at " in response.text
    assert response.text.count("My own long reason.") == 2
    assert Decision.objects.get().outcome == "offer"


def test_a_card_that_comes_in_meanwhile_is_shown_before_anything_is_recorded(opening, manager, colleague):
    application, other = make_panel(opening, 2)
    url = f"/applications/{application.pk}/decide/"
    client = signed_in(manager)
    figures = client.get(url).context["form"].initial["figures"]
    factories.make_scorecard(factories.make_interview(application, colleague), {"model-deployment": 1, "containers": 1})
    response = client.post(url, said(manager, outcome="offer", reason="My own long reason.", figures=figures))
    assert (response.status_code, Decision.objects.count()) == (200, 0)
    assert "The figures have changed since you opened this form." in response.text
    assert "My own long reason." in response.text
    assert not response.context["form"]["seen_evidence"].value()
    now = response.context["form"]["figures"].value()
    assert client.post(url, said(manager, outcome="offer", figures=now)).status_code == 302
    assert Decision.objects.get().evidence["cards"]["submitted"] == 4


def test_a_hold_can_be_followed_from_the_form_that_shows_it(opening, manager):
    application = make_panel(opening, 1)[0]
    hold = record_decision(application, outcome="hold", reason="Wait.", present=[manager], by=manager)
    url = f"/applications/{application.pk}/decide/"
    assert f'name="follows" value="{hold.pk}"' in page(manager, url)
    assert signed_in(manager).post(url, said(manager, outcome="offer", follows=hold.pk)).status_code == 302
    assert application.decisions.current().get().outcome == "offer"


def test_an_offer_leads_back_to_itself_and_is_taken_back_with_a_reason(opening, manager):
    application = make_panel(opening, 1)[0]
    offer = record_decision(application, outcome="offer", reason="Yes.", present=[manager], by=manager)
    client = signed_in(manager)
    assert client.get(f"/applications/{application.pk}/decide/").headers["Location"] == f"/decisions/{offer.pk}/"
    assert "reason" in client.post(f"/decisions/{offer.pk}/reverse/", {"reason": ""}).context["form"].errors
    response = client.post(f"/decisions/{offer.pk}/reverse/", {"reason": "The budget went."}, follow=True)
    assert "took back “offer” for" in response.text
    assert "The budget went." in client.get(f"/decisions/{offer.pk}/").text
    again = client.post(f"/decisions/{offer.pk}/reverse/", {"reason": "Once more."})
    assert "Someone took it back or decided again just now." in again.text
    assert Decision.objects.count() == 2


def test_a_candidate_of_another_opening_is_no_ones_business_here(opening, outsider):
    application = make_panel(opening, 1)[0]
    for url in (
        f"/openings/{opening.pk}/ranking/",
        f"/applications/{application.pk}/decide/",
        f"/applications/{application.pk}/explanation/",
    ):
        assert signed_in(outsider).get(url).status_code == 404
