"""A company's changes are kept apart from the built-in text, and survive upgrades."""

import pytest

from hiring.accounts.models import TrailEntry
from hiring.catalog.actions import Conflict, add_entry, built_in_body, change_entry, load_catalogue, retire_entry, upgrade_preview
from hiring.catalog.bodies import body_of
from hiring.catalog.content import Sheet, entry_faults
from hiring.catalog.models import Edit, PracticeSample, ProfileSkill, Question, ReleaseChange, Role, Skill
from hiring.catalog.queries import changes_shown, changes_since, profile, surroundings
from tests.catalog.sample import make_question, make_skill, sample, write

pytestmark = pytest.mark.django_db

SKILLS = "skills/crafts.yaml"


@pytest.fixture
def release(tmp_path):
    """Loads the sample with some of chess's keys replaced, as release number `n`."""
    made = []

    def load(version="0.1.0", **chess):
        files = sample()
        files["catalogue.yaml"]["version"] = version
        files[SKILLS]["skills"][2] |= chess
        made.append(version)
        return load_catalogue(write(tmp_path / f"release-{len(made)}", files))

    load()
    ReleaseChange.objects.all().delete()
    return load


def chess():
    return Skill.objects.get(slug="chess")


def change(by, **fields):
    row = chess()
    return change_entry(row, body_of(row) | fields, by=by, version=row.version)


def faults(kind, body, row=None):
    return [(fault.key, fault.message) for fault in entry_faults(kind, Sheet(body), surroundings(kind, row))]


def test_a_change_shows_at_once_and_only_what_differs_is_kept(release, admin):
    row = change(admin, definition="Plays chess as we like it.")
    edit = Edit.objects.get()
    assert (row.definition, row.version, row.changed_by) == ("Plays chess as we like it.", 2, admin)
    assert (edit.kind, edit.slug, edit.base_version) == ("skill", "chess", "0.1.0")
    assert (edit.fields, edit.base) == ({"definition": "Plays chess as we like it."}, {"definition": "Does chess well."})
    assert TrailEntry.objects.get(verb="changed", kind="skill").detail == {"slug": "chess"}


def test_an_upgrade_never_overwrites_an_edit_and_brings_the_rest(release, admin):
    change(admin, definition="Plays chess as we like it.")
    loaded = release("0.2.0", is_not="It is not draughts, nor go.")
    row = chess()
    assert (row.definition, row.is_not, row.catalogue_version) == ("Plays chess as we like it.", "It is not draughts, nor go.", "0.2.0")
    assert (row.version, row.changed_by) == (2, admin)
    assert loaded.offers == 0


def test_an_upgrade_that_changes_the_same_text_offers_it(release, admin):
    change(admin, definition="Plays chess as we like it.")
    loaded = release("0.2.0", definition="Does chess better.")
    assert (chess().definition, Edit.objects.get().offered, loaded.offers) == (
        "Plays chess as we like it.", {"definition": "Does chess better."}, 1,
    )  # fmt: skip
    assert built_in_body(chess())["definition"] == "Does chess better."


def test_keeping_ours_answers_the_offer_and_taking_the_built_in_ends_the_edit(release, admin):
    change(admin, definition="Plays chess as we like it.")
    release("0.2.0", definition="Does chess better.")
    change(admin)
    edit = Edit.objects.get()
    assert (edit.offered, edit.base, edit.base_version) == ({}, {"definition": "Does chess better."}, "0.2.0")
    change(admin, definition="Does chess better.")
    assert Edit.objects.count() == 0


def test_an_offer_that_says_what_the_company_says_ends_by_itself(release, admin):
    change(admin, definition="Does chess better.")
    assert release("0.2.0", definition="Does chess better.").offers == 0


def test_a_preview_names_what_an_upgrade_would_do_and_writes_nothing(release, admin, tmp_path):
    change(admin, definition="Plays chess as we like it.")
    files = sample()
    skills, questions = files[SKILLS]["skills"], files["questions/crafts.yaml"]["questions"]
    skills[2] |= {"definition": "Does chess better.", "is_not": "It is not draughts, nor go."}
    skills.append(make_skill("draughts"))
    questions += [make_question("draughts", number) for number in range(5)]
    questions[:] = [question for question in questions if question["slug"] != "chess-4"]
    questions.append(make_question("chess", 5))
    assert upgrade_preview(write(tmp_path / "new", files)) == [
        "added skill draughts",
        *(f"added question draughts-{number}" for number in range(5)),
        "added question chess-5",
        "changed skill chess: is_not",
        "retired question chess-4",
        "kept the company's skill chess: definition; the release has another text",
    ]
    assert (chess().is_not, Edit.objects.get().offered) == ("It is not talk about chess.", {})


