import pytest

from hiring.salaries.plausibility import doubts, range_doubt
from hiring.salaries.shipped import read_rates, shipped_benchmark


def doubt(amount, currency, country, *, role="MLE", level="senior", stated_usd=None):
    found = doubts(amount, currency, shipped_benchmark().estimate(role, level, country), read_rates(), stated_usd=stated_usd)
    return found[0] if found else None


def test_the_chilean_figure_is_a_months_pay_with_its_arithmetic():
    found = doubt(4_421_526, "CLP", "CL", level="mid", stated_usd=5_415)
    assert (found.kind, found.severity, found.reading) == ("period", "bad", "monthly")
    assert found.reading_usd == pytest.approx(64_980)
    assert found.message.startswith(
        "Looks like a month's pay under a yearly label: 4,421,526 CLP × 12 = 53,058,312 CLP, or 64,980 USD a year."
    )
    assert [step.label for step in found.steps if step.likeliest] == ["If it is monthly"]
    assert "368,461 CLP a month" in found.steps[2].text
    assert "× 10 = 54,150 USD" in found.steps[-1].text


@pytest.mark.parametrize(
    ("amount", "currency", "kind", "reading"),
    [
        (9_000, "GBP", "period", "monthly"),
        (50, "GBP", "period", "hourly"),
        (100, "GBP", "separator", "in thousands"),
        (100_000_000, "GBP", "separator", "a thousand times too high"),
        (1_000_000, "GBP", "separator", "one digit less"),
        (100_000, "INR", "currency", "GBP"),
    ],
)
def test_slips_are_told_apart(amount, currency, kind, reading):
    found = doubt(amount, currency, "GB")
    assert (found.kind, found.reading) == (kind, reading)


def test_rupees_read_as_dollars():
    found = doubt(3_000_000, "USD", "IN")
    assert (found.kind, found.reading) == ("dollars", "INR")


def test_pay_beyond_any_slip_is_only_a_caution():
    found = doubt(450_000, "USD", "AU")
    assert (found.kind, found.severity) == ("outside", "warn")


@pytest.mark.parametrize("amount", [60_000, 102_000, 140_000])
def test_plausible_pay_raises_no_doubt(amount):
    assert doubt(amount, "GBP", "GB") is None


@pytest.mark.parametrize(
    ("amount", "currency", "country", "usd"),
    [
        (117_458, "USD", "US", 117_458),
        (137_207, "RON", "RO", 29_919),
        (177_402, "PLN", "PL", 41_354),
        (184_990, "BRL", "BR", 39_752.87),
        (93_000_000, "COP", "CO", 24_916),
    ],
)
def test_the_other_figures_of_the_article_pass(amount, currency, country, usd):
    assert doubt(amount, currency, country, level="mid", stated_usd=usd) is None


def test_ranges_that_are_no_range():
    assert range_doubt(100, 90).severity == "bad"
    assert range_doubt(100, 400).message == "The high end is 4.0 times the low end: that is more than one job."
    assert range_doubt(100, 150) is None
