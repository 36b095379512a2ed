"""A one-page PDF for each candidate, laid out in one go."""

import io

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from pypdf import PdfReader, PdfWriter

from hiring.lib.pdf import render_pdf


def cvs_of(people):
    """PDF bytes in the order of `people`, dicts of fixtures/demo/candidates.yaml."""
    folders = {folder: finders.find(f"{folder}/", find_all=True) for folder in ("css", "fonts")}
    pages = PdfReader(io.BytesIO(render_pdf(render_to_string("home/demo_cvs.html", {"people": people}), folders=folders))).pages
    return [_alone(page) for page in pages]


def _alone(page):
    writer, out = PdfWriter(), io.BytesIO()
    writer.add_page(page)
    writer.write(out)
    return out.getvalue()
