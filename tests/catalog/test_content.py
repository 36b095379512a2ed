"""The shipped catalogue keeps its own rules: counts, anchors, profiles, answers that were computed, plain language."""

import re
from collections import Counter, defaultdict
from itertools import combinations

import pytest
from django.conf import settings

from hiring.catalog.answers import FENCED
from hiring.catalog.content import check, load_catalogue
from hiring.catalog.content.shapes import CODES, KINDS, LEVELS
from hiring.catalog.off_limits import off_limits
from tests.catalog import plain_language
from tests.catalog.answer_checks import wrong_answer

FOLDER = settings.BASE_DIR / "fixtures" / "catalogue"
CATALOGUE = load_catalogue(FOLDER)
SKILLS = {skill.slug: skill for skill in CATALOGUE.skills}
ROLES = {role.code: role for role in CATALOGUE.roles}
PROFILES = {(role.code, level.level): level.profile for role in CATALOGUE.roles for level in role.levels}

NINE_CRITERIA = {
    "business-knowledge", "databases-and-programming", "analytical-skill", "spreadsheets-and-slides", "mathematics-and-statistics",
    "big-data-and-machine-learning", "critical-thinking", "problem-solving", "communication",
}  # fmt: skip
SIX_TOPICS_OF_MATHEMATICS = {
    "linear-algebra", "classification-measures", "variance-and-spread", "calculus-and-gradients", "probability-distributions",
    "gradient-descent",
}  # fmt: skip
MLE_AND_TRANSITION = {
    "model-deployment", "model-monitoring", "containers", "kubernetes", "experiment-platforms", "model-optimisation", "cpp-performance",
    "inference-scaling", "software-engineering-practice", "testing", "pretrained-models", "language-model-applications", "experiment-design",
    "explaining-to-non-specialists", "technical-strategy", "cloud-data-platforms", "model-handover",
}  # fmt: skip
FIVE_TOPICS_OF_QUESTIONS = {
    "strategies-for-this-company": "which strategies would help this company",
    "development-you-passed-over": "keeping up with developments",
    "explain-a-technique-you-have-used": "explaining to someone outside the field",
    "one-project-from-question-to-use": "past experience",
    "goals-and-steps-taken": "goals",
}
ANCHORS = [
    (skill.slug, kind, mark, text)
    for skill in CATALOGUE.skills
    for kind in ("anchors", "senior_anchors")
    for mark, text in (getattr(skill, kind) or {}).items()
]


def test_the_checker_finds_no_fault():
    assert check(FOLDER) == []


def test_there_are_enough_skills_questions_and_profiles():
    assert len(CATALOGUE.skills) >= 45
    assert len(CATALOGUE.questions) >= 250
    assert {group.slug for group in CATALOGUE.groups} == {
        "statistics", "modelling", "ml-engineering", "data-engineering", "software-engineering", "product", "communication", "leadership",
    }  # fmt: skip
    assert set(PROFILES) == {(code, level) for code in CODES for level in LEVELS}


def test_the_named_skills_are_there():
    assert (NINE_CRITERIA | SIX_TOPICS_OF_MATHEMATICS | MLE_AND_TRANSITION) - SKILLS.keys() == set()


@pytest.mark.parametrize("level", LEVELS)
def test_a_data_scientist_is_judged_by_all_nine_criteria(level):
    assert NINE_CRITERIA - {row.skill for row in PROFILES["DS", level]} == set()


def test_the_five_topics_of_questions_are_there():
    assert FIVE_TOPICS_OF_QUESTIONS.keys() - {question.slug for question in CATALOGUE.questions} == set()


@pytest.mark.parametrize("pair", PROFILES)
def test_profiles_keep_their_rules(pair):
    rows = PROFILES[pair]
    assert 6 <= len(rows) <= 10
    assert sum(row.weight for row in rows) == 100
    assert 1 <= sum(row.must for row in rows) <= 4
    assert all(3 <= row.expected <= 4 for row in rows if row.must), "a description prints the anchor of this mark as a need"


