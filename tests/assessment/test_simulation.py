"""A short run of the simulation of docs/scoring.md: calibrated scores against the truth and the raw mean."""

from dataclasses import replace

import numpy as np
import pytest

from tests.assessment.simulation import DESIGNS, expected_mark, result


def replicates(design):
    """More of small panels, whose results vary more."""
    return 3 if design.candidates >= 200 else 150 if design.candidates < 20 else 24


@pytest.fixture(scope="module")
def results():
    return [result(design, replicates(design)) for design in DESIGNS]


def test_order_and_error_beat_the_raw_mean_wherever_severity_varies(results):
    varied = [r for r in results if r.design.severity > 0]
    assert all(r.rmse < r.raw_rmse for r in varied)
    assert all(r.tau > r.raw_tau for r in varied)
    strong = [r for r in varied if r.design.severity >= 0.6 and r.design.candidates >= 20]
    assert all(r.tau > r.raw_tau + 0.05 for r in strong)


def test_nothing_is_lost_where_severity_does_not_vary(results):
    (calm,) = [r for r in results if r.design.severity == 0]
    assert calm.tau >= calm.raw_tau and calm.rmse <= calm.raw_rmse


def test_intervals_cover_76_to_84_percent_on_average(results):
    large = [r.coverage for r in results if r.design.candidates >= 20]
    assert 0.76 <= np.mean([r.coverage for r in results]) <= 0.84
    assert all(0.75 <= coverage <= 0.85 for coverage in large)


def test_93_percent_of_the_called_pairs_are_right(results):
    called = np.array([r.called * r.design.candidates**2 * r.replicates for r in results])
    right = np.array([r.right for r in results])
    assert np.average(right, weights=called) >= 0.93
    assert right.mean() >= 0.93


def test_each_word_keeps_what_it_promises_in_every_design(results):
    """“Clearly” from 95 in 100, “probably” from 80 to 95: strong halo makes calls fewer, not falser."""
    assert all(r.clearly_right >= 0.95 for r in results)
    assert all(0.80 <= r.probably_right <= 0.95 for r in results)
    halo, usual = (next(r for r in results if r.design.name.startswith(name)) for name in ("60 × 15, strong halo", "60 × 15, severity .60"))
    assert halo.clearly < usual.clearly


def test_the_expected_mark_is_that_of_many_interviews():
    random = np.random.default_rng(0)
    marks = np.clip(np.rint(4.6 + random.normal(0, 0.9, 200_000)), 1, 5)
    assert expected_mark(np.array(4.6), 0.9) == pytest.approx(marks.mean(), abs=0.01)


def test_unlinked_pools_need_no_luck():
    apart = replace(next(design for design in DESIGNS if design.pools == 2), gap=1.2)
    found = result(apart, 8)
    assert found.coverage > 0.70 and found.tau > 0.70
