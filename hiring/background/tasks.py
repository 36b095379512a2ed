import os
import socket
import uuid

from celery import shared_task

from . import actions


@shared_task
def run_job(job_id):
    job = actions.claim(job_id, worker=f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:8]}")
    if job:
        actions.work_on(job)


@shared_task(name="hiring.background.tasks.sweep")
def sweep():
    actions.sweep()