def test_a_release_notes_what_it_changed_for_those_who_began_with_the_one_before(release, admin):
    assert changes_since() == []
    change(admin, definition="Plays chess as we like it.")
    release("0.2.0")
    assert changes_since() == []
    release("0.10.0", definition="Does chess better.", is_not="It is not draughts, nor go.")
    (shown,) = changes_shown(changes_since("0.2.0"))
    assert (shown.change.verb, shown.change.version, shown.row) == ("changed", "0.10.0", chess())
    assert [(text.label, text.was, text.now, text.yours) for text in shown.texts] == [
        ("Definition", "Does chess well.", "Does chess better.", "Plays chess as we like it."),
        ("What it is not", "It is not talk about chess.", "It is not draughts, nor go.", None),
    ]
    assert changes_since("0.10.0") == changes_since("", [("role", "data-scientist")]) == []
    assert len(changes_since("0.9.0", [("skill", "chess")], "mid")) == 1


def test_a_change_of_a_role_concerns_its_own_level(release, tmp_path):
    files = sample()
    files["catalogue.yaml"]["version"] = "0.2.0"
    role = files["roles/data-scientist.yaml"]
    role["levels"]["lead"]["purpose"] = "Leads the whole of it."
    load_catalogue(write(tmp_path / "new", files))
    assert [len(changes_since("", [("role", "data-scientist")], level)) for level in ("mid", "lead")] == [0, 1]


def test_anchors_keep_their_marks_through_an_edit_and_an_upgrade(release, admin):
    anchors = chess().anchors_for("mid") | {3: "Explains the plan behind three moves in a row before making them."}
    change(admin, anchors=anchors)
    release("0.2.0", is_not="It is not draughts, nor go.")
    assert chess().anchors_for("mid") == anchors


def test_a_part_that_was_taken_away_stays_away(release, admin):
    senior = {mark: f"At this level chess {mark} is seen by its effect on several people." for mark in range(1, 6)}
    release("0.2.0", senior_anchors=senior)
    row = chess()
    body = body_of(row)
    del body["senior_anchors"]
    change_entry(row, body, by=admin, version=row.version)
    release("0.3.0", senior_anchors=senior, is_not="It is not draughts, nor go.")
    assert chess().senior_anchors is None


def test_of_two_people_the_second_is_told(release, admin, manager):
    row = chess()
    change(admin, definition="Plays chess as we like it.")
    with pytest.raises(Conflict) as conflict:
        change_entry(row, body_of(row) | {"definition": "Mine."}, by=manager, version=1)
    assert (conflict.value.row.changed_by, conflict.value.row.definition) == (admin, "Plays chess as we like it.")
    assert chess().definition == "Plays chess as we like it."


def test_a_retired_built_in_stays_retired_after_an_upgrade_and_can_come_back(release, admin):
    retire_entry(chess(), by=admin, version=1)
    release("0.2.0", is_not="It is not draughts, nor go.")
    assert chess().retired is True
    change(admin, definition="Plays chess as we like it.")
    assert Edit.objects.get().fields == {"retired": True, "definition": "Plays chess as we like it."}
    retire_entry(chess(), by=admin, version=3, retired=False)
    assert (chess().retired, Edit.objects.get().fields) == (False, {"definition": "Plays chess as we like it."})


def test_an_own_skill_and_question_live_beside_the_release(release, admin):
    body = {"group": "crafts"} | make_skill("draughts")
    assert faults("skill", body) == []
    skill = add_entry("skill", body, by=admin)
    question = body_of(Question.objects.get(slug="chess-2")) | {
        "slug": "draughts-2",
        "prompt": "Tell me about draughts, please.",
        "skills": ["draughts"],
    }
    del question["check"]
    assert faults("question", question) == []
    asked = add_entry("question", question, by=admin)
    release("0.2.0")
    skill.refresh_from_db(), asked.refresh_from_db()
    assert (skill.is_built_in, skill.retired, asked.retired) == (False, False, False)
    assert asked.ordered_skills == [skill]
    assert body_of(skill) == body


