"""The company's own pay: the table beside adverts, files on their way in, and who may see any of it."""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hiring.accounts.models import User
from hiring.accounts.permissions import admin_required
from hiring.background.models import Job
from hiring.catalog.models import Level

from .. import actions, exports
from ..actions.own import unconfirmed
from ..forms import CellDoubtForm, ColumnsForm, DoubtForm, OwnFilter, SheetForm, TitlesForm, UploadForm
from ..models import OwnCellDoubt, OwnDoubt, OwnImport
from ..observations import ROLE_NAMES
from ..own_tables import own_rows, own_scale
from ..uploads import Unreadable
from .figures import download

State = OwnImport.State
SHOWN_IMPORTS = 30


def sight_required(view):
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.sees_pay_data:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@require_safe
@sight_required
def own(request):
    form = OwnFilter(request.GET)
    chosen = form.chosen()
    rows = own_rows(request.user, **chosen)
    standing = (
        OwnImport.objects.visible_to(request.user).filter(state=State.ACCEPTED, kind=chosen["kind"]).select_related("decided_by").first()
    )
    return render(request, "salaries/own.html", {
        "held": OwnCellDoubt.objects.filter(source=standing, role=chosen["role"], status=OwnCellDoubt.Status.OPEN).count() if standing else 0,
        "form": form, "chosen": chosen, "rows": rows, "scale": own_scale(rows), "role_name": ROLE_NAMES[chosen["role"]],
        "kind_name": OwnImport.Kind(chosen["kind"]).label, "standing": standing,
        "levels": [(Level(level).label, [row for row in rows if row.level == level]) for level in Level.values],
    })  # fmt: skip


@require_safe
@sight_required
def own_export(request):
    chosen = OwnFilter(request.GET).chosen()
    body = exports.own_csv(own_rows(request.user, **chosen), **chosen)
    return download(body, f"own-pay-{chosen['role']}-{chosen['kind']}.csv", "text/csv; charset=utf-8")


@require_http_methods(["GET", "HEAD", "POST"])
@sight_required
def imports(request):
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            source = actions.receive(
                form.cleaned_data["file"], kind=form.cleaned_data["kind"], encoding=form.cleaned_data["encoding"], by=request.user
            )
            return redirect(source)
        except Unreadable as fault:
            form.add_error("file", str(fault))
    recent = OwnImport.objects.visible_to(request.user).select_related("created_by", "decided_by")[:SHOWN_IMPORTS]
    return render(request, "salaries/imports.html", {"form": form, "imports": recent}, status=422 if form.errors else 200)


@require_safe
@sight_required
def import_detail(request, pk):
    source = _source(request, pk)
    if source.state == State.UPLOADED:
        return redirect("salaries:import_columns", pk=pk)
    if source.state == State.MAPPED:
        return render(request, "salaries/import_reading.html", {"source": source, "job": Job.objects.filter(pk=source.job).first()})
    doubts = OwnDoubt.objects.filter(group__source=source).select_related("group__country", "by")
    waiting = unconfirmed(source)
    context = {
        "source": source, "report": source.report, "faults": _folded(source.report.get("faults", [])), "waiting": waiting, "doubts": doubts[:100], "doubt_count": len(doubts),
        "doubted_rows": sum(doubt.rows for doubt in doubts if doubt.status == OwnDoubt.Status.OPEN),
        "cells": source.cells.count(), "cell_doubts": _named(source.cell_doubts.select_related("country", "by")), "form": TitlesForm(titles=waiting or source.report.get("titles", [])) if source.state == State.PREVIEWED else None,
        "asked": [rule for rule in source.report.get("rules", []) if rule["otherwise"] is not None],
        "old_rates": [rate for rate in source.report.get("rates", []) if rate["rate_year"] != rate["year"]],
    }  # fmt: skip
    return render(request, "salaries/import_detail.html", context)


def _folded(faults):
    """Those that say the same of the same column as one, with how many rows `more` it stands for."""
    folded = {}
    for fault in faults:
        first = folded.setdefault((fault["column"], fault["text"]), {**fault, "more": -1})
        first["more"] += 1
    return folded.values()


