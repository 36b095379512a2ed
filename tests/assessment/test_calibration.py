import numpy as np
import pytest

from hiring.assessment.calibration import calibrate, checked_sds
from hiring.assessment.comparison import bands, compared, order, pairs, probabilities
from hiring.assessment.equations import Sds
from hiring.assessment.examples import WEIGHTS, four_candidates
from hiring.assessment.gates import gates
from hiring.assessment.layout import layout_of
from hiring.assessment.panel import BadInput, Panel, Rating, weights_for
from hiring.assessment.posterior import Posterior
from hiring.assessment.solution import solve
from hiring.assessment.variances import CENTRES, estimate, penalised, plausible_sds
from tests.assessment.reference import written_out
from tests.assessment.simulation import Design, simulated

SDS = Sds(0.5, 0.3, 0.4, 0.3, 0.6)


@pytest.fixture(scope="module")
def example():
    return calibrate(four_candidates(), WEIGHTS, sds=SDS)


def shuffled(panel, seed):
    """The same ratings as rows in another order."""
    rows = list(zip(panel.candidate, panel.interviewer, panel.skill, panel.value, strict=True))
    random = np.random.default_rng(seed)
    return [
        Rating(panel.candidates[i], panel.interviewers[j], panel.skills[s], float(v), panel.jobs[panel.job_of[i]])
        for i, j, s, v in (rows[k] for k in random.permutation(len(rows)))
    ]


class TestWorkedExampleE:
    def test_scores_and_errors(self, example):
        assert [round(s.score, 4) for s in example.scores] == [4.0516, 3.1544, 4.1270, 3.8506]
        assert [round(s.sd, 4) for s in example.scores] == [0.3915, 0.3915, 0.4038, 0.4898]

    def test_intervals(self, example):
        a, d = example.scores[0], example.scores[3]
        assert (round(a.low, 4), round(a.high, 4)) == (3.5499, 4.5533)
        assert (round(d.low, 4), round(d.high, 4)) == (3.2229, 4.4783)

    def test_means_severities_and_likelihood(self, example):
        effects = example.solution.effects
        assert [round(float(x), 5) for x in effects[:2] + example.layout.centre] == [3.78636, 3.81026]
        assert [round(float(x), 4) for x in effects[2:5]] == [-0.4405, 0.4796, -0.0392]
        assert round(example.solution.objective, 6) == pytest.approx(9.992851, abs=1e-6)

    def test_raw_means(self, example):
        assert [round(s.raw, 4) for s in example.scores] == [4.1, 2.7, 4.5, 3.4]

    def test_error_covariance(self, example):
        found = example.target.covariance(np.array([0]), np.array([1, 2]))
        assert found.round(5).tolist() == [[0.06528, 0.06195]]

    def test_probabilities(self, example):
        assert [round(compared(example, *pair).p_ahead, 4) for pair in ("AB", "AC", "AD", "CD")] == [0.9838, 0.4318, 0.6583, 0.7]

    def test_single_skills(self, example):
        means = {name: [round(skill.mean, 4) for skill in example.skills(name)] for name in "ABCD"}
        assert means == {"A": [4.1405, 3.9182], "B": [3.1213, 3.2041], "C": [4.1206, 4.1366], "D": [3.763, 3.9821]}
        assert [round(example.skills(name)[0].sd, 4) for name in "AD"] == [0.4489, 0.5463]

    def test_gates_of_worked_example_f(self, example):
        found = {name: gates(example, name, {"s1": 3.5, "s2": 3.5}) for name in "ABCD"}
        assert [round(found[name][0].p_met, 4) for name in "ABCD"] == [0.9232, 0.1994, 0.9130, 0.6849]
        assert [found[name][0].state for name in "ABCD"] == ["met", "not met", "met", "unclear"]
        assert [round(found[name][1].p_met, 4) for name in "ABCD"] == [0.8243, 0.2549, 0.9184, 0.8112]

    def test_nothing_is_averaged_over_given_sds(self, example):
        assert example.sds_are == "given"
        assert len(example.posterior.solutions) == 1


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("pools", [1, 2, 3])
def test_the_cheap_solution_equals_the_model_written_out(seed, pools):
    design = Design("", candidates=9, interviewers=9, pools=pools, gap=0.5, fewest=1, most=3)
    panel = simulated(design, seed).panel
    weights = np.array([0.3, 0.25, 0.2, 0.15, 0.1])
    fitted = calibrate(panel, dict(enumerate(weights)), sds=SDS)
    pool = fitted.layout.pool
    seen = fitted.layout.rated
    assert len(seen) == 9
    expected = written_out(panel, weights, SDS, pool)
    everyone = np.arange(9)
    assert fitted.target.score == pytest.approx(expected.score, abs=1e-9)
    assert fitted.target.covariance(everyone, everyone) == pytest.approx(expected.error, abs=1e-9)
    assert fitted.solution.objective == pytest.approx(expected.objective, abs=1e-8)


