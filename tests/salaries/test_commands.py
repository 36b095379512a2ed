import csv
import io

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from hiring.salaries import shipped
from hiring.salaries.models import Figure, Series
from tests.salaries import samples

CASES = """id,role,level,country,year,note of mine
1,MLE,senior,GB,2025,"a, b"
2,DS,lead_exec,US,2024,é
3,PM,entry,NA,2024,
4,FS,mid,US,2025,
5,MLE,mid,US,later,
6,MLE,mid,XX,2025,
"""


def answers(tmp_path, text=CASES, **options):
    cases = tmp_path / "cases.csv"
    cases.write_text(text, encoding="utf-8")
    call_command("estimate_salaries", cases, output=tmp_path / "out.csv", stderr=io.StringIO(), **options)
    with open(tmp_path / "out.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_case_is_answered_or_says_why(tmp_path):
    rows = answers(tmp_path)
    assert [row["id"] for row in rows] == ["1", "2", "3", "4", "5", "6"]
    assert [bool(row["p50"]) for row in rows] == [True, True, True, False, False, False]
    assert all(row["reason"] for row in rows[3:])
    assert [row["n"] for row in rows] == ["12", "34", "0", "0", "0", "0"]


def test_unknown_columns_pass_through(tmp_path):
    assert [row["note of mine"] for row in answers(tmp_path)][:2] == ["a, b", "é"]


def test_pay_is_in_dollars_and_in_local_money(tmp_path):
    first = answers(tmp_path)[0]
    assert (first["currency"], first["rate_year"]) == ("GBP", "2025")
    assert float(first["p50_local"]) / float(first["p50"]) == pytest.approx(0.759, abs=0.002)
    assert float(first["median_lo80"]) < float(first["p50"]) < float(first["median_hi80"])


def test_fit_from_the_users_own_file(tmp_path):
    own = samples.write(tmp_path / "ads.csv", samples.us_rows(40))
    first, second, *_ = answers(tmp_path, "role,level,country,year\nMLE,senior,US,2025\nMLE,senior,GB,2025\n", observations=own)
    assert (first["method"], first["n"], first["p50"]) == ("empirical", "40", "179500")
    assert second["reason"].startswith("United Kingdom: no trusted range in its region")


@pytest.mark.parametrize("separator", [";", "\t"])
def test_other_separators_and_capitals_are_read(tmp_path, separator):
    text = "ID,Role, LEVEL,Country,Year\n7,mle, Senior ,gb,2025\n8,DS,lead_exec,na,2031\n".replace(",", separator)
    plain = answers(tmp_path, "ID,role,level,country,year\n7,MLE,senior,GB,2025\n8,DS,lead,NA,2031\n")
    assert [(row["ID"], row["p10"], row["p90"], row["note"]) for row in answers(tmp_path, text)] == [
        (row["ID"], row["p10"], row["p90"], row["note"]) for row in plain
    ]


def test_the_file_of_cases_may_be_the_output_and_a_fault_leaves_it_as_it_was(tmp_path):
    path = tmp_path / "cases.csv"
    path.write_text("role,level,country,year\n" + "MLE,senior,GB,2025\n" * 3 + f'MLE,senior,"{"x" * 200_000}",2025\n', encoding="utf-8")
    before = path.read_text(encoding="utf-8")
    with pytest.raises(CommandError, match="cannot be read as CSV"):
        call_command("estimate_salaries", path, output=path)
    assert [each.name for each in tmp_path.iterdir()] == ["cases.csv"]
    assert path.read_text(encoding="utf-8") == before
    path.write_text(CASES, encoding="utf-8")
    call_command("estimate_salaries", path, output=path, stderr=io.StringIO())
    assert len(path.read_text(encoding="utf-8").splitlines()) == 7


@pytest.mark.parametrize("text", ["role,level,country\nMLE,mid,US\n", ""])
def test_a_file_without_the_columns_is_refused(tmp_path, text):
    with pytest.raises(CommandError, match="No column"):
        answers(tmp_path, text)


@pytest.mark.django_db
def test_loading_again_changes_nothing():
    before = list(Figure.objects.order_by("pk").values_list("pk", "key", "usd_p50"))
    call_command("load_salaries", verbosity=0)
    call_command("load_salaries", again=True, verbosity=0)
    assert list(Figure.objects.order_by("pk").values_list("pk", "key", "usd_p50")) == before


@pytest.mark.django_db
def test_import_gives_the_figures_that_the_build_would_ship(tmp_path):
    abroad = [samples.gb_row(low) for low in range(60_000, 70_000, 500)]
    own = samples.write(tmp_path / "ads.csv", [*samples.us_rows(40), *abroad, samples.row(year=2023, trust="B")])
    call_command("build_salary_figures", observations=own, into=tmp_path, stdout=io.StringIO())
    call_command("import_salaries", own, stdout=io.StringIO())
    built = {(c.key, c.n, c.usd, c.local, c.mean_log) for c in shipped.read_cells(tmp_path / "adverts.csv")}
    stored = Figure.objects.filter(series=Series.ADVERTS)
    assert {((f.role, f.level, f.geo_type, f.geo, f.year_from, f.year_to), f.n, f.usd, f.local, f.mean_log) for f in stored} == built


@pytest.mark.django_db
def test_imported_figures_survive_the_next_load(tmp_path):
    call_command("import_salaries", samples.write(tmp_path / "ads.csv", samples.us_rows(12)), stdout=io.StringIO())
    call_command("load_salaries", verbosity=0)
    assert Figure.objects.filter(series=Series.ADVERTS).count() == 3


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("row", "told"),
    [
        (samples.row(level="boss"), "line 14, column level"),
        (samples.row(kind="Z\xfcrich"), "ads.csv is not in UTF-8"),
        (samples.row(kind="x" * 200_000), "ads.csv, near line 13, cannot be read as CSV"),
    ],
)
def test_a_bad_row_leaves_everything_as_it_was(tmp_path, row, told):
    path, before = samples.write(tmp_path / "ads.csv", [*samples.us_rows(12), row]), Figure.objects.count()
    path.write_bytes(path.read_text(encoding="utf-8").encode("latin-1"))
    with pytest.raises(CommandError, match=f"{told}.*Nothing was changed"):
        call_command("import_salaries", path)
    with pytest.raises(CommandError, match=told):
        call_command("estimate_salaries", samples.write(tmp_path / "cases.csv", []), observations=path)
    assert Figure.objects.count() == before


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [[], [samples.row(trust="B")]])
def test_without_a_trusted_range_nothing_is_imported(tmp_path, rows):
    before = Figure.objects.count()
    with pytest.raises(CommandError, match="no trusted range .*Nothing was changed"):
        call_command("import_salaries", samples.write(tmp_path / "ads.csv", rows))
    assert Figure.objects.count() == before
