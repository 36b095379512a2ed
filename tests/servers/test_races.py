"""Many at once, over HTTP, against web processes and a database as in life: one wins, and the others are told."""

from collections import Counter

import pytest

pytestmark = pytest.mark.xdist_group("servers")
MANY = 20


def statuses(answers):
    return Counter(status for status, _ in answers)


def test_a_card_that_is_submitted_twenty_times_at_once_is_submitted_once(place):
    for card, token in place.cast["complete"][:2]:
        answers = place.at_once([("POST", f"/api/scorecards/{card}/submit/", token)] * MANY)
        assert statuses(answers) == {200: MANY}
        assert {tuple(version["number"] for version in answer["versions"]) for _, answer in answers} == {(1,)}
        _, now = place.call("GET", f"/api/scorecards/{card}/", token)
        assert [version["number"] for version in now["versions"]] == [1]


def test_of_many_decisions_at_once_one_stands(place):
    said = {"reason": "All five musts are met.", "present": [place.cast["manager"]], "seen_evidence": True}
    for application in place.cast["undecided"][:2]:
        bodies = [{**said, "application": application, "outcome": outcome} for outcome in ("hold", "further")]
        calls = [("POST", "/api/decisions/", token, body) for token in place.cast["tokens"] for body in bodies] * (MANY // 4)
        assert statuses(place.at_once(calls)) == {201: 1, 409: MANY - 1}
        _, page = place.call("GET", "/api/decisions/", place.cast["tokens"][0])
        assert [row["is_current"] for row in page["results"] if row["application"] == application] == [True]


def test_of_many_moves_at_once_one_is_made(place):
    token = place.cast["tokens"][0]
    for application in place.cast["undecided"][2:]:
        path = f"/api/applications/{application}/"
        version = place.call("GET", path, token)[1]["version"]
        bodies = [{"stage": ("screen", "interview")[number % 2], "version": version} for number in range(MANY)]
        answers = place.at_once([("POST", f"{path}move/", place.cast["tokens"][number % 2], body) for number, body in enumerate(bodies)])
        told = statuses(answers)
        assert told[200] == 1 and set(told) <= {200, 400, 409}  # 400: it stands there already
        assert len(place.call("GET", path, token)[1]["moves"]) == 1


def test_of_many_saves_of_one_section_one_wins_and_the_others_see_it(place):
    opening, tokens = place.cast["opening"], place.cast["tokens"]
    for _ in range(2):
        versions = place.call("GET", f"/api/openings/{opening}/descriptions/", tokens[0])[1]
        texts = [f"Save number {number} brings a model to every depot." for number in range(MANY)]
        bodies = [{"section": "goals", "texts": {"goal": text}, "base": versions[0]["number"]} for text in texts]
        answers = place.at_once(
            [("POST", f"/api/openings/{opening}/section/", tokens[place_ % 2], body) for place_, body in enumerate(bodies)]
        )
        assert statuses(answers) == {201: 1, 409: MANY - 1}
        won = next(text for text, (status, _) in zip(texts, answers, strict=True) if status == 201)
        assert {answer["texts"]["goals"]["goal"] for _, answer in answers} == {won}


def test_of_many_approvals_one_is_kept(place):
    opening, tokens = place.cast["opening"], place.cast["tokens"]
    newest = place.call("GET", f"/api/openings/{opening}/descriptions/", tokens[0])[1][0]["number"]
    path = f"/api/openings/{opening}/descriptions/{newest}/approve/"
    answers = place.at_once([("POST", path, tokens[each % 2], {"exception": f"Reason {each}"}) for each in range(MANY)])
    assert statuses(answers) == {200: 1, 400: MANY - 1}
    kept = place.call("GET", f"/api/openings/{opening}/descriptions/", tokens[0])[1][0]["exception"]
    assert answers[int(kept.split()[1])][0] == 200
    told = place.python(
        f"from hiring.accounts.models import TrailEntry; print(TrailEntry.objects.filter(verb='approved', detail__number={newest}).count())"
    )
    assert told.strip() == "1"


def test_of_many_saves_of_one_draft_none_is_lost_without_a_word(place):
    for card, token in place.cast["drafts"][:2]:
        revision = place.call("GET", f"/api/scorecards/{card}/", token)[1]["revision"]
        bodies = [{"revision": revision, "fields": {"summary": f"Typed on device {number}"}} for number in range(MANY)]
        answers = place.at_once([("PATCH", f"/api/scorecards/{card}/draft/", token, body) for body in bodies])
        assert statuses(answers) == {200: 1, 409: MANY - 1}
        won = next(body["fields"] for body, (status, _) in zip(bodies, answers, strict=True) if status == 200)
        assert place.call("GET", f"/api/scorecards/{card}/", token)[1]["summary"] == won["summary"]
        assert all(answer["theirs"] == won for status, answer in answers if status == 409)


def test_devices_that_write_different_skills_all_keep_their_words(place):
    """Each saves five times and takes the newer revision when told of it; every acknowledged last word is there."""
    from concurrent.futures import ThreadPoolExecutor

    card, token = place.cast["drafts"][2]
    slugs = [rating["skill"] for rating in place.call("GET", f"/api/scorecards/{card}/", token)[1]["ratings"]]

    def write(slug):
        revision = 0
        for number in range(5):
            status = 409
            while status == 409:
                body = {"revision": revision, "fields": {f"evidence-{slug}": f"{slug}, word {number}"}}
                status, answer = place.call("PATCH", f"/api/scorecards/{card}/draft/", token, body)
                revision = answer["revision"]
            assert status == 200, answer

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, slugs))
    now = place.call("GET", f"/api/scorecards/{card}/", token)[1]["ratings"]
    assert {rating["skill"]: rating["evidence"] for rating in now} == {slug: f"{slug}, word 4" for slug in slugs}