@pytest.mark.parametrize("pools", [1, 2])
def test_the_slope_is_that_of_the_objective(pools):
    design = Design("", candidates=12, interviewers=10, pools=pools, fewest=1, most=4)
    layout = layout_of(simulated(design, 5).panel)
    at = np.log(CENTRES)
    slope = penalised(layout, CENTRES)[1]
    for k, step in enumerate(1e-5 * np.eye(5)):
        up, down = (penalised(layout, Sds(*np.exp(at + sign * step)))[0] for sign in (1, -1))
        assert slope[k] == pytest.approx((up - down) / 2e-5, abs=1e-4)


def test_plain_reml_equals_statsmodels():
    pandas = pytest.importorskip("pandas")
    from statsmodels.formula.api import mixedlm

    panel = simulated(Design("", candidates=20, interviewers=8), 1).panel
    layout = layout_of(panel)
    found = estimate(layout, prior=False)
    table = pandas.DataFrame({"y": panel.value, "i": panel.candidate, "j": panel.interviewer, "s": panel.skill, "all": 1})
    table["u"], table["c"] = table.i * 100 + table.s, table.i * 100 + table.j
    parts = {"a": "0+C(i)", "u": "0+C(u)", "b": "0+C(j)", "c": "0+C(c)"}
    peer = mixedlm("y ~ 0 + C(s)", table, groups="all", re_formula="0", vc_formula=parts).fit(reml=True)
    peers = dict(zip(peer.model.exog_vc.names, np.sqrt(peer.vcomp), strict=True)) | {"e": np.sqrt(peer.scale)}
    assert found.sds._asdict() == pytest.approx(peers, abs=2e-4)
    constant = (len(panel.value) - layout.means) * np.log(2 * np.pi)
    assert found.objective + constant == pytest.approx(-2 * peer.llf, abs=1e-5)


def test_the_order_of_rows_changes_nothing():
    panel = simulated(Design("", candidates=15, interviewers=8), 3).panel
    first, second = (calibrate(Panel.of(shuffled(panel, seed)), dict.fromkeys(range(5), 1.0)) for seed in (1, 2))
    assert first.scores == second.scores
    assert list(pairs(first)) == list(pairs(second))


def test_fewer_than_thirty_candidates_average_over_24_plausible_sds():
    small = calibrate(simulated(Design("", candidates=29, interviewers=9), 1).panel)
    large = calibrate(simulated(Design("", candidates=30, interviewers=9), 1).panel)
    assert (len(small.posterior.solutions), len(large.posterior.solutions)) == (24, 1)
    assert small.sds_are == large.sds_are == "estimated"


def test_averaging_adds_the_spread_between_scores():
    fitted = calibrate(simulated(Design("", candidates=6, interviewers=5), 2).panel)
    everyone = np.arange(6)
    scores, errors = [], []
    for solution in fitted.posterior.solutions:
        target = Posterior(fitted.layout, (solution,)).target(fitted.target_weights)
        scores.append(target.score)
        errors.append(target.covariance(everyone, everyone))
    expected = np.mean(errors, axis=0) + np.cov(np.array(scores).T, ddof=0)
    assert fitted.target.score == pytest.approx(np.mean(scores, axis=0), abs=1e-12)
    assert fitted.target.covariance(everyone, everyone) == pytest.approx(expected, abs=1e-10)
    assert fitted.target.variance == pytest.approx(np.diagonal(expected), abs=1e-10)


