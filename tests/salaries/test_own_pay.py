"""Own pay: who sees it, what is shown of it, and where it must never appear."""

import csv
import io
import logging
from itertools import product

import pytest
from django.core.management import call_command
from django.urls import reverse

from hiring.accounts.models import TrailEntry
from hiring.background.models import Job
from hiring.salaries import actions, own_cells
from hiring.salaries.benchmarks import rounded
from hiring.salaries.disclosure import people_words, total_is_safe
from hiring.salaries.models import Figure, OwnCell, OwnCellDoubt, OwnDoubt, OwnGroup, OwnImport, OwnPay
from hiring.salaries.shipped import shipped_benchmark
from tests import factories
from tests.salaries import own_files

pytestmark = pytest.mark.django_db


@pytest.fixture
def payer(db):
    """Who was given sight of pay data."""
    return factories.make_user("Petra Payroll", part="recruiter", sees_pay_data=True)


def cells(kind="payroll"):
    found = OwnCell.objects.filter(source__kind=kind).standing()
    return {
        (cell.role, cell.level, cell.country_id or cell.region): (cell.people, cell.usd_p50 and round(cell.local_p50 or 0))
        for cell in found
    }


def test_nobody_sees_own_pay_by_their_part_alone(client, payer, admin):
    own_files.taken(payer, own_files.people(12))
    client.force_login(admin)
    assert client.get(reverse("salaries:own")).status_code == 403
    client.post(reverse("salaries:sight"), {"user": admin.pk, "sees": "1"})
    assert client.get(reverse("salaries:own")).status_code == 200
    assert TrailEntry.objects.filter(verb="gave sight of pay data to").count() == 1


def test_sight_that_is_taken_away_is_gone_at_once(client, payer, admin):
    own_files.taken(payer, own_files.people(12))
    actions.give_sight(payer, sees=False, by=admin)
    client.force_login(payer)
    assert client.get(reverse("salaries:own")).status_code == 403
    assert client.get("/api/own-pay/").status_code == 403


def test_a_cell_needs_five_people(payer):
    own_files.taken(payer, [*own_files.people(5), *own_files.people(4, country="FR", currency="EUR", start=50)])
    assert cells() == {("MLE", "senior", "GB"): (5, 102_000)}


def test_an_end_of_a_small_group_is_not_shown(payer):
    own_files.taken(
        payer,
        [
            *own_files.people(9),
            *own_files.people(19, title="ML Engineer", start=50, pay=80_000),
            *own_files.people(20, title="Lead ML Engineer", start=90),
        ],
    )
    shown = {cell.level: (cell.usd_p10 is not None, cell.usd_p25 is not None) for cell in OwnCell.objects.all()}
    assert shown == {"senior": (False, False), "mid": (False, True), "lead": (True, True)}


def test_a_total_that_would_give_away_a_hidden_place_is_left_out(payer):
    gb, fr = own_files.people(12), own_files.people(4, country="FR", currency="EUR", start=50)
    own_files.taken(payer, gb + fr)
    assert set(cells()) == {("MLE", "senior", "GB")}
    de = own_files.people(3, country="DE", currency="EUR", start=90)
    own_files.taken(payer, gb + fr + de)
    assert set(cells()) == {("MLE", "senior", "GB"), ("MLE", "senior", "Western Europe")}


def test_no_total_less_its_shown_cells_leaves_one_to_four():
    safe = [counts for counts in product(range(8), repeat=3) if total_is_safe(counts)]
    assert {sum(counts) - sum(count for count in counts if count >= 5) for counts in safe} & {1, 2, 3, 4} == set()
    assert len(safe) > 200


def test_people_are_counted_in_steps_of_five():
    assert {people_words(count) for count in range(5, 10)} == {"5 to 9"}


def test_the_page_holds_no_row_and_no_exact_count(client, payer):
    own_files.taken(payer, own_files.people(7, pay=98_765))
    client.force_login(payer)
    text = client.get(reverse("salaries:own")).content.decode()
    assert "5 to 9" in text
    assert "98,765" not in text
    found = client.get("/api/own-pay/").json()["results"][0]
    assert (found["people"], found["local"]["p50"], found["usd"]["p25"]) == ("5 to 9", 102_000, None)


def test_own_pay_never_enters_an_estimate(payer):
    before = list(Figure.objects.order_by("pk").values_list("pk", "usd_p50", "n"))
    estimate = shipped_benchmark().estimate("MLE", "senior", "GB")
    own_files.taken(payer, own_files.people(40, pay=20_000))
    call_command("load_salaries", again=True, verbosity=0)
    assert list(Figure.objects.order_by("pk").values_list("pk", "usd_p50", "n")) == before
    assert shipped_benchmark().estimate("MLE", "senior", "GB") == estimate


