"""Severity, drift, habits and halo of single interviewers."""

from dataclasses import replace

import numpy as np
import pytest

from hiring.assessment.calibration import calibrate
from hiring.assessment.halo import halos, has_strong_halo, residuals
from hiring.assessment.panel import Panel, Rating
from hiring.assessment.severity import drifts, habits, severities
from tests.assessment.simulation import Design, simulated

SDS = (0.5, 0.3, 0.4, 0.3, 0.6)


def lenient_and_strict(candidates=20):
    """Kim gives a point less than Lee and Max."""
    return [Rating(f"c{i:02}", j, s, 3 + i % 2 - (j == "Kim")) for i in range(candidates) for j in ("Kim", "Lee", "Max") for s in "st"]


def test_a_strict_interviewer_has_positive_severity_with_an_interval_clear_of_zero():
    kim, lee, _ = severities(calibrate(Panel.of(lenient_and_strict())))
    assert (kim.interviewer, kim.candidates, kim.is_flagged) == ("Kim", 20, True)
    assert kim.low < kim.severity < kim.high and kim.low > 0
    assert lee.severity < 0


def test_severity_is_told_from_five_candidates_on():
    few = severities(calibrate(Panel.of(lenient_and_strict(4)), sds=SDS))
    assert {(found.severity, found.is_flagged) for found in few} == {(None, False)}
    assert few[0].reason == "met 4 candidates; a figure needs 5"
    assert severities(calibrate(Panel.of(lenient_and_strict(5)), sds=SDS))[0].severity is not None


def test_severity_intervals_hold_the_truth_four_times_in_five():
    design = replace(Design("", candidates=60, interviewers=15), noise=0.6)
    inside = []
    for seed in range(12):
        panel = simulated(design, seed).panel
        severity = np.random.default_rng(seed)
        severity.normal(0, design.ability, (60, 1)), severity.normal(0, design.skill, (60, 5))
        truth = -severity.normal(0, design.severity, 15)
        fitted = calibrate(panel)
        inside += [found.low <= t <= found.high for found, t in zip(severities(fitted), truth, strict=True) if found.severity is not None]
    assert 0.70 < np.mean(inside) < 0.88


def test_drift_compares_the_first_and_the_last_period():
    halves = {(f"c{i:02}", j): i // 20 for i in range(40) for j in ("Kim", "Lee", "Max")}
    marks = [Rating(c, j, "s", 3 - (j == "Kim" and half == 1)) for (c, j), half in halves.items()]
    kim, lee, _ = drifts(calibrate(Panel.of(marks), sds=SDS), halves)
    assert kim.change > 0.5 and kim.is_flagged and kim.low > 0
    assert not lee.is_flagged
    assert [period for period, _ in kim.periods] == [0, 1]
    assert kim.periods[1][1].severity - kim.periods[0][1].severity == pytest.approx(kim.change)


def test_drift_needs_five_candidates_in_two_periods():
    marks = lenient_and_strict(9)
    periods = {(mark.candidate, mark.interviewer): mark.candidate > "c03" for mark in marks}
    assert drifts(calibrate(Panel.of(marks), sds=SDS), periods) == ()
    assert drifts(calibrate(Panel.of(marks), sds=SDS), {}) == ()


def test_one_mark_for_everybody_is_flagged_from_fifteen_on():
    def marks(count):
        return Panel.of([Rating(f"c{i}", "Kim", "s", 5) for i in range(count)])

    assert [habits(marks(count))[0].is_flagged for count in (14, 15)] == [False, True]
    assert habits(marks(15))[0].share == 1.0


def test_leftovers_are_what_the_model_does_not_expect():
    panel = Panel.of(lenient_and_strict())
    fitted = calibrate(panel, sds=SDS)
    left = residuals(fitted)
    assert left.shape == panel.value.shape
    assert abs(left.mean()) < 0.05 and np.abs(left).max() < 0.6


def flagged(halo, seeds):
    panels = (simulated(Design("", candidates=60, interviewers=15, halo=halo), seed).panel for seed in seeds)
    found = [halo.is_flagged for panel in panels for halo in halos(calibrate(panel)) if halo.h is not None]
    return np.mean(found)


def test_halo_is_flagged_where_there_is_some_and_rarely_where_there_is_none():
    none, strong = flagged(0.0, range(6)), flagged(0.6, range(6))
    assert none < 0.08
    assert strong > 0.5


def test_halo_needs_scorecards_with_two_marks():
    one_mark = Panel.of([Rating(f"c{i}", j, "s", 1 + (i + k) % 5) for i in range(6) for k, j in enumerate("IJ")])
    assert {found.reason for found in halos(calibrate(one_mark, sds=SDS))} == {"one mark in each scorecard"}


def test_halo_of_the_panel_is_named_from_two_fifths_of_the_noise():
    fitted = calibrate(Panel.of(lenient_and_strict()), sds=SDS)
    assert not has_strong_halo(fitted.sds)
    assert has_strong_halo(fitted.sds._replace(c=0.6))
