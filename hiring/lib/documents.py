"""What an uploaded document really is: PDF or DOCX by its content, parsed in a limited child.

The file's name and the browser's word for its type are never asked.
"""

import io
import json
import sys
import zipfile
from dataclasses import dataclass

from .sandbox import ChildFailed, Limits, run_child

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAX_ENTRIES, MAX_UNPACKED_BYTES, MAX_RATIO = 2_000, 100 << 20, 200
LIMITS = Limits(cpu_seconds=10, wall_seconds=20, memory_bytes=1 << 30, output_bytes=1 << 16)

FAULTS = {
    "empty": "The file is empty. Please choose another.",
    "type": "This is neither a PDF nor a Word file (.docx). Please save it as PDF and try again.",
    "old_word": "This is an old or password-protected Word file. Please save it as PDF without a password and try again.",
    "encrypted": "This PDF is protected by a password. Please save a copy without one and try again.",
    "broken": "This file cannot be read; it may be damaged. Please save it as PDF again and try that.",
    "bomb": "This file unpacks to far more than a CV holds. Please save it as PDF and try again.",
    "macro": "This Word file contains macros. Please save it as PDF and try again.",
    "time": "This file takes too long to read. Please save it as a plain PDF and try again.",
}


@dataclass(frozen=True)
class Inspection:
    """`content_type` is "" when refused; `fault` then says why, in words for the person who chose the file."""

    content_type: str = ""
    pages: int | None = None
    fault: str = ""

    @property
    def extension(self):
        return {PDF: ".pdf", DOCX: ".docx"}.get(self.content_type, "")


def inspect_document(content):
    """Inspection of a file's bytes, at most 20 seconds later."""
    if not content:
        return Inspection(fault=FAULTS["empty"])
    try:
        found = json.loads(run_child("hiring.lib.documents", content, limits=LIMITS))
    except ChildFailed as failure:
        return Inspection(fault=FAULTS["time" if failure.reason in ("time", "killed") else "broken"])
    if "fault" in found:
        return Inspection(fault=FAULTS[found["fault"]])
    return Inspection(content_type=found["type"], pages=found["pages"])


def _inspect(content):
    if content[:1024].lstrip().startswith(b"%PDF-"):
        return _inspect_pdf(content)
    if content.startswith(OLD_WORD):
        return {"fault": "old_word"}
    if content.startswith(b"PK"):
        return _inspect_docx(content)
    return {"fault": "type"}


def _inspect_pdf(content):
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted:
        return {"fault": "encrypted"}
    pages = len(reader.pages)
    return {"type": PDF, "pages": pages} if pages else {"fault": "broken"}


def _inspect_docx(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = archive.infolist()
        unpacked = sum(entry.file_size for entry in entries)
        if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED_BYTES or unpacked > MAX_RATIO * len(content):
            return {"fault": "bomb"}
        names = {entry.filename for entry in entries}
        if not {"[Content_Types].xml", "word/document.xml"} <= names:
            return {"fault": "type"}
        if any(name.endswith("vbaProject.bin") for name in names):
            return {"fault": "macro"}
        body = archive.read("word/document.xml")
    if b"<!DOCTYPE" in body or b"<!ENTITY" in body or b"<w:document" not in body:
        return {"fault": "broken"}
    return {"type": DOCX, "pages": None}


def _main():
    try:
        answer = _inspect(sys.stdin.buffer.read())
    except MemoryError:
        raise
    except Exception:
        # Whatever a parser raises on hostile bytes means one thing to the person: it cannot be read.
        answer = {"fault": "broken"}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    _main()
