"""Reports as CSV: plain rows, and no cell that a spreadsheet would calculate."""

import csv
import io

from hiring.candidates.models import Application
from hiring.lib.csv_cells import safe_cell

STAGES = dict(Application.Stage.choices)


def funnel_csv(report) -> str:
    head = ["stage", "reached", "went_on", "rejected_here", "withdrew_here", "under_way", "pass_through", "low_80", "high_80"]
    rows = [
        [STAGES[r.stage], r.reached, r.went_on, r.rejected, r.withdrawn, r.under_way, _number(r.share), _number(r.low), _number(r.high)]
        for r in report.funnel
    ]
    return _csv(head, rows)


def times_csv(report) -> str:
    head = ["stage", "visits", "median_days", "first_quarter_days", "third_quarter_days", "waiting_now", "median_days_waiting"]
    rows = [
        [STAGES[r.stage], r.visits, _number(r.days), _number(r.quarter), _number(r.three_quarters), r.waiting, _number(r.waiting_days)]
        for r in report.times
    ]
    return _csv(head, rows)


def signals_csv(report) -> str:
    head = ["of", "cards", "marks", "not_assessed", "spread", "usual_mark", "usual_share", "alpha", "low_80", "high_80", "pairs", "note"]
    rows = [
        [r.name, r.cards, r.marks, r.not_assessed, _number(r.spread), r.usual or "", _number(r.usual_share)]
        + [_number(r.agreement.value), _number(r.agreement.low), _number(r.agreement.high), r.agreement.n, r.agreement.reason]
        for r in report.signals
    ]
    return _csv(head, rows)


ROUGH = 2  # digits of a figure whose counts are kept back: with more of them the counts could be worked out


def fairness_csv(tables, names, *, with_counts: bool) -> str:
    """Groups that may be shown, then those that may not, each with an empty line of figures and "hidden"."""
    head = ["by", "group", *(["selected", "people"] if with_counts else []), "rate", "ratio", "low_95", "high_95", "p", "note"]
    rows = []
    for table in tables:
        for group in table.groups:
            against = group.compared
            counts = [group.selected, group.people] if with_counts else []
            found = (against.ratio, against.low, against.high, against.p) if against else (None,) * 4
            digits = 4 if with_counts else ROUGH
            rate, *figures = (_number(value, digits) for value in (group.rate, *found))
            rows.append([table.by, names(table.by, group.group), *counts, rate, *figures, reading(group, with_counts)])
        rows += [[table.by, names(table.by, group), *([""] * (len(head) - 3)), "hidden: too few"] for group in table.hidden]
    return _csv(head, rows)


def reading(group, with_counts: bool) -> str:
    if group.compared is None:
        return group.note
    return group.compared.words if with_counts else group.compared.reading


EXPORTS = {"funnel": funnel_csv, "times": times_csv, "signals": signals_csv}


def _csv(head, rows):
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(head)
    writer.writerows(map(safe_cell, row) for row in rows)
    return f"\ufeff{out.getvalue()}"


def _number(value, digits=4):
    return "" if value is None else round(value, digits)
