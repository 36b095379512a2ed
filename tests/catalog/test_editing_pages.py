"""An admin changes the catalogue in a browser."""

import io
import re
import zipfile

import pytest
from django.urls import reverse

from hiring.catalog.actions import change_entry, load_catalogue
from hiring.catalog.bodies import MODELS, body_of
from hiring.catalog.content import dump
from hiring.catalog.exchange import catalogue_files
from hiring.catalog.models import Edit, PracticeSample, Question, Role, Skill
from tests.catalog.sample import make_skill, sample, write

pytestmark = pytest.mark.django_db

SEEN = "Explains the plan behind three moves in a row before making them."


@pytest.fixture
def crafts(tmp_path):
    load_catalogue(write(tmp_path, sample()))


@pytest.fixture
def desk(client, admin, crafts):
    client.force_login(admin)
    return client


def chess():
    return Skill.objects.get(slug="chess")


def edit_url(kind="skill", slug="chess", query="?as=yaml"):
    return reverse("catalog:entry_edit", args=[kind, slug]) + query


def fields_of(response):
    """What a browser would send of the fields as they stand."""
    values = {field.html_name: field.value() for field in response.context["form"] if not field.use_fieldset}
    return {name: "on" if value is True else value for name, value in values.items() if value is not None and value is not False}


def text_of(row, **changes):
    return dump(body_of(row) | changes)


def words_of(response):
    """The page without the marks of what differs."""
    return re.sub("</?(ins|del)>", "", response.content.decode())


EVERY_FORM = [
    ("skill", "chess", ""), ("question", "chess-2", ""), ("role", "data-scientist", ""), ("role", "data-scientist", "?part=lead"),
    ("practice", "chess-0", ""),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "slug", "query"), EVERY_FORM)
def test_saving_the_fields_as_they_stand_changes_nothing(desk, kind, slug, query):
    url = edit_url(kind, slug, query)
    assert desk.post(url, fields_of(desk.get(url))).status_code == 302
    assert Edit.objects.count() == 0


@pytest.mark.parametrize(
    ("kind", "slug", "query", "typed", "kept"),
    [
        ("skill", "chess", "", {"anchors-3": f"  {SEEN}\r\n"}, ("anchors", "3", SEEN)),
        ("question", "chess-2", "", {"minutes": "25"}, ("minutes", 25)),
        ("role", "data-scientist", "", {"lifecycle-deployment-share": "R"}, ("lifecycle", "deployment", "share", "R")),
        ("role", "data-scientist", "?part=mid", {"levels-mid-purpose": "Owns one question."}, ("levels.mid.purpose", "Owns one question.")),
        ("practice", "chess-0", "", {"answers-1-mark": "5"}, ("answers", 1, "mark", 5)),
    ],
)
def test_one_field_is_changed_and_nothing_else(desk, kind, slug, query, typed, kept):
    url = edit_url(kind, slug, query)
    assert desk.post(url, fields_of(desk.get(url)) | typed).status_code == 302
    found = Edit.objects.get().fields
    assert list(found) == [kept[0]]
    for step in kept[:-1]:
        found = found[step]
    assert found == kept[-1]


def test_what_is_wrong_stands_at_its_field_and_what_was_typed_is_kept(desk):
    url = edit_url("role", "data-scientist", "?part=mid")
    typed = {"levels-mid-profile-0-weight": "most", "levels-mid-profile-1-skill": "juggling", "levels-mid-duties-daily-1": "", "version": 1}
    typed |= {"levels-mid-scope-help": "a\0b", "levels-mid-purpose": ""}
    response = desk.post(url, fields_of(desk.get(url)) | typed)
    form = response.context["form"]
    assert form.errors == {
        "levels-mid-purpose": ["Missing."],
        "levels-mid-scope-help": ["Holds a control character or half a character."],
        "levels-mid-duties-daily": ["Must have 2 to 4 entries, has 1."],
        "levels-mid-profile-0-weight": ["Row 1: Must be a whole number, is text."],
        "levels-mid-profile-1-skill": ["Row 2: No such skill: juggling."],
    }
    assert (form["levels-mid-profile-0-weight"].value(), form["levels-mid-profile-1-skill"].value()) == ("most", "juggling")
    page = response.content.decode()
    assert '<a href="#id_levels-mid-duties-daily_field">Daily</a>: Must have 2 to 4 entries, has 1.' in page
    assert '<option value="juggling" selected>juggling</option>' in page


