import csv
import io

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.urls import reverse
from openpyxl import load_workbook
from pypdf import PdfReader

from hiring.accounts.models import TrailEntry
from hiring.background import actions as background
from hiring.background.models import Job
from hiring.salaries.models import Figure, Series

pytestmark = pytest.mark.django_db


@pytest.fixture
def chile(db):
    return Figure.objects.article().get(geo="Chile")


def page(client, name, query="", args=()):
    return client.get(reverse(f"salaries:{name}", args=args) + query)


def test_table_shows_adverts_by_place(client, interviewer):
    client.force_login(interviewer)
    table = page(client, "table").context["table"]
    uk = next(row for row in table.rows if row.country == "GB")
    assert (uk.n, uk.p25, uk.median, uk.p75, uk.confidence.label) == (33, 89_000, 130_000, 155_000, "High")
    assert [group.region for group in table.groups][:2] == ["North America", "Western Europe"]


def test_thin_places_point_to_the_estimate(client, interviewer):
    client.force_login(interviewer)
    response = page(client, "table")
    ireland = next(row for row in response.context["table"].rows if row.country == "IE")
    assert (ireland.median, ireland.thin) == (None, "one range")
    link = reverse("salaries:figure", args=[ireland.instead])
    assert link in response.content.decode()
    assert client.get(link).context["figure"].series_id == Series.ESTIMATES


def test_units(client, interviewer):
    client.force_login(interviewer)
    local, ppp = ({row.country: row for row in page(client, "table", f"?show={unit}").context["table"].rows} for unit in ("local", "ppp"))
    assert (local["GB"].median, local["GB"].currency) == (102_000, "GBP")
    assert 140_000 < ppp["GB"].median < 160_000


@pytest.mark.parametrize(("sort", "first"), [("place", "Austria"), ("-n", "United Kingdom"), ("-median", "Belgium")])
def test_sorting_keeps_regions_together(client, interviewer, sort, first):
    client.force_login(interviewer)
    table = page(client, "table", f"?region=Western+Europe&sort={sort}").context["table"]
    assert [group.region for group in table.groups] == ["Western Europe"]
    assert table.groups[0].rows[0].place == first


def test_a_filter_that_cannot_be_read_is_named_and_left_out(client, interviewer):
    client.force_login(interviewer)
    response = page(client, "table", "?role=CEO&level=mid")
    assert response.context["chosen"] | {"region": ""} == {
        "role": "MLE", "level": "mid", "region": "", "show": "usd", "series": "adverts", "move": "", "index": "",
    }  # fmt: skip
    assert "role “CEO”" in response.content.decode()


def test_all_eight_article_figures_stand_with_their_check(client, interviewer):
    client.force_login(interviewer)
    rows = page(client, "table").context["article"]
    assert [(row["figure"].place, row["word"]) for row in rows] == [
        ("United States", "Plausible, old"),
        ("New York City", "Plausible"),
        ("Cupertino", "Low for the place"),
        ("Romania", "Unconfirmed"),
        ("Poland", "Plausible, old"),
        ("Brazil", "Plausible"),
        ("Colombia", "Unconfirmed"),
        ("Chile", "Wrong period?"),
    ]


def test_passport_of_the_chilean_figure_shows_the_arithmetic(client, interviewer, chile):
    client.force_login(interviewer)
    text = page(client, "figure", args=[chile.pk]).content.decode()
    assert "× 12 = 53,058,312 CLP, or 64,980 USD a year" in text
    assert "Mark as monthly" not in text


