import io
import zipfile

import docx
import pytest
from pypdf import PdfWriter

from hiring.lib.documents import DOCX, FAULTS, PDF, inspect_document


def pdf(password=None, *, width=200):
    writer = PdfWriter()
    writer.add_blank_page(width, 200)
    if password:
        writer.encrypt(password)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def word(extra=None):
    out = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("Curriculum vitae")
    document.save(out)
    if extra:
        with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
            for name, content in extra.items():
                archive.writestr(name, content)
    return out.getvalue()


def test_knows_a_pdf_and_counts_its_pages():
    found = inspect_document(pdf())
    assert (found.content_type, found.pages, found.extension, found.fault) == (PDF, 1, ".pdf", "")


def test_knows_a_word_file():
    found = inspect_document(word())
    assert (found.content_type, found.extension, found.fault) == (DOCX, ".docx", "")


def plain_zip():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "a")
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "empty"),
        (b"<html><script>alert(1)</script>", "type"),
        (b"MZ\x90\x00", "type"),
        (plain_zip(), "type"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old_word"),
        (pdf("secret"), "encrypted"),
        (b"%PDF-1.7\nnothing of the kind", "broken"),
        (pdf()[:150], "broken"),
        (b"PK\x03\x04broken", "broken"),
        (word({"word/vbaProject.bin": b"x"}), "macro"),
        (word({"word/media/zeros.bin": b"\0" * (60 << 20)}), "bomb"),
    ],
    ids=[
        "nothing",
        "a page",
        "a program",
        "a plain archive",
        "old Word",
        "a locked PDF",
        "no PDF inside",
        "half a PDF",
        "half an archive",
        "macros",
        "a bomb",
    ],
)
def test_refuses_with_words_for_the_person(content, fault):
    assert inspect_document(content).fault == FAULTS[fault]
