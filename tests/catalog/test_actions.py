"""Loading a catalogue: all or nothing, the same twice changes nothing, what is used is never lost."""

import datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hiring.catalog.actions import load_catalogue
from hiring.catalog.content import CatalogueRefused
from hiring.catalog.models import PracticeSample, ProfileSkill, Question, Release, Role, RoleLevel, Skill, SkillGroup
from tests.catalog.sample import sample, write

pytestmark = pytest.mark.django_db

SKILLS, ROLE = "skills/crafts.yaml", "roles/data-scientist.yaml"


def test_every_part_of_the_folder_becomes_rows(tmp_path):
    loaded = load_catalogue(write(tmp_path, sample()))
    assert (loaded.version, loaded.changed, loaded.roles, loaded.skills, loaded.questions) == ("0.1.0", True, 2, 8, 40)
    chess = Skill.objects.get(slug="chess")
    assert chess.group == SkillGroup.objects.get(slug="crafts")
    assert chess.anchors_for("lead") == {
        mark: f"In chess the candidate {deed} a piece of work while explaining it."
        for mark, deed in enumerate(("ignores", "starts", "finishes", "improves", "teaches"), 1)
    }
    row = ProfileSkill.objects.get(role_level__role__code="DS", role_level__level="senior", skill__slug="arithmetic")
    assert (row.weight, row.expected, row.must_have, row.position) == (20, 4, True, 0)
    technical = Question.objects.get(slug="chess-2")
    assert (technical.kind, technical.answer, technical.ordered_skills) == ("technical", "It is 4.\n", [chess])
    assert [answer["mark"] for answer in PracticeSample.objects.get(skill=chess).answers] == [2, 4]
    release = Release.current()
    assert (release.version, release.released) == ("0.1.0", datetime.date(2026, 11, 24))


def test_the_same_files_twice_change_nothing(tmp_path):
    folder = write(tmp_path, sample())
    load_catalogue(folder)
    before = list(Question.objects.values_list("pk", "slug")), Release.current().loaded_at
    assert load_catalogue(folder).changed is False
    assert (list(Question.objects.values_list("pk", "slug")), Release.current().loaded_at) == before


def test_a_new_version_keeps_the_rows_and_retires_what_it_no_longer_has(tmp_path):
    files = sample()
    load_catalogue(write(tmp_path / "old", files))
    chess, hiking = Skill.objects.get(slug="chess"), Skill.objects.get(slug="hiking")
    files["catalogue.yaml"]["version"] = "0.2.0"
    files[SKILLS]["skills"] = [skill for skill in files[SKILLS]["skills"] if skill["slug"] != "hiking"]
    files[SKILLS]["skills"][2]["name"] = "Chess and go"
    files["questions/crafts.yaml"]["questions"] = [q for q in files["questions/crafts.yaml"]["questions"] if "hiking" not in q["skills"]]
    for level in files["roles/machine-learning-engineer.yaml"]["levels"].values():
        level["profile"][-1]["skill"] = "arithmetic"
    assert load_catalogue(write(tmp_path / "new", files)).retired == 6
    chess.refresh_from_db(), hiking.refresh_from_db()
    assert (chess.name, chess.catalogue_version, chess.retired) == ("Chess and go", "0.2.0", False)
    assert (hiking.name, hiking.catalogue_version, hiking.retired) == ("Hiking", "0.1.0", True)


def test_what_comes_back_is_no_longer_retired(tmp_path):
    folder = write(tmp_path, sample())
    load_catalogue(folder)
    Skill.objects.filter(slug="chess").update(retired=True)
    Release.objects.update(digest="of other files")
    load_catalogue(folder)
    assert Skill.objects.get(slug="chess").retired is False


def test_what_a_company_wrote_itself_is_not_retired(tmp_path):
    own = Skill.objects.create(slug="own", name="Own", group=SkillGroup.objects.first(), definition="…", is_not="…")
    load_catalogue(write(tmp_path, sample()))
    own.refresh_from_db()
    assert (own.retired, own.is_built_in) == (False, False)


