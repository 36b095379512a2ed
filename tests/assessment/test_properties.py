"""What must hold for any panel, tried on panels that nobody chose."""

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from hiring.assessment.calibration import calibrate
from hiring.assessment.comparison import bands, order, probabilities
from hiring.assessment.equations import Sds
from hiring.assessment.explanation import explanation
from hiring.assessment.panel import Panel, Rating

SDS = Sds(0.5, 0.3, 0.4, 0.3, 0.6)
WEIGHTS = {"s": 0.5, "t": 0.3, "u": 0.2}
SMALL = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
FEW = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def ratings(draw, most_candidates=7, most_interviewers=6, lowest=1, highest=5):
    """Marks for some of the cells candidate x interviewer x skill, every skill at least once."""
    candidates = draw(st.integers(1, most_candidates))
    interviewers = draw(st.integers(1, most_interviewers))
    cells = [(f"c{i}", f"i{j}", s) for i in range(candidates) for j in range(interviewers) for s in WEIGHTS]
    kept = draw(st.lists(st.sampled_from(cells), min_size=1, max_size=40, unique=True))
    kept += [cell for cell in cells[:3] if cell not in kept]
    return [Rating(*cell, draw(st.integers(lowest, highest))) for cell in kept]


@SMALL
@given(ratings(), st.randoms(use_true_random=False))
def test_the_order_of_ratings_changes_nothing(marks, random):
    mixed = list(marks)
    random.shuffle(mixed)
    assert calibrate(Panel.of(marks), WEIGHTS, sds=SDS).scores == calibrate(Panel.of(mixed), WEIGHTS, sds=SDS).scores


@FEW
@given(ratings(), st.randoms(use_true_random=False))
def test_names_change_nothing(marks, random):
    candidates, interviewers = ({mark[k] for mark in marks} for k in (0, 1))
    names = [dict(zip(sorted(old), random.sample(range(100), len(old)), strict=True)) for old in (candidates, interviewers)]
    renamed = [mark._replace(candidate=names[0][mark.candidate], interviewer=names[1][mark.interviewer]) for mark in marks]
    before, after = calibrate(Panel.of(marks), WEIGHTS), calibrate(Panel.of(renamed), WEIGHTS)
    found = {score.candidate: score for score in after.scores}
    for score in before.scores:
        same = found[names[0][score.candidate]]
        assert (same.score, same.sd) == pytest.approx((score.score, score.sd), abs=2e-4)


@SMALL
@given(ratings(lowest=2, highest=4), st.integers(0, 5), st.sampled_from([-1, 1]))
def test_a_constant_added_to_one_interviewers_marks_moves_scores_no_further_than_shrinkage_allows(marks, number, constant):
    """|change of T_i| <= |constant| sd(T_i) sd(b_j) / b^2, and what moves nobody relative to others moves no order."""
    who = sorted({mark.interviewer for mark in marks})[number % len({mark.interviewer for mark in marks})]
    shifted = [mark._replace(value=mark.value + constant) if mark.interviewer == who else mark for mark in marks]
    before, after = (calibrate(Panel.of(each), WEIGHTS, sds=SDS) for each in (marks, shifted))
    column = before.layout.column_of[before.panel.interviewers.index(who)]
    assume(column >= 0)
    severity = before.solution.cinv[column, column] ** 0.5
    allowed = abs(constant) * np.sqrt(before.target.variance) * severity / SDS.b**2
    assert (np.abs(after.target.score - before.target.score) <= allowed + 1e-9).all()
    everyone = np.arange(len(before.panel.candidates))
    errors = before.target.covariance(everyone, everyone)
    gaps = np.sqrt(np.maximum(np.diagonal(errors)[:, None] + np.diagonal(errors)[None, :] - 2 * errors, 0))
    moved = (after.target.score - before.target.score)[:, None] - (after.target.score - before.target.score)[None, :]
    assert (np.abs(moved) <= abs(constant) * gaps * severity / SDS.b**2 + 1e-9).all()


@SMALL
@given(ratings(), st.data())
def test_more_evidence_never_widens_an_interval(marks, data):
    taken = {mark[:3] for mark in marks}
    candidates, interviewers = (sorted({mark[k] for mark in marks}) for k in (0, 1))
    free = [(c, j, s) for c in candidates for j in [*interviewers, "new"] for s in WEIGHTS if (c, j, s) not in taken]
    more = [*marks, Rating(*data.draw(st.sampled_from(free)), data.draw(st.integers(1, 5)))]
    before, after = (calibrate(Panel.of(each), WEIGHTS, sds=SDS) for each in (marks, more))
    assert (np.sqrt(after.target.variance) <= np.sqrt(before.target.variance) + 1e-9).all()


@FEW
@given(ratings(most_candidates=9))
def test_scores_and_intervals_stay_on_the_scale(marks):
    for score in calibrate(Panel.of(marks), WEIGHTS).scores:
        if score.score is not None:
            assert 1 <= score.low <= score.score <= score.high <= 5
            assert score.sd > 0
            assert 0 <= score.reliability <= 1


@FEW
@given(ratings())
def test_probabilities_of_a_pair_add_up_to_one_and_bands_hold_no_decided_pair(marks):
    fitted = calibrate(Panel.of(marks), WEIGHTS)
    everyone = np.arange(len(fitted.panel.candidates))
    ahead = probabilities(fitted, everyone, everyone)
    assert ahead + ahead.T == pytest.approx(np.ones_like(ahead), abs=1e-9)
    ranked = order(fitted)
    band = bands(fitted, ranked)
    same = np.triu(band[:, None] == band[None, :], 1)
    assert (probabilities(fitted, ranked, ranked)[same] < 0.8).all()


@FEW
@given(ratings())
def test_every_explanation_adds_up(marks):
    fitted = calibrate(Panel.of(marks), WEIGHTS)
    for score in fitted.scores:
        told = explanation(fitted, score.candidate)
        parts = [part.contribution for part in (*told.lines, *told.averages)]
        assert sum(parts) + told.remainder == pytest.approx(told.total, abs=1e-9)
        assert sum(part.weight for part in (*told.lines, *told.averages)) == pytest.approx(1.0, abs=1e-9)
        assert min(max(told.total, 1.0), 5.0) == pytest.approx(score.score)
        assert len(told.lines) == score.ratings
