"""Pages on which an admin changes the catalogue."""

import io
import zipfile

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hiring.accounts.permissions import admin_required
from hiring.catalog import actions, forms, queries
from hiring.catalog.bodies import MODELS, body_of
from hiring.catalog.content import dump
from hiring.catalog.exchange import catalogue_files
from hiring.catalog.models import Edit, Release


@require_safe
@admin_required
def catalogue(request):
    context = {"release": Release.current(), "edits": queries.edits_shown(), "own": queries.own_entries(), "kinds": Edit.Kind.choices}
    return render(request, "catalog/catalogue.html", context)


@require_http_methods(["GET", "POST"])
@admin_required
def entry_edit(request, kind, slug):
    row = _row(request, kind, slug)
    initial = {"text": dump(body_of(row)), "version": row.version}
    form = forms.EntryForm(request.POST or None, kind=kind, row=row, initial=initial)
    conflict = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_entry(row, form.cleaned_data["text"], by=request.user, version=form.cleaned_data["version"])
        except actions.Conflict as conflict_found:
            conflict = conflict_found.row
            form = forms.EntryForm({"text": request.POST["text"], "version": conflict.version}, kind=kind, row=conflict)
        else:
            messages.success(request, f"“{row}” is saved.")
            return redirect(row)
    context = {"row": row, "kind": kind, "form": form, "edit": queries.edit_shown(kind, slug)} | _conflict(conflict, request)
    return render(request, "catalog/entry_form.html", context, status=409 if conflict else 200)


@require_http_methods(["GET", "POST"])
@admin_required
def entry_new(request, kind):
    if kind not in MODELS:
        raise Http404
    slug = request.GET.get("from", "").replace("\0", "")
    source = MODELS[kind].objects.visible_to(request.user).filter(slug=slug).first()
    form = forms.EntryForm(request.POST or None, kind=kind, row=None, initial={"text": queries.starting_text(kind, source), "version": 0})
    if request.method == "POST" and form.is_valid():
        row = actions.add_entry(kind, form.cleaned_data["text"], by=request.user)
        messages.success(request, f"“{row}” is added.")
        return redirect(row)
    return render(request, "catalog/entry_form.html", {"kind": kind, "form": form, "source": source})


@require_POST
@admin_required
def entry_retire(request, kind, slug):
    row = _row(request, kind, slug)
    retired = "restore" not in request.POST
    try:
        actions.retire_entry(row, by=request.user, version=_number(request.POST.get("version")), retired=retired)
    except actions.Conflict as conflict:
        messages.warning(request, f"Changed by {conflict.row.changed_by} in the meantime. Look at it again before you retire it.")
    else:
        messages.success(request, f"“{row}” is {'retired' if retired else 'in use again'}.")
    return redirect(row)


@require_safe
@admin_required
def export(request):
    if Release.current() is None:
        raise Http404
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in catalogue_files().items():
            archive.writestr(zipfile.ZipInfo(f"catalogue/{name}"), text)
    headers = {"Content-Disposition": 'attachment; filename="catalogue.zip"'}
    return HttpResponse(packed.getvalue(), content_type="application/zip", headers=headers)


def _row(request, kind, slug):
    if kind not in MODELS:
        raise Http404
    return get_object_or_404(MODELS[kind].objects.visible_to(request.user), slug=slug)


def _conflict(row, request):
    if row is None:
        return {}
    text = {"label": "Text", "theirs": dump(body_of(row)), "yours": request.POST["text"]}
    return {"conflict": row, "conflict_fields": [text]}


def _number(text):
    return int(text) if text and text.isdecimal() and len(text) < 9 else 0
