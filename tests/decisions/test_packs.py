"""Decision packs: made by the worker for those who may see the decision, and checked by a command."""

import io
import json
import re

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from pypdf import PdfReader

from hiring.background import actions as background
from hiring.background.models import Job
from hiring.decisions import documents, pack
from hiring.decisions.actions import cast_vote, open_votes, record_decision, reverse_decision
from hiring.decisions.models import Look, Pack
from hiring.interviews.models import Rating, ScorecardVersion
from tests import factories
from tests.decisions.cast import make_panel

pytestmark = pytest.mark.django_db


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def decided(opening, manager):
    """Amara, one of four, rejected on a skill, taken back, then offered."""
    application = make_panel(opening, 4)[0]
    signed_in(manager).get(f"/openings/{opening.pk}/ranking/")
    cast_vote(application, choice="offer", note="Ran releases.", by=manager)
    open_votes(application, by=manager)
    first = record_decision(
        application,
        outcome="reject",
        ground="must-have",
        skills=["model-deployment"],
        reason="Deployment.",
        feedback="Dear Amara,",
        present=[manager],
        by=manager,
    )
    reverse_decision(first, reason="We misread a card.", by=manager)
    record_decision(application, outcome="offer", conditions="A right to work.", reason="Strong.", present=[manager], by=manager)
    return application


def make_pack(application, user):
    response = signed_in(user).post(f"/applications/{application.pk}/pack/")
    assert response.status_code == 302
    job = Job.objects.get(kind="decisions.pack")
    background.work_on(background.claim(job.pk, "test"))
    return Pack.objects.latest("pk")


def json_of(kept):
    with kept.json.open() as file:
        return file.read()


def verify(path, **options):
    out = io.StringIO()
    call_command("verify_pack", str(path), stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def kept(decided, manager):
    return make_pack(decided, manager)


@pytest.fixture
def file(kept, tmp_path):
    path = tmp_path / "pack.json"
    path.write_bytes(json_of(kept))
    return path


def test_a_pack_holds_the_whole_story(kept, decided, manager):
    made = json.loads(json_of(kept))
    parts = made["parts"]
    assert made["sha256"] == kept.sha256
    assert made["about"]["stands"]["outcome"] == "Offer"
    assert [(each["outcome"], bool(each["takes_back"])) for each in parts["decisions"]] == [
        ("Reject", False),
        ("Reject", True),
        ("Offer", False),
    ]
    assert parts["decisions"][0]["skill_names"] == ["Model deployment"]
    assert parts["decisions"][2]["conditions"] == "A right to work."
    assert len(parts["marks"]) == 3
    assert len(parts["panel"]["marks"]) == 4 * 30
    assert parts["scores"]["method"] == "severity-adjusted score, REML with weak prior 1"
    assert parts["scores"]["total"] == round(parts["scores"]["now"]["score"], 2)
    assert {line["interviewer"] for line in parts["scores"]["lines"]} == {"interviewer A", "interviewer B", "interviewer C"}
    assert parts["votes"][0]["votes"][0]["note"] == "Ran releases."
    assert {look["page"] for look in parts["views"]} == {"Ranking", "Decision pack"}
    assert {entry["verb"] for entry in parts["trail"]} >= {"decided on", "took back a decision on", "voted on", "opened the votes on"}
    assert parts["rubric"]["sha256"]
    assert parts["description"]["texts"]


def test_other_candidates_appear_by_number_alone(kept):
    text = json_of(kept).decode()
    assert "Amara Okafor" in text
    assert not re.search("Leila|Tomasz|Priya", text)


def test_the_pdf_tells_the_same_and_names_the_hash(kept):
    with kept.pdf.open() as file:
        text = "".join(page.extract_text() for page in PdfReader(file).pages)
    flat = re.sub(r"\s+", "", text)
    for words in ("AmaraOkafor", "Wemisreadacard.", "Arighttowork.", "RaterA", kept.sha256):
        assert words in flat


def test_the_pdf_puts_the_looks_of_one_person_at_the_same_marks_in_one_row(decided, manager):
    signed_in(manager).get(f"/openings/{decided.opening_id}/ranking/")
    looks = documents.printed(json.loads(json_of(make_pack(decided, manager))))["looks"]
    assert [(look["by"], look["page"], look["times"]) for look in looks] == [
        (manager.name, "Ranking", 2),
        (manager.name, "Decision pack", 1),
    ]
    assert looks[0]["at"] < looks[0]["last_at"]


def test_both_files_are_downloads_for_those_who_may_see_the_decision(kept, manager, outsider, colleague):
    for kind in ("json", "pdf"):
        response = signed_in(manager).get(f"/packs/{kept.pk}/{kind}/")
        assert (response.status_code, "attachment" in response.headers["Content-Disposition"]) == (200, True)
        for user in (outsider, colleague):
            assert signed_in(user).get(f"/packs/{kept.pk}/{kind}/").status_code == 404
    assert signed_in(manager).get(f"/packs/{kept.pk}/zip/").status_code == 404


def test_a_pack_closes_while_its_reader_owes_any_card_of_the_opening(kept, decided, opening, manager):
    job = Job.objects.get(kind="decisions.pack")
    other = factories.make_application(opening)
    factories.make_interview(other, manager)
    client = signed_in(manager)
    assert client.get(f"/packs/{kept.pk}/json/").status_code == 404
    assert client.post(f"/applications/{decided.pk}/pack/").status_code == 404
    assert client.get(f"/jobs/{job.pk}/file/").status_code == 404
    assert "Closed while a card of yours is missing" in client.get(f"/decisions/{decided.decisions.first().pk}/").text


def test_the_command_finds_a_fresh_pack_whole(file):
    told = verify(file)
    assert "Everything that was checked matches." in told
    assert "the arithmetic: adjusted" in told
    assert "DIFFERS" not in told
    assert told.count("live:") == 11


def test_what_was_added_since_is_no_difference(file, decided, manager):
    signed_in(manager).get(f"/applications/{decided.pk}/explanation/")
    told = verify(file)
    assert re.search(r"views, live: all \d+ records as in the database; 1 more since", told)


def tampered(file, change):
    made = json.loads(file.read_bytes())
    change(made)
    file.write_bytes(pack.readable(made))
    return file


def test_a_changed_reason_breaks_its_part_and_nothing_else(file):
    def change(made):
        made["parts"]["decisions"][0]["reason"] = "Culture."

    out = io.StringIO()
    with pytest.raises(CommandError, match="1 of 14 checks differ"):
        call_command("verify_pack", str(tampered(file, change)), offline=True, stdout=out)
    assert "DIFFERS decisions: the part is not what its hash was made from" in out.getvalue()


def test_a_pack_resealed_after_a_change_is_caught_by_its_own_arithmetic_and_by_the_record(file):
    def change(made):
        own = made["parts"]["panel"]["this_application"]
        for row in made["parts"]["panel"]["marks"]:
            row[3] = 5 if row[0] == own else row[3]
        made.update(pack.seal(made["about"], made["parts"]))

    out = io.StringIO()
    with pytest.raises(CommandError):
        call_command("verify_pack", str(tampered(file, change)), stdout=out)
    told = out.getvalue()
    assert "DIFFERS the arithmetic" in told
    assert "DIFFERS the record of packs" in told
    assert "DIFFERS panel, live" in told
    assert "DIFFERS rubric" not in told


def test_rows_that_were_changed_behind_the_pack_are_named(file, decided):
    ScorecardVersion.objects.filter(scorecard__interview__application=decided).update(reason="edited by hand")
    Rating.objects.filter(scorecard__interview__application=decided, value=4).update(value=3)
    out = io.StringIO()
    with pytest.raises(CommandError):
        call_command("verify_pack", str(file), stdout=out)
    assert "DIFFERS marks, live: 3 of 3 records are no longer in the database" in out.getvalue()
    assert "DIFFERS panel, live" in out.getvalue()


def test_a_missing_part_is_a_difference(file):
    out = io.StringIO()
    with pytest.raises(CommandError):
        call_command("verify_pack", str(tampered(file, lambda made: made["parts"].pop("views"))), offline=True, stdout=out)
    assert "DIFFERS views: the part is missing" in out.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "not a JSON text"),
        (b"\xff\xfe", "not a JSON text"),
        (b"[]", "no Rolecall decision pack"),
        (b'{"format": "Rolecall decision pack", "format_version": 9}', "format version 9"),
        (b'{"format": "Rolecall decision pack", "format_version": 1, "about": {}}', "is missing"),
    ],
)
def test_what_is_no_pack_is_refused_in_words(tmp_path, content, words):
    path = tmp_path / "any.json"
    path.write_bytes(content)
    with pytest.raises(CommandError, match=words):
        call_command("verify_pack", str(path))


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        call_command("verify_pack", str(tmp_path / "none.json"))


