"""Importing by upload: tried first, confirmed second, all or nothing."""

import io
import zipfile
from datetime import timedelta

import pytest
import yaml
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from hiring.catalog.actions import change_entry
from hiring.catalog.bodies import body_of
from hiring.catalog.content.unpacking import MAX_UPLOAD
from hiring.catalog.models import Edit, Skill, WaitingImport
from hiring.catalog.tasks import forget_imports
from tests.catalog.sample import make_skill

URL, CONFIRM = "/catalogue/import/", "/catalogue/import/confirm/"


@pytest.fixture(autouse=True)
def signed_in(client, admin):
    client.force_login(admin)


def text_of(**changes):
    """The file of one skill of the shipped catalogue, changed."""
    skill = Skill.objects.get(slug="testing")
    body = {key: value for key, value in body_of(skill).items() if key != "group"} | changes
    return yaml.safe_dump({"skills": [body]}, allow_unicode=True, sort_keys=False)


def tried(client, content, name="software-engineering.yaml"):
    data = content.encode() if isinstance(content, str) else content
    return client.post(URL, {"file": SimpleUploadedFile(name, data)}, follow=True)


def zipped(files):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return packed.getvalue()


def key(response):
    return response.context["waiting"].pk


def test_a_try_tells_what_would_change_and_writes_nothing(client):
    response = tried(client, text_of(name="Testing models"))
    assert "0 would be added, 1 changed." in response.content.decode()
    assert reverse("catalog:entry_edit", args=["skill", "testing"]) in response.content.decode()
    assert (Skill.objects.get(slug="testing").name, Edit.objects.count()) == ("Testing", 0)


def test_confirming_takes_it_over(client, admin):
    seen = key(tried(client, text_of(name="Testing models")))
    response = client.post(CONFIRM, {"import": seen}, follow=True)
    assert "Imported: 0 added, 1 changed, 0 unchanged." in response.content.decode()
    skill = Skill.objects.get(slug="testing")
    assert (skill.name, skill.changed_by) == ("Testing models", admin)
    assert Edit.objects.get().fields == {"name": "Testing models"}


def test_what_export_gives_comes_back_as_nothing_new(client):
    packed = client.get(reverse("catalog:export")).content
    response = tried(client, packed, "catalogue.zip")
    assert "This file brings nothing new." in response.content.decode()
    assert "Import catalogue.zip" not in response.content.decode()


def test_new_entries_are_named(client):
    text = yaml.safe_dump({"skills": [make_skill("draughts")]})
    response = tried(client, zipped({"skills/software-engineering.yaml": text}), "ours.zip")
    assert "1 would be added, 0 changed." in response.content.decode()
    client.post(CONFIRM, {"import": key(response)})
    assert not Skill.objects.get(slug="draughts").is_built_in


def test_every_fault_is_listed_with_its_file_and_line(client):
    broken = yaml.safe_load(text_of(anchors={1: "Bad.", 2: "Bad."}, name="<b>T</b>"))
    broken["skills"].append({"slug": "juggling"})
    response = tried(client, zipped({"skills/software-engineering.yaml": yaml.safe_dump(broken), "skills/torn.yaml": "a: [\n"}), "x.zip")
    text = response.content.decode()
    assert "Refused as a whole." in text
    faults = response.context["faults"]
    assert {fault.file for fault in faults} == {"skills/software-engineering.yaml", "skills/torn.yaml"}
    assert {"testing.anchors.1", "juggling.name"} <= {fault.key for fault in faults}
    assert all(f"{fault.file}:{fault.line}" in text for fault in faults)
    assert WaitingImport.objects.count() == 0


def test_an_entry_that_stands_twice_is_refused(client):
    text = yaml.safe_dump({"skills": [yaml.safe_load(text_of(name="Testing models"))["skills"][0] for _ in range(2)]})
    assert "stands twice among these files" in tried(client, text).content.decode()


def test_a_change_in_between_stops_the_import(client, manager):
    seen = key(tried(client, text_of(name="Testing models")))
    skill = Skill.objects.get(slug="testing")
    change_entry(skill, body_of(skill) | {"is_not": "Something that only a tester does, or only once."}, by=manager, version=skill.version)
    response = client.post(CONFIRM, {"import": seen}, follow=True)
    assert "The catalogue has changed since you looked" in response.content.decode()
    assert Skill.objects.get(slug="testing").name == "Testing"
    client.post(CONFIRM, {"import": key(tried(client, text_of(name="Testing models")))})
    assert Skill.objects.get(slug="testing").name == "Testing models"


def test_confirming_twice_changes_nothing_more(client):
    seen = key(tried(client, text_of(name="Testing models")))
    client.post(CONFIRM, {"import": seen})
    version = Skill.objects.get(slug="testing").version
    assert "This import is no longer waiting." in client.post(CONFIRM, {"import": seen}, follow=True).content.decode()
    assert Skill.objects.get(slug="testing").version == version


@pytest.mark.parametrize("forged", ["", "x", "0", "9" * 40])
def test_a_ticket_that_was_not_given_is_refused(client, forged):
    assert "This import is no longer waiting." in client.post(CONFIRM, {"import": forged}, follow=True).content.decode()


