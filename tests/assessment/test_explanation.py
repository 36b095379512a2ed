"""One score told line by line, how stable it is, and what to ask next."""

import numpy as np
import pytest

from hiring.assessment.calibration import calibrate
from hiring.assessment.comparison import order
from hiring.assessment.evidence import next_best_evidence
from hiring.assessment.examples import WEIGHTS, four_candidates
from hiring.assessment.explanation import explanation
from hiring.assessment.gates import gate, gates
from hiring.assessment.panel import BadInput, Panel, Rating
from hiring.assessment.stability import break_even_weight, break_evens, weight_stability, without_each_interviewer
from tests.assessment.test_calibration import shuffled

SDS = (0.5, 0.3, 0.4, 0.3, 0.6)


@pytest.fixture(scope="module")
def example():
    return calibrate(four_candidates(), WEIGHTS, sds=SDS)


def test_the_reason_for_the_difference_names_interviewers_and_pull(example):
    b, c = explanation(example, "B"), explanation(example, "C")
    assert c.reason == "met more lenient interviewers: -0.2; limited evidence, drawn towards the job's average: -0.2"
    assert b.raw + b.severity + b.drawn == pytest.approx(b.total)
    assert b.remainder == pytest.approx(0)


def test_an_interviewer_who_met_nobody_else_has_no_adjustment():
    marks = [*shuffled(four_candidates(), 0), Rating("A", "I9", "s1", 2)]
    lines = explanation(calibrate(Panel.of(marks), WEIGHTS, sds=SDS), "A").lines
    assert [line.adjustment is None for line in lines] == [line.interviewer == "I9" for line in lines]


def test_a_candidate_without_a_score_cannot_be_explained(example):
    fitted = calibrate(Panel.of([*shuffled(four_candidates(), 0), Rating("E", "I1", "s1", None)]), WEIGHTS, sds=SDS)
    with pytest.raises(BadInput, match="'E' has no score to explain"):
        explanation(fitted, "E")
    with pytest.raises(BadInput, match="no candidate 'Z'"):
        explanation(example, "Z")


def test_averaging_leaves_a_small_remainder():
    told = explanation(calibrate(four_candidates(), WEIGHTS), "A")
    assert 0 < abs(told.remainder) < 0.1


@pytest.mark.parametrize("pair", [("D", None), ("A", "C")])
def test_the_promised_drop_is_the_one_that_a_further_mark_brings(example, pair):
    rows = shuffled(four_candidates(), 0)
    for evidence in next_best_evidence(example, *pair):
        more = Rating(evidence.candidate, evidence.interviewer or "someone new", evidence.skill, 3)
        after = calibrate(Panel.of([*rows, more]), WEIGHTS, sds=SDS)
        sides = np.array(["ABCD".index(name) for name in pair if name])
        signs = np.array([1, -1])[: len(sides)]
        error = signs @ after.target.covariance(sides, sides) @ signs
        assert error**0.5 == pytest.approx(evidence.sd_after)


def test_evidence_is_sorted_by_what_it_tells(example):
    drops = [evidence.drop for evidence in next_best_evidence(example, "A", "C")]
    assert drops == sorted(drops, reverse=True) and drops[-1] > 0


def test_evidence_needs_a_score():
    fitted = calibrate(Panel.of([*shuffled(four_candidates(), 0), Rating("E", "I1", "s1", None)]), WEIGHTS, sds=SDS)
    with pytest.raises(BadInput, match="any first interview"):
        next_best_evidence(fitted, "E")


def test_break_even_weight_of_worked_example_g():
    assert round(break_even_weight((4.5, 3.0), (3.5, 4.25), (0.6, 0.4), 0), 4) == 0.5556
    assert break_even_weight((4.5, 3.0), (3.5, 2.5), (0.6, 0.4), 0) is None
    assert break_even_weight((4.5, 3.0), (4.5, 3.0), (0.6, 0.4), 0) is None
    assert break_even_weight((4.5,), (3.5,), (1.0,), 0) is None


def test_break_even_weights_make_the_two_equal(example):
    means = example.posterior.mean[:, :2]
    for found in break_evens(example, "A", "C"):
        weights = np.where(np.array(["s1", "s2"]) == found.skill, found.at, 1 - found.at)
        assert means[0] @ weights == pytest.approx(means[2] @ weights)


