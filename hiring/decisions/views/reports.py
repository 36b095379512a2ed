"""Reports: of one opening, of all that one manages, and the company's check on fairness."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from hiring.candidates.models import Application

from .. import exports, queries
from ..permissions import fairness_required, report_required
from .common import opening_of

STAGES = dict(Application.Stage.choices)


def opening_report(request, pk):
    opening = opening_of(request, pk)
    report = queries.opening_report(opening, request.user)
    context = {"opening": opening, "tab": "report", "manages": True}
    return render(request, "decisions/opening_report.html", context | _reported(report))


def opening_csv(request, pk, kind):
    opening = opening_of(request, pk)
    return _download(kind, lambda: queries.opening_report(opening, request.user), f"opening-{opening.pk}-{kind}.csv")


@report_required
def company_report(request):
    return render(request, "decisions/company_report.html", _reported(queries.company_report(request.user)))


@report_required
def company_csv(request, kind):
    return _download(kind, lambda: queries.company_report(request.user), f"company-{kind}.csv")


@fairness_required
def fairness(request):
    people, is_closed = queries.decided_with_answers(request.user)
    found = None if is_closed else queries.fairness_report(people)
    tables = (*found.selection, *found.scoring) if found else ()
    context = {
        "found": found,
        "has_groups": any(table.groups for table in tables),
        "tables": found and _named(found.selection),
        "scoring": found and _named(found.scoring),
    }
    return render(request, "decisions/fairness.html", context)


@fairness_required
def fairness_csv(request, kind):
    people, is_closed = queries.decided_with_answers(request.user)
    if is_closed or kind not in ("selection", "scoring"):
        raise Http404
    tables = getattr(queries.fairness_report(people), kind)
    return _csv(exports.fairness_csv(tables, queries.group_name, with_counts=kind == "selection"), f"fairness-{kind}.csv")


def _reported(report):
    return {
        "report": report,
        "funnel": [(STAGES[row.stage], row) for row in report.funnel],
        "times": [(STAGES[row.stage], row) for row in report.times],
    }


def _named(tables):
    """(title, rows with the group's name, names of hidden groups) for the page; of pairs that are hidden only how many."""
    titles = {"sex": "By gender", "ethnicity": "By ethnicity", "both": "By gender and ethnicity together"}
    return [
        (
            titles[table.by],
            [(queries.group_name(table.by, group.group), group) for group in table.groups],
            [] if table.by == "both" else [queries.group_name(table.by, group) for group in table.hidden],
        )
        for table in tables
    ]


def _download(kind, report, name):
    if kind not in exports.EXPORTS:
        raise Http404
    return _csv(exports.EXPORTS[kind](report()), name)


def _csv(text, name):
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers={"Content-Disposition": f'attachment; filename="{name}"'})
