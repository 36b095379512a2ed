"""Workers as in life: killed in the middle of their work, and sent what runs code."""

import signal
import time

import pytest

from tests.browser.running import start_worker, stop

pytestmark = pytest.mark.xdist_group("servers")
EXPIRE_AND_SWEEP = """
from datetime import timedelta
from django.db.models.functions import Now
from hiring.background.actions import sweep
from hiring.background.models import Job
Job.objects.filter(pk="{job}").update(leased_until=Now() - timedelta(seconds=1))
print(sweep())
"""
COUNT = """
from hiring.background.models import Job, StoredFile
job = Job.objects.get(pk="{job}")
print(job.state, job.attempts, StoredFile.objects.filter(created_at__gte=job.created_at).count())
"""
PICKLED = """
import pathlib
from teamapp.celery import app
class Evil:
    def __reduce__(self):
        return pathlib.Path.touch, (pathlib.Path({mark!r}),)
app.conf.accept_content = ["json", "pickle"]
app.send_task("hiring.background.tasks.run_job", [Evil()], serializer="pickle")
"""


def ask_for_pdf(place):
    path = f"/api/openings/{place.cast['opening']}/descriptions/{place.cast['version']}/pdf/"
    status, answer = place.call("POST", path, place.cast["tokens"][0])
    assert status == 202
    return answer["job"].rstrip("/").rpartition("/")[2]


def await_state(place, job, *states, seconds=40):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        _, answer = place.call("GET", f"/api/jobs/{job}/", place.cast["tokens"][0])
        if answer["state"] in states:
            return answer
        time.sleep(0.03)
    raise AssertionError(f"{answer} after {seconds} s; {(place.folder / 'worker.log').read_text()[-2000:]}")


def test_a_job_whose_worker_is_killed_is_done_by_the_next_and_once(place):
    job = ask_for_pdf(place)
    first = start_worker(place.env, place.folder)
    await_state(place, job, "running")
    stop(first, signal.SIGKILL)
    assert place.python(COUNT.format(job=job)).split() == ["running", "1", "0"]

    assert int(place.python(EXPIRE_AND_SWEEP.format(job=job))) >= 1
    for table in (place.folder / "queue" / "control").glob("*.exchange"):
        table.write_bytes(b"")  # as a full disk leaves it
    second = start_worker(place.env, place.folder)
    try:
        assert await_state(place, job, "done", "failed")["file_url"]
        assert place.python(COUNT.format(job=job)).split() == ["done", "2", "1"]
    finally:
        stop(second)


def test_a_message_that_would_run_code_is_refused_and_the_worker_lives(place):
    mark = place.folder / "code-was-run"
    place.python(PICKLED.format(mark=str(mark)))
    job = ask_for_pdf(place)
    worker = start_worker(place.env, place.folder)
    try:
        await_state(place, job, "done")
    finally:
        stop(worker)
    assert not mark.exists()


def test_what_is_kept_is_its_owners_alone(place):
    kept = [place.folder, *(place.folder / "files").rglob("*"), *(place.folder / "queue").glob("*")]
    assert len(kept) > 2
    assert {path.name: path.stat().st_mode & 0o077 for path in kept} == dict.fromkeys((path.name for path in kept), 0)
