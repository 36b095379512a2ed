import pytest

from hiring.salaries.models import Figure

pytestmark = pytest.mark.django_db


def test_figures_by_filter(client, interviewer):
    client.force_login(interviewer)
    found = client.get("/api/pay-figures/?series=article").json()
    assert found["count"] == 8
    assert found["results"][0]["usd"]["p50"] == 117_000


def test_one_figure_comes_with_passport_and_flags(client, interviewer):
    client.force_login(interviewer)
    chile = Figure.objects.article().get(geo="Chile")
    found = client.get(f"/api/pay-figures/{chile.pk}/").json()
    assert found["passport"]["as_written"] == "4,421,526 Chilean Pesos ($5,415.00)"
    assert [flag["reading"] for flag in found["flags"]] == ["monthly"]


def test_a_filter_that_cannot_be_read_answers_400(client, interviewer):
    client.force_login(interviewer)
    assert client.get("/api/pay-figures/?role=CEO").json() == {"role": ['"CEO" is not a valid choice.']}


def test_proposal(client, interviewer):
    client.force_login(interviewer)
    found = client.get("/api/pay-proposals/?role=MLE&level=senior&country=GB").json()
    assert (found["low"], found["high"], found["currency"]) == (87_000, 117_000, "GBP")
    assert found["passport"]["attribution"] == "aijobs.net (CC0), with thanks"


def test_strangers_get_nothing(client):
    assert client.get("/api/pay-figures/").status_code == 401
    assert client.get("/api/pay-proposals/?role=MLE&level=senior&country=GB").status_code == 401


def test_query_count_is_flat(client, interviewer, django_assert_num_queries):
    client.force_login(interviewer)
    for query in ("?series=article&country=CL", "?series=article"):
        with django_assert_num_queries(4):
            client.get(f"/api/pay-figures/{query}")


def test_pay_rules_by_place(client, interviewer):
    client.force_login(interviewer)
    found = client.get("/api/pay-rules/?place=US-CO").json()
    assert [(rule["places"], rule["in_force_from"]) for rule in found] == [(["US"], None), (["US-CO"], "2021-01-01")]
    assert found[1]["asks"]["deadline"] == "advert"
    assert found[1]["source"]["name"].startswith("Colorado Division of Labor Standards")
    assert client.get("/api/pay-rules/?place=XX").status_code == 400
