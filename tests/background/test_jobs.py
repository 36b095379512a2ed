import time

import pytest
from django.core.files.storage import default_storage
from django.db import OperationalError
from django.db.backends.signals import connection_created
from django.db.models.functions import Now
from django.urls import reverse

from hiring.background import actions
from hiring.background.files import keep_file
from hiring.background.models import Job
from hiring.background.work import GiveUp, handles

pytestmark = pytest.mark.django_db


def nobody(user, **arguments):
    return False


def owner(user, **arguments):
    return True


@handles("tests.echo", may_see=owner)
def echo(job):
    return {"said": job.arguments["word"]}


@handles("tests.gives_up", may_see=owner)
def gives_up(job):
    raise GiveUp("The file has no pages.")


@handles("tests.breaks", may_see=owner)
def breaks(job):
    raise RuntimeError("secret detail")


@handles("tests.hidden", may_see=nobody)
def hidden(job):
    return {}


def queue(kind, by, **arguments):
    return actions.enqueue(kind, title="A job", by=by, **arguments)


def run(job):
    claimed = actions.claim(job.pk, "worker-1")
    actions.work_on(claimed)
    job.refresh_from_db()
    return job


def expire(job):
    Job.objects.filter(pk=job.pk).update(leased_until=Now() - actions.timedelta(seconds=1))


def test_a_job_runs_and_keeps_its_result(manager):
    job = run(queue("tests.echo", manager, word="hello"))
    assert (job.state, job.result, job.done_steps) == ("done", {"said": "hello"}, 1)
    assert job.ended_at


def test_a_fault_for_the_owner_is_told_in_its_words(manager):
    job = run(queue("tests.gives_up", manager))
    assert (job.state, job.message) == ("failed", "The file has no pages.")


def test_an_unforeseen_fault_tells_no_secrets(manager):
    job = run(queue("tests.breaks", manager))
    assert job.state == "failed"
    assert "secret" not in job.message


def test_two_workers_never_share_a_job(manager):
    job = queue("tests.echo", manager, word="x")
    assert actions.claim(job.pk, "worker-1")
    assert actions.claim(job.pk, "worker-2") is None


def test_a_dead_workers_job_is_taken_up_when_its_lease_runs_out(manager):
    job = queue("tests.echo", manager, word="x")
    actions.claim(job.pk, "worker-1")
    expire(job)
    assert actions.claim(job.pk, "worker-2").attempts == 2


def test_the_first_worker_cannot_end_a_job_that_it_has_lost(manager):
    job = queue("tests.echo", manager, word="x")
    lost = actions.claim(job.pk, "worker-1")
    expire(job)
    actions.claim(job.pk, "worker-2")
    assert actions.beat(lost) is False
    actions.work_on(lost)
    job.refresh_from_db()
    assert (job.state, job.worker) == ("running", "worker-2")


def test_a_beat_that_finds_no_database_is_followed_by_the_next(manager, monkeypatch, caplog):
    """Else the lease runs out under a worker that is well, and another does the work again."""

    def away(**kwargs):
        raise OperationalError("server closed the connection unexpectedly")

    @handles("tests.waits", may_see=owner)
    def waits(job):
        end = time.monotonic() + 5
        while len(caplog.messages) < 2 and time.monotonic() < end:
            time.sleep(0.01)
        return {}

    monkeypatch.setattr(Job, "LEASE_SECONDS", 0.1)
    claimed = actions.claim(queue("tests.waits", manager).pk, "worker-1")
    connection_created.connect(away)
    try:
        actions.work_on(claimed)
    finally:
        connection_created.disconnect(away)
    claimed.refresh_from_db()
    assert claimed.state == "done"
    assert caplog.messages[:2] == [f"The lease of job {claimed.pk} was not renewed (OperationalError); the next beat tries again"] * 2


def test_after_three_dead_workers_the_job_is_given_up(manager):
    job = queue("tests.echo", manager, word="x")
    for _ in range(3):
        assert actions.claim(job.pk, "worker")
        expire(job)
    assert actions.claim(job.pk, "worker") is None
    job.refresh_from_db()
    assert job.state == "failed"
    assert "three times" in job.message


def test_a_cancelled_job_stays_cancelled(manager):
    job = queue("tests.echo", manager, word="x")
    claimed = actions.claim(job.pk, "worker-1")
    assert actions.cancel(job)
    assert actions.beat(claimed) is False
    actions.work_on(claimed)
    job.refresh_from_db()
    assert job.state == "cancelled"


def test_the_sweep_finds_lost_messages_and_dead_workers_and_nothing_else(manager):
    fresh, lost, dead, done = (queue("tests.echo", manager, word=str(number)) for number in range(4))
    Job.objects.filter(pk=lost.pk).update(hinted_at=Now() - actions.timedelta(seconds=Job.HINT_SECONDS + 1))
    actions.claim(dead.pk, "worker-1")
    expire(dead)
    run(done)
    assert set(Job.objects.due().values_list("pk", flat=True)) == {lost.pk, dead.pk}
    assert actions.sweep() == 2
    assert set(Job.objects.due().values_list("pk", flat=True)) == {dead.pk}


def test_a_right_that_ended_is_gone_at_the_next_look(manager, client):
    client.force_login(manager)
    job = queue("tests.hidden", manager)
    assert client.get(f"/jobs/{job.pk}/").status_code == 404


def test_others_jobs_do_not_exist(manager, admin, client):
    client.force_login(admin)
    job = queue("tests.echo", manager, word="x")
    assert client.get(f"/jobs/{job.pk}/").status_code == 404
    assert client.get(f"/api/jobs/{job.pk}/").status_code == 404


def test_equal_files_share_one_place_on_disk(db):
    first = keep_file(b"same bytes", name="a.pdf", content_type="application/pdf")
    second = keep_file(b"same bytes", name="b.pdf", content_type="application/pdf")
    assert (first.path, first.name, second.name) == (second.path, "a.pdf", "b.pdf")
    assert default_storage.open(first.path).read() == b"same bytes"
    assert default_storage.size(first.path) == 10


def test_only_what_failed_or_was_cancelled_is_tried_again(client, manager):
    client.force_login(manager)
    waiting = queue("tests.echo", manager, word="hello")
    assert "Try again" not in client.get(waiting.get_absolute_url()).content.decode()
    client.post(reverse("background:job_retry", args=[waiting.pk]))
    assert Job.objects.count() == 1
    failed = run(queue("tests.gives_up", manager))
    assert "Try again" in client.get(failed.get_absolute_url()).content.decode()
    client.post(reverse("background:job_retry", args=[failed.pk]))
    assert Job.objects.count() == 3
