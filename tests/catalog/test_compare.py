"""How roles differ, told from plain values."""

import pytest

from hiring.catalog.compare import Need, Side, comparison

SHARES = {
    "DS": {"problem_formulation": "A", "data_engineering": "C", "modelling": "A", "deployment": "C"},
    "MLE": {"problem_formulation": "C", "data_engineering": "C", "modelling": "R", "deployment": "A"},
    "DE": {"problem_formulation": "I", "data_engineering": "A", "modelling": "C", "deployment": "C"},
    "FS": dict.fromkeys(("problem_formulation", "data_engineering", "modelling", "deployment"), "A"),
}
NAMES = {"DS": "data scientist", "MLE": "ML engineer", "DE": "data engineer", "FS": "full-stack data scientist"}


def needs(**marks):
    """Skills by slug with the mark expected; the weight falls with the order."""
    return tuple(
        Need(slug, slug.replace("_", " ").capitalize(), mark, 30 - 5 * i, must=i == 0) for i, (slug, mark) in enumerate(marks.items())
    )


def side(code, level="senior", tools=(), **marks):
    return Side(code, NAMES[code], level, SHARES[code], needs(**marks), tools)


def gaps(*sides):
    found = comparison(list(sides))
    return [(row.name, row.gap) for row in found.differing], [row.name for row in found.shared]


def test_two_roles_widest_gap_first_then_the_shared_ones():
    scientist = side("DS", statistics=5, modelling=4, testing=3, listening=3)
    engineer = side("MLE", kubernetes=4, testing=5, statistics=3, modelling=4, listening=3)
    assert gaps(scientist, engineer) == (
        [("Kubernetes", "only ML engineer"), ("Statistics", "data scientist +2"), ("Testing", "ML engineer +2")],
        ["Modelling", "Listening"],
    )


def test_three_roles_name_the_range_and_who_is_highest():
    sides = side("DS", statistics=5, python=3), side("MLE", statistics=3, python=5), side("DE", python=5)
    assert gaps(*sides) == (
        [("Statistics", "only data scientist and ML engineer"), ("Python", "3 to 5, highest ML engineer and data engineer")],
        [],
    )


def test_one_role_at_two_levels_is_told_apart_by_level():
    assert gaps(side("DS", "mid", statistics=3), side("DS", "lead", statistics=5)) == ([("Statistics", "lead +2")], [])


def test_equal_profiles_share_everything():
    assert gaps(side("DS", a=3, b=2), side("MLE", a=3, b=2)) == ([], ["A", "B"])


def test_a_cell_is_empty_where_a_profile_does_not_ask():
    row = comparison([side("DS", statistics=5), side("DE", pipelines=4)]).differing[0]
    assert (row.cells[0].expected, row.cells[1]) == (5, None)


@pytest.mark.parametrize(
    ("codes", "warnings"),
    [
        (("DS", "MLE"), ["Data engineering has no accountable role here"]),
        (("DS", "MLE", "DE"), []),
        (("DS", "DS"), ["Data engineering has no accountable role here", "Deployment has no accountable role here"]),
        (
            ("DS", "FS"),
            [
                "Problem formulation has 2 accountable roles here: data scientist and full-stack data scientist",
                "Modelling has 2 accountable roles here: data scientist and full-stack data scientist",
            ],
        ),
    ],
)
def test_steps_with_no_owner_or_two_are_named(codes, warnings):
    found = comparison([side(code, a=3) for code in codes])
    assert [row.warning for row in found.steps if row.warning] == warnings


def test_tools_are_shared_whatever_their_case():
    found = comparison([side("DS", tools=("Python", "R"), a=3), side("MLE", tools=("python", "C++", "Docker"), a=3)])
    assert (found.tools.shared, found.tools.own) == (("Python",), (("R",), ("C++", "Docker")))


def test_a_tool_of_two_roles_out_of_three_is_neither_shared_nor_its_own():
    found = comparison([side("DS", tools=("SQL",), a=3), side("DE", tools=("SQL",), a=3), side("MLE", tools=("C++",), a=3)])
    assert (found.tools.shared, found.tools.own) == ((), ((), (), ("C++",)))


def sentences(*sides):
    return list(comparison(list(sides)).sentences)


def test_sentences_for_two_roles():
    scientist = side("DS", statistics=5, modelling=4, listening=3)
    engineer = side("MLE", kubernetes=4, statistics=3, modelling=4)
    assert sentences(scientist, engineer) == [
        "A senior data scientist answers for problem formulation and modelling; a senior ML engineer answers for deployment.",
        "They share 2 of 4 skills, 1 of them at the same level: modelling.",
        "They part most over Kubernetes: 4 of 5 is expected of the ML engineer; the profile of the data scientist does not ask for it.",
    ]


def test_sentences_where_both_ask_at_different_marks():
    assert sentences(side("DS", "entry", sql=2), side("DE", "entry", sql=4)) == [
        "An entry-level data scientist answers for problem formulation and modelling; "
        "an entry-level data engineer answers for data engineering.",
        "They share 1 of 1 skills, none of them at the same level.",
        "They part most over sql: 2 of 5 is expected of the data scientist and 4 of the data engineer.",
    ]


def test_sentences_where_nothing_or_everything_is_shared():
    assert sentences(side("DS", tact=3), side("DE", care=3))[1] == "They share none of the 2 skills that their profiles ask for."
    assert sentences(side("DS", tact=3), side("DE", tact=3))[1:] == [
        "They share 1 of 1 skills, all of them at the same level: tact.",
        "Their profiles ask for the same marks.",
    ]


def test_many_shared_skills_are_cut_short():
    marks = dict.fromkeys(("tact", "care", "wit", "grit", "calm"), 3)
    assert sentences(side("DS", **marks), side("DE", **marks))[1] == (
        "They share 5 of 5 skills, all of them at the same level: tact, care, wit and 2 more."
    )


def test_sentences_for_a_promotion():
    assert sentences(side("DS", "mid", statistics=3, sql=3, a=2), side("DS", "senior", statistics=4, strategy=3, a=2)) == [
        "From mid to senior, the data scientist moves in statistics from 3 to 4.",
        "Newly asked for: strategy.",
        "No longer weighed: sql.",
    ]


def test_a_promotion_that_changes_no_mark_says_so():
    assert sentences(side("DS", "mid", a=3), side("DS", "senior", a=3)) == [
        "From mid to senior, no mark of the data scientist that both ask for changes."
    ]
