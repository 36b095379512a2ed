"""Watching a job, ending it, fetching what it made."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from . import actions
from .models import Job
from .work import may_see


def job_detail(request, pk):
    job = _visible_job(request, pk)
    template = "background/_progress.html" if request.htmx else "background/job_detail.html"
    return render(request, template, {"job": job})


def job_file(request, pk):
    job = _visible_job(request, pk)
    if job.file is None:
        raise Http404
    return FileResponse(job.file.open(), as_attachment=True, filename=job.file.name, content_type=job.file.content_type)


@require_POST
def job_cancel(request, pk):
    actions.cancel(_visible_job(request, pk))
    return redirect("background:job_detail", pk=pk)


@require_POST
def job_retry(request, pk):
    job = _visible_job(request, pk)
    if job.state not in (Job.State.FAILED, Job.State.CANCELLED):
        return redirect(job)
    again = actions.enqueue(job.kind, title=job.title, by=request.user, back_url=job.back_url, total_steps=job.total_steps, **job.arguments)
    return redirect(again)


def _visible_job(request, pk):
    job = get_object_or_404(Job.objects.visible_to(request.user).select_related("file"), pk=pk)
    if not may_see(request.user, job):
        raise Http404
    return job