def test_passport_opens_in_the_drawer(client, interviewer, chile):
    client.force_login(interviewer)
    text = client.get(chile.get_absolute_url(), headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in text
    assert 'id="passport-title"' in text


def test_every_number_of_a_passport_names_source_and_licence(client, interviewer):
    client.force_login(interviewer)
    figure = Figure.objects.estimates("MLE", "senior").get(country="PL")
    facts = dict(page(client, "figure", args=[figure.pk]).context["facts"])
    assert facts["Source"] == "aijobs.net"
    assert facts["Licence"] == "CC0 1.0"
    assert facts["Based on"] == "3 distinct ranges"
    assert "PLN per USD, average of 2025" in facts["Rate"]


@pytest.mark.parametrize("status", ["corrected", "kept"])
def test_a_recruiter_decides_and_the_figure_stays_as_written(client, recruiter, chile, status):
    client.force_login(recruiter)
    flag = chile.flags.get()
    client.post(reverse("salaries:decide", args=[flag.pk]), {"status": status})
    flag.refresh_from_db()
    chile.refresh_from_db()
    assert (flag.status, flag.by, chile.usd_p50) == (status, recruiter, 5_415)
    assert TrailEntry.objects.get(kind="figure").detail["before"] == "open"


def test_excluding_asks_why_and_keeps_what_was_typed(client, recruiter, chile):
    client.force_login(recruiter)
    url = reverse("salaries:decide", args=[chile.flags.get().pk])
    refused = client.post(url, {"status": "excluded", "reason": " "})
    assert refused.status_code == 422
    assert "Say why" in refused.content.decode()
    client.post(url, {"status": "excluded", "reason": "No source found"})
    assert chile.flags.get().reason == "No source found"
    assert chile.flags.get().status == "excluded"


def test_a_decision_survives_the_next_load(client, recruiter, chile):
    client.force_login(recruiter)
    client.post(reverse("salaries:decide", args=[chile.flags.get().pk]), {"status": "kept"})
    call_command("load_salaries", again=True, verbosity=0)
    assert chile.flags.get().status == "kept"


def test_csv_carries_licence_and_no_formulas(client, interviewer):
    Figure.objects.filter(series=Series.ADVERTS, country="GB").update(place="=cmd()")
    client.force_login(interviewer)
    text = page(client, "export", "?format=csv&region=Western+Europe").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert {row["licence"] for row in rows} == {"CC0 1.0"}
    assert [row["p50"] for row in rows if row["country"] == "GB"] == ["130000"]
    assert [row["place"] for row in rows if row["country"] == "GB"] == ["'=cmd()"]


def test_xlsx_has_figures_and_sources(client, interviewer):
    client.force_login(interviewer)
    book = load_workbook(io.BytesIO(page(client, "export", "?format=xlsx&show=local").content))
    assert book.sheetnames == ["Pay", "Sources"]
    pay = [row for row in book["Pay"].iter_rows(values_only=True) if row[1] == "GB"]
    assert pay[0][8:12] == ("GBP", 58_000, 70_000, 102_000)
    assert "BLS, OEWS May 2025" in {row[3] for row in book["Sources"].iter_rows(values_only=True)}


def test_official_wages_by_area(client, interviewer):
    client.force_login(interviewer)
    found = page(client, "official", "?q=San+Jose").context["page"]
    assert [(figure.place, figure.usd_p50) for figure in found] == [("San Jose-Sunnyvale-Santa Clara, CA", 185_080)]


def test_one_place_by_level(client, interviewer):
    client.force_login(interviewer)
    rows = page(client, "place", args=["GB"]).context["rows"]
    assert [level for level, *_ in rows] == ["Entry", "Mid", "Senior", "Lead"]
    assert [(adverts.n, estimate.method) for _, adverts, estimate, _ in rows] == [
        (3, "model"),
        (15, "model"),
        (33, "empirical"),
        (2, "model"),
    ]


def test_an_offer_has_its_place_in_the_band(client, interviewer):
    client.force_login(interviewer)
    result = page(client, "offer", "?role=MLE&level=senior&country=GB&low=70k&high=102.000").context["result"]
    assert [(end["value"], end["below"]) for end in result["ends"]] == [(70_000, "25 in 100"), (102_000, "50 in 100")]
    assert result["ends"][1]["amount"].question == "Is this 102,000 or 102.000?"


def test_an_estimate_too_uncertain_for_a_number_places_no_offer(client, interviewer):
    client.force_login(interviewer)
    response = page(client, "offer", "?role=MLE&level=mid&country=CL&low=30000000")
    assert "Chile: too uncertain to say where an offer stands" in response.context["result"]["reason"]
    assert "CLP, four times in five." in response.content.decode()
    assert "in 100" not in response.content.decode()


def test_an_offer_that_cannot_be_read_keeps_what_was_typed(client, interviewer):
    client.force_login(interviewer)
    response = page(client, "offer", "?role=MLE&level=senior&country=GB&low=lots&high=")
    assert "is not one amount" in response.content.decode()
    assert 'value="lots"' in response.content.decode()


@pytest.mark.parametrize(
    ("name", "query", "args", "count"),
    [
        ("table", "", [], 10),
        ("table", "?show=ppp", [], 11),
        ("table", "?region=Latin+America", [], 10),
        ("compare", "?place=GB", [], 5),
        ("compare", "?place=GB&place=PL&place=US&place=IN", [], 5),
        ("overview", "", [], 5),
        ("official", "", [], 5),
        ("official", "?area=country", [], 5),
        ("place", "", ["GB"], 5),
    ],
)
def test_query_counts(client, interviewer, django_assert_num_queries, name, query, args, count):
    client.force_login(interviewer)
    cache.clear()
    with django_assert_num_queries(count):
        page(client, name, query, args)


def test_the_table_is_drawn_once_until_figures_or_decisions_change(client, recruiter, chile, django_assert_num_queries):
    client.force_login(recruiter)
    page(client, "table")
    with django_assert_num_queries(5):
        page(client, "table")
    client.post(reverse("salaries:decide", args=[chile.flags.get().pk]), {"status": "kept"})
    assert "Kept by a person" in page(client, "table").content.decode()
    call_command("load_salaries", again=True, verbosity=0)
    with django_assert_num_queries(10):
        page(client, "table")


def test_the_articles_figures_stand_beside_ours(client, interviewer):
    client.force_login(interviewer)
    rows = {row["figure"].place: row["ours"] for row in page(client, "table").context["article"]}
    assert (rows["Poland"].country_id, rows["Poland"].level) == ("PL", "mid")


def test_figures_are_moved_forward_only_by_a_named_index(client, interviewer):
    client.force_login(interviewer)
    plain, unnamed, moved = (page(client, "table", f"?level=senior{query}") for query in ("", "&move=3", "&move=3&index=ONS+AWE"))
    median = [next(row.median for row in each.context["table"].rows if row.country == "GB") for each in (plain, unnamed, moved)]
    assert median[0] == median[1] < median[2]
    assert "by 3.0% a year (ONS AWE), as you chose" in moved.content.decode()
    rows = list(csv.reader(io.StringIO(page(client, "export", "?format=csv&move=3&index=ONS+AWE").content.decode("utf-8-sig"))))
    assert rows[1][-1].startswith("Moved forward") and rows[1][-1].endswith("months by 3% a year (ONS AWE)")


def test_places_are_compared_with_the_first(client, interviewer):
    client.force_login(interviewer)
    rows = page(client, "compare", "?place=US&place=PL&place=ZZ").context["rows"]
    assert [row.country for row in rows] == ["US", "PL"]
    assert (rows[0].against, round(rows[1].against, 2)) == (1.0, round(rows[1].estimate.median / rows[0].estimate.median, 2))
    ppp = page(client, "compare", "?place=US&place=PL&show=ppp").context["rows"]
    assert ppp[1].against > rows[1].against
    assert [row.against for row in page(client, "compare", "?place=US&place=PL&show=local").context["rows"]] == [None, None]


def test_the_overview_has_a_panel_for_each_role_and_level(client, interviewer):
    client.force_login(interviewer)
    panels = page(client, "overview").context["panels"]
    assert [(len(places), {len(cells) for _, cells in places}) for _, _, places in panels] == [(8, {4})] * 4
    assert {place for _, _, places in panels for place, cells in places for row in cells if row.place != place} == set()


def test_the_table_as_pdf_names_source_and_licence(client, interviewer):
    client.force_login(interviewer)
    client.post(reverse("salaries:pdf") + "?role=MLE&level=senior&move=3&index=ONS+AWE")
    job = Job.objects.get()
    background.work_on(background.claim(job.pk, "test"))
    job.refresh_from_db()
    text = " ".join(page_.extract_text() for page_ in PdfReader(job.file.open()).pages)
    assert [word for word in ("United Kingdom", "aijobs.net (CC0)", "World Bank", "ONS AWE") if word not in text] == []


def test_pay_rules_are_listed_by_place_and_found_by_what_they_ask(client, interviewer):
    client.force_login(interviewer)
    every = page(client, "rules")
    assert [name for name, _ in every.context["groups"]] == ["United States", "Canada", "Other countries"]
    assert "not legal advice" in every.text
    found = page(client, "rules", "?what=deadline&q=colorado").context["groups"]
    assert [(name, [rule.place for rule, _ in rules]) for name, rules in found] == [("United States", ["Colorado"])]


def test_an_offer_where_there_is_no_rate_is_read_as_dollars_and_says_so(client, manager):
    client.force_login(manager)
    text = client.get(reverse("salaries:offer"), {"role": "MLE", "level": "mid", "country": "CU", "low": "20k"}).content.decode()
    assert "There is no exchange rate for CUP, so what you typed is read as US dollars." in text
    assert "Cuba: too uncertain to say where an offer stands" in text
