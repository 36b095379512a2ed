"""An admin sees what the release of the installed app would change, and loads it in the background."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hiring.accounts.models import TrailEntry
from hiring.background import actions as background
from hiring.background.models import Job
from hiring.catalog.actions import change_entry, load_catalogue
from hiring.catalog.bodies import body_of
from hiring.catalog.models import Release, Skill
from tests.catalog.sample import make_question, sample, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def install(tmp_path, settings):
    """Puts other files in the place of those that came with the app: the sample in a version, changed by a function."""
    made = []

    def put(version, change=lambda files: None):
        files = sample()
        files["catalogue.yaml"]["version"] = version
        change(files)
        made.append(version)
        settings.CATALOGUE_FOLDER = write(tmp_path / str(len(made)), files)

    put("0.1.0")
    load_catalogue(settings.CATALOGUE_FOLDER)
    return put


@pytest.fixture
def desk(client, admin, install):
    client.force_login(admin)
    return client


def page(desk):
    return desk.get(reverse("catalog:release")).content.decode()


def asked(desk):
    desk.post(reverse("catalog:release_load"), {"digest": desk.get(reverse("catalog:release")).context["found"].digest})
    return Job.objects.get()


def newer(files):
    skills, questions = files["skills/crafts.yaml"]["skills"], files["questions/crafts.yaml"]["questions"]
    skills[2] |= {"definition": "Does chess better.", "is_not": "It is not draughts, nor go."}
    questions.append(make_question("chess", 5))
    questions[:] = [question for question in questions if question["slug"] != "chess-4"]


def test_a_newer_release_is_looked_at_then_loaded_in_the_background(desk, install, admin):
    assert "Release 0.1.0 of 24 November 2026 is loaded." in page(desk)
    chess = Skill.objects.get(slug="chess")
    change_entry(chess, body_of(chess) | {"definition": "Plays chess as we like it."}, by=admin, version=1)
    install("0.2.0", newer)
    assert "brings another release" in desk.get(reverse("catalog:catalogue")).content.decode()
    text = page(desk)
    assert "It would change 1 entry, add 1 and retire 1. In 1 of them the company has a text of its own" in text
    assert all(words in text for words in ("case 5, as you would do it.", "retires this question", "nor go."))
    assert Release.current().version == "0.1.0"
    job = asked(desk)
    background.work_on(background.claim(job.pk, "test"))
    chess.refresh_from_db()
    assert (Release.current().version, chess.definition, chess.is_not) == (
        "0.2.0", "Plays chess as we like it.", "It is not draughts, nor go.",
    )  # fmt: skip
    assert TrailEntry.objects.get(verb="loaded").detail == {"version": "0.2.0"}
    text = page(desk)
    assert "Release 0.2.0 of 24 November 2026 is loaded." in text
    assert "Choose between your texts and the built-in ones" in text


def test_files_that_changed_since_are_not_loaded(desk, install):
    install("0.2.0", newer)
    job = asked(desk)
    install("0.3.0", newer)
    background.work_on(background.claim(job.pk, "test"))
    job.refresh_from_db()
    assert (job.state, Release.current().version) == ("failed", "0.1.0")
    assert job.message.startswith("The files of the release have changed since you looked.")


def test_a_job_that_was_cancelled_while_it_loaded_leaves_nothing(desk, install):
    install("0.2.0", newer)
    job = background.claim(asked(desk).pk, "test")
    background.cancel(job)
    background.work_on(job)
    assert Release.current().version == "0.1.0"


def test_faulty_and_older_files_cannot_be_loaded(desk, install):
    install("0.2.0", lambda files: files["skills/crafts.yaml"]["skills"][0].pop("name"))
    assert "skills/crafts.yaml:6 skills.arithmetic.name: missing" in page(desk)
    install("0.0.9")
    text = page(desk)
    assert "brings 0.0.9, which is older than the 0.1.0 that is loaded." in text
    assert reverse("catalog:release_load") not in text


def test_queries_do_not_grow_with_what_would_change(desk, install):
    counts = []
    for many in (1, 4):
        install("0.2.0", lambda files, many=many: [q.update(weak="Nothing.") for q in files["questions/crafts.yaml"]["questions"][:many]])
        with CaptureQueriesContext(connection) as queries:
            page(desk)
        counts.append(len(queries))
    assert counts[0] == counts[1]
