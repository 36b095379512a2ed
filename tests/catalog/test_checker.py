"""What the checker of catalogue files accepts, refuses and says."""

import subprocess
import sys

import pytest

from hiring.catalog.content import CatalogueRefused, Fault, check, load_catalogue
from hiring.catalog.content.reading import MAX_BYTES, read_text
from tests.catalog.sample import sample, write

SKILLS, QUESTIONS = "skills/crafts.yaml", "questions/crafts.yaml"
ROLE = "roles/data-scientist.yaml"


def faults(folder, files, **options):
    return [(f.file, f.key, f.message) for f in check(write(folder, files), **options)]


def test_the_sample_has_no_faults(tmp_path):
    assert check(write(tmp_path, sample())) == []


def test_a_sound_folder_becomes_plain_values(tmp_path):
    catalogue = load_catalogue(write(tmp_path, sample()))
    chess = next(skill for skill in catalogue.skills if skill.slug == "chess")
    assert (catalogue.version, catalogue.released) == ("0.1.0", "2026-11-24")
    assert (len(catalogue.skills), len(catalogue.questions), len(catalogue.roles)) == (8, 40, 2)
    assert chess.group == "crafts"
    assert chess.anchors[1] == "In chess the candidate ignores a piece of work while explaining it."
    assert [row.weight for row in catalogue.roles[0].levels[0].profile] == [20, 20, 15, 15, 10, 10, 10]


def test_a_fault_names_file_line_key_and_what_is_wrong(tmp_path):
    files = sample() | {
        SKILLS: """\
group: {slug: crafts, name: Crafts, summary: Things done by hand.}
skills:
  - slug: chess
    name: Chess
    definition: yes
"""
    }
    found = check(write(tmp_path, files), partial=True)
    assert Fault(SKILLS, 5, "skills.chess.definition", "must be text, is yes or no; put it in quotes if it is meant as text") in found
    assert str(found[0]) == f"{SKILLS}:3 skills.chess.anchors: missing"


def changed(path, value):
    """The sample with one value replaced; `del` removes the key."""
    files = sample()
    file, *keys, last = path
    place = files[file]
    for key in keys:
        place = place[key]
    if value == "del":
        del place[last]
    else:
        place[last] = value
    return files


