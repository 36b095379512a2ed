"""Interviews: one's own, those of an application, and the kit for one of them."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from hiring.accounts.prepared import first_or_404
from hiring.background.actions import enqueue
from hiring.candidates.models import Application
from hiring.candidates.queries import visible_application
from hiring.openings.actions import Conflict

from .. import actions, documents, queries
from ..forms import CancelForm, InterviewForm, WhenForm
from ..models import Interview


def mine(request):
    return render(request, "interviews/mine.html", {"mine": queries.my_interviews(request.user)})


def kit(request, pk):
    interview = _visible(request, pk)
    context = {
        "kit": documents.kit(interview.stage, interview),
        "interview": interview,
        "opening": interview.application.opening,
        "documents": interview.application.documents.all(),
        "is_mine": interview.interviewer_id == request.user.pk,
    }
    return render(request, "interviews/kit.html", context)


@require_POST
def kit_pdf(request, pk):
    interview = _visible(request, pk)
    job = enqueue(
        "interviews.kit_pdf",
        title=f"Interview kit: {interview.stage}, {interview.application.candidate}",
        by=request.user,
        back_url=interview.get_absolute_url(),
        total_steps=2,
        interview=interview.pk,
    )
    return redirect(job)


def _visible(request, pk):
    try:
        return queries.interview_visible_to(request.user, pk)
    except Interview.DoesNotExist as missing:
        raise Http404 from missing


def of_application(request, pk):
    """The interviews of an application, as a page or as a part of the candidate's page."""
    application = first_or_404(visible_application(request.user, pk))
    context = {
        "application": application,
        "opening": application.opening,
        "tab": "candidates",
        "manages": application.is_managed,
        "interviews": queries.interviews_of(application, request.user),
        "owes_card": bool(queries.owed_interviews(request.user, pk)),
    }
    template = "interviews/_of_application.jinja" if request.htmx else "interviews/of_application.jinja"
    return render(request, template, context, using="jinja2")


def _managed_application(request, pk):
    applications = Application.objects.managed_by(request.user) & Application.objects.visible_to(request.user)
    return get_object_or_404(applications.select_related("candidate", "opening__country", "opening__team"), pk=pk)


def interview_add(request, pk):
    application = _managed_application(request, pk)
    form = InterviewForm(
        request.POST or None, opening=application.opening, initial={"stage": request.GET.get("stage")}, instance=Interview()
    )
    if request.method == "POST" and form.is_valid():
        fields = form.cleaned_data
        try:
            interview = actions.schedule(
                application,
                fields["stage"],
                fields["interviewer"],
                fields["starts_at"],
                by=request.user,
                minutes=fields["minutes"],
                place=fields["place"],
            )
            return _arranged(request, interview)
        except ValidationError as fault:
            form.add_error(None, fault)
    context = {"form": form, "application": application, "opening": application.opening, "tab": "candidates", "manages": True}
    return render(request, "interviews/interview_form.html", context)


def _arranged(request, interview):
    messages.success(request, f"{interview.interviewer} meets {interview.application.candidate}.")
    if queries.overlapping(interview):
        messages.warning(request, f"{interview.interviewer} has another interview at that time.")
    return redirect("interviews:of_application", pk=interview.application_id)


def _arranged_by(request, pk):
    interviews = Interview.objects.arranged_by(request.user).standing()
    return get_object_or_404(interviews.select_related("application__candidate", "application__opening", "stage", "interviewer"), pk=pk)


def interview_edit(request, pk):
    interview = _arranged_by(request, pk)
    form = WhenForm(request.POST or None, instance=interview, initial={"version": interview.version})
    conflict = None
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or interview.version
        try:
            actions.change_interview(form.save(commit=False), by=request.user, version=version)
            return _arranged(request, interview)
        except Conflict as fault:
            conflict = _conflict(fault.theirs, form)
    context = {"form": form, "interview": interview, "application": interview.application, "conflict": conflict}
    context |= {"opening": interview.application.opening, "tab": "candidates", "manages": True}
    return render(request, "interviews/interview_form.html", context, status=409 if conflict else 200)


def _conflict(theirs, form):
    form.data = {**form.data.dict(), "version": theirs.version}
    pairs = [(name, getattr(theirs, name), form.cleaned_data[name]) for name in WhenForm.Meta.fields]
    fields = [{"label": form.fields[name].label, "theirs": a, "yours": b} for name, a, b in pairs if a != b]
    return {"by": theirs.changed_by or theirs.created_by, "at": theirs.changed_at, "fields": fields}


def interview_cancel(request, pk):
    interview = _arranged_by(request, pk)
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.cancel_interview(interview, by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, "Noted: this interview did not take place. No card is asked for.")
            return redirect("interviews:of_application", pk=interview.application_id)
        except ValidationError as fault:
            form.add_error(None, fault)
    context = {"form": form, "interview": interview, "application": interview.application}
    context |= {"opening": interview.application.opening, "tab": "candidates", "manages": True}
    return render(request, "interviews/interview_cancel.html", context)