def test_expected_marks_never_fall_from_level_to_level():
    falls = []
    for code in CODES:
        for lower, upper in zip(LEVELS, LEVELS[1:], strict=False):
            before = {row.skill: row.expected for row in PROFILES[code, lower]}
            falls += [(code, upper, row.skill) for row in PROFILES[code, upper] if row.expected < before.get(row.skill, 0)]
    assert falls == []


def test_every_skill_is_asked_in_five_questions_of_two_kinds():
    kinds, mains = defaultdict(list), Counter(question.skills[0] for question in CATALOGUE.questions)
    for question in CATALOGUE.questions:
        for skill in question.skills:
            kinds[skill].append(question.kind)
    assert [slug for slug in SKILLS if len(kinds[slug]) < 5 or len(set(kinds[slug])) < 2 or mains[slug] < 2] == []


def test_every_group_has_all_four_kinds():
    found = defaultdict(set)
    for question in CATALOGUE.questions:
        found[question.group].add(question.kind)
    assert {group: set(KINDS) - kinds for group, kinds in found.items() if kinds != set(KINDS)} == {}


@pytest.mark.parametrize("pair", PROFILES)
def test_each_must_have_can_be_tested_in_two_independent_ways(pair):
    """Two questions of different kinds at the level, neither of them the same conversation."""
    for row in PROFILES[pair]:
        if row.must:
            ways = {question.kind for question in CATALOGUE.questions if row.skill in question.skills and question.suits(pair[1])}
            assert len(ways) >= 2, row.skill


SMALL_WORDS = (
    "a an and as at be by can for from how in into is it its no not of on one or that the their them then they this to what when which "
    "who with"
)


def content_words(text):
    small = set(SMALL_WORDS.split())
    return set(re.findall(r"[a-z0-9+]+", text.lower())) - small


def test_no_anchor_resembles_one_of_another_skill():
    """Share of common words, names of skills included: templates with a name changed lie above 0.6, ours below 0.35."""
    words = [(slug, text, content_words(text)) for slug, _, _, text in ANCHORS]
    alike = [
        (first[1], second[1])
        for first, second in combinations(words, 2)
        if first[0] != second[0] and len(first[2] & second[2]) > 0.35 * len(first[2] | second[2])
    ]
    assert alike == []


def test_the_marks_of_one_skill_differ_from_each_other():
    alike = []
    for skill in CATALOGUE.skills:
        texts = [*skill.anchors.values(), *(skill.senior_anchors or {}).values()]
        pairs = combinations([content_words(text) for text in texts], 2)
        alike += [skill.slug for first, second in pairs if len(first & second) > 0.5 * len(first | second)]
    assert alike == []


DEED = re.compile(r"\b([a-z]+(s|ed)|cannot|can't|gave|told|built|went|grew|kept|saw|got|set|has|is|are)\b", re.IGNORECASE)


def test_each_anchor_names_a_behaviour_and_not_a_quality():
    assert [text for *_, text in ANCHORS if not DEED.search(text)] == []
    assert [text for *_, text in ANCHORS if plain_language.JUDGEMENT.search(text)] == []
    assert [text for *_, text in ANCHORS if not 8 <= len(text.split()) <= 40] == []


def test_no_anchor_leans_on_another_mark():
    """A description prints the anchor of the expected mark alone."""
    assert [text for *_, text in ANCHORS if re.match(r"(Also|Does that|As (above|for)|The same|In addition)\b", text)] == []


def test_senior_anchors_ask_for_more_than_the_same_words():
    same = [
        skill.slug
        for skill in CATALOGUE.skills
        if skill.senior_anchors and set(skill.anchors.values()) & set(skill.senior_anchors.values())
    ]
    assert same == []
    assert sum(bool(skill.senior_anchors) for skill in CATALOGUE.skills) >= 20


@pytest.mark.parametrize("code", CODES)
def test_duties_differ_by_level(code):
    duties = [duty for level in ROLES[code].levels for part in level.duties.values() for duty in part]
    assert [duty for duty, count in Counter(duties).items() if count > 1] == []


def test_an_idea_is_named_in_the_same_words_by_all_who_rest_on_it():
    named = Counter(question.idea for question in CATALOGUE.questions if question.idea)
    assert len(named) >= 30
    assert [idea for idea, count in named.items() if count < 2] == []


