"""The pages of the catalogue, through the front door."""

import re

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hiring.catalog.actions import change_entry, load_catalogue, retire_entry
from hiring.catalog.bodies import body_of
from hiring.catalog.models import Edition, Question, QuestionSkill, Role, Skill
from tests.catalog.sample import sample, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client, manager):
    client.force_login(manager)

    def get(name, *args, **query):
        response = client.get(reverse(f"catalog:{name}", args=args), query)
        assert response.status_code == 200
        return response.content.decode()

    return get


def test_roles_show_who_owns_which_step(page):
    text = page("roles")
    for role in Role.objects.current():
        assert role.name in text
        assert role.objective in text
    assert "Problem formulation" in text


def test_a_role_says_what_it_is_at_the_chosen_level(page):
    role = Role.objects.get(code="MLE")
    senior = role.levels.get(level="senior")
    text = page("role", role.slug, level="senior")
    for part in (senior.purpose, senior.duties["weekly"][0], senior.decisions_owned[0], senior.success_year[0], role.does_not_do[0]):
        assert part.replace("'", "&#x27;") in text
    assert "What changes between levels" in text
    assert text != page("role", role.slug, level="entry")


def test_whoever_may_open_positions_can_begin_from_a_role(page, client, interviewer):
    role = Role.objects.get(code="DE")
    link = f"{reverse('openings:new')}?role={role.pk}&amp;level=lead"
    assert link in page("role", role.slug, level="lead")
    client.force_login(interviewer)
    assert link not in page("role", role.slug, level="lead")


def test_an_unknown_level_shows_the_middle_one(page):
    assert "Mid-level data scientist, at a glance" in page("role", "data-scientist", level="grand")


def test_a_retired_role_says_so(page):
    Role.objects.filter(code="PM").update(retired=True)
    assert "This role is retired." in page("role", Role.objects.get(code="PM").slug)
    assert "Product manager" not in page("roles")


def test_which_role_begins_with_eight_questions(page):
    text = page("which")
    assert text.count("<legend>") >= 8
    assert "Roles by fit" not in text


def test_which_role_names_the_role_and_keeps_the_answers(page):
    text = page("which", data="scattered", method="supply", day="pipe")
    assert "A data engineer fits this work best." in text
    assert re.search(r'<input[^>]*value="scattered"[^>]*checked', text)


def test_which_role_raises_the_alarm(page):
    text = page("which", problem="rough", models="few", latency="instant", method="model", risk="wrong", day="analyse", team="nobody")
    assert "These are two jobs in one: data scientist and machine learning engineer." in text


def test_which_role_says_how_many_answers_it_rests_on(page):
    assert "From 2 of 8 answers; the others may change it." in page("which", data="scattered", day="pipe")


def test_which_role_proposes_no_retired_role_and_survives_an_empty_catalogue(page):
    answers = {"problem": "rough", "models": "few", "latency": "instant", "method": "model", "risk": "wrong", "day": "analyse"}
    Role.objects.filter(code="MLE").update(retired=True)
    text = page("which", **answers)
    assert "Machine learning engineer" not in text
    assert "two jobs in one" not in text
    Role.objects.update(retired=True)
    assert "The roles are not loaded yet." in page("which", **answers)


def test_which_role_without_a_need_says_so(page):
    assert "These answers name no work that is missing." in page("which", data="ready")


def test_skills_stand_by_group_with_their_questions_counted(page):
    text = page("skills")
    assert "Statistics and experimentation" in text
    assert Skill.objects.current().first().definition.replace("'", "&#x27;") in text


def test_a_skill_shows_both_sets_of_anchors(page):
    skill = Skill.objects.exclude(senior_anchors=None).first()
    text = page("skill", skill.slug)
    for anchor in [*skill.anchors.values(), *skill.senior_anchors.values()]:
        assert anchor.replace("'", "&#x27;").replace('"', "&quot;") in text


def test_html_in_content_is_shown_as_text(page, tmp_path):
    files = sample()
    files["skills/crafts.yaml"]["skills"][2]["definition"] = "Plays <script>alert(1)</script> well."
    load_catalogue(write(tmp_path, files))
    text = page("skill", "chess")
    assert "Plays &lt;script&gt;alert(1)&lt;/script&gt; well." in text
    assert "<script>alert" not in text


@pytest.fixture
def crafts(tmp_path):
    files = sample()
    questions = {question["slug"]: question for question in files["questions/crafts.yaml"]["questions"]}
    questions["chess-0"] |= {"prompt": "How would you open a game against a stronger player?", "minutes": 25}
    questions["chess-1"]["levels"] = ["lead", "lead"]
    load_catalogue(write(tmp_path, files))


def slugs(text):
    return {question.slug for question in Question.objects.all() if f'href="{question.get_absolute_url()}"' in text}


def test_questions_are_searched_by_every_word(page, crafts):
    assert slugs(page("questions", q="STRONGER game")) == {"chess-0"}
    assert slugs(page("questions", q="stronger baking")) == set()