CLAIMS = """
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from django.db import connection
from hiring.background.actions import claim
barrier = Barrier(10)
def one(number):
    barrier.wait()
    try:
        return claim("{job}", f"worker-{{number}}") is not None
    finally:
        connection.close()
with ThreadPoolExecutor(10) as pool:
    print(sum(pool.map(one, range(10))))
"""


TAKES = """
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from django.db import connection
from hiring.accounts.models import User
from hiring.salaries.actions import accept
from hiring.salaries.models import OwnImport
by = User.objects.get(pk={by})
files = [OwnImport.objects.create(kind="offers", state="previewed", created_by=by, report=dict(rows=1, kept=1, refused=0)) for _ in range(10)]
barrier = Barrier(10)
def one(file):
    barrier.wait()
    try:
        return accept(file, by=by)
    finally:
        connection.close()
with ThreadPoolExecutor(10) as pool:
    print(sum(pool.map(one, files)), OwnImport.objects.filter(state="accepted").count())
"""


def test_of_many_files_of_a_kind_that_are_taken_at_once_one_stands(place):
    assert place.python(TAKES.format(by=place.cast["manager"])).split() == ["10", "1"]


def test_a_job_that_ten_workers_want_is_taken_by_one(place):
    for job in place.cast["jobs"]:
        assert place.python(CLAIMS.format(job=job)).strip() == "1"


ERASES = """
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from django.core.exceptions import ValidationError
from django.db import connection
from hiring.accounts.models import User
from hiring.candidates.actions import add_candidate, change_candidate
from hiring.candidates.erasure import erase_candidate
from hiring.candidates.models import Application, Candidate
from hiring.openings.models import Opening
by, opening = User.objects.get(pk={by}), Opening.objects.get(pk={opening})
def one(act):
    barrier.wait()
    try:
        act()
    except Exception as fault:
        return type(fault).__name__
    finally:
        connection.close()
faults = set()
for turn in range(5):
    details = dict(name=f"Person {{turn}}", email=f"erased{{turn}}@example.org", phone="", location="", source="")
    person = add_candidate(opening, by=by, **details).candidate
    Application.objects.filter(candidate=person).update(stage="rejected")
    change = lambda: change_candidate(person, by=by, version=1, **details | dict(location="Xylophilia"))
    acts = [change, lambda: erase_candidate(person, by=by, ground="asked")] * 4
    barrier = Barrier(len(acts))
    with ThreadPoolExecutor(len(acts)) as pool:
        faults |= set(pool.map(one, acts))
    now = Candidate.objects.get(pk=person.pk)
    print(now.is_erased, now.location == "", now.email == "")
print(sorted(fault for fault in faults - {{None}} if fault not in ("Conflict", "ValidationError")))
"""


def test_a_change_that_meets_an_erasure_brings_nothing_back(place):
    told = place.python(ERASES.format(by=place.cast["manager"], opening=place.cast["opening"])).split("\n")
    assert told[:5] == ["True True True"] * 5
    assert told[5] == "[]"