PLACES = [
    "/pay/", "/pay/?series=estimates", "/pay/export/?format=csv", "/pay/places/GB/?role=MLE", "/pay/offer/?role=MLE&level=senior&country=GB&low=90000",
    "/api/pay-figures/?role=MLE&level=senior&country=GB", "/api/pay-proposals/?role=MLE&level=senior&country=GB", "/search/?q=Reading", "/trail/",
    "/api/jobs/",
]  # fmt: skip


@pytest.mark.parametrize("path", PLACES)
def test_own_pay_reaches_nobody_without_sight(client, payer, admin, path):
    client.force_login(admin)
    before = client.get(path).content.decode()
    own_files.taken(payer, own_files.people(12, pay=123_457, title="Senior ML Engineer"))
    after = client.get(path).content.decode()
    assert not [told for told in ("123,457", "123457", "129,", "payroll.csv") if after.count(told) > before.count(told)]


def test_logs_hold_no_pay_even_when_reading_fails(payer, caplog, monkeypatch):
    caplog.set_level(logging.DEBUG)
    source = own_files.received(payer, own_files.people(12, pay=123_457))
    OwnImport.objects.filter(pk=source.pk).update(encoding="x-123457")
    source.refresh_from_db()
    job = own_files.read(source, payer)
    assert job.state == Job.State.FAILED
    assert "123457" not in caplog.text + job.message
    assert "LookupError" in caplog.text


def test_what_was_decided_about_rows_is_in_the_trail_without_amounts(payer):
    rows = own_files.people(12) + [own_files.person(90 + i, pay=8_000 + i) for i in range(8)]
    source = own_files.taken(payer, rows)
    doubt = OwnDoubt.objects.get()
    assert (doubt.kind, doubt.rows, doubt.first_row) == ("period", 8, 14)
    assert cells() == {("MLE", "senior", "GB"): (12, 105_500)}
    actions.decide_doubt(doubt, status="corrected", by=payer)
    assert cells()["MLE", "senior", "GB"][0] == 20
    assert OwnCell.objects.get().local_p10 == pytest.approx(96_003, abs=1_000)
    actions.decide_doubt(doubt, status="excluded", by=payer)
    assert cells()["MLE", "senior", "GB"][0] == 12
    assert not [entry for entry in TrailEntry.objects.filter(object_id=str(source.pk)) if "8000" in str(entry.detail)]


def test_a_newer_file_of_the_kind_replaces_the_one_before(payer):
    first = own_files.taken(payer, own_files.people(12))
    own_files.taken(payer, own_files.people(6, pay=90_000))
    first.refresh_from_db()
    assert first.state == "replaced"
    assert cells() == {("MLE", "senior", "GB"): (6, 92_500)}
    assert not OwnGroup.objects.filter(source=first).exists()


def test_removing_leaves_nothing_behind(client, payer, tmp_path):
    source = own_files.taken(payer, own_files.people(12))
    client.force_login(payer)
    asked = client.get(reverse("salaries:import_discard", args=[source.pk])).content.decode()
    assert "Its 12 rows and everything worked out from them go at once." in asked
    client.post(reverse("salaries:import_discard", args=[source.pk]))
    source.refresh_from_db()
    assert (source.state, source.path, source.head, source.titles) == ("cancelled", "", {}, {})
    assert [model.objects.count() for model in (OwnPay, OwnGroup, OwnCell, OwnDoubt)] == [0, 0, 0, 0]


def test_a_cell_far_from_its_model_is_held_back_until_a_person_keeps_it(client, payer):
    """Each row may pass, and the middle of twelve people still lies where almost no advert does."""
    rows = own_files.people(12, pay=42_000) + own_files.people(6, title="ML Engineer", start=50, pay=70_000)
    rows += own_files.people(6, title="Senior ML Engineer", country="FR", currency="EUR", start=80, pay=70_000)
    rows += own_files.people(6, title="Senior ML Engineer", country="DE", currency="EUR", start=90, pay=85_000)
    source = own_files.taken(payer, rows)
    assert not OwnDoubt.objects.exists()
    doubt = OwnCellDoubt.objects.get()
    assert (doubt.level, doubt.country_id, doubt.kind, doubt.reading, doubt.status) == ("senior", "GB", "level", "entry", "open")
    assert set(cells()) == {("MLE", "mid", "GB"), ("MLE", "senior", "FR"), ("MLE", "senior", "DE"), ("MLE", "senior", "Western Europe")}
    assert cells()["MLE", "senior", "Western Europe"][0] == 12
    client.force_login(payer)
    assert "One cell is held back." in client.get(reverse("salaries:own")).content.decode()
    assert "Looks like pay of level entry under level senior" in client.get(source.get_absolute_url()).content.decode()
    client.post(reverse("salaries:cell_doubt", args=[doubt.pk]), {"status": "kept"})
    assert cells()["MLE", "senior", "GB"][0] == 12
    assert cells()["MLE", "senior", "Western Europe"][0] == 24
    own_cells.write_cells(source)
    assert OwnCellDoubt.objects.get().status == "kept"
    client.post(reverse("salaries:cell_doubt", args=[doubt.pk]), {"status": "excluded"})
    assert ("MLE", "senior", "GB") not in cells()


