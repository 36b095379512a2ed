"""Pages on which an admin changes the catalogue."""

import io
import zipfile
from urllib.parse import urlencode

from django.contrib import messages
from django.db import IntegrityError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hiring.accounts.permissions import admin_required
from hiring.catalog import actions, forms, queries
from hiring.catalog.bodies import MODELS, body_of
from hiring.catalog.content import dump, entry_problems
from hiring.catalog.exchange import catalogue_files
from hiring.catalog.models import Edit, Level, Question, Release


@require_safe
@admin_required
def catalogue(request):
    context = {"release": Release.current(), "edits": queries.edits_shown(), "own": queries.own_entries(), "kinds": Edit.Kind.choices}
    context |= {"is_another_installed": queries.is_another_installed()}
    return render(request, "catalog/catalogue.html", context)


@require_http_methods(["GET", "POST"])
@admin_required
def entry_edit(request, kind, slug):
    row, part = _row(request, kind, slug), _part(request, kind)
    form = _form(request, kind, row, part, start=body_of(row))
    conflict = None
    if form.is_valid():
        try:
            actions.change_entry(row, form.body, by=request.user, version=form.cleaned_data["version"])
        except actions.Conflict as found:
            conflict, body = found.row, form.body
            form = _form(request, kind, conflict, part, start=body_of(conflict), version=conflict.version)
        else:
            messages.success(request, f"“{row}” is saved.")
            return redirect(f"{row.get_absolute_url()}{f'?level={part}' if part else ''}")
    context = {"row": row, "kind": kind, "form": form, "edit": queries.edit_shown(kind, slug)} | _views_of(request, kind, row, part)
    if conflict:
        context |= {"conflict": conflict, "conflict_fields": queries.differences(body, body_of(conflict))}
    return render(request, "catalog/entry_form.html", context, status=409 if conflict else 200)


@require_http_methods(["GET", "POST"])
@admin_required
def entry_new(request, kind):
    if kind not in MODELS:
        raise Http404
    slug = request.GET.get("from", "").replace("\0", "")
    source = MODELS[kind].objects.visible_to(request.user).filter(slug=slug).first()
    about = Question.objects.visible_to(request.user).filter(slug=request.GET.get("question", "").replace("\0", "")).with_skills().first()
    start, text = queries.starting_body(kind, source, about), queries.starting_text(kind, source, about)
    form = _form(request, kind, None, "", start=start, text=text)
    if form.is_valid():
        try:
            row = actions.add_entry(kind, form.body, by=request.user)
        except IntegrityError:
            form.add_error(None, "Someone added an entry of this name just now. Look for it in the catalogue.")
        else:
            messages.success(request, f"“{row}” is added.")
            return redirect(row)
    context = {"kind": kind, "form": form, "source": source} | _views_of(request, kind, None, "")
    return render(request, "catalog/entry_form.html", context)


@require_POST
@admin_required
def entry_settle(request, kind, slug):
    """Answer a newer release: for each changed key, the company's text or the built-in one."""
    row = _row(request, kind, slug)
    edit = queries.edit_shown(kind, slug)
    body = actions.settled_body(row, [each.key for each in (edit.keys if edit else ()) if request.POST.get(each.key) == "built-in"])
    problems = entry_problems(kind, body, queries.surroundings(kind, row))
    try:
        if not problems:
            actions.change_entry(row, body, by=request.user, version=_number(request.POST.get("version")))
            messages.success(request, f"“{row}” is saved.")
            return redirect(row)
        messages.warning(request, f"These texts do not go together: {problems[0][1]}. Mend it in the form below.")
    except actions.Conflict as conflict:
        messages.warning(request, f"Changed by {conflict.row.changed_by} in the meantime. Look at both texts again.")
    return redirect("catalog:entry_edit", kind, slug)


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
        text = format_html('“<a href="{}">{}</a>” is {}.', row.get_absolute_url(), row, "retired" if retired else "in use again")
        messages.success(request, text)
    back = request.POST.get("back", "")
    own = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return redirect(back if own else row)


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


def _part(request, kind):
    """A role is edited a level at a time; what belongs to all levels is the part without a name."""
    part = request.GET.get("part", "")
    return part if kind == Edit.Kind.ROLE and part in Level.values else ""


def _as_yaml(request):
    return request.GET.get("as") == "yaml"


def _form(request, kind, row, part, *, start, text="", version=None):
    """The form of the chosen view. `version` stands in the place of the one that was sent, after a conflict."""
    data = request.POST.copy() if request.method == "POST" else None
    if data is not None and version is not None:
        data["version"] = version
    if _as_yaml(request):
        initial = {"text": text or dump(start), "version": row.version if row else 0}
        return forms.YamlForm(data, kind=kind, row=row, initial=initial)
    rows = request.POST.get("rows", "")
    return forms.EntryForm(data, kind=kind, row=row, start=start, part=part, rows=rows, user=request.user)


def _views_of(request, kind, row, part):
    """The two views of the same entry, and the parts that a role has in the first."""
    url = reverse("catalog:entry_edit", args=[kind, row.slug]) if row else reverse("catalog:entry_new", args=[kind])
    kept = {key: request.GET[key] for key in ("from", "question") if key in request.GET and not row}

    def address(**query):
        query = urlencode({key: value for key, value in (kept | query).items() if value})
        return f"{url}?{query}" if query else url

    as_yaml = _as_yaml(request)
    views = [
        {"label": "Fields", "url": address(), "current": not as_yaml},
        {"label": "YAML", "url": address(**{"as": "yaml"}), "current": as_yaml},
    ]
    parts = [("", "The role"), *Level.choices] if kind == Edit.Kind.ROLE and row and not as_yaml else []
    tabs = [{"label": label, "url": address(part=value), "current": value == part} for value, label in parts]
    return {"views": views, "parts": tabs, "as_yaml": as_yaml, "part": part, "thing": Edit.Kind(kind).label.lower()}


def _number(text):
    return int(text) if text and text.isdecimal() and len(text) < 9 else 0
