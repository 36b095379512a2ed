"""An admin changes the catalogue in a browser."""

import io
import zipfile

import pytest
from django.urls import reverse

from hiring.catalog.actions import change_entry, load_catalogue
from hiring.catalog.bodies import body_of
from hiring.catalog.content import dump
from hiring.catalog.exchange import catalogue_files
from hiring.catalog.models import Edit, Question, Role, Skill
from tests.catalog.sample import make_skill, sample, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def crafts(tmp_path):
    load_catalogue(write(tmp_path, sample()))


@pytest.fixture
def desk(client, admin, crafts):
    client.force_login(admin)
    return client


def chess():
    return Skill.objects.get(slug="chess")


def edit_url(kind="skill", slug="chess"):
    return reverse("catalog:entry_edit", args=[kind, slug])


def text_of(row, **changes):
    return dump(body_of(row) | changes)


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
    ],
)
def test_each_kind_of_entry_can_be_changed(desk, kind, slug, field, value):
    model = {"skill": Skill, "question": Question, "role": Role}[kind]
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
    assert response.context["form"].errors["text"] == ["The slug must stay chess: openings and questions point at it."]
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
    for url in (edit_url(), chess().get_absolute_url()):
        page = desk.get(url).content.decode()
        assert "Plays &lt;b&gt;well&lt;/b&gt; &amp; often." in page
        assert "<b>well</b>" not in page


def test_an_entry_of_our_own_is_copied_and_added(desk):
    url = reverse("catalog:entry_new", args=["skill"])
    assert "slug: our-chess" in desk.get(url, {"from": "chess"}).context["form"].initial["text"]
    response = desk.post(url, {"text": dump({"group": "crafts"} | make_skill("draughts")), "version": 0})
    own = Skill.objects.get(slug="draughts")
    assert (response.url, own.is_built_in) == (own.get_absolute_url(), False)
    assert "Draughts" in desk.get(reverse("catalog:catalogue")).content.decode()


def test_a_copy_needs_a_name_of_its_own(desk):
    url = reverse("catalog:entry_new", args=["skill"])
    text = desk.get(url, {"from": "chess"}).context["form"].initial["text"]
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
    page = desk.get(edit_url()).content.decode()
    assert "A newer release has another text here." in page
    assert "Does chess better." in page


def test_the_export_is_the_catalogue_as_files(desk):
    response = desk.get(reverse("catalog:export"))
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        assert {name.removeprefix("catalogue/"): archive.read(name).decode() for name in archive.namelist()} == catalogue_files()


def test_unknown_kinds_and_slugs_are_404(desk):
    for url in (edit_url("team", "chess"), edit_url("skill", "nothing"), reverse("catalog:entry_new", args=["team"])):
        assert desk.get(url).status_code == 404


def test_only_admins_see_the_way_in(client, manager, crafts):
    client.force_login(manager)
    assert edit_url() not in client.get(chess().get_absolute_url()).content.decode()