ONE_FAULT = [
    ((SKILLS, "skills", 2, "is_not"), "del", "skills.chess.is_not", "missing"),
    ((SKILLS, "skills", 2, "anchors", 3), "del", "skills.chess.anchors.3", "missing"),
    ((SKILLS, "skills", 2, "anchors", 3), "Plays well.", "skills.chess.anchors.3", "too short: 2 words, at least 8"),
    ((SKILLS, "skills", 2, "anchors", 3), "word " * 51, "skills.chess.anchors.3", "too long: 51 words, at most 50"),
    ((SKILLS, "skills", 2, "behaviours"), ["Shows it daily."], "skills.chess.behaviours", "must have 3 to 5 entries, has 1"),
    ((SKILLS, "skills", 2, "definition"), 7, "skills.chess.definition", "must be text, is int 7; put it in quotes if it is meant as text"),
    ((SKILLS, "skills", 2, "colour"), "red", "skills.chess.colour",
     "unknown key; known here: slug, name, definition, is_not, behaviours, anchors, senior_anchors"),
    ((SKILLS, "skills", 2, "slug"), "Chess!", "skills.Chess!.slug", "must be a slug (small letters, digits, single hyphens), is 'Chess!'"),
    ((SKILLS, "skills", 2, "name"), "Baking", "skills.chess.name", "'Baking' already stands in skills/crafts.yaml:20"),
    ((SKILLS, "group", "slug"), "arts", "group.slug", "must be the file's name, crafts"),
    ((QUESTIONS, "questions", 0, "kind"), "quiz", "questions.arithmetic-0.kind",
     "must be one of behavioural, situational, technical, work-sample, is 'quiz'"),
    ((QUESTIONS, "questions", 2, "answer"), "del", "questions.arithmetic-2.answer",
     "missing: a technical question needs answer and check"),
    ((QUESTIONS, "questions", 2, "check"), "del", "questions.arithmetic-2.check",
     "missing: a technical question needs answer and check"),
    ((QUESTIONS, "questions", 0, "levels"), ["lead", "entry"], "questions.arithmetic-0.levels", "runs backwards: from lead to entry"),
    ((QUESTIONS, "questions", 0, "minutes"), "ten", "questions.arithmetic-0.minutes", "must be a whole number, is text"),
    ((QUESTIONS, "questions", 0, "minutes"), 0, "questions.arithmetic-0.minutes", "must be 1 to 240, is 0"),
    ((QUESTIONS, "questions", 0, "minutes"), True, "questions.arithmetic-0.minutes", "must be a whole number, is yes or no"),
    ((QUESTIONS, "questions", 35, "skills"), ["hiking", "juggling"], "questions.hiking-0.skills.2", "no such skill: juggling"),
    ((QUESTIONS, "questions", 35, "skills"), ["hiking", "hiking"], "questions.hiking-0.skills", "hiking stands here 2 times"),
    ((QUESTIONS, "questions", 36, "slug"), "hiking-0", "questions.hiking-0.slug", "'hiking-0' already stands in questions/crafts.yaml:604"),
    ((ROLE, "levels", "mid", "profile", 0, "weight"), 21, "levels.mid.profile", "weights add up to 101, must be 100"),
    ((ROLE, "levels", "mid", "profile", 6, "skill"), "juggling", "levels.mid.profile.juggling.skill", "no such skill: juggling"),
    ((ROLE, "levels", "mid", "profile", 6, "skill"), "baking", "levels.mid.profile", "baking stands here 2 times"),
    ((ROLE, "levels", "mid", "profile", 6, "expected"), 6, "levels.mid.profile.gardening.expected", "must be 1 to 5, is 6"),
    ((ROLE, "levels", "mid", "profile", 6, "must"), "no way", "levels.mid.profile.gardening.must", "must be true or false, is text"),
    ((ROLE, "levels", "lead"), "del", "levels.lead", "missing"),
    ((ROLE, "lifecycle", "modelling", "share"), "B", "lifecycle.modelling.share", "must be one of A, R, C, I, is 'B'"),
    ((ROLE, "code"), "MLE", "code", "'MLE' already stands in roles/data-scientist.yaml:1"),
    ((ROLE, "slug"), "scientist", "slug", "must be the file's name, data-scientist"),
    (("practice/crafts.yaml", "samples", 0, "question"), "chess-9", "samples.chess.question", "no such question: chess-9"),
    (("practice/crafts.yaml", "samples", 0, "answers", 0, "mark"), 4, "samples.chess.answers",
     "all answers have the same mark; practice needs a difference"),
    (("catalogue.yaml", "version"), 1.0, "version", 'must be three numbers in quotes, such as "1.0.0", is 1.0'),
    (("catalogue.yaml", "released"), "soon", "released", "must be a date such as 2026-11-24, is 'soon'"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "value", "key", "message"), ONE_FAULT)
def test_each_fault_is_named(tmp_path, path, value, key, message):
    assert (key, message) in [(fault.key, fault.message) for fault in check(write(tmp_path, changed(path, value)))]


def test_more_than_four_must_haves_are_refused(tmp_path):
    files = sample()
    for row in files[ROLE]["levels"]["lead"]["profile"][:5]:
        row["must"] = True
    assert faults(tmp_path, files) == [(ROLE, "levels.lead.profile", "5 must-haves, at most 4")]


def test_an_anchor_repeated_in_another_skill_is_refused(tmp_path):
    files = sample()
    skills = files[SKILLS]["skills"]
    skills[3]["anchors"][4] = skills[2]["anchors"][4].upper()
    assert faults(tmp_path, files) == [(SKILLS, "skills.drawing.anchors.4", "the same text anchors chess at 4")]


def test_each_skill_needs_five_questions_of_two_kinds_two_of_them_its_own(tmp_path):
    files = sample()
    kept = [q for q in files[QUESTIONS]["questions"] if q["skills"] != ["hiking"]]
    kept[0]["skills"].append("hiking")
    files[QUESTIONS]["questions"] = kept
    assert faults(tmp_path, files)[:3] == [
        (SKILLS, "skills.hiking.slug", "hiking has 1 kinds of question, at least 2"),
        (SKILLS, "skills.hiking.slug", "hiking has 1 questions, at least 5"),
        (SKILLS, "skills.hiking.slug", "hiking is the main skill of 0 questions, at least 2"),
    ]


def test_a_must_have_needs_two_kinds_of_question_at_its_level(tmp_path):
    files = sample()
    for question in files[QUESTIONS]["questions"]:
        if question["skills"] == ["arithmetic"] and question["kind"] != "technical":
            question["levels"] = ["entry", "mid"]
    message = "must-have arithmetic has 1 kinds of question at {} level, at least 2"
    assert faults(tmp_path, files) == [(ROLE, f"levels.{level}.profile.arithmetic", message.format(level)) for level in ("senior", "lead")]


