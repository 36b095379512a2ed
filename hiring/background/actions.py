"""A job's life: asked for, claimed under a lease, worked on, ended."""

import logging
import threading
from contextlib import contextmanager
from datetime import timedelta

from celery import current_app
from django.db import Error, connection, transaction
from django.db.models import F
from django.db.models.functions import Now

from .files import forget_files
from .models import Job
from .work import GiveUp, run_handler

logger = logging.getLogger(__name__)


def enqueue(kind, *, title, by, back_url="", total_steps=1, **arguments):
    """Write the job's row; the worker is told once the surrounding transaction is committed."""
    job = Job.objects.create(kind=kind, title=title, created_by=by, back_url=back_url, total_steps=total_steps, arguments=arguments)
    transaction.on_commit(lambda: hint(job.pk))
    return job


def hint(job_id):
    """Tell a worker. A broker that is away must not fail the request: the sweep will tell it again."""
    try:
        current_app.send_task("hiring.background.tasks.run_job", [str(job_id)], retry=False)
    except Exception:
        logger.warning("No broker took job %s; the sweep will send it", job_id)


def claim(job_id, worker):
    """Take the job if it is free: one conditional UPDATE, so two workers never share it. None if taken or over."""
    free = Job.objects.filter(pk=job_id, state=Job.State.QUEUED) | Job.objects.filter(
        pk=job_id, state=Job.State.RUNNING, leased_until__lt=Now()
    )
    taken = free.filter(attempts__lt=Job.MAX_ATTEMPTS).update(
        state=Job.State.RUNNING, worker=worker, attempts=F("attempts") + 1, leased_until=_lease()
    )
    if not taken:
        free.filter(attempts__gte=Job.MAX_ATTEMPTS).update(
            state=Job.State.FAILED,
            ended_at=Now(),
            message="Stopped: the worker ended three times while working on this. Ask an admin to look at its log.",
        )
    return Job.objects.get(pk=job_id) if taken else None


def beat(job, *, done=None, message=None):
    """Renew the lease and show progress. False if the job was cancelled or lost to another worker: stop working."""
    changes = {"leased_until": _lease()}
    if done is not None:
        changes["done_steps"] = done
    if message is not None:
        changes["message"] = message
    return bool(Job.objects.filter(pk=job.pk, state=Job.State.RUNNING, worker=job.worker).update(**changes))


def work_on(job):
    """Run the handler and end the job, if it is still this worker's."""
    try:
        with _heartbeat(job):
            result = run_handler(job)
        file = result.pop("file", None)
        if not _end(job, Job.State.DONE, result=result, file=file, done_steps=F("total_steps"), message="") and file:
            forget_files([file.pk])  # Cancelled, deleted or lost to another worker: nobody would know of it.
    except GiveUp as fault:
        _end(job, Job.State.FAILED, message=str(fault)[:300])
    except Exception:
        logger.exception("Job %s (%s) failed", job.pk, job.kind)
        _end(job, Job.State.FAILED, message="Something went wrong while making this. It is logged; please try again.")


def cancel(job):
    return bool(
        Job.objects.filter(pk=job.pk, state__in=[Job.State.QUEUED, Job.State.RUNNING]).update(state=Job.State.CANCELLED, ended_at=Now())
    )


def forget_jobs(kind, argument, keys):
    """Delete the jobs of a kind whose argument of this name is one of the keys, with what they made."""
    jobs = Job.objects.filter(kind=kind, **{f"arguments__{argument}__in": keys})
    files = list(jobs.exclude(file=None).values_list("file", flat=True))
    jobs.delete()
    forget_files(files)


def sweep():
    """Hint again at every job that is due: lost messages, dead workers. Harmless when run twice. Returns how many."""
    due = list(Job.objects.due().values_list("pk", flat=True)[:500])
    Job.objects.filter(pk__in=due).update(hinted_at=Now())
    for job_id in due:
        hint(job_id)
    return len(due)


def _end(job, state, **changes):
    return Job.objects.filter(pk=job.pk, state=Job.State.RUNNING, worker=job.worker).update(
        state=state, ended_at=Now(), leased_until=None, **changes
    )


def _lease():
    return Now() + timedelta(seconds=Job.LEASE_SECONDS)


@contextmanager
def _heartbeat(job):
    """Renews the lease while a handler is busy in one long step, such as waiting for a renderer."""
    over = threading.Event()

    def renew():
        while not over.wait(Job.LEASE_SECONDS / 4):
            try:
                beat(job)
            except Error as fault:
                logger.warning("The lease of job %s was not renewed (%s); the next beat tries again", job.pk, type(fault).__name__)
            finally:
                connection.close()

    thread = threading.Thread(target=renew, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
