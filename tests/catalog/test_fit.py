"""The rule of "Which role do I need?", on worked cases.

Points and depths of the first case: modelling 1 + 1 + 1 + 4 + 3 + 4 + 2 = 16, deep (3);
direction 1 + 1 + 1 = 3, so 2; production 1 - 2 = -1, so 0. The data scientist brings 3 and 2: all of it.
The ML engineer brings min(1, 2) and min(2, 3): (2 x 1 + 3 x 2) / (4 + 9) = 8/13 = 0.62.
"""

import pytest

from hiring.catalog.fit import ASKS, DEPTHS, needed_role

NAMES = [ask.name for ask in ASKS]
#         problem  data         models   latency    method      risk       day         team
CASES = [
    ("clear    ready        first    report     evidence    wrong      analyse     engineers", "DS", 1.00, None),
    ("rough    ready        first    daily      model       wrong      analyse     rounded", "DS", 1.00, None),
    ("clear    ready        few      seconds    model       wrong      analyse     rounded", "DS", 0.85, None),
    ("built    ready        many     instant    delivery    down       engineer    scientists", "MLE", 1.00, None),
    ("clear    collected    few      seconds    model       down       engineer    scientists", "MLE", 0.86, None),
    ("clear    scattered    none     daily      supply      numbers    pipe        analysts", "DE", 0.91, None),
    ("clear    streams      few      seconds    supply      numbers    pipe        rounded", "DE", 0.85, None),
    ("open     ready        few      daily      choice      useless    talk        full", "PM", 0.90, None),
    ("rough    collected    first    daily      model       useless    all         nobody", "FS", 1.00, None),
    ("rough    scattered    none     report     model       numbers    analyse     nobody", "DS", 0.68, ("DS", "DE")),
    ("rough    ready        few      instant    model       wrong      analyse     nobody", "MLE", 0.78, ("DS", "MLE")),
    ("open     ready        many     instant    choice      down       talk        scientists", "MLE", 0.67, ("MLE", "PM")),
]  # fmt: skip


def answers(line):
    return dict(zip(NAMES, line.split(), strict=True))


@pytest.mark.parametrize(("line", "best", "value", "pair"), CASES)
def test_worked_cases(line, best, value, pair):
    fit = needed_role(answers(line))
    two = fit.two_jobs and (fit.two_jobs.first, fit.two_jobs.second)
    assert (fit.ranking[0].code, round(fit.ranking[0].value, 2), two) == (best, value, pair)


def test_the_first_case_by_hand():
    fit = needed_role(answers(CASES[0][0]))
    assert fit.needs == {"direction": 2, "data": 0, "modelling": 3, "production": 0}
    assert {each.code: round(each.value, 2) for each in fit.ranking} == {"DS": 1.0, "FS": 0.77, "MLE": 0.62, "PM": 0.31, "DE": 0.15}
    assert fit.ranking[0].short == ()
    assert fit.ranking[2].short == ("direction", "modelling")


def test_reasons_are_the_answers_that_weigh_most_where_the_role_is_deep_enough():
    fit = needed_role(answers(CASES[3][0]))
    assert fit.ranking[0].reasons == (
        "several models or teams depend on production",
        "answers are needed within a tenth of a second",
        "most days go to services",
        "the solution exists and has to run",
    )


def test_two_jobs_say_who_takes_what():
    two = needed_role(answers(CASES[10][0])).two_jobs
    assert (two.first_areas, two.second_areas, two.value) == (("direction", "data", "modelling"), ("production",), 1.0)


def test_who_wants_a_bit_of_each_asks_for_no_depth_of_three():
    line = CASES[10][0].replace("analyse", "all")
    assert max(needed_role(answers(line)).needs.values()) == 2


@pytest.mark.parametrize("given", [{}, {"data": "ready"}, {"data": "ready", "team": "rounded"}, {"problem": "nonsense", "other": "x"}])
def test_answers_that_ask_for_nothing_have_no_ranking_and_a_reason(given):
    fit = needed_role(given)
    assert (fit.ranking, fit.two_jobs, fit.reason) == ((), None, "These answers name no work that is missing.")


def test_one_answer_is_enough_for_a_ranking():
    assert needed_role({"data": "scattered"}).ranking[0].code == "DE"


def test_every_role_is_ranked_and_no_fit_leaves_0_to_1():
    for ask in ASKS:
        for option in ask.options:
            fit = needed_role(answers(CASES[8][0]) | {ask.name: option.value})
            assert {each.code for each in fit.ranking} == set(DEPTHS)
            assert all(0 <= each.value <= 1 for each in fit.ranking)


def test_there_are_eight_questions_with_distinct_options():
    assert len(ASKS) == 8
    for ask in ASKS:
        assert len({option.value for option in ask.options}) == len(ask.options) >= 4