def test_a_place_shows_our_own_people_apart_and_only_to_whoever_may_know(client, payer, manager):
    own_files.taken(payer, [*own_files.people(12), *own_files.people(4, title="ML Engineer", start=50)])
    path = reverse("salaries:place", args=["GB"]) + "?role=MLE"
    client.force_login(payer)
    rows = client.get(path).context["rows"]
    assert [own and own.people for *_, own in rows] == [None, None, "10 to 14", None]
    client.force_login(manager)
    response = client.get(path)
    assert [own for *_, own in response.context["rows"]] == [None] * 4
    assert "Ours" not in response.content.decode()


BAND_HEAD = ["Role", "Level", "Country", "Currency", "Min", "Max"]


def band(low=90_000, high=120_000, **changes):
    return list({"role": "MLE", "level": "senior", "country": "GB", "currency": "GBP", "low": low, "high": high, **changes}.values())


@pytest.mark.parametrize(
    ("kind", "head", "row", "told"),
    [
        ("bands", ["Employee ID", *BAND_HEAD], ["E1", *band()], "a column “Employee ID”, so its rows are people"),
        ("bands", [*BAND_HEAD, "Hire date"], [*band(), "2020-01-01"], "a column “Hire date”, so its rows are people"),
        ("bands", BAND_HEAD[:-1], band()[:-1], "A pay band has two ends"),
        ("payroll", BAND_HEAD, band(), "A payroll has one figure for each person"),
    ],
)  # fmt: skip
def test_people_are_not_brought_in_as_bands_nor_bands_as_people(client, payer, kind, head, row, told):
    source = own_files.received(payer, [row], head=head, kind=kind)
    client.force_login(payer)
    path = reverse("salaries:import_columns", args=[source.pk])
    form = client.get(path).context["form"]
    response = client.post(path, {field.html_name: field.value() if field.value() is not None else "" for field in form})
    assert response.status_code == 422
    assert told in response.content.decode()


def test_a_band_has_two_ends_and_stands_a_few_times_at_most(payer):
    source = own_files.received(payer, [band(), band(high=""), band(90_000, 90_000)], head=BAND_HEAD, kind="bands")
    own_files.read(source, payer)
    assert [(fault["row"], fault["column"]) for fault in source.report["faults"]] == [(3, "Max"), (4, "Max")]
    many = own_files.received(payer, [band(90_000 + n) for n in range(5)], head=BAND_HEAD, kind="bands")
    job = own_files.read(many, payer)
    assert (job.state, "in United Kingdom has 5 rows" in job.message) == ("failed", True)
    assert not OwnPay.objects.filter(source=many).exists()


def test_bands_are_policies_and_shown_whoever_holds_them(client, payer):
    own_files.taken(payer, [band()], head=BAND_HEAD, kind="bands")
    cell = OwnCell.objects.get()
    assert (round(cell.local_p25), round(cell.local_p50), round(cell.local_p75)) == (90_000, 105_000, 120_000)
    client.force_login(payer)
    text = client.get(reverse("salaries:own_export") + "?role=MLE&kind=bands").content.decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text))
    assert [row[name] for name in ("people", "low_end", "middle", "high_end")] == [
        "",
        *(str(rounded(cell.usd_p50 * k / 105)) for k in (90, 105, 120)),
    ]


def test_the_own_table_takes_the_same_queries_for_one_cell_and_for_many(client, payer, django_assert_num_queries):
    client.force_login(payer)
    own_files.taken(payer, own_files.people(6))
    with django_assert_num_queries(7):
        client.get(reverse("salaries:own"))
    own_files.taken(payer, [row for n, c in enumerate(("GB", "FR", "DE", "ES")) for row in own_files.people(6, country=c, start=100 * n)])
    with django_assert_num_queries(7):
        client.get(reverse("salaries:own"))


def test_an_offer_is_held_against_our_own_people_only_for_whoever_may_know(client, payer, manager):
    own_files.taken(payer, own_files.people(11))
    query = "?role=MLE&level=senior&country=GB&low=94500"
    client.force_login(payer)
    own = client.get(reverse("salaries:offer") + query).context["result"]["own"]
    assert (round(own["median"]), own["people"], own["ends"][0]["gap"], own["ends"][0]["side"]) == (105_000, "10 to 14", 10, "under")
    client.force_login(manager)
    assert client.get(reverse("salaries:offer") + query).context["result"]["own"] is None
