"""Files of own pay on their way in: what is read, what is refused and how it is said."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.db.models.functions import Now
from django.db.models.signals import post_save
from django.urls import reverse
from openpyxl import Workbook

from hiring.background import actions as background
from hiring.background.models import Job
from hiring.salaries import actions, staging, tasks
from hiring.salaries.models import OwnCell, OwnDoubt, OwnGroup, OwnImport, OwnPay
from hiring.salaries.uploads import Unreadable
from tests import factories
from tests.salaries import own_files
from tests.salaries.own_files import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def payer(db):
    return factories.make_user("Petra Payroll", part="recruiter", sees_pay_data=True)


def faults(source):
    return [(fault["row"], fault["column"], fault["text"]) for fault in source.report["faults"]]


def checked(payer, rows, **changes):
    source = own_files.received(payer, rows)
    own_files.read(source, payer, **changes)
    return source


@pytest.mark.parametrize(
    ("row", "column", "told"),
    [
        (person(1, pay="-5"), "Base Salary", "is below zero"),
        (person(1, pay="(5,000)"), "Base Salary", "is below zero, as accounts write it"),
        (person(1, pay="€50.000"), "Base Salary", "“€50.000” names EUR, but the row’s currency is GBP"),
        (person(1, pay="0"), "Base Salary", "is zero"),
        (person(1, country=""), "Country", "is empty"),
        (person(1, pay=""), "Base Salary", "is empty"),
        (person(1, pay="90 to 100"), "Base Salary", "is not one amount"),
        (person(1, pay="9" * 20), "Base Salary", "too many digits"),
        (person(1, country="ZZ"), "Country", "“ZZ” is no country"),
        (person(1, currency="GBX"), "Currency", "“GBX” is no currency code of ISO 4217"),
        (person(1, currency="VES", country="VE"), "Currency", "no exchange rate for VES"),
        (person(1, currency="TRL", country="TR"), "Currency", "replaced by TRY on 1 January 2005, 1,000,000 to 1"),
        (person(1, currency="BGN", country="BG"), "Currency", "replaced by EUR on 1 January 2026"),
        (person(1, day="2031-01-01"), "Date", "lies in the future"),
        (person(1, day="31/12/2025"), "Date", "is no date"),
        ([*person(1), "one cell too many"], "", "has 7 cells"),
    ],
)
def test_a_row_that_cannot_be_read_is_named_with_its_column(payer, row, column, told):
    source = checked(payer, [person(9), row])
    ((number, where, text),) = faults(source)
    assert (number, where) == (3, column)
    assert told in text
    assert (source.report["kept"], source.report["refused"]) == (1, 1)


def test_the_first_fifty_faults_are_told_and_all_are_counted(client, payer):
    source = checked(payer, [person(n, pay="x") for n in range(70)])
    assert (len(source.report["faults"]), source.report["refused"]) == (50, 70)
    client.force_login(payer)
    page = client.get(source.get_absolute_url()).content.decode()
    assert page.count('<th scope="row">Row ') == 1
    assert "Row 2 and 49 more, Base Salary" in page


def test_a_country_by_its_usual_name_and_a_row_without_a_date_are_read(payer):
    source = checked(payer, [person(1, country="UK", day="")])
    assert [(group.country_id, group.year) for group in source.groups.all()] == [("GB", 2026)]


def test_pay_far_above_and_far_below_are_two_doubts(payer):
    source = checked(payer, [person(1, pay=5_000_000_000), person(2, pay=7)])
    assert sorted(doubt.rows for doubt in OwnDoubt.objects.filter(group__source=source)) == [1, 1]


def test_na_is_namibia(payer):
    source = checked(payer, [person(1, country="NA", currency="NAD", pay=500_000)])
    assert OwnGroup.objects.get(source=source).country.name == "Namibia"


def test_a_currency_without_a_rate_for_the_year_says_which_year_is_used(client, payer):
    source = checked(payer, [person(1, country="CO", currency="COP", pay=150_000_000)])
    (rate,) = source.report["rates"]
    assert (rate["year"], rate["rate_year"]) == (2026, 2024)
    client.force_login(payer)
    assert "no rate for the year" in client.get(source.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("text", "value", "asks"),
    [
        ("184.990", 184_990, True), ("$39.752.87", 39_752.87, True), ("1 234,5", 1_234.5, False), ("12,34,567", 1_234_567, False),
        ("93 million", 93_000_000, False), ("12 lakh", 1_200_000, False), ("£45k", 45_000, False), ("1.234,56", 1_234.56, False),
    ],
)  # fmt: skip
def test_eight_number_formats_are_read_by_a_rule_that_is_shown(client, payer, text, value, asks):
    source = checked(payer, [person(1, pay=text)])
    (rule,) = source.report["rules"]
    assert (rule["value"], rule["otherwise"] is not None) == (value, asks)
    client.force_login(payer)
    assert rule["rule"] in client.get(source.get_absolute_url()).content.decode().replace("&#x27;", "'").replace("&quot;", '"')


@pytest.mark.parametrize(("decimal", "value"), [("", 184_990), (",", 184_990), (".", 184.99)])
def test_the_decimal_mark_can_be_stated_for_a_file(payer, decimal, value):
    assert checked(payer, [person(1, pay="184.990")], decimal=decimal).report["rules"][0]["value"] == value


@pytest.mark.parametrize(("period", "a_year"), [("hour", 2080), ("month", 12), ("year", 1), ("week", 52), ("day", 260)])
def test_pay_of_any_period_becomes_a_year(payer, period, a_year):
    source = checked(payer, [person(1, pay=100_000 / a_year)], period=period)
    assert OwnGroup.objects.get(source=source).a_year == a_year
    assert not OwnDoubt.objects.filter(group__source=source).exists()


def test_rows_that_repeat_are_left_out_and_counted(payer):
    source = checked(payer, [person(1), person(2), person(1, pay=120_000)])
    assert (source.report["kept"], source.report["repeated"], source.report["repeats"]) == (2, 1, [4])


def test_without_a_person_equal_rows_count_once(payer):
    source = own_files.received(payer, [row[1:] for row in [person(1), person(2), person(3, pay=99_000)]], head=own_files.HEAD[1:])
    own_files.read(source, payer)
    assert (source.report["kept"], source.report["repeated"]) == (2, 1)


def test_a_pay_far_from_its_model_is_flagged_with_the_arithmetic_and_kept_out(payer):
    source = checked(payer, [*own_files.people(5), person(99, title="ML Engineer", country="CL", currency="CLP", pay=4_421_526)])
    doubt = OwnDoubt.objects.get()
    assert (doubt.kind, doubt.reading, doubt.status) == ("period", "monthly", "open")
    assert "4,421,526 CLP × 12 = 53,058,312 CLP" in doubt.message
    assert {cell.country_id for cell in source.cells.all()} == {"GB"}


def test_titles_that_are_not_certain_must_be_confirmed(client, payer):
    source = checked(payer, [*own_files.people(6, title="ML Engineer"), *own_files.people(6, title="Data Wrangler", start=50)])
    client.force_login(payer)
    client.post(reverse("salaries:import_accept", args=[source.pk]))
    source.refresh_from_db()
    assert source.state == "previewed"
    assert {each["title"]: each["confidence"] for each in source.report["titles"]} == {"ml engineer": "likely", "data wrangler": "unknown"}
    response = client.post(reverse("salaries:import_titles", args=[source.pk]), {"title_0": "MLE/mid", "title_1": "DE/senior"})
    job = Job.objects.latest("created_at")
    assert response["Location"] == job.get_absolute_url()
    own_files.work(source, job)
    client.post(reverse("salaries:import_accept", args=[source.pk]))
    assert {(cell.role, cell.level) for cell in OwnCell.objects.standing()} == {("MLE", "mid"), ("DE", "senior")}


def test_the_dry_run_is_the_run(payer):
    source = checked(payer, own_files.people(12))
    before = list(source.cells.values()), bytes(source.pays.get().packed)
    assert actions.accept(source, by=payer)
    assert (list(source.cells.values()), bytes(source.pays.get().packed)) == before


def test_nothing_of_a_file_counts_before_it_is_taken(client, payer):
    checked(payer, own_files.people(12))
    client.force_login(payer)
    assert client.get("/api/own-pay/").json()["count"] == 0


def test_a_cancelled_reading_leaves_nothing_behind(payer, monkeypatch):
    source = own_files.received(payer, own_files.people(30))
    monkeypatch.setattr(tasks, "BEAT_SECONDS", 0)
    monkeypatch.setattr("hiring.salaries.reading.reader.PIECE", 1)
    monkeypatch.setattr("hiring.salaries.reading.reader.PIECES", 10)
    real = staging.Stage.write

    def stop_after_the_first(stage, batch):
        real(stage, batch)
        background.cancel(Job.objects.get())

    monkeypatch.setattr(staging.Stage, "write", stop_after_the_first)
    job = own_files.read(source, payer)
    assert job.state == "cancelled"
    assert [model.objects.count() for model in (OwnPay, OwnGroup, OwnCell)] == [0, 0, 0]


def read_again_by_a_new_job(source, payer):
    own_files.work(source, actions.check_again(source, by=payer))


def read_again_by_another_worker(source, payer):
    """Which takes the job whose lease has run out, while the first worker goes on."""
    Job.objects.update(leased_until=Now() - timedelta(seconds=1))
    background.work_on(background.claim(Job.objects.get().pk, "another"))


@pytest.mark.parametrize("read_again", [read_again_by_a_new_job, read_again_by_another_worker])
def test_a_reading_that_was_overtaken_leaves_the_newer_one_whole(payer, read_again):
    source = own_files.received(payer, own_files.people(12))

    def overtake(sender, **kwargs):
        post_save.disconnect(overtake, OwnPay)
        read_again(source, payer)

    post_save.connect(overtake, OwnPay)
    own_files.read(source, payer)
    assert (source.state, source.report["kept"], source.cells.get().people) == ("previewed", 12, 12)
    assert list(source.pays.values_list("rows", flat=True)) == [12]


def test_a_reading_that_was_killed_is_begun_anew(payer):
    source = checked(payer, own_files.people(12))
    job = actions.check_again(source, by=payer)
    own_files.work(source, job)
    assert sum(source.pays.values_list("rows", flat=True)) == 12


def test_a_taken_file_is_gone_from_the_disk(payer, django_capture_on_commit_callbacks):
    source = checked(payer, own_files.people(12))
    path = source.path
    assert default_storage.exists(path)
    with django_capture_on_commit_callbacks(execute=True):
        actions.accept(source, by=payer)
    assert not default_storage.exists(path)


# --- The file as a whole ----------------------------------------------------------------


def test_a_byte_order_mark_and_semicolons_are_read(payer):
    source = own_files.received(payer, own_files.people(5), encoding="utf-8-sig", separator=";")
    assert source.head["header"] == own_files.HEAD


def test_latin_1_is_refused_with_the_line_and_read_when_stated(payer):
    content = own_files.as_bytes([person(1), person(2, title="Ingénieur ML Engineer")], encoding="latin-1")
    with pytest.raises(Unreadable, match="Line 3 is not in UTF-8"):
        actions.receive(own_files.upload(content), kind="payroll", encoding="utf-8-sig", by=payer)
    source = actions.receive(own_files.upload(content), kind="payroll", encoding="cp1252", by=payer)
    assert source.head["rows"][1][1] == "Ingénieur ML Engineer"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is empty"),
        ("a,b\n1,2".encode("utf-16"), "UTF-16"),
        (b"a,b\n\0,2", "no text file"),
        (b"Job Title,Pay\n", "nothing below it"),
        (b"%PDF-1.7 payslips", "neither CSV nor XLSX"),
        (b"\xd0\xcf\x11\xe0 an old workbook", "encrypted or of the old XLS kind"),
        (b"PK\x03\x04 no archive", "broken"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_taken_is_refused_and_not_kept(payer, content, told):
    before = default_storage.listdir("pay-imports")[1] if default_storage.exists("pay-imports") else []
    with pytest.raises(Unreadable, match=told):
        actions.receive(own_files.upload(content), kind="payroll", encoding="utf-8-sig", by=payer)
    assert (default_storage.listdir("pay-imports")[1] if default_storage.exists("pay-imports") else []) == before
    assert not OwnImport.objects.exists()


def test_a_quotation_mark_too_many_stops_the_reading_and_says_where(payer):
    source = own_files.received(payer, own_files.people(3))
    with open(default_storage.path(source.path), "ab") as file:
        file.write(b'E9,"Senior ML" Engineer,GB,GBP,1,2026-01-01\n')
    job = own_files.read(source, payer)
    assert (job.state, "line 5" in job.message) == ("failed", True)
    assert not OwnPay.objects.exists()


def workbook(**sheets):
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return book


def saved(book):
    out = io.BytesIO()
    book.save(out)
    return own_files.upload(out.getvalue(), "payroll.xlsx")


def test_a_workbook_is_read_with_its_numbers_as_numbers(payer):
    book = workbook(Pay=[own_files.HEAD, *own_files.people(4, pay=100_000.5), person(9, pay=184.99)])
    source = actions.receive(saved(book), kind="payroll", encoding="utf-8-sig", by=payer)
    own_files.read(source, payer)
    assert source.report["kept"] == 5
    assert [rule["rule"] for rule in source.report["rules"]] == ["a number cell of the workbook"]


def test_two_sheets_are_asked_about(client, payer):
    book = workbook(Notes=[["Read me"], ["first"]], Pay=[own_files.HEAD, *own_files.people(5)])
    client.force_login(payer)
    response = client.post(reverse("salaries:imports"), {"kind": "payroll", "encoding": "utf-8-sig", "file": saved(book)}, follow=True)
    assert "Which sheet holds the pay?" in response.content.decode()
    source = OwnImport.objects.get()
    client.post(reverse("salaries:import_columns", args=[source.pk]), {"sheet": "Pay"})
    source.refresh_from_db()
    own_files.read(source, payer)
    assert source.report["kept"] == 5


def test_formulas_and_merged_cells_are_refused_by_row(payer):
    book = workbook(Pay=[own_files.HEAD, *own_files.people(4)])
    book["Pay"]["E3"] = "=E2*2"
    book["Pay"].merge_cells("B4:B5")
    source = actions.receive(saved(book), kind="payroll", encoding="utf-8-sig", by=payer)
    own_files.read(source, payer)
    assert [(row, column, text.split(",")[0].split(".")[0]) for row, column, text in faults(source)] == [
        (3, "Base Salary", "holds a formula"), (5, "Job Title", "is part of the merged cells B4:B5"),
    ]  # fmt: skip


def test_a_workbook_that_unpacks_to_300_megabytes_is_refused(payer):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("xl/worksheets/sheet1.xml", "w") as part:
            for _ in range(300):
                part.write(b" " * (1 << 20))
    with pytest.raises(Unreadable, match="larger than 120 MB"):
        actions.receive(own_files.upload(out.getvalue(), "bomb.xlsx"), kind="payroll", encoding="utf-8-sig", by=payer)


def test_the_whole_way_in_the_browser(client, payer):
    client.force_login(payer)
    content = own_files.upload(own_files.as_bytes(own_files.people(12)))
    response = client.post(reverse("salaries:imports"), {"kind": "payroll", "encoding": "utf-8-sig", "file": content}, follow=True)
    source, form = OwnImport.objects.get(), response.context["form"]
    assert {field.name: field.value() for field in form.column_fields if field.value()} == {
        "column_title": "1", "column_country": "2", "column_currency": "3", "column_low": "4", "column_date": "5", "column_person": "0",
    }  # fmt: skip
    answers = {field.html_name: field.value() if field.value() is not None else "" for field in form}
    refused = client.post(reverse("salaries:import_columns", args=[source.pk]), answers | {"column_title": "", "day": "2031-01-01"})
    assert refused.status_code == 422
    assert "Choose the column with job titles" in refused.content.decode()
    response = client.post(reverse("salaries:import_columns", args=[source.pk]), answers)
    assert response.status_code == 302, response.context["form"].errors
    own_files.work(source, Job.objects.get())
    assert client.get(source.get_absolute_url()).context["cells"] == 1
    client.post(reverse("salaries:import_accept", args=[source.pk]))
    assert client.get(reverse("salaries:own")).context["rows"][0].people == "10 to 14"
