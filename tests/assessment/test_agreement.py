import numpy as np
import pytest

from hiring.assessment.agreement import (
    LEVELS,
    disagreements,
    krippendorff_alpha,
    pair_kappas,
    panel_alpha,
    r_wg,
    spearman_brown,
    weighted_kappa,
)
from hiring.assessment.equations import Sds
from hiring.assessment.icc import KINDS, icc, mean_squares, model_icc, panel_icc
from hiring.assessment.panel import BadInput, Panel, Rating
from tests.assessment.simulation import Design, simulated

N = None
CODERS = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, N, N, N],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, N, 3],
    [N, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, N],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, N],
]
TWO = [1, 2, 3, 4, 5, 3, 2, 4, 4, 5, 1, 3], [1, 3, 3, 4, 4, 3, 2, 5, 4, 5, 2, 2]
TARGETS = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]


def panel_of(coders):
    return Panel.of(Rating(f"{u:02}", f"j{j}", "s", value) for j, row in enumerate(coders) for u, value in enumerate(row))


def test_alpha_of_worked_example_a():
    expected = {"nominal": 0.743421, "ordinal": 0.815388, "interval": 0.849107, "ratio": 0.797403}
    assert {level: round(krippendorff_alpha(CODERS, level).value, 6) for level in LEVELS} == expected
    assert {level: round(panel_alpha(panel_of(CODERS), level).value, 6) for level in LEVELS} == expected


def test_alpha_of_worked_example_d():
    found = {level: round(krippendorff_alpha(TWO, level).value, 4) for level in ("nominal", "ordinal", "interval")}
    assert found == {"nominal": 0.4934, "ordinal": 0.8896, "interval": 0.8759}


@pytest.mark.parametrize(
    ("coders", "reason"),
    [
        ([[1, 2], [N, N]], "no unit has two ratings"),
        ([[3, 3], [3, 3]], "all ratings are the same"),
        ([[3, 3, 5], [3, 3, N]], "all ratings are the same"),
        ([[], []], "no unit has two ratings"),
    ],
)
def test_alpha_that_is_not_defined_says_why(coders, reason):
    for level in LEVELS:
        found = krippendorff_alpha(coders, level)
        assert (found.value, found.reason) == (None, reason)


def test_alpha_takes_nan_for_missing_and_refuses_other_levels():
    with_nan = [[float("nan") if v is None else v for v in row] for row in CODERS]
    assert krippendorff_alpha(with_nan) == krippendorff_alpha(CODERS)
    with pytest.raises(BadInput, match="nominal, ordinal, interval, ratio"):
        krippendorff_alpha(CODERS, "cardinal")


def test_alpha_has_an_interval_from_ten_units_on():
    panel = simulated(Design("", candidates=25, interviewers=10), 1).panel
    found = panel_alpha(panel)
    assert found.low < found.value < found.high and found.n > 10
    assert found == panel_alpha(panel)
    few = panel_alpha(panel_of([row[:9] for row in CODERS]))
    assert (few.low, few.high, few.reason) == (None, None, "too few to say: 9 units with two ratings, 10 are needed")


def test_alpha_of_one_skill_looks_at_that_skill_alone():
    marks = [Rating(f"c{i}", j, s, 1 + (i * k) % 5) for i in range(12) for k, j in ((1, "I"), (1, "J"), (2, "K")) for s in "st"]
    worse = [mark._replace(value=1 + (mark.value + 2) % 5) if mark[1:3] == ("K", "t") else mark for mark in marks]
    panel = Panel.of(worse)
    assert panel_alpha(panel, skill="s").value == panel_alpha(Panel.of([m for m in worse if m.skill == "s"])).value
    assert panel_alpha(panel, skill="s").value != panel_alpha(panel, skill="t").value


def test_r_wg_of_worked_example_c():
    assert [round(r_wg(marks), 4) for marks in ([4, 5, 4, 4], [3, 3, 4], [2, 4, 3, 5], [1, 5, 1, 5])] == [0.875, 0.8333, 0.1667, 0]
    with pytest.raises(BadInput):
        r_wg([4])