def test_questions_are_filtered(page, crafts):
    assert slugs(page("questions", skill="chess")) == {f"chess-{i}" for i in range(5)}
    assert slugs(page("questions", skill="chess", level="mid")) == {f"chess-{i}" for i in (0, 2, 3, 4)}
    assert slugs(page("questions", skill="chess", kind="technical")) == {"chess-2"}
    assert slugs(page("questions", skill="chess", minutes="15")) == {f"chess-{i}" for i in (1, 2, 3, 4)}
    assert slugs(page("questions", role="machine-learning-engineer", q="arithmetic")) == set()
    assert slugs(page("questions", role="data-scientist", level="lead", q="arithmetic")) == {f"arithmetic-{i}" for i in range(5)}


def test_a_search_finds_what_was_changed_just_before(page, crafts, admin):
    question, skill = Question.objects.get(slug="chess-0"), Skill.objects.get(slug="baking")
    assert slugs(page("questions", q="stronger")) == {"chess-0"}
    change_entry(question, body_of(question) | {"prompt": "How would you open a game against a weaker player?"}, by=admin, version=1)
    assert (slugs(page("questions", q="stronger")), slugs(page("questions", q="weaker"))) == (set(), {"chess-0"})
    change_entry(skill, body_of(skill) | {"name": "Pastry"}, by=admin, version=1)
    assert slugs(page("questions", q="pastry")) == {f"baking-{i}" for i in range(5)}
    retire_entry(Question.objects.get(slug="baking-1"), by=admin, version=1)
    assert slugs(page("questions", q="pastry")) == {f"baking-{i}" for i in (0, 2, 3, 4)}


def test_a_change_that_is_taken_back_leaves_the_bank_as_it_was(page, crafts, admin):
    question = Question.objects.get(slug="chess-0")
    for words in ("a weaker player", "an absent player"):
        with transaction.atomic():
            body = body_of(question) | {"prompt": f"How would you open a game against {words}?"}
            change_entry(question, body, by=admin, version=1)
            assert slugs(page("questions", q=words)) == {"chess-0"}
            transaction.set_rollback(True)
        assert slugs(page("questions", q=words)) == set()
        question.refresh_from_db()
    assert slugs(page("questions", q="stronger")) == {"chess-0"}


def test_a_filter_that_cannot_be_read_is_named_and_left_out(page, crafts):
    text = page("questions", skill="chess", level="grand", minutes="-1")
    assert "Not understood and left out:" in text
    assert "level “grand”, minutes “-1”" in text
    assert slugs(text) == {f"chess-{i}" for i in range(5)}


def test_questions_come_in_pages(page, crafts):
    first, second = slugs(page("questions")), slugs(page("questions", page=2))
    assert (len(first), len(second), first & second) == (25, 15, set())
    assert slugs(page("questions", page="999")) == second
    assert slugs(page("questions", page="x")) == first


def test_no_match_says_what_to_do(page, crafts):
    assert "No question matches" in page("questions", q="zebra")


def test_a_question_shows_prompt_notes_and_worked_answer(page):
    question = Question.objects.filter(answer__contains="```python").first()
    text = page("question", question.slug)
    for part in (question.strong, question.adequate, question.weak, question.avoid):
        assert part.split("'")[0].split('"')[0] in text
    assert "<pre" in text
    assert "```" not in text


def test_an_unknown_slug_is_404(client, manager):
    client.force_login(manager)
    for name in ("role", "skill", "question"):
        assert client.get(reverse(f"catalog:{name}", args=["nothing-here"])).status_code == 404


def test_pages_only_read(client, manager):
    client.force_login(manager)
    assert client.post(reverse("catalog:roles")).status_code == 405


def counted(client, path):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


def test_the_question_bank_makes_the_same_queries_however_many_there_are(client, manager, crafts):
    client.force_login(manager)
    path = reverse("catalog:questions")
    Question.objects.exclude(slug="chess-0").update(retired=True)
    few = counted_anew(client, path)
    Question.objects.update(retired=False)
    group, skill = Skill.objects.get(slug="chess").group, Skill.objects.get(slug="chess")
    more = Question.objects.bulk_create(
        Question(slug=f"more-{i}", group=group, kind="technical", prompt=f"More {i}", minutes=5, level_from="entry", level_to="lead")
        for i in range(200)
    )
    QuestionSkill.objects.bulk_create(QuestionSkill(question=question, skill=skill, position=0) for question in more)
    assert counted_anew(client, path) == few
    assert counted(client, path) <= 4


def counted_anew(client, path):
    """The first time after a change, when the bank is read from the database."""
    Edition.renew()
    return counted(client, path)


@pytest.mark.parametrize(
    ("name", "args", "query", "most"),
    [
        ("roles", [], "", 5),
        ("role", ["data-scientist"], "?level=senior", 8),
        ("which", [], "?data=scattered", 4),
        ("skills", [], "", 5),
        ("skill", ["model-monitoring"], "", 8),
    ],
)
def test_pages_stay_within_a_few_queries(client, manager, name, args, query, most):
    client.force_login(manager)
    assert counted(client, reverse(f"catalog:{name}", args=args) + query) <= most
