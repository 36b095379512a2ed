"""Keeping who saw which scores and marks."""

from ..models import Look


def looked(page: str, table, *, by, shown=None, **detail) -> Look:
    """Add that `by` saw `page`, computed from `table`. `shown`: applications on it, by default all that are open to them."""
    shown = table.applications if shown is None else shown
    return Look.objects.create(
        page=page,
        opening=table.opening,
        shown=[application.pk for application in shown],
        marks_sha256=table.digest if table.ratings else "",
        method=table.standing.method if table.ratings else "",
        detail=detail,
        by=by,
    )
