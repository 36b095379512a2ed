import numpy as np
import pytest

from hiring.assessment.panel import BadInput, Panel, Rating, weights_for
from hiring.assessment.raw import raw_scores

GOOD = Rating("Ada", "Kim", "SQL", 4)


@pytest.mark.parametrize("value", [0, 5.5, -1, float("nan"), float("inf"), float("-inf"), "4", True])
def test_a_mark_off_the_scale_names_its_row_and_column(value):
    with pytest.raises(BadInput, match="^row 2, rating: .*not a number from 1 to 5") as refused:
        Panel.of([GOOD, Rating("Ada", "Lee", "SQL", value)])
    assert (refused.value.row, refused.value.column) == (2, "rating")


def test_the_row_that_the_caller_gave_is_named():
    with pytest.raises(BadInput, match="^row 17, rating"):
        Panel.of([GOOD._replace(value=9, row=17)])


@pytest.mark.parametrize("column", ["candidate", "interviewer", "skill"])
def test_a_missing_name_is_refused(column):
    with pytest.raises(BadInput, match=f"row 1, {column}: the {column} is missing"):
        Panel.of([GOOD._replace(**{column: ""})])


def test_an_unknown_skill_is_refused_with_the_known_ones():
    with pytest.raises(BadInput, match="row 2, skill: unknown skill 'Spark'; known skills: Python, SQL"):
        Panel.of([GOOD, GOOD._replace(skill="Spark")], skills=["SQL", "Python"])


@pytest.mark.parametrize("again", [3, None])
def test_the_same_interviewer_twice_on_one_skill_names_both_rows(again):
    with pytest.raises(BadInput, match="row 3, interviewer: 'Kim' rated 'Ada' on 'SQL' already in row 1"):
        Panel.of([GOOD, GOOD._replace(skill="Python"), GOOD._replace(value=again)])


def test_numpy_marks_and_half_points_are_taken():
    assert Panel.of([GOOD._replace(value=np.float64(3.5))]).value.tolist() == [3.5]


def test_labels_may_be_of_any_kind():
    panel = Panel.of([Rating(2, "Kim", "SQL", 4), Rating("x", 7, "SQL", 3)])
    assert set(panel.candidates) == {2, "x"} and set(panel.interviewers) == {"Kim", 7}


def test_raw_mean_never_counts_what_was_not_assessed():
    marks = [GOOD, Rating("Ada", "Kim", "Python", None), Rating("Ben", "Kim", "Python", 2), Rating("Ben", "Lee", "Python", 3)]
    panel = Panel.of(marks)
    raw = raw_scores(panel, weights_for(panel, {"SQL": 0.7, "Python": 0.3}))
    assert raw.score.tolist() == [4.0, 2.5]
    assert raw.coverage == pytest.approx([0.7, 0.3])
    assert (raw.ratings.tolist(), raw.interviews.tolist(), raw.is_complete.tolist()) == ([1, 2], [1, 2], [True, False])


def test_raw_mean_of_nothing_is_not_a_number():
    panel = Panel.of([GOOD._replace(value=None)])
    assert np.isnan(raw_scores(panel, weights_for(panel)).score).all()