def test_a_release_that_brings_a_slug_of_our_own_leaves_ours_alone(release, admin, tmp_path):
    add_entry("skill", {"group": "crafts"} | make_skill("draughts") | {"name": "Draughts of ours"}, by=admin)
    files = sample()
    files[SKILLS]["skills"].append(make_skill("draughts"))
    files["questions/crafts.yaml"]["questions"] += [make_question("draughts", number) for number in range(5)]
    assert load_catalogue(write(tmp_path / "new", files)).own == 1
    assert Skill.objects.get(slug="draughts").name == "Draughts of ours"


def test_a_role_of_our_own_copied_from_a_built_in(release, admin):
    body = body_of(Role.objects.get(code="DS")) | {"slug": "analyst", "code": "AN", "name": "Analyst", "plural": "analysts"}
    assert faults("role", body) == []
    role = add_entry("role", body, by=admin)
    assert [row.skill.slug for row in profile(role, "mid")][:2] == ["arithmetic", "baking"]
    assert body_of(role) == body


def test_changed_practice_survives_an_upgrade_and_is_offered_the_newer(release, admin, tmp_path):
    row = PracticeSample.objects.get(slug="chess-0")
    ours = [answer | {"mark": mark} for answer, mark in zip(row.answers, (1, 5), strict=True)]
    change_entry(row, body_of(row) | {"answers": ours}, by=admin, version=1)
    files = sample()
    samples = files["practice/crafts.yaml"]["samples"]
    samples[0]["answers"][0]["why"] = "Says nothing of the plan."
    samples.append(sample()["practice/crafts.yaml"]["samples"][0] | {"skill": "baking", "question": "baking-0"})
    assert load_catalogue(write(tmp_path / "new", files)).offers == 1
    row.refresh_from_db()
    assert (row.answers, Edit.objects.get().offered["answers"][0]["why"]) == (ours, "Says nothing of the plan.")
    assert [(change.verb, change.slug) for change in changes_since() if change.kind == "practice"] == [
        ("added", "baking-0"), ("changed", "chess-0"),
    ]  # fmt: skip


def test_a_changed_profile_survives_an_upgrade(release, admin):
    role = Role.objects.get(code="DS")
    body = body_of(role)
    body["levels"]["mid"]["profile"][0]["weight"], body["levels"]["mid"]["profile"][1]["weight"] = 30, 10
    change_entry(role, body, by=admin, version=1)
    assert list(Edit.objects.get().fields) == ["levels.mid.profile"]
    release("0.2.0", is_not="It is not draughts, nor go.")
    rows = ProfileSkill.objects.filter(role_level__role=role, role_level__level="mid")
    assert [row.weight for row in rows][:2] == [30, 10]


@pytest.mark.parametrize(
    ("kind", "slug", "fields", "expected"),
    [
        ("skill", "chess", {"name": "Baking"}, [("name", "baking has this name already")]),
        ("skill", "chess", {"group": "arts"}, "no such group; there are "),
        ("skill", "chess", {"behaviours": ["One only here."]}, [("behaviours", "must have 3 to 5 entries, has 1")]),
        ("question", "chess-0", {"skills": ["chess", "juggling"]}, [("skills.2", "no such skill: juggling")]),
        ("question", "chess-0", {"kind": "technical"}, [("answer", "missing: a technical question needs answer")]),
        ("role", "data-scientist", {"code": "MLE"}, [("code", "machine-learning-engineer has this code already")]),
        ("role", "data-scientist", {"code": "ds"}, [("code", "must be 2 to 8 capital letters, is 'ds'")]),
    ],
)
def test_the_same_checks_hold_for_what_a_company_writes(release, kind, slug, fields, expected):
    row = {"skill": Skill, "question": Question, "role": Role}[kind].objects.get(slug=slug)
    found = faults(kind, body_of(row) | fields, row)
    assert found == expected or (isinstance(expected, str) and found[0][1].startswith(expected))


def test_profiles_and_anchors_are_checked_too(release):
    role, skill = Role.objects.get(code="DS"), chess()
    body = body_of(role)
    body["levels"]["lead"]["profile"][0] |= {"weight": 21, "skill": "juggling"}
    assert faults("role", body, role) == [
        ("levels.lead.profile", "weights add up to 101, must be 100"),
        ("levels.lead.profile.juggling.skill", "no such skill: juggling"),
    ]
    copied = body_of(skill) | {"anchors": body_of(Skill.objects.get(slug="baking"))["anchors"]}
    assert ("anchors.1", "the same text anchors baking") in faults("skill", copied, skill)


def test_a_new_entry_needs_a_slug_of_its_own(release):
    assert ("slug", "there is a skill with this slug already") in faults("skill", body_of(chess()))
