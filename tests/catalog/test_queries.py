"""Reads that other domains rely on."""

import pytest

from hiring.catalog import queries
from hiring.catalog.actions import load_catalogue
from hiring.catalog.models import Question, Role, RoleLevel, Skill
from tests.catalog.sample import sample, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def crafts(tmp_path):
    """The sample catalogue with questions that inform two skills, and some for upper levels only."""
    files = sample()
    questions = {question["slug"]: question for question in files["questions/crafts.yaml"]["questions"]}
    questions["hiking-0"]["skills"] = ["hiking", "chess"]
    questions["chess-1"]["skills"] = ["chess", "baking"]
    questions["chess-4"]["levels"] = ["senior", "lead"]
    load_catalogue(write(tmp_path, files))


def found(*slugs, level="mid", kinds=None, code="DS"):
    skills = Skill.objects.filter(slug__in=slugs)
    return [question.slug for question in queries.questions_for(skills, Role.objects.get(code=code), level, kinds)]


def test_role_level_is_found_by_code_and_level(crafts):
    assert str(queries.role_level("MLE", "entry")) == "Entry-level machine learning engineer"
    with pytest.raises(RoleLevel.DoesNotExist):
        queries.role_level("XX", "entry")


def test_profile_keeps_the_order_of_the_file(crafts):
    rows = queries.profile(Role.objects.get(code="MLE"), "lead")
    assert [(row.skill.slug, row.weight, row.expected, row.must_have) for row in rows] == [
        ("baking", 20, 5, True),
        ("chess", 20, 5, True),
        ("drawing", 15, 5, False),
        ("editing", 15, 5, False),
        ("fencing", 10, 5, False),
        ("gardening", 10, 5, False),
        ("hiking", 10, 5, False),
    ]


def test_questions_mainly_about_the_skill_come_first_then_those_that_inform_more_of_the_profile(crafts):
    assert found("chess") == ["chess-1", "chess-0", "chess-2", "chess-3", "hiking-0"]


def test_questions_keep_to_the_level_and_the_kinds(crafts):
    assert found("chess", level="senior") == ["chess-1", "chess-0", "chess-2", "chess-3", "chess-4", "hiking-0"]
    assert found("chess", kinds=["technical", "work-sample"]) == ["chess-2", "chess-3"]
    assert found("chess", level="senior", kinds=["behavioural"]) == ["chess-0", "chess-4", "hiking-0"]


def test_a_question_that_informs_two_of_the_skills_stands_once(crafts):
    assert found("chess", "baking").count("chess-1") == 1


def test_retired_questions_are_not_proposed(crafts):
    Question.objects.filter(slug="chess-1").update(retired=True)
    assert "chess-1" not in found("chess")


def test_no_skills_find_no_questions(crafts):
    assert found() == []


def test_questions_for_takes_two_queries(crafts, django_assert_num_queries):
    skills = list(Skill.objects.filter(slug__in=["chess", "baking", "drawing"]))
    role = Role.objects.get(code="DS")
    with django_assert_num_queries(2):
        assert [question.ordered_skills for question in queries.questions_for(skills, role, "mid")][0]


def test_compare_reads_what_the_profiles_say(crafts):
    sides = [queries.role_level("DS", "mid"), queries.role_level("MLE", "mid")]
    comparison = queries.compare(sides)
    assert [(row.name, row.gap) for row in comparison.differing] == [
        ("Arithmetic", "only data scientist"),
        ("Hiking", "only machine learning engineer"),
    ]
    assert comparison.tools.shared == ("Python", "SQL")
    assert comparison.tools.own == (("DS tool",), ("MLE tool",))


def test_role_levels_are_found_by_name_in_the_order_asked(crafts, manager):
    keys = ["mle-lead", "ds-mid", "nobody-mid", "ds-never", "nonsense", "mle-lead"]
    assert [each.key for each in queries.role_levels_named(keys, manager)] == ["mle-lead", "ds-mid"]


def test_profile_by_level_tells_what_changes(tmp_path):
    files = sample()
    senior = files["roles/data-scientist.yaml"]["levels"]["senior"]["profile"]
    senior[0] |= {"weight": 25, "must": False}
    senior[1]["weight"] = 15
    senior[6]["skill"] = "hiking"
    load_catalogue(write(tmp_path, files))
    levels = queries.levels_of(Role.objects.get(code="DS"))
    assert [(row.skill.slug, row.change) for row in queries.profile_by_level(levels, "senior")] == [
        ("arithmetic", "expected +1, weight 20 to 25%, no longer a must-have"),
        ("baking", "expected +1, weight 20 to 15%"),
        ("chess", "expected +1"),
        ("drawing", "expected +1"),
        ("editing", "expected +1"),
        ("fencing", "expected +1"),
        ("hiking", "new here"),
        ("gardening", "no longer weighed"),
    ]
    assert {row.change for row in queries.profile_by_level(levels, "entry")} == {""}


def test_wanted_by_lists_roles_from_entry_to_lead(crafts, manager):
    wanted = queries.wanted_by(Skill.objects.get(slug="arithmetic"), manager)
    assert [(role.code, [cell.expected for cell in cells]) for role, cells in wanted] == [("DS", [2, 3, 4, 5])]


def test_senior_anchors_hold_for_senior_and_lead():
    skill = Skill.objects.exclude(senior_anchors=None).first()
    assert skill.anchors_for("entry") == skill.anchors_for("mid") == {int(mark): text for mark, text in skill.anchors.items()}
    assert skill.anchors_for("senior") == skill.anchors_for("lead") == {int(m): text for m, text in skill.senior_anchors.items()}
    assert list(skill.anchors_for("lead")) == [1, 2, 3, 4, 5]