def test_plausible_sds_come_in_pairs_around_the_optimum():
    layout = layout_of(simulated(Design("", candidates=10, interviewers=6), 4).panel)
    best = estimate(layout)
    logs = np.log(plausible_sds(layout, best)) - np.log(best.sds)
    assert logs[:12] == pytest.approx(-logs[12:], abs=0.8)
    assert (np.exp(logs + np.log(best.sds)) <= 1.6 + 1e-9).all()


class TestGuards:
    def test_no_rating_gives_no_score(self):
        fitted = calibrate(Panel.of([*shuffled(four_candidates(), 0), Rating("E", "I1", "s1", None)]), WEIGHTS)
        last = fitted.scores[4]
        assert (last.candidate, last.score, last.raw, last.ratings) == ("E", None, None, 0)
        assert last.notes == ("no rating: no score",)

    def test_one_interview_is_one_opinion(self, example):
        assert example.scores[3].notes == ("one opinion: a single interview",)

    def test_two_candidates_use_default_sds_and_say_so(self):
        fitted = calibrate(Panel.of([Rating(c, j, "s", v) for c, j, v in (("A", "I", 3), ("A", "J", 4), ("B", "I", 2), ("B", "J", 2))]))
        assert (fitted.sds, fitted.sds_are) == (CENTRES, "default")
        assert fitted.scores[0].notes == ("not adjusted for interviewer severity: too little overlap",)

    def test_one_shared_interviewer_is_too_little_overlap(self):
        marks = [Rating(c, "I", "s", 3) for c in "ABCD"] + [Rating(c, f"J{c}", "s", 4) for c in "ABC"]
        assert calibrate(Panel.of(marks)).sds_are == "default"

    def test_unlinked_pools_are_named_on_both_sides(self):
        panel = simulated(Design("", candidates=12, interviewers=8, pools=2), 1).panel
        fitted = calibrate(panel)
        note = "shares no interviewer chain with 6 of the 12 candidates: compared with them by group averages"
        assert all(note in score.notes for score in fitted.scores)
        across, within = compared(fitted, 0, 11), compared(fitted, 0, 1)
        assert (across.note, within.note) == ("these two share no interviewer chain", "")

    def test_pools_on_different_skills_are_not_comparable(self):
        marks = [Rating(c, j, s, v) for c, j, s, v in (("A", "I", "s", 3), ("B", "I", "s", 4), ("B", "J", "s", 4), ("A", "J", "s", 2))]
        fitted = calibrate(Panel.of([*marks, Rating("C", "K", "t", 4), Rating("D", "K", "t", 2)]))
        assert fitted.scores[2].notes[-2].endswith("and on other skills than theirs, so not comparable")
        assert not any("not comparable" in note for note in fitted.scores[0].notes)

    def test_equal_marks_throughout_give_default_sds_flagged(self):
        fitted = calibrate(Panel.of([Rating(c, j, "s", 5) for c in "ABCD" for j in "IJK"]))
        assert fitted.sds_are == "default"
        assert fitted.scores[0].notes == ("spreads could not be estimated from these ratings: default values used",)
        assert {round(score.score, 9) for score in fitted.scores} == {5.0}

    def test_all_six_are_reported_in_order(self, example):
        assert sorted({guard.number for guard in example.guards}) == [1, 2, 3, 4, 5, 6]
        assert [guard.number for guard in example.guards] == sorted(guard.number for guard in example.guards)

    def test_incomplete_candidates_are_left_out_of_the_order(self):
        marks = [Rating("A", "I", "s", 5), Rating("A", "J", "s", 5)]
        marks += [Rating(c, j, k, 3) for c in "BCD" for j in "IJ" for k in "st"]
        fitted = calibrate(Panel.of(marks), {"s": 0.5, "t": 0.5})
        assert not fitted.scores[0].is_complete
        assert 0 not in order(fitted)
        assert fitted.scores[0].notes == ("incomplete: only 50% of the weight was assessed; left out of the order",)

    def test_weight_on_a_skill_nobody_was_rated_on_counts_as_not_assessed(self):
        marks = [Rating(c, j, "s", v) for c, v in (("A", 4), ("B", 2), ("C", 3)) for j in "IJ"]
        fitted = calibrate(Panel.of(marks), {"s": 0.7, "t": 0.3})
        assert [score.coverage for score in fitted.scores] == pytest.approx([0.7] * 3)
        assert all(score.is_complete for score in fitted.scores)