def test_weight_noise_counts_how_often_each_comes_first(example):
    found = weight_stability(example)
    assert found.first == "C"
    assert found.first_stays == dict(found.times_first)["C"]
    assert sum(share for _, share in found.times_first) == pytest.approx(1)
    assert found == weight_stability(example)


def test_weight_noise_of_an_empty_order():
    assert weight_stability(calibrate(Panel.of([Rating("A", "I", "s", None)]))).first_stays is None


def test_leaving_an_interviewer_out_equals_a_panel_without_them(example):
    for found in without_each_interviewer(example):
        rows = [row for row in shuffled(four_candidates(), 0) if row.interviewer != found.interviewer]
        fitted = calibrate(Panel.of(rows), WEIGHTS, sds=SDS)
        best = max(fitted.scores, key=lambda score: score.score)
        assert found.first == best.candidate
        assert found.first_changes == (best.candidate != "C")


def test_an_order_of_one_interviewer_falls_without_them():
    (found,) = without_each_interviewer(calibrate(Panel.of([Rating("A", "I", "s", 3), Rating("B", "I", "s", 4)])))
    assert (found.first, found.first_changes) == (None, True)


def test_leaving_out_who_met_the_last_alone_changes_no_first():
    """A and B are as good as equal: which comes first hangs on how the plausible spreads are averaged, on the page and here alike."""
    marks = {"A": (4.006, 2.0), "B": (3.0, 3.5), "C": (2.0, 4.0), "Z": (1.0, 1.0)}
    rows = [Rating(who, by, skill, given + higher) for who, pair in marks.items() for skill, given, more in zip(("s1", "s2"), pair, (0.5, 0.0), strict=True)
            for by, higher in (("I1", 0.0), ("I2", more))]  # fmt: skip
    fitted = calibrate(Panel.of([*rows, Rating("Z", "X", "s1", 1)]), WEIGHTS)
    assert fitted.panel.candidates[order(fitted)[0]] == "B"
    assert {found.interviewer: found.first for found in without_each_interviewer(fitted)}["X"] == "B"


def test_gates_of_skills_that_were_not_assessed_are_unclear():
    fitted = calibrate(Panel.of([row for row in shuffled(four_candidates(), 0) if row[:3] != ("D", "I1", "s2")]), WEIGHTS, sds=SDS)
    (found,) = gates(fitted, "D", {"s2": 1})
    assert (found.p_met, found.state, found.reason) == (None, "unclear", "not assessed: not enough evidence")
    assert gates(fitted, "D", {"unheard of": 3})[0].state == "unclear"


@pytest.mark.parametrize(("mean", "state"), [(3.9, "met"), (3.0, "unclear"), (2.1, "not met")])
def test_a_gate_is_decided_from_80_percent_on(mean, state):
    assert gate("SQL", mean, 1.0).state == state


def test_a_threshold_off_the_scale_is_refused(example):
    with pytest.raises(BadInput, match="off the scale from 1 to 5"):
        gates(example, "A", {"s1": 6})


def test_one_interviewers_mark_settles_no_must_have_however_sure():
    alone = calibrate(Panel.of([Rating("A", "I", "s", 5)]))
    (found,) = gates(alone, "A", {"s": 3})
    assert found.p_met > 0.95
    assert (found.state, found.is_one_opinion, found.reason) == ("unclear", True, "one opinion: ask for a second")
    apart = calibrate(Panel.of([Rating("A", "I", "s", 5), Rating("A", "J", "t", 5)]))
    assert [(found.opinions, found.state) for found in gates(apart, "A", {"s": 3, "t": 3})] == [(1, "unclear"), (1, "unclear")]
    tied = calibrate(Panel.of([Rating("A", "I", "s", 5), Rating("A", "J", "t", 5), Rating("B", "I", "s", 3), Rating("B", "J", "t", 3)]))
    assert gates(tied, "A", {"s": 3})[0].opinions == 2
    two = calibrate(Panel.of([Rating("A", "I", "s", 5), Rating("A", "J", "s", 5)]))
    assert gates(two, "A", {"s": 3})[0].state == "met"
