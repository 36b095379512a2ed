import pytest

from hiring.assessment.coverage import coverage
from hiring.assessment.panel import BadInput
from hiring.assessment.planning import Question, Stage, chosen_questions

STAGES = [Stage("X", 20), Stage("Y", 25), Stage("Z", 30)]
WEIGHTS = {"A": 0.5, "B": 0.3, "C": 0.2}
ROWS = "q1 10 A XY, q2 10 B XYZ, q3 15 AB YZ, q4 10 C XZ, q5 10 AC Y, q6 20 ABC Z, q7 5 B X, q8 10 A Z"
BANK = [
    Question(name, int(minutes), frozenset(skills), frozenset(stages))
    for name, minutes, skills, stages in (row.split() for row in ROWS.split(", "))
]


def test_worked_example_j():
    plan = chosen_questions(BANK, STAGES, WEIGHTS)
    assert set(plan.choices) == {("q1", "X"), ("q7", "X"), ("q2", "Y"), ("q5", "Y"), ("q6", "Z")}
    assert (plan.minutes, round(plan.coverage, 6), plan.method, plan.lacks) == (55, 0.683924, "optimal", ())
    assert plan.signals == {"A": 3, "B": 3, "C": 2}


def test_weights_count_by_their_proportions():
    assert chosen_questions(BANK, STAGES, {k: 100 * w for k, w in WEIGHTS.items()}) == chosen_questions(BANK, STAGES, WEIGHTS)


def test_locked_questions_are_in_and_banned_ones_out():
    plan = chosen_questions(BANK, STAGES, WEIGHTS, locked=[("q3", "Y")], banned=["q7"])
    assert ("q3", "Y") in plan.choices
    assert "q7" not in {question for question, _ in plan.choices}
    assert all(count >= 2 for count in plan.signals.values())


def test_a_locked_question_may_stand_where_it_usually_does_not():
    assert ("q8", "X") in chosen_questions(BANK, STAGES, WEIGHTS, locked=[("q8", "X")]).choices


def test_what_cannot_be_asked_twice_is_named_with_the_minutes_that_lack():
    bank = [question for question in BANK if question.id in ("q1", "q5", "q7", "q2")]
    plan = chosen_questions(bank, [Stage("X", 15), Stage("Y", 20)], WEIGHTS)
    (lack,) = plan.lacks
    assert (lack.skill, lack.signals, lack.minutes) == ("C", 1, None)
    assert plan.signals["A"] == plan.signals["B"] == 2
    short = chosen_questions(BANK, [Stage("X", 10), Stage("Z", 10)], {"A": 0.5, "C": 0.5})
    assert {(lack.skill, lack.signals, lack.minutes) for lack in short.lacks} <= {("A", 1, 10), ("C", 1, 10), ("C", 0, 20), ("A", 0, 20)}
    assert short.lacks


def test_must_haves_come_first_where_two_signals_each_cannot_be_had():
    """The must-have weighs least and costs most; yet it gets both its signals, and what is left is a first one for the heaviest."""
    bank = [Question(f"{skill}{k}", minutes, frozenset(skill)) for skill, minutes in (("A", 5), ("B", 5), ("C", 15)) for k in range(2)]
    rooms, weights = [Stage("X", 20), Stage("Y", 15)], {"A": 0.6, "B": 0.3, "C": 0.1}
    plan = chosen_questions(bank, rooms, weights, must_haves=["C"])
    assert plan.signals == {"A": 1, "B": 0, "C": 2}
    assert [(lack.skill, lack.signals, lack.minutes) for lack in plan.lacks] == [("A", 1, 5), ("B", 0, 10)]
    assert chosen_questions(bank, rooms, weights, must_haves=["C"], seconds=0.0).signals["C"] == 2
    assert chosen_questions(bank, rooms, weights).signals == {"A": 2, "B": 1, "C": 1}


def test_every_must_have_is_tested_once_before_one_is_tested_twice():
    bank = [Question(f"{skill}{k}", 10, frozenset(skill)) for skill in "AB" for k in range(2)]
    plan = chosen_questions(bank, [Stage("X", 10), Stage("Y", 10)], {"A": 0.9, "B": 0.1}, must_haves="AB")
    assert plan.signals == {"A": 1, "B": 1}


