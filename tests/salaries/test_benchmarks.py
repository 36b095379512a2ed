import itertools
import math

import numpy as np
import pytest

from hiring.salaries.benchmarks import Benchmark
from hiring.salaries.cells import Cell
from hiring.salaries.estimation import FIXED_VARIANCE, PayModel
from hiring.salaries.observations import LEVELS, ROLES
from hiring.salaries.rates import price_levels
from hiring.salaries.shipped import read_cells, read_places, read_rates, read_spread, shipped_benchmark


def cell(country="US", n=50, mean=12.0, sd=0.3, role="MLE", level="senior", year=2025):
    return Cell(
        role=role, level=level, geo_type="country", geo=country, year_from=year, year_to=year, n=n, adverts=n, singles=0, unverified=0,
        mean_log=mean, sd_log=sd, fit_mean=mean, fit_sd=sd, usd=tuple(math.exp(mean + sd * z) for z in (-1.28, -0.67, 0, 0.67, 1.28)),
        currency="USD", local=(None,) * 5,
    )  # fmt: skip


def test_thirty_ranges_stand_as_they_are():
    answer = shipped_benchmark().estimate("MLE", "senior", "GB")
    assert (answer.method, answer.n, answer.local[2]) == ("empirical", 33, 102_000)


def test_ten_to_thirty_are_modelled_with_their_own_median_beside():
    answer = shipped_benchmark().estimate("MLE", "mid", "GB")
    assert (answer.method, answer.n, answer.own_median) == ("model", 15, 73_829)


def test_under_ten_the_model_alone():
    answer = shipped_benchmark().estimate("MLE", "senior", "PL")
    assert (answer.method, answer.n, answer.own_median) == ("model", 3, None)
    assert "3 ranges of this role and level, 26 in the country" in answer.label


def test_a_country_without_a_trusted_range_gets_its_region_and_says_so():
    answer = shipped_benchmark().estimate("MLE", "senior", "DK")
    assert (answer.method, answer.n_country) == ("region", 0)
    assert answer.label.startswith("the region's level")


@pytest.mark.parametrize(
    ("case", "told"),
    [
        (("CEO", "mid", "US"), "Role 'CEO' is not one of"),
        (("MLE", "boss", "US"), "Level 'boss' is not one of"),
        (("MLE", "mid", "XX"), "Country 'XX' is not an ISO 3166-1 code"),
    ],
)
def test_what_cannot_be_answered_is_named(case, told):
    answer = shipped_benchmark().estimate(*case)
    assert answer.usd is None
    assert answer.reason.startswith(told)


def test_quantiles_never_cross_and_the_median_lies_in_its_interval():
    benchmark = shipped_benchmark()
    for role, level, country in itertools.product(ROLES, LEVELS, read_places()):
        answer = benchmark.estimate(role, level, country, 2025)
        assert list(answer.usd) == sorted(answer.usd)
        assert answer.median90[0] <= answer.median80[0] <= answer.usd[2] <= answer.median80[1] <= answer.median90[1]


def test_a_year_without_figures_takes_the_newest_and_is_not_aged():
    benchmark = shipped_benchmark()
    later, now = benchmark.estimate("MLE", "mid", "RO", 2026), benchmark.estimate("MLE", "mid", "RO", 2025)
    assert later.usd == now.usd
    assert later.note == "No figures for 2026: those of 2025, not aged."


def test_a_currency_without_a_rate_for_the_year_names_the_year_used():
    answer = shipped_benchmark().estimate("MLE", "mid", "CL", 2025)
    assert answer.rate.year == 2024
    assert answer.note == "CLP at the rate of 2024, the newest there is."


def test_a_currency_without_any_rate_leaves_local_pay_empty():
    answer = shipped_benchmark().estimate("MLE", "mid", "TW", 2025)
    assert answer.local is None
    assert answer.note == "No exchange rate for TWD, so no local pay."


def test_lead_is_written_both_ways():
    benchmark = shipped_benchmark()
    assert benchmark.estimate("DS", "lead_exec", "US", 2024).usd == benchmark.estimate("DS", "lead", "US", 2024).usd


def test_cells_are_sufficient():
    """Two cells, or the same ranges told apart in more cells of the same kind: one answer."""
    places = read_places()
    levels = price_levels(places.values(), read_rates())
    whole = PayModel([cell(n=40, mean=12.0, sd=0.2), cell("GB", n=20, mean=11.5, sd=0.2)], places, levels)
    halves = PayModel([*[cell(n=20, mean=12.0, sd=0.2)] * 2, *[cell("GB", n=10, mean=11.5, sd=0.2)] * 2], places, levels)
    key = ("MLE", "mid", "FR", 2024)
    assert halves.predict(key).centre == pytest.approx(whole.predict(key).centre, abs=1e-6)


def test_more_ranges_make_the_median_better_known():
    benchmark = shipped_benchmark()
    widths = [math.log(b / a) for a, b in (benchmark.estimate("DE", "mid", c, 2025).median80 for c in ("GB", "RO", "DK"))]
    assert widths == sorted(widths)


def test_estimates_read_no_other_source():
    """Official wages and the article's figures are not even among what the estimate is built from."""
    benchmark = Benchmark([c for c in read_cells() if c.geo_type == "country"], read_places(), read_rates(), read_spread())
    ours, shipped = (b.estimate("MLE", "mid", "CL").usd for b in (benchmark, shipped_benchmark()))
    assert np.allclose(ours, shipped)


def test_the_fit_by_country_is_the_fit_of_all_cells_at_once():
    """The same prediction from one dense covariance of all cells, with the variances that the fit found."""
    places, levels = read_places(), price_levels(read_places().values(), read_rates())
    used = [
        cell for cell in read_cells() if cell.geo_type == "country" and cell.is_one_year and cell.n and cell.geo in ("GB", "PL", "DE", "CA")
    ]
    model = PayModel(used, places, levels)
    keys = [(cell.role, cell.level, cell.geo, cell.year_from) for cell in used]
    noise = [model._level_scale(key) * model._country_scales[key[2]] / cell.n for key, cell in zip(keys, used, strict=True)]
    groups = {
        "role": lambda k: k[0], "level": lambda k: k[1], "role:level": lambda k: k[:2], "year": lambda k: k[3],
        "region": lambda k: places[k[2]].region, "country": lambda k: k[2], "level:region": lambda k: (k[1], places[k[2]].region),
        "role:region": lambda k: (k[0], places[k[2]].region), "level:country": lambda k: k[1:3], "role:country": lambda k: (k[0], k[2]),
        "role:level:country": lambda k: k[:3], "country:year": lambda k: k[2:],
    }  # fmt: skip

    def shared(one, other):
        fixed = FIXED_VARIANCE * (1 + levels[one[2]] * levels[other[2]])
        return fixed + sum(model.spread[name] ** 2 for name, code in groups.items() if code(one) == code(other))

    precision = np.linalg.inv(np.array([[shared(one, other) for other in keys] for one in keys]) + np.diag(noise))
    mean = np.array([cell.fit_mean for cell in used])
    middle = np.average(mean, weights=[cell.n for cell in used])
    for asked in (("MLE", "senior", "GB", 2025), ("PM", "entry", "PL", 2024), ("DS", "lead", "FR", 2023)):
        towards = np.array([shared(asked, key) for key in keys])
        found = model.predict(asked)
        assert found.centre == pytest.approx(middle + towards @ precision @ (mean - middle), abs=1e-6)
        assert found.centre_variance == pytest.approx(shared(asked, asked) - towards @ precision @ towards, abs=1e-6)