def test_weights_are_added_up_and_told_where_they_miss_100(desk):
    url = edit_url("role", "data-scientist", "?part=mid")
    response = desk.post(url, fields_of(desk.get(url)) | {"levels-mid-profile-0-weight": "30"})
    assert response.context["form"].errors == {"levels-mid-profile": ["Weights add up to 110, must be 100."]}
    assert "<output>110</output> of 100" in response.content.decode()


def test_rows_are_added_moved_and_taken_away_before_anything_is_saved(desk):
    typed = fields_of(desk.get(edit_url(query="")))
    first, second, third = (typed[f"behaviours-{place}"] for place in range(3))

    def shown(rows, **changes):
        response = desk.post(edit_url(query=""), typed | changes | {"rows": rows})
        fields = response.context["form"].fields
        return [response.context["form"][f"behaviours-{place}"].value() for place in range(9) if f"behaviours-{place}" in fields]

    assert shown("add:behaviours") == [first, second, third, None]
    assert shown("add:behaviours", **{"behaviours-1": "", "name": ""}) == [first, third, None]
    assert shown("raise:behaviours-2") == [first, third, second]
    assert shown("drop:behaviours-0", **{"behaviours-3": "A fourth, typed just now."}) == [second, third, "A fourth, typed just now."]
    assert Edit.objects.count() == 0
    desk.post(edit_url(query=""), typed | {"behaviours-7": "A fourth, typed just now.", "behaviours-8": ""})
    assert chess().behaviours == [first, second, third, "A fourth, typed just now."]


def test_two_admins_see_field_by_field_where_they_differ(desk, admin):
    typed = fields_of(desk.get(edit_url(query=""))) | {"definition": "Mine, typed later."}
    change_entry(chess(), body_of(chess()) | {"definition": "Theirs, saved first."}, by=admin, version=1)
    response = desk.post(edit_url(query=""), typed)
    assert response.status_code == 409
    differing = {"label": "Definition", "theirs": "Theirs, saved first.", "yours": "Mine, typed later."}
    assert response.context["conflict_fields"] == [differing]
    assert fields_of(response) == typed | {"version": 2}
    desk.post(edit_url(query=""), fields_of(response))
    assert chess().definition == "Mine, typed later."


def test_a_skill_is_written_from_nothing(desk):
    url = reverse("catalog:entry_new", args=["skill"])
    assert desk.post(url, {}).context["form"].errors["name"] == ["Missing."]
    body = make_skill("draughts") | {"name": "Draughts & go"}
    typed = {"version": 0, "group": "crafts"} | {key: body[key] for key in ("name", "definition", "is_not")}
    typed |= {f"behaviours-{place}": text for place, text in enumerate(body["behaviours"])}
    typed |= {f"anchors-{mark}": text for mark, text in body["anchors"].items()}
    assert desk.post(url, typed).url == "/skills/draughts-go/"
    assert body_of(Skill.objects.get(slug="draughts-go")) == {"group": "crafts"} | body | {"slug": "draughts-go"}


def test_a_copied_question_belongs_to_the_group_of_its_main_skill(desk):
    url = reverse("catalog:entry_new", args=["question"]) + "?from=chess-2"
    typed = fields_of(desk.get(url))
    assert desk.post(url, typed).context["form"].errors == {"prompt": ["Chess-2 has this prompt already."]}
    desk.post(url, typed | {"prompt": "Which opening would you never play again?", "idea": "what you gave up"})
    own = Question.objects.get(slug="which-opening-would-you-never-play-again")
    assert (own.group.slug, own.is_built_in, own.answer_check, own.idea) == ("crafts", False, "", "what you gave up")
    assert '<option value="what you gave up">' in desk.get(edit_url("question", "chess-1", "")).content.decode()
    desk.post(edit_url("question", "chess-1", ""), fields_of(desk.get(edit_url("question", "chess-1", ""))) | {"idea": "What you gave up"})
    assert "Which opening would you never play again?" in desk.get(Question.objects.get(slug="chess-1").get_absolute_url()).content.decode()


def test_a_new_role_has_levels_from_the_start(desk):
    url = reverse("catalog:entry_new", args=["role"])
    source = Role.objects.current().first()
    typed = fields_of(desk.get(f"{url}?from={source.slug}")) | {"code": "AN", "name": "Analyst", "plural": "analysts"}
    assert desk.post(url, typed).url == "/roles/analyst/"
    assert body_of(Role.objects.get(code="AN"))["levels"] == body_of(source)["levels"]


