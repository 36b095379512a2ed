"""Export and import: the same content gives the same bytes, and nothing comes in by halves."""

import pytest
import yaml
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hiring.catalog.actions import add_entry, change_entry, load_catalogue
from hiring.catalog.bodies import body_of
from hiring.catalog.content import check, dump, read_text
from hiring.catalog.exchange import catalogue_files
from hiring.catalog.models import Edit, PracticeSample, Question, Skill
from tests.catalog.sample import make_skill, sample, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def crafts(tmp_path):
    folder = write(tmp_path / "release", sample())
    load_catalogue(folder)
    return folder


def bytes_of(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.yaml"))}


def exported(folder):
    call_command("export_catalogue", str(folder), verbosity=0)
    return bytes_of(folder)


def test_what_is_exported_is_a_sound_catalogue_with_the_same_content(crafts, tmp_path):
    files = exported(tmp_path / "out")
    assert check(tmp_path / "out") == []
    assert {name: yaml.safe_load(text) for name, text in files.items()} == sample()


def test_the_shipped_catalogue_goes_out_and_in_to_the_same_bytes(tmp_path, admin):
    first = exported(tmp_path / "first")
    assert check(tmp_path / "first") == []
    load_catalogue(tmp_path / "first")
    assert exported(tmp_path / "second") == first
    call_command("import_catalogue", str(tmp_path / "first"), by=admin.email)
    assert exported(tmp_path / "third") == first
    assert Edit.objects.count() == 0


def test_changes_and_own_entries_come_through_a_round_trip(crafts, tmp_path, admin, capsys):
    chess = Skill.objects.get(slug="chess")
    change_entry(chess, body_of(chess) | {"definition": 'Plays: "chess" # as\nwe like it.'}, by=admin, version=1)
    add_entry("skill", {"group": "crafts"} | make_skill("draughts"), by=admin)
    practice = body_of(PracticeSample.objects.get(slug="chess-0"))
    add_entry("practice", practice | {"skill": "draughts", "question": "chess-1"}, by=admin)
    first = exported(tmp_path / "first")
    PracticeSample.objects.filter(slug="chess-1").delete()
    Skill.objects.filter(slug="draughts").delete()
    Edit.objects.all().delete()
    load_catalogue(write(tmp_path / "again", sample() | {"catalogue.yaml": sample()["catalogue.yaml"] | {"version": "0.1.1"}}))
    call_command("import_catalogue", str(tmp_path / "first"), by=admin.email)
    said = capsys.readouterr().out.splitlines()
    assert said[-4:] == ["added skill draughts", "added practice chess-1", "changed skill chess", "Done: 2 added, 1 changed; 50 unchanged."]
    second = exported(tmp_path / "second")
    assert second.pop("catalogue.yaml") != first.pop("catalogue.yaml")
    assert second == first
    assert Edit.objects.get().fields == {"definition": 'Plays: "chess" # as\nwe like it.'}


def test_retired_entries_are_left_out(crafts, tmp_path):
    Question.objects.filter(slug="chess-4").update(retired=True)
    assert b"chess-4" not in exported(tmp_path / "out")["questions/crafts.yaml"]


def test_a_dry_run_says_the_same_and_writes_nothing(crafts, tmp_path, admin, capsys):
    files = sample()
    files["skills/crafts.yaml"]["skills"][2]["name"] = "Chess and go"
    call_command("import_catalogue", str(write(tmp_path / "in", files)), by=admin.email, dry_run=True)
    assert capsys.readouterr().out.splitlines() == ["changed skill chess", "Would be 0 added, 1 changed; 50 unchanged."]
    assert (Skill.objects.get(slug="chess").name, Edit.objects.count()) == ("Chess", 0)


def test_an_import_is_refused_as_a_whole_with_every_fault(crafts, tmp_path, admin):
    files = sample()
    files["skills/crafts.yaml"]["skills"][2]["name"] = "Chess and go"
    del files["skills/crafts.yaml"]["skills"][3]["is_not"]
    files["questions/crafts.yaml"]["questions"][0]["skills"] = ["juggling"]
    files["roles/data-scientist.yaml"]["levels"]["mid"]["profile"][0]["weight"] = 1
    files["notes/a.yaml"] = {"a": 1}
    files["skills/broken.yaml"] = "a: [\n"
    with pytest.raises(CommandError) as refusal:
        call_command("import_catalogue", str(write(tmp_path / "in", files)), by=admin.email)
    assert str(refusal.value).splitlines() == [
        "Refused, 5 faults:",
        "notes/a.yaml:1 unexpected file; folders are skills, questions, roles, practice",
        "questions/crafts.yaml:10 arithmetic-0.skills.1: no such skill: juggling",
        "roles/data-scientist.yaml:125 data-scientist.levels.mid.profile: weights add up to 81, must be 100",
        "skills/broken.yaml:2 not valid YAML: did not find expected node content",
        "skills/crafts.yaml:48 drawing.is_not: missing",
    ]
    assert Skill.objects.get(slug="chess").name == "Chess"


def test_only_an_admin_stands_for_an_import(crafts, manager):
    with pytest.raises(CommandError, match="There is no admin with the address"):
        call_command("import_catalogue", str(crafts), by=manager.email)


def test_an_export_never_writes_over_files(crafts):
    with pytest.raises(CommandError, match="is not empty"):
        call_command("export_catalogue", str(crafts))


HOSTILE_TEXT = ["yes", "1.0", "null", "a: b", "# no", "- x", "line\nline", " lead", "trail ", "tab\there", "é “quoted” 'single'", "&a *b !c", "x" * 300, "word " * 80, "a\n\nb\n", "=1+1", "{a", "[b", "2026-11-24", "~", "…\u200b"]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE_TEXT)
def test_any_text_survives_writing_and_reading(text):
    written = dump({"key": text, "list": [text, {"deep": text}]})
    assert read_text(written).value == {"key": text, "list": [text, {"deep": text}]}
    assert dump(read_text(written).value) == written


def test_export_queries_do_not_grow_with_rows(crafts, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        assert len(catalogue_files()) == 6


def test_an_import_reads_what_entries_must_fit_into_once_however_many_change(crafts, tmp_path, admin):
    def reads_of_all(number):
        files = sample()
        for question in files["questions/crafts.yaml"]["questions"][:number]:
            question["prompt"] += f" Changed by the import of {number}."
        with CaptureQueriesContext(connection) as queries:
            call_command("import_catalogue", str(write(tmp_path / str(number), files)), by=admin.email, verbosity=0)
        return sum('FROM "catalog_question"' in query["sql"] and "WHERE" not in query["sql"] for query in queries)

    assert reads_of_all(1) == reads_of_all(9) > 0


def test_names_move_on_within_one_import_and_are_taken_once(crafts, tmp_path, admin):
    files = sample()
    chess, drawing = files["skills/crafts.yaml"]["skills"][2:4]
    chess["name"], drawing["name"] = "Chess and go", "Chess"
    call_command("import_catalogue", str(write(tmp_path / "in", files)), by=admin.email)
    assert [Skill.objects.get(slug=each["slug"]).name for each in (chess, drawing)] == ["Chess and go", "Chess"]
    chess["name"], drawing["name"] = "Go", "GO"
    with pytest.raises(CommandError, match="drawing.name: chess has this name already"):
        call_command("import_catalogue", str(write(tmp_path / "twice", files)), by=admin.email)