def test_of_two_questions_kept_apart_one_is_asked():
    bank = [Question(name, 10, frozenset("A")) for name in ("q1", "q2")]
    rooms, apart = [Stage("X", 20), Stage("Y", 20)], [frozenset(("q1", "q2"))]
    for seconds in (3.0, 0.0):
        assert chosen_questions(bank, rooms, {"A": 1}, apart=apart, seconds=seconds).signals == {"A": 1}
    assert chosen_questions(bank, rooms, {"A": 1}, apart=apart, locked=[("q1", "X"), ("q2", "Y")]).signals == {"A": 2}


def test_at_most_four_skills_a_stage():
    letters = "ABCDEF"
    bank = [Question(f"{letter}{k}", 5, frozenset(letter)) for letter in letters for k in range(3)]
    plan = chosen_questions(bank, [Stage(k, 60) for k in range(3)], dict.fromkeys(letters, 1 / 6))
    skills = {stage: {question[0] for question, where in plan.choices if where == stage} for stage in range(3)}
    assert max(len(found) for found in skills.values()) == 4
    assert plan.lacks == ()


def test_several_questions_in_one_stage_are_one_signal():
    bank = [Question(k, 5, frozenset("A")) for k in range(6)]
    plan = chosen_questions(bank, [Stage("X", 60), Stage("Y", 60)], {"A": 1})
    assert plan.signals == {"A": 2} and plan.minutes == 10


def test_without_time_the_answer_is_greedy_and_keeps_the_rules():
    plan = chosen_questions(BANK, STAGES, WEIGHTS, locked=[("q3", "Z")], seconds=0.0)
    assert plan.method in ("greedy", "best found in time")
    budget = {stage.id: stage.minutes for stage in STAGES}
    minutes = {question.id: question.minutes for question in BANK}
    for stage in budget:
        assert sum(minutes[q] for q, s in plan.choices if s == stage) <= budget[stage]
    assert ("q3", "Z") in plan.choices
    assert len({q for q, _ in plan.choices}) == len(plan.choices)


def test_nothing_to_choose_from():
    plan = chosen_questions([], STAGES, WEIGHTS)
    assert plan.choices == () and plan.coverage == 0
    assert [(lack.skill, lack.signals, lack.minutes) for lack in plan.lacks] == [("A", 0, None), ("B", 0, None), ("C", 0, None)]
    assert chosen_questions(BANK, STAGES, {}).choices == ()
    assert len(chosen_questions(BANK, [], WEIGHTS).lacks) == 3


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"locked": [("q9", "X")]}, "no such question or stage"),
        ({"locked": [("q1", "W")]}, "no such question or stage"),
        ({"locked": [("q1", "X")], "banned": ["q1"]}, "both locked and banned"),
        ({"locked": [("q1", "X"), ("q1", "Y")]}, "locked in two stages"),
        ({"locked": [("q6", "X"), ("q7", "X")]}, "take 25 of 20 minutes"),
        ({"weights": {"A": -1}}, "must be 0 or a positive number"),
        ({"questions": [Question("q", 0, frozenset("A"))]}, "must be a positive number"),
        ({"stages": [Stage("X", float("nan"))]}, "must be a positive number"),
    ],
)
def test_what_cannot_be_meant_is_refused(changes, message):
    with pytest.raises(BadInput, match=message):
        chosen_questions(**{"questions": BANK, "stages": STAGES, "weights": WEIGHTS} | changes)


def test_coverage_tells_untested_once_thrice_and_foreign():
    plan = {"screen": [["SQL"], ["SQL", "Go"]], "technical": [["SQL", "Python"]], "final": [["SQL"]], "empty": []}
    found = coverage({"SQL": True, "Python": True, "ML": True, "Spark": False}, plan)
    assert (found.untested, found.once, found.thrice, found.foreign) == (("ML",), ("Python",), ("SQL",), ("Go",))
    assert found.skills[0].questions == {"screen": 2, "technical": 1, "final": 1}
    assert found.skills[0].signals == 3
