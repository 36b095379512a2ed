"""Candidates in other people's formats."""

import csv
import io

from hiring.lib.csv_cells import safe_cell

from .csv_reading import COLUMNS


def candidates_csv(applications):
    """The columns that an import takes, and the stage. With a byte order mark, so that spreadsheets read it as UTF-8."""
    return _csv([*COLUMNS, "stage"], ([*_cells(application), application.get_stage_display()] for application in applications))


def template_csv():
    """A file to fill in: the columns alone, so that no example is ever imported."""
    return _csv(COLUMNS, [])


def _cells(application):
    person = application.candidate
    return [person.name, person.email, person.phone, person.location, person.source, application.applied_on.isoformat()]


def _csv(header, rows):
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return f"\ufeff{out.getvalue()}"
