import json
from datetime import timedelta

import pytest
from django.utils import timezone

from hiring.accounts.models import Company
from hiring.salaries.models import Figure
from hiring.salaries.queries import pay_proposal

pytestmark = pytest.mark.django_db


def test_proposal_is_the_median_less_and_plus_the_companys_half_width():
    proposal = pay_proposal("MLE", "senior", "GB")
    assert (proposal.low, proposal.midpoint, proposal.high, proposal.currency) == (87_000, 102_000, 117_000, "GBP")
    assert (proposal.n, proposal.method, proposal.as_of, proposal.licence) == (33, "empirical", "2025-07-31", "CC0 1.0")


def test_the_companys_own_width():
    Company.objects.update_or_create(pk=1, defaults={"pay_spread_percent": 10})
    proposal = pay_proposal("MLE", "senior", "GB")
    assert (proposal.low, proposal.high) == (92_000, 112_000)


@pytest.mark.parametrize(
    ("case", "told"),
    [
        (("MLE", "mid", "CL"), "Chile: too few figures to propose a range"),
        (("FS", "mid", "US"), "There are no pay figures for role FS"),
        (("MLE", "mid", ""), "There are no pay figures for role MLE at level mid in no country."),
    ],
)
def test_too_little_gives_a_reason_and_no_range(case, told):
    proposal = pay_proposal(*case)
    assert (proposal.low, proposal.high) == (None, None)
    assert proposal.reason.startswith(told)


def test_from_a_million_pay_is_told_to_three_digits_and_so_is_its_interval():
    proposal = pay_proposal("MLE", "senior", "IN")
    assert "rounded to 1,000, from a million up to three digits." in proposal.note
    amounts = [proposal.low, proposal.high, proposal.median_low, proposal.median_high]
    told = dict(proposal.passport["rows"])["80% interval"]
    assert told.startswith(f"median {proposal.median_low:,} to {proposal.median_high:,} INR, ")
    assert [amount % 10_000 for amount in amounts] == [0] * 4


def test_passport_is_plain_data():
    kept = pay_proposal("DS", "mid", "DE").passport
    assert json.loads(json.dumps(kept)) == kept
    assert kept["source"] == "aijobs.net"
    assert [label for label, _ in kept["rows"]][:2] == ["Proposed", "Source"]


def test_metro_wages_stand_beside_and_never_in_the_range():
    with_area, without = pay_proposal("DS", "senior", "US", "San Jose"), pay_proposal("DS", "senior", "US")
    assert (with_area.low, with_area.high) == (without.low, without.high)
    assert [place["place"] for place in with_area.passport["beside"]] == ["San Jose-Sunnyvale-Santa Clara, CA"]
    assert without.passport["beside"] == []


def test_query_counts(django_assert_num_queries):
    with django_assert_num_queries(2):
        pay_proposal("MLE", "senior", "GB")
    with django_assert_num_queries(3):
        pay_proposal("DS", "senior", "US", "San Jose")


def test_figures_older_than_a_year_are_marked_and_not_moved_forward():
    today = timezone.localdate()
    Figure.objects.estimates("MLE", "senior").filter(country="GB").update(as_of=today - timedelta(days=30))
    Figure.objects.estimates("MLE", "senior").filter(country="FR").update(as_of=today.replace(year=today.year - 2, day=1))
    fresh, old = pay_proposal("MLE", "senior", "GB"), pay_proposal("MLE", "senior", "FR")
    assert (fresh.is_stale, old.is_stale) == (False, True)
    assert "Figures are 24 months old, not moved forward." in old.note
