import numpy as np
import pytest
from scipy.optimize import linprog

from hiring.assessment.impact import rate_ratio, selection_impact
from hiring.assessment.small_cells import hidden_cells


def test_worked_example_h():
    found = rate_ratio(12, 24, 48, 80)
    assert (found.reference_rate, found.rate) == (0.6, 0.5)
    assert [round(x, 4) for x in (found.ratio, found.low, found.high, found.p)] == [0.8333, 0.5376, 1.2917, 0.4810]
    assert found.too_few == ""


def test_below_four_fifths_and_not_significant_are_both_said():
    found = rate_ratio(4, 20, 10, 20)
    assert (round(found.ratio, 2), round(found.p, 4)) == (0.40, 0.0958)
    assert found.words == "below four fifths; the difference could well be chance (p = 0.096)"


def test_too_few_to_judge_still_has_numbers():
    found = rate_ratio(1, 10, 5, 10)
    assert (round(found.ratio, 2), round(found.p, 4)) == (0.20, 0.1409)
    assert found.words == "below four fifths, but too few to judge: an expected count is below 5"
    assert rate_ratio(5, 9, 20, 30).too_few == "a group has fewer than 10 people"


def test_nobody_selected():
    none = rate_ratio(0, 20, 10, 20)
    assert (none.ratio, none.low, none.high) == (0.0, None, None)
    assert rate_ratio(5, 20, 0, 20).words == "no ratio: nobody in the reference group was selected"


def test_the_rules_own_figures():
    found = selection_impact({"men": (667, 1390), "women": (555, 1181), None: (3, 20)})
    assert [round(group.rate, 2) for group in found.groups] == [0.48, 0.47]
    assert round(found.groups[1].compared.ratio, 3) == 0.979
    assert (found.unknown_selected, found.unknown_people) == (3, 20)


def test_a_group_under_two_percent_keeps_its_rate_and_stays_out_of_the_ratios():
    found = selection_impact({"a": (50, 100), "b": (40, 100), "tiny": (3, 3), "nobody": (0, 0)})
    assert found.reference == "a"
    assert [(g.group, g.compared is None) for g in found.groups] == [("a", True), ("b", False), ("tiny", True), ("nobody", True)]
    assert found.groups[2].rate == 1.0 and found.groups[2].note.startswith("under 2 %")


def test_one_group_or_none_says_so():
    assert selection_impact({"a": (1, 2)}).reason == "only one group to look at"
    assert selection_impact({}).reason == "nobody to compare"
    assert selection_impact({None: (1, 2)}).reason == "nobody to compare"


class TestSmallCells:
    def test_one_small_cell_takes_another_with_it(self):
        assert hidden_cells([[30, 12, 3]]).tolist() == [[False, True, True, False]]

    def test_two_small_cells_whose_sum_would_tell_take_a_third(self):
        assert hidden_cells([[30, 9, 2, 1]])[0].tolist() == [False, True, True, True, False]

    def test_a_table_is_covered_along_rows_and_columns(self):
        hidden = hidden_cells([[30, 12, 3], [25, 14, 9]])
        assert hidden.astype(int).tolist() == [[0, 1, 1, 0], [0, 1, 1, 0], [0, 0, 0, 0]]

    def test_large_cells_stay(self):
        assert not hidden_cells([[30, 12], [25, 14]]).any()

    @pytest.mark.parametrize("table", [[[3, 50, 60], [40, 2, 70], [8, 90, 11]], [[0, 6], [7, 8]], [[4, 4, 4, 40]]])
    def test_no_hidden_count_can_be_worked_out(self, table):
        """Every hidden count could be another by 5 or more, all visible counts and totals being what they are."""
        full, hidden = np.hstack([table, np.sum(table, axis=1, keepdims=True)]), hidden_cells(table)
        full = full if len(table) == 1 else np.vstack([full, full.sum(0)])
        unknown = [tuple(cell) for cell in np.argwhere(hidden)]
        lines = [np.s_[i, :] for i in range(full.shape[0])] + [np.s_[:, j] for j in range(full.shape[1]) if full.shape[0] > 1]
        sums, totals = [], []
        for line in lines:
            signs = np.zeros(full.shape)
            signs[line] = 1
            signs[tuple(np.argwhere(signs)[-1])] = -1
            sums.append([signs[cell] for cell in unknown])
            totals.append(-(signs * full * ~hidden).sum())
        for k in range(len(unknown)):
            goal = np.eye(len(unknown))[k]
            ends = [sign * linprog(sign * goal, A_eq=np.array(sums), b_eq=totals).fun for sign in (1, -1)]
            assert ends[1] - ends[0] >= 5 - 1e-6