def test_practice_covers_twelve_skills_with_marks_that_differ():
    assert len({sample.skill for sample in CATALOGUE.practice}) >= 12
    by_slug = {question.slug: question for question in CATALOGUE.questions}
    for sample in CATALOGUE.practice:
        assert sample.skill in by_slug[sample.question].skills, sample.question
        assert len({answer.mark for answer in sample.answers}) >= 2, sample.question


TECHNICAL = [question for question in CATALOGUE.questions if question.check]


@pytest.mark.parametrize("question", TECHNICAL, ids=lambda question: question.slug)
def test_the_worked_answer_is_what_the_computation_gives(question):
    assert wrong_answer(vars(question)) == ""


def test_a_wrong_figure_in_an_answer_would_be_found():
    question = {"slug": "sum", "answer": "It is 5.", "check": "shown = [str(2 + 2)]"}
    assert wrong_answer(question) == "computed but not in the answer: 4"
    assert wrong_answer(question | {"check": "pass"}) == "the check sets no `shown` and asserts nothing about the answer's code"
    assert "AssertionError" in wrong_answer(question | {"check": "assert answer == 'It is 4.'\nshown = ['5']"})


def texts():
    """(file, text) of everything that is prose."""
    for skill in CATALOGUE.skills:
        yield from ((f"skills/{skill.group}", text) for text in (skill.definition, skill.is_not, *skill.behaviours))
    yield from ((f"skills/{SKILLS[slug].group}", text) for slug, _, _, text in ANCHORS)
    for question in CATALOGUE.questions:
        parts = question.prompt, *question.follow_ups, question.strong, question.adequate, question.weak, question.avoid
        yield from ((f"questions/{question.group}", text) for text in parts)
    for role in CATALOGUE.roles:
        parts = role.summary, role.objective, role.novelty, role.background, role.common_mis_hire, *role.does_not_do
        yield from ((f"roles/{role.slug}", text) for text in parts)
        for level in role.levels:
            duties = [duty for part in level.duties.values() for duty in part]
            lists = level.decisions_owned, level.mis_hires, level.backgrounds, level.success_90_days, level.success_year
            yield from ((f"roles/{role.slug}", text) for text in (level.purpose, *level.scope.values(), *duties, *sum(lists, ())))
    for sample in CATALOGUE.practice:
        yield from (("practice", part) for answer in sample.answers for part in (answer.text, answer.why))


TEXTS = defaultdict(list)
for _file, _text in texts():
    TEXTS[_file].append(_text)


def test_the_formulas_of_reading_ease():
    worked = plain_language.Ease(words=100, sentences=5, syllables=160)
    assert (round(worked.reading_ease, 3), round(worked.grade, 2)) == (51.175, 11.09)
    assert [plain_language.syllables(word) for word in ("made", "wanted", "table", "people", "experiment")] == [1, 2, 2, 2, 4]


@pytest.mark.parametrize("file", TEXTS)
def test_the_language_is_plain(file):
    """School grade 9 for each file; the target for a job description is 12."""
    measured = plain_language.ease(TEXTS[file])
    assert measured.grade <= 9
    assert measured.reading_ease >= 60


@pytest.mark.parametrize("pattern", [plain_language.GENDERED, plain_language.AMERICAN], ids=["gendered", "american"])
def test_words_that_content_avoids(pattern):
    assert [(file, found[0], text[:80]) for file, parts in TEXTS.items() for text in parts if (found := pattern.search(text))] == []


def test_no_prompt_asks_for_what_may_not_be_asked():
    assert [(q.slug, found) for q in CATALOGUE.questions for found in off_limits([q.prompt, *q.follow_ups])] == []


ITEM = re.compile(r"(- |\d+[.)] )")


def test_a_list_is_set_apart_from_what_follows():
    """Pages join the lines that an editor broke: an item would swallow the sentence after it."""
    swallowed = []
    for question in CATALOGUE.questions:
        for text in (question.prompt, question.answer):
            lines = FENCED.sub("\n", text).split("\n")
            pairs = zip(lines, lines[1:], strict=False)
            swallowed += [(question.slug, after) for item, after in pairs if ITEM.match(item) and not re.match(r"\s|$|- |\d+[.)] ", after)]
    assert swallowed == []
