"""The table of an opening's candidates, and one person's application."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.forms import model_to_dict
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_POST

from hiring.accounts.actions import record
from hiring.lib.typed import searched

from .. import actions, exports, queries
from ..forms import ContactForm, MoveForm, NewCandidateForm
from ..models import Application, Candidate
from .access import managed_application, managed_opening, visible_application


def candidate_list(request, pk):
    opening = managed_opening(request, pk)
    chosen = _chosen(request)
    stages = queries.stage_counts(opening, request.user)
    counts = {value: count for value, _, count in stages}
    total = sum(counts.values())
    found = queries.applications_of(opening, request.user, **chosen).count() if chosen["words"] else counts.get(chosen["stage"], total)
    page = Paginator(range(found), queries.PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "opening": opening,
        "tab": "candidates",
        "manages": True,
        "page": page,
        "lines": queries.table_lines(request.user, opening.pk, start=page.object_list.start, **chosen),
        "stages": stages,
        "labels": dict(Application.Stage.choices),
        "total": total,
        "chosen": chosen,
    }
    return render(request, "candidates/candidate_list.jinja", context, using="jinja2")


def candidate_export(request, pk):
    """What the table shows under its filters, as CSV."""
    opening = managed_opening(request, pk)
    applications = list(queries.applications_of(opening, request.user, **_chosen(request)))
    record("exported candidates of", opening, by=request.user, rows=len(applications))
    return csv_response(exports.candidates_csv(applications), f"{slugify(opening.title)}-candidates")


def candidate_add(request, pk):
    opening = managed_opening(request, pk)
    form = NewCandidateForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            application = actions.add_candidate(opening, by=request.user, **form.cleaned_data)
            messages.success(request, f"{application.candidate.name} is a candidate of this opening.")
            return redirect(application)
        except ValidationError as fault:
            form.add_error(None, fault)
    context = {"opening": opening, "form": form, "known": _known(request, opening, form)}
    return render(request, "candidates/candidate_form.html", context)


def application_detail(request, pk):
    application = visible_application(request, pk)
    form = MoveForm(application=application) if application.is_managed else None
    return _detail_page(request, application, form)


def application_edit(request, pk):
    application = managed_application(request, pk)
    person = application.candidate
    form = ContactForm(request.POST or None, initial=model_to_dict(person))
    context = {"application": application, "opening": application.opening, "form": form}
    if request.method == "POST" and form.is_valid():
        details = {name: form.cleaned_data[name] for name in actions.DETAILS}
        try:
            actions.change_candidate(person, by=request.user, version=form.cleaned_data["version"], **details)
            messages.success(request, "Saved.")
            return redirect(application)
        except ValidationError as fault:
            form.add_error(None, fault)
        except actions.Conflict as fault:
            context["conflict"] = _contact_conflict(form, fault.theirs)
            return render(request, "candidates/application_form.html", context, status=409)
    return render(request, "candidates/application_form.html", context)


@require_POST
def application_move(request, pk):
    application = managed_application(request, pk)
    form = MoveForm(request.POST, application=application)
    if form.is_valid():
        try:
            actions.move(application, by=request.user, **form.cleaned_data)
            messages.success(request, f"{application.candidate.name} is now at “{application.get_stage_display()}”.")
            return redirect(application)
        except ValidationError as fault:
            form.add_error(None, fault)
        except actions.Conflict as fault:
            return _detail_page(request, visible_application(request, pk), *_move_conflict(form, fault.theirs), status=409)
    return _detail_page(request, visible_application(request, pk), form)


def csv_response(text, name):
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def _chosen(request):
    stage, sort = request.GET.get("stage", ""), request.GET.get("sort", "")
    return {
        "stage": stage if stage in Application.Stage.values else "",
        "words": searched(request.GET.get("q", "")),
        "sort": sort if sort in queries.SORTS else "name",
    }


def _known(request, opening, form):
    """What may be said of the person who has the typed address: their application here, or that they exist."""
    codes = {fault.code for fault in form.errors.as_data().get("email", [])}
    if not codes & {"known", "applied"}:
        return None
    email = form.data["email"]
    return {
        "here": opening.applications.filter(candidate__in=Candidate.objects.of_address(email)).first(),
        "elsewhere": Application.objects.visible_to(request.user)
        .filter(candidate__in=Candidate.objects.of_address(email))
        .select_related("candidate", "opening"),
    }


def _detail_page(request, application, form, conflict=None, status=200):
    context = {
        "application": application,
        "opening": application.opening,
        "tab": "candidates",
        "manages": application.is_managed,
        "documents": queries.documents_of(application.pk),
        "moves": queries.moves_of(application.pk) if application.is_managed else [],
        "others": queries.further_applications(request.user, application.candidate_id, application.pk),
        "form": form,
        "conflict": conflict,
    }
    return render(request, "candidates/application_detail.jinja", context, status=status, using="jinja2")


def _move_conflict(form, theirs):
    """The form again, ready to be sent over the newer state, and what the two people meant."""
    last = theirs.moves.select_related("by").first()
    again = MoveForm({**form.cleaned_data, "version": theirs.version}, application=theirs)
    words = dict(Application.Stage.choices)
    fields = [
        {"label": "Stage", "theirs": theirs.get_stage_display(), "yours": words[form.cleaned_data["stage"]]},
        {"label": "Reason", "theirs": last.reason, "yours": form.cleaned_data["reason"]},
    ]
    return again, {"by": last.by, "at": last.at, "fields": fields}


def _contact_conflict(form, theirs):
    changed = [name for name in actions.DETAILS if getattr(theirs, name) != form.cleaned_data[name]]
    form.data = form.data.copy()
    form.data["version"] = theirs.version
    fields = [{"label": form[name].label, "theirs": getattr(theirs, name), "yours": form.cleaned_data[name]} for name in changed]
    return {"by": theirs.changed_by, "at": theirs.changed_at, "fields": fields}