def test_a_newer_text_is_taken_for_one_key_and_refused_for_another(desk, admin, tmp_path):
    ours = {"definition": "Plays chess as we like it.", "is_not": "It is not any game of ours."}
    change_entry(chess(), body_of(chess()) | ours, by=admin, version=1)
    files = sample()
    files["skills/crafts.yaml"]["skills"][2] |= {"definition": "Does chess better.", "is_not": "It is not draughts, nor go."}
    load_catalogue(write(tmp_path / "newer", files))
    page = words_of(desk.get(edit_url(query="")))
    assert all(text in page for text in ("Does chess well.", "Does chess better.", "Plays chess as we like it."))
    url = reverse("catalog:entry_settle", args=["skill", "chess"])
    desk.post(url, {"version": 1, "definition": "built-in", "is_not": "ours"})
    assert chess().definition == "Plays chess as we like it."
    desk.post(url, {"version": 2, "definition": "built-in", "is_not": "ours"})
    edit = Edit.objects.get()
    assert (chess().definition, edit.fields, edit.offered) == ("Does chess better.", {"is_not": ours["is_not"]}, {})


def test_the_form_holds_the_entry_and_its_version(desk):
    response = desk.get(edit_url())
    assert response.context["form"].initial == {"text": text_of(chess()), "version": 1}


def test_saving_what_stands_there_changes_nothing(desk):
    form = desk.get(edit_url()).context["form"].initial
    desk.post(edit_url(), {"text": form["text"].replace("\n", "\r\n"), "version": 1})
    assert Edit.objects.count() == 0


@pytest.mark.parametrize(
    ("kind", "slug", "field", "value"),
    [
        ("skill", "chess", "definition", "Plays chess as we like it."),
        ("question", "chess-2", "minutes", 25),
        ("role", "data-scientist", "summary", "What we hire for first."),
        (
            "practice",
            "chess-0",
            "answers",
            [{"text": f"I looked at {n}. " * 12, "mark": n, "why": f"It earns {n}."} for n in (1, 3)],
        ),
    ],
)
def test_each_kind_of_entry_can_be_changed(desk, kind, slug, field, value):
    model = MODELS[kind]
    row = model.objects.get(slug=slug)
    response = desk.post(edit_url(kind, slug), {"text": text_of(row, **{field: value}), "version": 1}, follow=True)
    assert getattr(model.objects.get(slug=slug), field) == value
    assert response.redirect_chain == [(row.get_absolute_url(), 302)]
    assert Edit.objects.get().fields == {field: value}


def test_faults_name_line_and_key_and_what_was_typed_is_kept(desk):
    text = text_of(chess(), is_not=7, name="Baking")
    response = desk.post(edit_url(), {"text": text, "version": 1})
    assert response.context["form"].errors["text"] == [
        "Line 3, name: baking has this name already",
        "Line 5, is_not: must be text, is int 7; put it in quotes if it is meant as text",
    ]
    assert response.context["form"]["text"].value() == text
    assert chess().name == "Chess"


@pytest.mark.parametrize(
    "text",
    ["", "a: [", "- a\n- b", "a: &x 1\nb: *x", "just words", "a: 1\x00", 'slug: "a\\0b"', '"\\ud800": 1', "a: .nan", "minutes: 1e400"],
)
def test_text_that_is_no_entry_is_refused(desk, text):
    response = desk.post(edit_url(), {"text": text, "version": 1})
    assert response.status_code == 200
    assert response.context["form"].errors["text"]


def test_slug_group_and_code_of_a_built_in_stay(desk):
    response = desk.post(edit_url(), {"text": text_of(chess(), slug="draughts"), "version": 1})
    assert response.context["form"].errors["text"] == ["The slug must stay chess: what uses the entry points at it."]
    role = Role.objects.get(code="DS")
    response = desk.post(edit_url("role", role.slug), {"text": text_of(role, code="DX"), "version": 1})
    assert response.context["form"].errors["text"] == ["The code of a built-in role must stay DS."]


def test_two_admins_see_both_texts_and_neither_is_lost(desk, admin):
    typed = text_of(chess(), definition="Mine, typed later.")
    change_entry(chess(), body_of(chess()) | {"definition": "Theirs, saved first."}, by=admin, version=1)
    response = desk.post(edit_url(), {"text": typed, "version": 1})
    page = response.content.decode()
    assert response.status_code == 409
    assert "Changed by Ada Admin at" in page
    assert "Theirs, saved first." in page
    assert response.context["form"]["text"].value() == typed
    assert chess().definition == "Theirs, saved first."
    desk.post(edit_url(), {"text": typed, "version": response.context["form"]["version"].value()})
    assert chess().definition == "Mine, typed later."


def test_html_that_was_typed_is_shown_as_text(desk):
    desk.post(edit_url(), {"text": text_of(chess(), definition="Plays <b>well</b> & often."), "version": 1})
    for url in (edit_url(), edit_url(query=""), chess().get_absolute_url()):
        page = desk.get(url).content.decode()
        assert "Plays &lt;b&gt;well&lt;/b&gt; &amp; often." in page
        assert "<b>well</b>" not in page


