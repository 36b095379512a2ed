import math

import pytest

from hiring.salaries.cells import cells, quantiles
from hiring.salaries.observations import RowError, read_observations
from hiring.salaries.shipped import read_places, read_rates
from tests.salaries import samples


def figures(path, rows):
    places, rates = read_places(), read_rates()
    found = cells(read_observations(samples.write(path / "ads.csv", rows), places, rates), places, rates)
    return {cell.key: cell for cell in found}


@pytest.mark.parametrize(("n", "shown"), [(2, 0), (3, 1), (4, 1), (5, 3), (9, 3), (10, 5)])
def test_quantiles_as_n_allows(n, shown):
    assert sum(value is not None for value in quantiles(range(1000, 1000 + n))) == shown


def test_a_year_the_two_years_and_the_region_have_a_cell(tmp_path):
    found = figures(tmp_path, [samples.row(), samples.row(year=2023)])
    assert sorted(found) == [
        ("MLE", "senior", "country", "US", 2023, 2023),
        ("MLE", "senior", "country", "US", 2024, 2025),
        ("MLE", "senior", "country", "US", 2025, 2025),
        ("MLE", "senior", "region", "North America", 2024, 2025),
    ]


def test_unverified_rows_are_counted_and_kept_out(tmp_path):
    found = figures(tmp_path, [*samples.us_rows(3), samples.row(salary_mid_usd=175_000, n_ads=5, trust="B")])
    cell = found["MLE", "senior", "country", "US", 2025, 2025]
    assert (cell.n, cell.adverts, cell.unverified) == (3, 3, 1)
    assert cell.usd == (None, None, 161_000, None, None)
    assert cell.mean_log == pytest.approx(sum(map(math.log, (160_000, 161_000, 162_000))) / 3, abs=1e-6)


def test_local_pay_is_as_published(tmp_path):
    assert figures(tmp_path, map(samples.gb_row, (60_000, 70_000, 80_000)))["MLE", "senior", "country", "GB", 2025, 2025].local[2] == 70_000


def test_one_wild_range_is_pulled_in_for_the_fit_only(tmp_path):
    cell = figures(tmp_path, [*samples.us_rows(9), samples.row(salary_low=900_000, salary_high=900_000, salary_mid_usd=900_000)])[
        "MLE", "senior", "country", "US", 2025, 2025
    ]
    assert cell.fit_mean < cell.mean_log
    assert cell.fit_sd < cell.sd_log


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"role": "CEO"}, "line 2, column role: 'CEO' is not one of DS, MLE, DE, PM."),
        ({"level": "boss"}, "line 2, column level: 'boss'"),
        ({"country": "UK"}, "line 2, column country: 'UK' is not in the table of countries. Write its ISO 3166-1 code"),
        ({"salary_low": "much"}, "line 2, column salary_low: 'much' is not a number."),
        ({"salary_low": -5}, "line 2, column salary_low: '-5' is not above zero."),
        ({"salary_mid_usd": 99_000}, "line 2, column salary_mid_usd: 99,000 is not 175,000 USD"),
    ],
)
def test_a_bad_row_is_named(tmp_path, change, told):
    with pytest.raises(RowError) as refusal:
        figures(tmp_path, [samples.row(**change)])
    assert told in str(refusal.value)


def test_a_missing_column_is_named(tmp_path):
    (tmp_path / "ads.csv").write_text("role,level\nMLE,mid\n")
    with pytest.raises(RowError, match="no column year, country"):
        list(read_observations(tmp_path / "ads.csv", read_places(), read_rates()))


def test_namibia_is_a_country():
    assert read_places()["NA"].name == "Namibia"