def test_anothers_ticket_is_refused(client, recruiter):
    seen = key(tried(client, text_of(name="Testing models")))
    recruiter.part = "admin"
    recruiter.save()
    client.force_login(recruiter)
    assert "This import is no longer waiting." in client.post(CONFIRM, {"import": seen}, follow=True).content.decode()
    assert Skill.objects.get(slug="testing").name == "Testing"


def test_only_the_last_try_is_kept_until_it_is_discarded_or_a_day_old(client):
    tried(client, text_of(name="Testing models"))
    tried(client, zipped({"skills/software-engineering.yaml": text_of(name="Testing everything")}), "second.zip")
    assert WaitingImport.objects.get().name == "second.zip"
    assert "Import second.zip" in client.get(URL).content.decode()
    client.post(reverse("catalog:import_discard"))
    assert WaitingImport.objects.count() == 0
    seen = key(tried(client, text_of(name="Testing models")))
    forget_imports()
    WaitingImport.objects.update(tried_at=timezone.now() - WaitingImport.KEPT - timedelta(seconds=1))
    assert "no longer waiting" in client.post(CONFIRM, {"import": seen}, follow=True).content.decode()
    forget_imports()
    assert WaitingImport.objects.count() == 0


BOMB = {f"skills/{number}.yaml": "a" * 900_000 for number in range(9)}
HOSTILE = {
    "empty": (b"", "a.yaml", "the file is empty"),
    "picture": (b"\x89PNG\r\n\x1a\n", "a.png", "neither a ZIP file nor YAML"),
    "too large": (b"a" * (MAX_UPLOAD + 1), "a.yaml", "larger than 3 MB"),
    "torn zip": (zipped({"skills/a.yaml": "a: 1"})[:40], "a.zip", "damaged, encrypted or packed"),
    "empty zip": (zipped({}), "a.zip", "neither a ZIP file nor YAML"),
    "zip of pictures": (zipped({"a.png": "x"}), "a.zip", "There is no .yaml file in this ZIP."),
    "zip bomb": (zipped(BOMB), "a.zip", "Unpacked, these files are larger than 3 MB."),
    "many files": (zipped({f"skills/{number}.yaml": "a: 1" for number in range(101)}), "a.zip", "more than 100 files"),
    "same path twice": (zipped({"one/skills/a.yaml": "a: 1", "two/skills/a.yaml": "a: 1"}), "a.zip", "is in this ZIP twice"),
    "out of the folder": (zipped({"../../etc/a.yaml": "skills: []"}), "a.zip", "unexpected file"),
    "not utf-8": (b"skills: \xff\xfe", "a.yaml", "not UTF-8"),
    "aliases": (b"skills: &a [*a]", "a.yaml", "anchors and aliases"),
    "no catalogue": (b"hello: world", "a.yaml", "unexpected file"),
    "a list": (b"- 1", "a.yaml", "unexpected file"),
    "slug is a list": (b"skills:\n  - slug: [a]\n    name: 2026-01-01", "a.yaml", "Refused as a whole."),
    "slug is a number": (b"skills:\n  - slug: 1\n", "a.yaml", "Refused as a whole."),
    "skills of a question are lists": (
        b"questions:\n  - slug: x\n    skills: [[a], {b: c}]\n    group: [a]\n",
        "a.yaml",
        "Refused as a whole.",
    ),
    "profile of lists": (
        b"slug: x\nlevels:\n  entry:\n    profile: [[a], {skill: [b], weight: [c], must: {d: e}, expected: x}]\n  mid: [a]\n  3: {}\n",
        "x.yaml",
        "Refused as a whole.",
    ),
    "anchors of lists": (b"skills:\n  - slug: x\n    anchors: {1: [a], [b]: c, 2: {d: e}}\n", "a.yaml", "Refused as a whole."),
    "entry is text": (b"skills: [a, b]", "a.yaml", "Refused as a whole."),
    "no such group": (b"skills:\n  - slug: x\n", "nothing-here.yaml", "Refused as a whole."),
    "a number that eats time": (b"a: 0x" + b"f" * 20_000, "a.yaml", "too much time or memory"),
    "deep": (b"a: " + b"[" * 100_000, "a.yaml", "exceeded maximum nesting depth"),
    "many keys": (b"\n".join(b"k%d: 1" % number for number in range(100_001)), "a.yaml", "more than 100,000 keys"),
    "null": (b'skills:\n  - slug: "a\\0b"\n', "a.yaml", "Refused as a whole."),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_what_is_no_catalogue_is_refused_in_words(client, case):
    content, name, words = HOSTILE[case]
    before = Skill.objects.count()
    response = tried(client, content, name)
    assert response.status_code == 200
    assert words in response.content.decode().replace("&#x27;", "'")
    assert Skill.objects.count() == before


def test_no_file_is_named(client):
    assert "This field is required" in client.post(URL).content.decode()


def test_the_catalogue_leads_to_it(client):
    assert URL in client.get(reverse("catalog:catalogue")).content.decode()