def test_the_pdf_is_known_byte_for_byte(kept, tmp_path):
    path = tmp_path / "pack.pdf"
    with kept.pdf.open() as file:
        path.write_bytes(file.read())
    assert "as kept on" in verify(path)
    path.write_bytes(path.read_bytes() + b"\n")
    with pytest.raises(CommandError):
        verify(path)


def test_a_candidate_without_a_score_has_a_pack_too(opening, manager, tmp_path):
    application = factories.make_application(opening, "Cora Candidate", stage="debrief")
    record_decision(application, outcome="reject", ground="terms", reason="Pay.", present=[manager], by=manager)
    path = tmp_path / "pack.json"
    path.write_bytes(json_of(make_pack(application, manager)))
    assert "no score is stated" in verify(path)


@pytest.mark.parametrize(("page", "url"), [("ranking", "/openings/{o}/ranking/"), ("debrief", "/openings/{o}/debrief/"), ("explanation", "/applications/{a}/explanation/"), ("deciding", "/applications/{a}/decide/"), ("what-if", "/openings/{o}/what-if/?{w}")])  # fmt: skip
def test_whoever_looks_is_kept_with_a_digest_of_what_they_saw(opening, manager, page, url):
    application = make_panel(opening, 2)[0]
    weights = "&".join(f"w-{skill.slug}=10" for skill in opening.rubrics.first().skills.all())
    signed_in(manager).get(url.format(o=opening.pk, a=application.pk, w=weights))
    look = Look.objects.get()
    assert (look.page, look.by, application.pk in look.shown, len(look.marks_sha256)) == (page, manager, True, 64)


def test_a_page_that_stayed_closed_is_no_look(opening, manager):
    factories.make_interview(make_panel(opening, 2)[0], manager)
    signed_in(manager).get(f"/openings/{opening.pk}/ranking/")
    assert Look.objects.count() == 0