def test_an_entry_of_our_own_is_copied_and_added(desk):
    url = reverse("catalog:entry_new", args=["skill"]) + "?as=yaml"
    assert "slug: our-chess" in desk.get(f"{url}&from=chess").context["form"].initial["text"]
    response = desk.post(url, {"text": dump({"group": "crafts"} | make_skill("draughts")), "version": 0})
    own = Skill.objects.get(slug="draughts")
    assert (response.url, own.is_built_in) == (own.get_absolute_url(), False)
    assert "Draughts" in desk.get(reverse("catalog:catalogue")).content.decode()


def test_a_copy_needs_a_name_of_its_own(desk):
    url = reverse("catalog:entry_new", args=["skill"]) + "?as=yaml"
    text = desk.get(f"{url}&from=chess").context["form"].initial["text"]
    assert "Line 3, name: chess has this name already" in desk.post(url, {"text": text, "version": 0}).context["form"].errors["text"]


def test_an_entry_is_retired_and_brought_back(desk):
    url = reverse("catalog:entry_retire", args=["skill", "chess"])
    desk.post(url, {"version": 1})
    assert chess().retired is True
    desk.post(url, {"version": 2, "restore": 1})
    assert chess().retired is False


@pytest.mark.parametrize("version", ["", "7", "x", "99999999999999999999"])
def test_retiring_what_someone_else_changed_is_refused(desk, version):
    response = desk.post(reverse("catalog:entry_retire", args=["skill", "chess"]), {"version": version}, follow=True)
    assert chess().retired is False
    assert "in the meantime" in response.content.decode()


def test_a_newer_built_in_text_is_shown_beside_ours(desk, admin, tmp_path):
    change_entry(chess(), body_of(chess()) | {"definition": "Plays chess as we like it."}, by=admin, version=1)
    files = sample()
    files["skills/crafts.yaml"]["skills"][2]["definition"] = "Does chess better."
    load_catalogue(write(tmp_path / "newer", files))
    assert "newer built-in text" in desk.get(reverse("catalog:catalogue")).content.decode()
    page = words_of(desk.get(edit_url()))
    assert "A newer release has another text here." in page
    assert "Does chess better." in page


def test_the_export_is_the_catalogue_as_files(desk):
    response = desk.get(reverse("catalog:export"))
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        assert {name.removeprefix("catalogue/"): archive.read(name).decode() for name in archive.namelist()} == catalogue_files()


def test_practice_of_our_own_is_written_for_a_question_that_has_none(desk):
    url = reverse("catalog:entry_new", args=["practice"])
    form = desk.get(f"{url}?question=baking-1").context["form"]
    assert (form["skill"].value(), form["question"].value()) == ("baking", "baking-1")
    said = " ".join(f"Then I did step {step} and said why I did it." for step in range(6))
    typed = {"version": 0, "skill": "baking", "question": "baking-1"}
    for place in (0, 1):
        typed |= {f"answers-{place}-text": f"{said} {place}", f"answers-{place}-mark": 4, f"answers-{place}-why": "Says every why."}
    faults = desk.post(url, typed | {"question": "chess-0", "answers-0-text": "Few words."}).context["form"].errors
    assert faults == {
        "question": ["Has sample answers already; change those."],
        "answers": ["All answers have the same mark; practice needs a difference."],
        "answers-0-text": ["Row 1: Too short: 2 words, at least 40."],
    }
    response = desk.post(url, typed | {"answers-0-mark": 2}, follow=True)
    own = PracticeSample.objects.get(slug="baking-1")
    assert (own.is_built_in, own.skill.slug, [each["mark"] for each in own.answers]) == (False, "baking", [2, 4])
    assert response.redirect_chain == [(own.get_absolute_url(), 302)]
    assert own.get_absolute_url() in desk.get(reverse("catalog:practice")).content.decode()
    desk.post(reverse("catalog:entry_retire", args=["practice", "baking-1"]), {"version": 1}, follow=True)
    assert own.get_absolute_url() not in desk.get(reverse("catalog:practice")).content.decode()


def test_unknown_kinds_and_slugs_are_404(desk):
    for url in (edit_url("team", "chess"), edit_url("skill", "nothing"), reverse("catalog:entry_new", args=["team"])):
        assert desk.get(url).status_code == 404


def test_only_admins_see_the_way_in(client, manager, crafts):
    client.force_login(manager)
    assert edit_url() not in client.get(chess().get_absolute_url()).content.decode()
