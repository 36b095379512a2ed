"""Handing out a candidate's file, after the access check."""

from django.http import FileResponse

# Whatever a stranger's file holds, it runs nothing, sends nothing and reaches nothing of ours.
CLOSED = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox"


def file_response(document, *, inline=False):
    """A download; with `inline`, for reading in the browser, which may frame it in our own pages."""
    file = document.file
    response = FileResponse(file.open(), as_attachment=not inline, filename=file.name, content_type=file.content_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = CLOSED
    return response
