"""Candidates from a CSV: upload, look at every row, then take all of them or none."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render

from .. import actions, exports, queries
from ..forms import ImportForm
from ..importing import SHOWN_FAULTS, ImportRefused
from ..models import ImportDraft
from .access import managed_opening
from .applications import csv_response

ROWS_PER_PAGE = 500


def import_upload(request, pk):
    opening = managed_opening(request, pk)
    form = ImportForm(request.POST or None, request.FILES or None)
    faults = []
    if request.method == "POST" and form.is_valid():
        check = queries.check_import(opening, form.rows, by=request.user)
        faults = sorted([*form.faults, *check.faults], key=lambda fault: fault.row)
        if not faults:
            draft = actions.keep_import(opening, form.rows, file_name=form.file_name, left_out=form.left_out, by=request.user)
            return redirect("candidates:import_preview", pk=pk, draft_pk=draft.pk)
    context = {"opening": opening, "form": form, **_shown(faults)}
    return render(request, "candidates/import_upload.html", context)


def import_preview(request, pk, draft_pk):
    opening = managed_opening(request, pk)
    draft = get_object_or_404(ImportDraft.objects.visible_to(request.user).filter(opening=opening), pk=draft_pk)
    if request.method == "POST" and "discard" in request.POST:
        draft.delete()
        return redirect("candidates:import", pk=pk)
    if request.method == "POST":
        try:
            taken = actions.take_import(draft, by=request.user)
            messages.success(request, f"{len(taken):,} candidates are imported." if len(taken) != 1 else "1 candidate is imported.")
            return redirect("candidates:list", pk=pk)
        except ImportRefused as fault:
            return _preview(request, opening, draft, fault.faults)
    return _preview(request, opening, draft)


def import_template(request, pk):
    managed_opening(request, pk)
    return csv_response(exports.template_csv(), "candidates")


def _preview(request, opening, draft, faults=()):
    check = queries.check_import(opening, draft.rows, by=request.user)
    page = Paginator(check.rows, ROWS_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "opening": opening,
        "draft": draft,
        "check": check,
        "page": page,
        "rows": [(row, row["row"] in check.known) for row in page],
        **_shown(faults or check.faults),
    }
    return render(request, "candidates/import_preview.html", context)


def _shown(faults):
    return {"faults": faults[:SHOWN_FAULTS], "fault_count": len(faults)}
