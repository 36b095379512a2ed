"""An interviewer's own marking: figures from five candidates on, and never from what is closed to whoever looks."""

import re

import pytest
from django.test import Client

from hiring.accounts.models import User
from hiring.decisions.marking import GivenMark, marking
from hiring.interviews.models import Rating
from tests import factories
from tests.decisions.cast import make_panel

pytestmark = pytest.mark.django_db


def page(user, url="/me/marking/"):
    client = Client()
    client.force_login(user)
    response = client.get(url)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.text))


def strict():
    """Rater B marks a point below the others."""
    return User.objects.get(name="Rater B")


@pytest.mark.parametrize("count", [0, 4])
def test_below_five_candidates_there_is_no_figure(opening, count, interviewer):
    make_panel(opening, count) if count else None
    text = page(strict() if count else interviewer)
    assert f"{5 - count} more candidate{'s' if count != 4 else ''} to go" in text
    assert "Strict or lenient" not in text


def test_a_strict_interviewer_is_told_by_how_much_and_what_to_do(opening):
    make_panel(opening, 8)
    text = page(strict())
    assert re.search(r"You mark about \d\.\d points more strictly than others", text)
    assert "No score suffers: the ranking allows for it." in text
    assert "Practise marking" in text
    assert "Rater A" not in text


def test_someone_who_met_nobody_elses_candidates_learns_no_severity(opening):
    rater, stage = factories.make_user("Only Rater"), factories.make_stage(opening)
    for _ in range(6):
        factories.make_scorecard(factories.make_interview(factories.make_application(opening), rater, stage=stage))
    text = page(rater)
    assert "Strict or lenient" not in text
    assert "nobody else rated the same candidates" in text
    assert "100% of all" in text


def test_marks_of_an_application_where_one_owes_a_card_are_in_no_figure(opening):
    applications = make_panel(opening, 8)
    owing = strict()
    factories.make_interview(applications[0], owing)
    before = page(owing)
    others = Rating.objects.filter(scorecard__interview__application=applications[0]).exclude(scorecard__interview__interviewer=owing)
    assert others.update(value=1) == 20
    assert page(owing) == before


def test_an_admin_sees_the_same_page_and_names_without_figures(opening, admin):
    make_panel(opening, 8)
    listed = page(admin, "/reports/marking/")
    assert listed.index("Rater A") < listed.index("Rater B") < listed.index("Rater C")
    assert not re.search(r"Rater [ABC] [\d+−]", listed)
    assert "more strictly than others" in page(admin, f"/reports/marking/{strict().pk}/")


def test_an_admin_who_owes_a_card_sees_figures_without_that_candidate(opening, admin):
    applications = make_panel(opening, 8)
    factories.make_interview(applications[0], admin)
    before = page(admin, f"/reports/marking/{strict().pk}/")
    Rating.objects.filter(scorecard__interview__application=applications[0]).update(value=5)
    assert page(admin, f"/reports/marking/{strict().pk}/") == before


def test_the_page_asks_as_often_for_eight_candidates_as_for_one(opening, manager, django_assert_num_queries):
    other, counts = factories.make_opening(manager), []
    make_panel(other, 8)
    one = factories.make_user("One Card")
    factories.make_scorecard(factories.make_interview(factories.make_application(opening), one))
    for user in (one, strict()):
        client = Client()
        client.force_login(user)
        client.get("/me/marking/")
        with django_assert_num_queries(4) as asked:
            client.get("/me/marking/")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_drift_needs_five_candidates_at_both_ends():
    halves = ("2026, first half", "2026, second half")
    given = [
        GivenMark(candidate, 1, rater, "sql", 3.0 + (rater == 7 and half == halves[1]), half)
        for candidate, half in ((n, halves[n >= 10]) for n in range(20))
        for rater in (7, 8, 9)
    ]
    found = marking(given, 7)
    assert [period for period, _ in found.drift.periods] == list(halves)
    assert found.drift.change < 0
    assert [row.period for row in found.closeness] == list(halves)
    few = [mark for mark in given if mark.period == halves[0] or mark.application < 13]
    assert marking(few, 7).drift is None