class TestJobs:
    def test_jobs_fitted_together_keep_their_own_means_and_share_severity(self):
        marks = [Rating(f"{job}{i}", j, "s", 2 + (i % 2) + up, job) for job, up in (("x", 0), ("y", 2)) for i in range(4) for j in "IJ"]
        fitted = calibrate(Panel.of(marks), {"x": {"s": 1}, "y": {"s": 1}}, sds=SDS)
        means = [score.score for score in fitted.scores]
        assert np.mean(means[:4]) == pytest.approx(2.5, abs=1e-6)
        assert np.mean(means[4:]) == pytest.approx(4.5, abs=1e-6)
        assert fitted.layout.means == 2 and fitted.layout.shared == 2

    def test_one_job_alone_or_beside_an_unlinked_one_is_the_same(self):
        one = [Rating(f"x{i}", j, s, 1 + (i * k) % 5, "x") for i in range(4) for k, j in enumerate("IJK") for s in "st"]
        other = [Rating(f"y{i}", j, "u", 1 + i % 5, "y") for i in range(4) for j in "LM"]
        alone, beside = calibrate(Panel.of(one), sds=SDS), calibrate(Panel.of(one + other), sds=SDS)
        assert [s.score for s in beside.scores[:4]] == pytest.approx([s.score for s in alone.scores])
        assert [s.sd for s in beside.scores[:4]] == pytest.approx([s.sd for s in alone.scores])

    def test_each_job_has_its_own_order(self):
        marks = [Rating(f"{job}{i}", j, "s", 2 + i, job) for job in "xy" for i in range(3) for j in "IJ"]
        fitted = calibrate(Panel.of(marks), sds=SDS)
        assert order(fitted, "y").tolist() == [5, 4, 3]
        with pytest.raises(BadInput, match="no job None"):
            order(fitted)

    def test_a_candidate_in_two_jobs_is_refused(self):
        with pytest.raises(BadInput, match="row 2, job: 'A' stands under two jobs"):
            Panel.of([Rating("A", "I", "s", 3, "x"), Rating("A", "I", "t", 3, "y")])


class TestBands:
    def test_within_a_band_no_pair_is_decided(self):
        fitted = calibrate(simulated(Design("", candidates=60, interviewers=15), 8).panel)
        ranked = order(fitted)
        band = bands(fitted, ranked)
        ahead = probabilities(fitted, ranked, ranked)
        assert band[0] == 1 and (np.diff(band) >= 0).all() and band.max() > 3
        same = band[:, None] == band[None, :]
        assert ahead[np.triu(same, 1)].max() < 0.80

    def test_each_band_begins_where_somebody_is_ahead_of_its_first(self):
        fitted = calibrate(simulated(Design("", candidates=60, interviewers=15), 8).panel)
        ranked = order(fitted)
        band = bands(fitted, ranked)
        ahead = probabilities(fitted, ranked, ranked)
        for first in np.flatnonzero(np.diff(band)) + 1:
            assert ahead[np.flatnonzero(band == band[first] - 1), first].max() >= 0.80


def test_scores_are_kept_on_the_scale_and_errors_are_not():
    marks = [Rating("A", j, "s", 5) for j in "IJK"] + [Rating(c, j, "s", 1) for c in "BCDE" for j in "IJK"]
    fitted = calibrate(Panel.of(marks), sds=(3, 0.1, 0.1, 0.1, 0.5))
    assert fitted.scores[0].high == 5.0 and fitted.scores[1].low == 1.0
    assert fitted.scores[0].sd == pytest.approx(float(np.sqrt(fitted.target.variance[0])))