@require_http_methods(["GET", "HEAD", "POST"])
@sight_required
def import_columns(request, pk):
    source = _open_source(request, pk)
    if source.sheets and not source.sheet or "sheet" in request.POST or "sheet" in request.GET:
        return _sheet(request, source)
    form = ColumnsForm(request.POST if request.method == "POST" else None, source=source)
    if request.method == "POST" and form.is_valid():
        return redirect(actions.map_columns(source, form.mapping(), by=request.user))
    return render(request, "salaries/import_columns.html", {"source": source, "form": form}, status=422 if form.errors else 200)


@require_POST
@sight_required
def import_titles(request, pk):
    source = _open_source(request, pk)
    form = TitlesForm(request.POST, titles=unconfirmed(source) or source.report.get("titles", []))
    if not form.is_valid():
        messages.error(request, "One of the titles was given a role that we do not know. Choose from the list.")
        return redirect(source)
    job = actions.confirm_titles(source, form.chosen(), by=request.user)
    messages.success(request, "The titles are confirmed; the file is read again." if job else "The titles are confirmed.")
    return redirect(job or source)


@require_POST
@sight_required
def import_accept(request, pk):
    source = _open_source(request, pk)
    if not actions.accept(source, by=request.user):
        messages.error(request, "This file cannot be taken yet: confirm its titles, or wait until it has been read.")
        return redirect(source)
    messages.success(request, f"{source.report['kept']:,} rows are in use.")
    return redirect("salaries:own")


@require_http_methods(["GET", "HEAD", "POST"])
@sight_required
def import_discard(request, pk):
    source = get_object_or_404(OwnImport.objects.visible_to(request.user).exclude(state__in=[State.CANCELLED, State.REPLACED]), pk=pk)
    if request.method != "POST":
        return render(request, "salaries/import_discard.html", {"source": source})
    actions.discard(source, by=request.user)
    messages.success(request, "The file and its rows are removed.")
    return redirect("salaries:imports")


@require_POST
@sight_required
def own_doubt(request, pk):
    sources = OwnImport.objects.visible_to(request.user).filter(state__in=[State.PREVIEWED, State.ACCEPTED])
    doubt = get_object_or_404(OwnDoubt.objects.select_related("group__source").filter(group__source__in=sources), pk=pk)
    form = DoubtForm(request.POST)
    if form.is_valid() and (doubt.factor or form.cleaned_data["status"] != OwnDoubt.Status.CORRECTED):
        actions.decide_doubt(doubt, status=form.cleaned_data["status"], by=request.user)
    return redirect(doubt.group.source)


@require_POST
@sight_required
def cell_doubt(request, pk):
    sources = OwnImport.objects.visible_to(request.user).filter(state__in=[State.PREVIEWED, State.ACCEPTED])
    doubt = get_object_or_404(OwnCellDoubt.objects.select_related("source").filter(source__in=sources), pk=pk)
    form = CellDoubtForm(request.POST)
    if form.is_valid():
        actions.decide_cell(doubt, status=form.cleaned_data["status"], by=request.user)
    return redirect(doubt.source)


@require_http_methods(["GET", "HEAD", "POST"])
@admin_required
def sight(request):
    people = User.objects.filter(is_active=True)
    if request.method == "POST":
        key = request.POST.get("user", "")
        user = get_object_or_404(people, pk=key if key.isdecimal() and len(key) < 19 else None)
        actions.give_sight(user, sees=request.POST.get("sees") == "1", by=request.user)
        return redirect("salaries:sight")
    return render(request, "salaries/sight.html", {"people": people.order_by("-sees_pay_data", "name")})


def _named(doubts):
    return [(f"{ROLE_NAMES[doubt.role]}, {Level(doubt.level).label.lower()}, {doubt.country}", doubt) for doubt in doubts]


def _sheet(request, source):
    form = SheetForm(request.POST if "sheet" in request.POST else None, sheets=source.sheets)
    if request.method == "POST" and form.is_valid():
        try:
            actions.choose_sheet(source, form.cleaned_data["sheet"])
            return redirect("salaries:import_columns", pk=source.pk)
        except Unreadable as fault:
            form.add_error("sheet", str(fault))
    return render(request, "salaries/import_sheet.html", {"source": source, "form": form}, status=422 if form.errors else 200)


def _source(request, pk):
    return get_object_or_404(OwnImport.objects.visible_to(request.user), pk=pk)


def _open_source(request, pk):
    return get_object_or_404(
        OwnImport.objects.visible_to(request.user).filter(state__in=[State.UPLOADED, State.MAPPED, State.PREVIEWED]), pk=pk
    )
