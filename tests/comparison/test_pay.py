"""Pay side by side: what may be said of a difference, and who sees what of it."""

import re

import pytest
from django.test import SimpleTestCase
from django.urls import reverse

from hiring.background import actions as background
from hiring.background.models import Job
from hiring.catalog.models import Role
from hiring.comparison.pay import Median, not_told_apart, pay_sentence
from hiring.salaries import actions as salaries
from hiring.salaries.models import Figure
from tests import factories
from tests.salaries import own_files

URL = "/roles/compare/"


def said(*medians):
    return pay_sentence([Median(*each) for each in medians], place="Poland", currency="PLN")


class WhatMayBeSaid(SimpleTestCase):
    def test_two_apart(self):
        assert said(("b", 70_000, 60_000, 79_000), ("a", 90_000, 80_000, 100_000)) == (
            "In Poland the median offer is 90,000 PLN for the a and 70,000 PLN for the b."
        )

    def test_two_whose_intervals_touch(self):
        assert said(("a", 90_000, 80_000, 100_000), ("b", 70_000, 60_000, 80_000)).endswith(": the two cannot be told apart.")

    def test_a_chain_of_neighbours_is_not_one_group(self):
        assert said(("a", 90, 80, 100), ("b", 75, 65, 85), ("c", 60, 50, 70)).endswith(
            "; what cannot be told apart: the a and the b; the b and the c."
        )

    def test_a_wide_interval_meets_two_that_lie_apart(self):
        groups = not_told_apart([Median("a", 90, 85, 95), Median("wide", 70, 20, 120), Median("b", 60, 55, 65)])
        assert [[each.name for each in group] for group in groups] == [["a", "wide"], ["wide", "b"]]

    def test_all_that_meet_pairwise_are_one_group(self):
        assert said(("a", 90, 50, 100), ("b", 75, 60, 85), ("c", 60, 50, 70)).endswith(": they cannot be told apart.")

    def test_one_or_none_compares_nothing(self):
        assert said(("a", 90, 80, 100)) == said() == "Too little is known of their pay in Poland to compare it."


@pytest.fixture
def payer(db):
    """Who was given sight of pay data."""
    return factories.make_user("Petra Payroll", part="recruiter", sees_pay_data=True)


def page(client, user, query):
    client.force_login(user)
    text = re.sub(r"<[^>]+>", " ", client.get(URL + query).content.decode())
    return " ".join(text.split())


def test_counted_and_estimated_stand_apart_with_what_they_rest_on(client, manager):
    text = page(client, manager, "?a=mle-senior&b=pm-senior&country=GB")
    assert "102,000 GBP for the senior machine learning engineer" in text
    assert "Senior machine learning engineer 33 ranges, as counted" in text
    assert "Adverts alone" in text and "Senior product manager 12 ranges; 2 unverified kept out" in text
    assert "estimated from 12 ranges of this kind, 434 in the country, 837 in the region" in text
    assert "aijobs.net" in text and "31 July 2025" in text
    figure = Figure.objects.estimate_of("PM", "senior", "GB").get()
    assert figure.get_absolute_url() in client.get(URL + "?a=mle-senior&b=pm-senior&country=GB").content.decode()


def test_a_median_that_is_too_uncertain_is_not_printed(client, manager):
    text = page(client, manager, "?a=mle-senior&b=ds-senior&country=CL")
    assert "Too little is known of their pay in Chile to compare it." in text
    assert "Too uncertain" in text
    assert "53,300,000" not in text


def test_a_role_without_figures_names_those_that_answer_for_its_steps(client, manager):
    text = page(client, manager, "?a=fs-mid&b=pm-mid&country=GB")
    assert "Mid-level full-stack data scientist: no adverts are counted under this title" in text
    assert "data scientist , machine learning engineer , data engineer ." in text
    Role.objects.filter(code="DE").update(retired=True)
    assert "data scientist , machine learning engineer ." in page(client, manager, "?a=fs-mid&b=pm-mid&country=GB")


def test_own_pay_is_for_those_with_sight_of_it_alone(client, payer, admin):
    own_files.taken(payer, own_files.people(12))
    query = "?a=mle-senior&b=ds-senior&country=GB"
    seen = page(client, payer, query)
    assert "Our people confidential" in seen
    assert "10 to 14 people" in seen
    assert "nothing" not in seen and "Senior data scientist 5" not in seen
    hidden = page(client, admin, query)
    assert "Our people" not in hidden and "confidential" not in hidden


def test_own_bands_stand_from_end_to_end(client, payer):
    head = ["Role", "Level", "Country", "Currency", "Min", "Max"]
    own_files.taken(payer, [["MLE", "senior", "GB", "GBP", 90_000, 120_000]], head=head, kind="bands")
    text = page(client, payer, "?a=mle-senior&b=ds-senior&country=GB")
    assert (
        "Our pay bands confidential; from the low end to the high end, and the middle Senior machine learning engineer our policy, as of"
        in text
    )
    assert "105,000 90,000 to 120,000" in text
    assert "Our people" not in text


def test_own_pay_on_paper_ends_with_the_sight_of_it(client, payer, admin):
    own_files.taken(payer, own_files.people(12))
    client.force_login(payer)
    client.post(reverse("comparison:compare_pdf"), {"a": "mle-senior", "b": "ds-senior", "country": "GB"})
    job = Job.objects.get(kind="comparison.compare_pdf")
    background.work_on(background.claim(job.pk, "test"))
    file = reverse("background:job_file", args=[job.pk])
    assert client.get(file).status_code == 200
    salaries.give_sight(payer, sees=False, by=admin)
    assert client.get(file).status_code == 404
