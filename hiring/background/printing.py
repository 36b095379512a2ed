"""From HTML to a kept PDF, for the handlers of all domains."""

from django.contrib.staticfiles import finders

from hiring.lib.pdf import render_pdf
from hiring.lib.sandbox import ChildFailed

from .files import keep_file
from .work import GiveUp

FAULTS = {
    "time": "This document takes too long to lay out. Shorten it and try again.",
    "memory": "This document is too large to lay out. Shorten it and try again.",
    "size": "The PDF would be larger than 50 MB. Shorten the document and try again.",
    "killed": "The system is short of memory and ended the layout. Try again in a few minutes.",
}


def print_document(html, *, name):
    """StoredFile of the PDF of `html`, which links css/document.css itself. Raises GiveUp in words for the owner."""
    folders = {folder: finders.find(f"{folder}/", find_all=True) for folder in ("css", "fonts")}
    try:
        pdf = render_pdf(html, folders=folders)
    except ChildFailed as failure:
        if failure.reason not in FAULTS:
            raise
        raise GiveUp(FAULTS[failure.reason]) from failure
    return keep_file(pdf, name=name, content_type="application/pdf")
