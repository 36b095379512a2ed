"""Teams through their pages."""

import pytest
from django.urls import reverse

from hiring.catalog.models import Role
from hiring.salaries.benchmarks import rounded
from hiring.salaries.models import ExchangeRate, Figure
from hiring.teams.models import Member, Team
from tests.factories import make_opening, make_team

pytestmark = pytest.mark.django_db


def make_member(team, name, role="DS", **changes):
    return Member.objects.create(team=team, name=name, role=Role.objects.get(code=role), **{"level": "senior", **changes})


@pytest.fixture
def page(client, manager):
    client.force_login(manager)
    return client


def test_a_team_is_added_and_shown_with_its_first_hire(page):
    response = page.post(reverse("teams:team_add"), {"name": "Pricing", "maturity": "none", "purpose": "", "leader": ""})
    team = Team.objects.get(name="Pricing")
    assert response.url == team.get_absolute_url()
    shown = page.get(team.get_absolute_url()).content.decode()
    assert "Pricing has no members yet" in shown
    fs = Role.objects.get(code="FS")
    assert f"{reverse('openings:new')}?role={fs.pk}&amp;level=senior&amp;team={team.pk}" in shown


def test_the_page_leads_with_the_finding_and_warns_of_two_leaders(page):
    team = make_team("Pricing")
    make_member(team, "Arjun Mehta", reports_to="Head of Analytics")
    make_member(team, "Luca Moretti", "MLE", level="mid", reports_to="Head of ML")
    shown = page.get(team.get_absolute_url()).content.decode()
    assert "Pricing has no one for data engineering, and one person for problem formulation and deployment" in shown
    assert "Data scientists report to Head of Analytics, ML engineers to Head of ML." in shown


def test_a_member_with_a_taken_name_is_refused_and_the_form_keeps_it(page):
    team = make_team("Pricing")
    make_member(team, "Arjun Mehta")
    typed = {"name": "Arjun Mehta", "role": Role.objects.get(code="DE").pk, "level": "mid", "reports_to": "Head of ML"}
    shown = page.post(reverse("teams:member_add", args=[team.pk]), typed).content.decode()
    assert "is in this team already" in shown
    assert 'value="Head of ML"' in shown
    assert team.members.count() == 1


def test_two_people_editing_one_member_see_both_texts(page, admin, client):
    member = make_member(make_team("Pricing"), "Arjun Mehta", reports_to="Head of ML")
    url = reverse("teams:member_edit", args=[member.pk])
    typed = {"name": "Arjun Mehta", "role": member.role_id, "level": "senior", "version": 1}
    assert page.post(url, {**typed, "reports_to": "Head of Analytics"}).status_code == 302
    shown = page.post(url, {**typed, "reports_to": "Chief of Data"}).content.decode()
    assert "Changed by Mona Manager at" in shown
    assert "Head of Analytics" in shown
    assert 'value="Chief of Data"' in shown
    member.refresh_from_db()
    assert member.reports_to == "Head of Analytics"
    assert page.post(url, {**typed, "reports_to": "Chief of Data", "version": 2}).status_code == 302


def test_a_member_is_removed_after_a_page_that_asks(page):
    team = make_team("Pricing")
    member = make_member(team, "Arjun Mehta")
    url = reverse("teams:member_remove", args=[member.pk])
    assert page.get(url).status_code == 200
    assert team.members.count() == 1
    page.post(url)
    assert team.members.count() == 0


def test_the_budget_is_held_against_open_seats_and_plans_in_its_currency(page, manager, interviewer, client):
    team = make_team("Pricing", budget=20_000, budget_currency="GBP", budget_period="month")
    make_member(team, "Arjun Mehta")
    make_opening(manager, team=team, pay_low=90_000, pay_high=110_000, pay_currency="GBP")
    make_opening(manager, team=team, pay_low=55_000, pay_high=65_000, pay_currency="EUR")
    make_opening(manager, team=team, title="In Taipei", country_id="TW")
    response = page.get(team.get_absolute_url(), {"country": "GB"})
    budget = response.context["budget"]
    euro, pound = (ExchangeRate.objects.filter(currency=code).latest("year").per_usd for code in ("EUR", "GBP"))
    assert (budget.a_year, [seat.cost for seat in budget.known]) == (240_000, [100_000, rounded(60_000 / euro * pound)])
    assert [(seat.title, seat.basis.split(" for ")[0]) for seat in budget.unknown] == [("In Taipei", "no range yet, and no pay figures")]
    estimate = Figure.objects.estimate_of("DE", "mid", "GB").get()
    shown = next(hire.pay for plan, _ in response.context["plans"] for hire in plan.hires if hire.role.code == "DE" and hire.level == "mid")
    assert (shown.median, shown.p25) == (rounded(estimate.local_p50), rounded(estimate.local_p25))
    client.force_login(interviewer)
    assert "Budget for new people" not in client.get(team.get_absolute_url()).content.decode()


def test_programs_read_the_budget_and_costs_if_they_may_open_positions(page, manager, interviewer, client):
    team = make_team("Pricing", budget=20_000, budget_currency="GBP", budget_period="month")
    make_member(team, "Arjun Mehta")
    make_opening(manager, team=team, country_id="GB", pay_low=90_000, pay_high=110_000, pay_currency="GBP")
    path = reverse("api:team-coverage", args=[team.pk])
    told = page.get(path).json()
    shown = page.get(team.get_absolute_url(), {"country": "GB"}).context
    assert told["currency"] == "GBP"
    assert [each["cost"] for each in told["plans"]] == [plan.total for plan, _ in shown["plans"]]
    assert {key: told["budget"][key] for key in ("a_year", "taken", "left")} == {"a_year": 240_000, "taken": 100_000, "left": 140_000}
    assert [seat["cost"] for seat in told["budget"]["seats"]] == [100_000]
    client.force_login(interviewer)
    assert client.get(path).json()["budget"] is None


def test_a_data_scientist_stands_in_for_the_full_stack_role_and_the_rate_is_dated(page):
    team = make_team("Pricing", maturity="none", budget=100_000, budget_currency="EUR")
    response = page.get(team.get_absolute_url(), {"country": "PL"})
    (first, *_), text = response.context["plans"], response.content.decode()
    estimate = Figure.objects.estimate_of("DS", "senior", "PL").get()
    assert first[0].hires[0].pay.median == rounded(estimate.usd_p50 * ExchangeRate.objects.filter(currency="EUR").latest("year").per_usd)
    assert "Pay of a data scientist stands in." in text
    assert "EUR per US dollar, average of 2026" in text


def test_a_budget_needs_its_currency(page):
    typed = {"name": "Pricing", "maturity": "none", "budget": "130000", "budget_period": "year"}
    assert "Choose the currency of the budget." in page.post(reverse("teams:team_add"), typed).content.decode()


def test_interviewers_read_teams_and_change_none(client, interviewer):
    client.force_login(interviewer)
    team = make_team("Pricing")
    assert "Edit team" not in client.get(team.get_absolute_url()).content.decode()
    assert client.get(reverse("teams:team_edit", args=[team.pk])).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_the_pages_ask_the_database_the_same_number_of_times(page, django_assert_num_queries, count):
    for number in range(count):
        team = make_team(f"Team {number}")
        for each in range(count):
            make_member(team, f"Person {each}")
    with django_assert_num_queries(5):
        page.get(reverse("teams:team_list"))
    with django_assert_num_queries(8):
        page.get(team.get_absolute_url(), {"country": "GB"})