def test_disagreements_are_talked_over_from_two_points_or_r_wg_under_a_half():
    marks = {"a": (4, 4), "b": (3, 4), "c": (2, 4), "d": (5,)}
    found = disagreements(Panel.of(Rating(c, j, "s", v) for c, values in marks.items() for j, v in zip("IJ", values, strict=False)))
    assert [(w.candidate, w.to_discuss) for w in found] == [("c", True), ("b", False), ("a", False)]
    assert disagreements(Panel.of([])) == ()
    from_zero = Panel.of([Rating("a", "I", "s", 1), Rating("a", "J", "s", 2)], scale=(0, 4))
    assert disagreements(from_zero)[0].r_wg == r_wg([2, 3], points=5)


def test_kappas_of_worked_example_d():
    found = {weights: round(weighted_kappa(*TWO, weights).value, 4) for weights in ("none", "linear", "quadratic")}
    assert found == {"none": 0.4737, "linear": 0.7087, "quadratic": 0.8707}
    ((first, second, same),) = pair_kappas(panel_of(TWO))
    assert (first, second, round(same.value, 4), same.n) == ("j0", "j1", 0.8707, 12)


def test_kappa_that_is_not_defined_says_why():
    assert weighted_kappa([3, N], [N, 3]).reason == "no unit was rated by both"
    assert weighted_kappa([3, 3], [3, 3]).reason == "both gave one and the same value throughout"
    with pytest.raises(BadInput):
        weighted_kappa([3], [3], "cubic")


def test_icc_of_worked_example_b():
    expected = {"(1,1)": 0.1657, "(2,1)": 0.2898, "(3,1)": 0.7148, "(1,k)": 0.4428, "(2,k)": 0.6201, "(3,k)": 0.9093}
    assert {kind: round(found.value, 4) for kind, found in icc(TARGETS).items()} == expected
    assert [round(square, 4) for square in mean_squares(np.array(TARGETS, dtype=float))] == [11.2417, 6.2639, 32.4861, 1.0194]


def test_icc_intervals_at_95_percent_are_the_published_ones():
    found = {kind: (round(x.low, 2), round(x.high, 2)) for kind, x in icc(TARGETS, level=0.95).items()}
    assert found["(1,1)"] == (-0.13, 0.72)
    assert found["(2,1)"] == (0.02, 0.76)
    assert found["(3,1)"] == (0.34, 0.95)
    assert found["(1,k)"] == (-0.88, 0.91)
    assert found["(3,k)"] == (0.68, 0.99)


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        ([[1, 2]], "fewer than two targets"),
        ([[1], [2]], "fewer than two judges"),
        ([[1, 2], [3, N]], "some ratings are missing"),
        ([[1, 2], [3]], "some ratings are missing"),
        ([[3, 3], [3, 3]], "all ratings are the same"),
        ([], "fewer than two targets"),
    ],
)
def test_icc_that_is_not_defined_says_why(table, reason):
    assert {(found.value, found.reason) for found in icc(table).values()} == {(None, reason)}


def test_icc_of_targets_that_do_not_differ():
    found = icc([[1, 2], [1, 2]])
    assert found["(3,1)"].value is None and found["(3,1)"].reason == "the targets do not differ"


def test_icc_of_a_panel_needs_everybody_rated_by_the_same_interviewers():
    rows = [Rating(f"c{i}", f"j{j}", "s", value / 2) for i, row in enumerate(TARGETS) for j, value in enumerate(row) if value > 1]
    assert panel_icc(Panel.of(rows), "s")["(2,1)"].reason.endswith("use the model's reliability")
    full = [Rating(f"c{i}", f"j{j}", "s", (value + 1) / 2.5) for i, row in enumerate(TARGETS) for j, value in enumerate(row)]
    with_all = panel_icc(Panel.of([r._replace(value=max(r.value, 1)) for r in full]), "s")
    assert set(with_all) == set(KINDS) and with_all["(3,k)"].value > 0.8


def test_the_models_icc_is_severity_apart():
    found = model_icc(Sds(0.5, 0.3, 0.0, 0.3, 0.6))
    assert found["absolute agreement"] == found["consistency"]
    assert model_icc(Sds(0.5, 0.3, 0.4, 0.3, 0.6), 3)["consistency"] == spearman_brown(0.34 / 0.79, 3)


def test_spearman_brown():
    assert [round(spearman_brown(0.44, k), 3) for k in range(1, 7)] == [0.44, 0.611, 0.702, 0.759, 0.797, 0.825]