@pytest.mark.parametrize(
    "sds", [(0.5, 0.3, 0.4, 0.3), (0.5, 0.3, 0.4, 0.3, 0), (0.5, -0.3, 0.4, 0.3, 0.6), (np.nan, 1, 1, 1, 1), (11, 1, 1, 1, 1)]
)
def test_sds_that_cannot_be_are_refused(sds):
    with pytest.raises(BadInput, match="sds"):
        checked_sds(sds)


def test_zero_sds_are_the_limit_of_small_ones():
    zero, small = (calibrate(four_candidates(), WEIGHTS, sds=(0.5, 0.3, b, 0, 0.6)) for b in (0, 0.001))
    assert [s.score for s in zero.scores] == pytest.approx([s.score for s in small.scores], abs=1e-4)


@pytest.mark.parametrize("sds", [(10, 10, 10, 10, 1e-9), (0, 0, 0, 0, 1e-9), (10, 0, 10, 0, 0.001), (0, 10, 0, 10, 10)])
def test_the_ends_of_what_sds_may_be_are_answered(sds):
    scores = calibrate(four_candidates(), WEIGHTS, sds=sds).scores
    assert all(1 <= score.score <= 5 and score.sd > 0 for score in scores)


def test_reliability_grows_with_evidence(example):
    reliability = {score.candidate: score.reliability for score in example.scores}
    assert reliability["A"] == pytest.approx(1 - 0.15324716 / (0.25 + 0.09 * 0.52), abs=1e-6)
    assert reliability["D"] < reliability["A"]


def test_a_panel_of_nothing_answers_with_no_scores():
    assert calibrate(Panel.of([])).scores == ()
    assert [s.score for s in calibrate(Panel.of([Rating("A", "I", "s", None)])).scores] == [None]


def test_weights_are_checked():
    panel = four_candidates()
    with pytest.raises(BadInput, match="'s2' was rated but has no weight"):
        weights_for(panel, {"s1": 1})
    with pytest.raises(BadInput, match="must be 0 or a positive number"):
        weights_for(panel, {"s1": -1, "s2": 2})
    with pytest.raises(BadInput, match="add up to 0"):
        weights_for(panel, {"s1": 0, "s2": 0})
    with pytest.raises(BadInput, match="no weights"):
        weights_for(panel, {})
    assert weights_for(panel, {"s1": 30, "s2": 70}).note == ""
    assert weights_for(panel, {"s1": 0.6, "s2": 0.6}).note == "weights add up to 1.2, not to 1 or 100; each was divided by 1.2"


def test_skills_that_carry_no_weight_alone_give_no_score():
    marks = [Rating(c, j, "s", 3) for c in "ABC" for j in "IJ"]
    fitted = calibrate(Panel.of(marks), {"s": 0, "t": 1})
    assert fitted.scores[0].score is None
    assert fitted.scores[0].notes[-1] == "no score: no skill that was assessed carries weight"


def test_conjugate_gradients_agree_with_the_dense_solution(monkeypatch):
    panel = simulated(Design("", candidates=300, interviewers=90, pools=2, gap=0.5), 1).panel
    layout = layout_of(panel)
    dense = solve(layout, SDS)
    monkeypatch.setattr("hiring.assessment.solution.WIDEST_DENSE", 10)
    drawn = solve(layout, SDS)
    assert drawn.cinv is None
    assert drawn.effects == pytest.approx(dense.effects, abs=1e-7)
    weights = np.full((300, 5), 0.2)
    errors = [np.sqrt(Posterior(layout, (solution,)).target(weights).variance) for solution in (dense, drawn)]
    assert np.abs(errors[1] / errors[0] - 1).mean() < 0.02


def test_a_long_history_is_represented_by_part_of_its_interviewers(monkeypatch):
    panel = simulated(Design("", candidates=400, interviewers=120), 1).panel
    whole = estimate(layout_of(panel)).sds
    monkeypatch.setattr("hiring.assessment.variances.WIDEST", 80)
    monkeypatch.setattr("hiring.assessment.variances.MOST_INTERVIEWERS", 70)
    part = estimate(layout_of(panel)).sds
    assert part == pytest.approx(whole, abs=0.08)
    assert part != whole