def test_a_question_file_has_all_four_kinds(tmp_path):
    files = sample()
    question = sample()[QUESTIONS]["questions"][0] | {"slug": "new", "prompt": "Another one to ask, please tell."}
    files["questions/more.yaml"] = {"questions": [question]}
    assert faults(tmp_path, files) == [
        ("questions/more.yaml", "", "no skill group more: name the file after a file in skills/"),
        ("questions/more.yaml", "questions", "no question of kind situational, technical, work-sample"),
    ]


def test_all_faults_of_all_files_are_listed_at_once(tmp_path):
    files = sample()
    del files[SKILLS]["skills"][0]["name"]
    files[ROLE]["levels"]["mid"]["profile"][0]["weight"] = 1
    files["roles/machine-learning-engineer.yaml"] = "slug: [broken"
    assert {file for file, _, _ in faults(tmp_path, files)} == {SKILLS, ROLE, "roles/machine-learning-engineer.yaml"}


def test_partial_leaves_out_what_other_files_still_have_to_bring(tmp_path):
    files = {name: content for name, content in sample().items() if name.startswith("roles/")}
    assert faults(tmp_path, files, partial=True) == []
    assert ("catalogue.yaml", "", "missing: it names the version and its date") in faults(tmp_path, files)


def test_a_file_in_an_unknown_folder_is_named(tmp_path):
    files = sample() | {"notes/todo.yaml": {"a": 1}}
    message = "unexpected file; folders are skills, questions, roles, practice"
    assert faults(tmp_path, files) == [("notes/todo.yaml", "", message)]


def test_a_refused_folder_raises_with_every_fault(tmp_path):
    files = sample()
    del files[SKILLS]["skills"][0]["name"], files[SKILLS]["skills"][1]["name"]
    with pytest.raises(CatalogueRefused) as refusal:
        load_catalogue(write(tmp_path, files))
    assert [fault.key for fault in refusal.value.faults] == ["skills.arithmetic.name", "skills.baking.name"]


REFUSED_YAML = [
    ("a: &x 1\nb: *x\n", 1, "anchors and aliases (& and *) are not allowed; write the text out"),
    ("a: 1\na: 2\n", 2, "the key stands here twice"),
    ("a:\n  b: 1\n  b: 1\n", 3, "the key stands here twice"),
    ("<<: {a: 1}\n", 1, "a key must be a plain word or number"),
    ("? [a]\n: b\n", 1, "a key must be a plain word or number"),
    ("[" * 60 + "]" * 60, 1, "nested deeper than 50 levels"),
    ("", 1, "the file is empty"),
    ("a: 1\n---\nb: 2\n", 2, "not valid YAML: but found another document"),
    ("a: 1\nb: [\n", 3, "not valid YAML: did not find expected node content"),
    ("a: !!python/object/apply:os.system [ls]\n", 1, "tags (!) are not allowed; write plain text, numbers, lists and mappings"),
    ("a: !mine 3\n", 1, "tags (!) are not allowed; write plain text, numbers, lists and mappings"),
    ('a: 1\nb: "x\\0y"\n', 2, "holds a control character or half a character"),
    ('"a\\a": 1\n', 1, "holds a control character or half a character"),
    ("day: 2026-02-31\n", 1, "not valid YAML: day is out of range for month"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "line", "message"), REFUSED_YAML)
def test_hostile_or_broken_yaml_is_refused_with_its_line(text, line, message):
    sheet = read_text(text)
    assert [(problem.line, problem.message) for problem in sheet.problems] == [(line, message)]


def test_a_file_that_is_too_large_or_not_utf8_is_refused_unread(tmp_path):
    folder = write(tmp_path, sample())
    (folder / "skills" / "big.yaml").write_bytes(b"a" * (MAX_BYTES + 1))
    (folder / "skills" / "latin.yaml").write_bytes("a: caf\xe9\n".encode("latin-1"))
    assert [(f.file, f.message) for f in check(folder)] == [
        ("skills/big.yaml", "the file is larger than 1,000,000 bytes; split it"),
        ("skills/latin.yaml", "not UTF-8 at byte 6"),
    ]


def run(*arguments):
    command = [sys.executable, "-m", "hiring.catalog.content", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_command_prints_faults_and_fails(tmp_path):
    done = run(str(write(tmp_path, changed((SKILLS, "skills", 2, "is_not"), "del"))))
    assert (done.returncode, done.stdout) == (1, "skills/crafts.yaml:34 skills.chess.is_not: missing\n")


def test_the_command_is_silent_about_a_sound_folder(tmp_path):
    done = run(str(write(tmp_path, sample())))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "0 faults\n")
