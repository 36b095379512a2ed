"""The pay table as CSV and XLSX, every row with its source and licence."""

import csv
import io

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from hiring.lib.csv_cells import safe_cell

from .models import OwnImport
from .tables import PayTable

HEAD = [
    "place", "country", "region", "role", "level", "ranges", "adverts", "unverified_kept_out", "currency", "p10", "p25", "p50", "p75",
    "p90", "method", "confidence", "confidence_reason", "covers", "as_of", "source", "licence", "attribution",
    "moved_forward",
]  # fmt: skip


def export_rows(table: PayTable, *, role, level, series, covers, as_of, moved=None):
    source = series.source
    for row in table.rows:
        yield [
            row.place, row.country, row.region, role, level, row.n, row.adverts, row.unverified, row.currency, row.p10, row.p25, row.median,
            row.p75, row.p90, row.method or "adverts", row.confidence.word, row.confidence.reason, covers, as_of, series.name,
            source.licence, source.attribution, moved.told if moved else "",
        ]  # fmt: skip


def as_csv(rows, head=HEAD) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(head)
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


OWN_HEAD = [
    "role", "level", "place", "country", "people", "currency", "p10", "p25", "p50", "p75", "p90", "period", "adverts_p50", "estimate_p50", "source",
]  # fmt: skip
BAND_NAMES = {"p25": "low_end", "p50": "middle", "p75": "high_end"}


def own_csv(rows, *, role, kind) -> bytes:
    """Own pay as it may be shown: cells alone, with the people in steps of five, and pay bands by their ends."""
    source = f"Own {kind}, confidential; beside it aijobs.net (CC0)"
    cells = (
        [role, row.level, row.place, row.country, row.people, "USD", row.p10, row.p25, row.median, row.p75, row.p90, row.period,
         row.adverts, row.estimate, source]
        for row in rows
    )  # fmt: skip
    return as_csv(cells, [BAND_NAMES.get(name, name) for name in OWN_HEAD] if kind == OwnImport.Kind.BANDS else OWN_HEAD)


def as_xlsx(rows, sources) -> bytes:
    """A sheet of figures and a sheet that says whose they are."""
    book = Workbook()
    figures = book.active
    figures.title = "Pay"
    figures.append(HEAD)
    for row in rows:
        figures.append([safe_cell(cell) for cell in row])
    for column, name in enumerate(HEAD, 1):
        figures.cell(1, column).font = Font(bold=True)
        figures.column_dimensions[get_column_letter(column)].width = max(10, len(name) + 2)
    figures.freeze_panes = "B2"
    about = book.create_sheet("Sources")
    about.append(["Source", "Publisher", "Licence", "To be named as", "Covers", "Known flaws"])
    for source in sources:
        about.append([source.name, source.publisher, source.licence, source.attribution, source.covers, source.flaws])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