def test_a_fault_refuses_the_whole_and_writes_nothing(tmp_path):
    files = sample()
    del files[ROLE]["levels"]["lead"]["profile"][0]
    before = Release.current().digest, Skill.objects.current().count()
    with pytest.raises(CatalogueRefused) as refusal:
        load_catalogue(write(tmp_path, files))
    assert [(f.file, f.key, f.message) for f in refusal.value.faults] == [
        (ROLE, "levels.lead.profile", "weights add up to 80, must be 100")
    ]
    assert (Release.current().digest, Skill.objects.current().count()) == before


def test_profiles_follow_the_files(tmp_path):
    files = sample()
    load_catalogue(write(tmp_path / "old", files))
    files[ROLE]["levels"]["mid"]["profile"].reverse()
    load_catalogue(write(tmp_path / "new", files))
    mid = RoleLevel.objects.get(role__code="DS", level="mid")
    assert [row.skill.slug for row in mid.profile.all()] == [
        "gardening", "fencing", "editing", "drawing", "chess", "baking", "arithmetic",
    ]  # fmt: skip


def test_loading_takes_no_query_for_each_row(tmp_path):
    files = sample()
    with CaptureQueriesContext(connection) as few:
        load_catalogue(write(tmp_path / "few", files))
    files["questions/crafts.yaml"]["questions"] += [
        question | {"slug": f"{question['slug']}-again", "prompt": f"Again: {question['prompt']}"}
        for question in sample()["questions/crafts.yaml"]["questions"]
    ]
    with CaptureQueriesContext(connection) as more:
        load_catalogue(write(tmp_path / "more", files))
    assert len(more) < len(few) + 5, "40 more questions may fill one more batch, not 40 more queries"


def test_roles_stand_in_the_order_of_the_work():
    assert list(Role.objects.current().values_list("code", flat=True)) == ["DS", "MLE", "DE", "PM", "FS"]


def test_the_command_says_what_it_did(tmp_path, capsys):
    folder = write(tmp_path, sample())
    call_command("load_catalogue", str(folder))
    call_command("load_catalogue", str(folder))
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("Catalogue 0.1.0 loaded: 2 roles, 8 skills, 40 questions, ")
    assert second == "Catalogue 0.1.0 is up to date: 2 roles, 8 skills, 40 questions, 0 retired."


def test_the_command_lists_every_fault(tmp_path):
    files = sample()
    del files[SKILLS]["skills"][0]["name"], files[SKILLS]["skills"][1]["is_not"]
    for options in ({}, {"only_check": True}):
        with pytest.raises(CommandError) as refusal:
            call_command("load_catalogue", str(write(tmp_path, files)), **options)
        assert str(refusal.value) == (
            "Refused, 2 faults:\nskills/crafts.yaml:6 skills.arithmetic.name: missing\nskills/crafts.yaml:19 skills.baking.is_not: missing"
        )


def test_a_check_of_sound_files_writes_nothing(tmp_path, capsys):
    before = Release.current().version
    call_command("load_catalogue", str(write(tmp_path, sample())), only_check=True)
    assert (capsys.readouterr().out, Release.current().version) == ("No faults.\n", before)


def test_a_dry_run_says_what_would_change(tmp_path, capsys):
    load_catalogue(write(tmp_path / "old", sample()))
    call_command("load_catalogue", str(tmp_path / "old"), dry_run=True)
    files = sample()
    files[SKILLS]["skills"][2]["name"] = "Chess and go"
    call_command("load_catalogue", str(write(tmp_path / "new", files)), dry_run=True)
    assert capsys.readouterr().out == "Nothing would change.\nchanged skill chess: name\n"
    assert Skill.objects.get(slug="chess").name == "Chess"


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CommandError, match="There is no folder"):
        call_command("load_catalogue", str(tmp_path / "nowhere"))
