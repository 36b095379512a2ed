"""A candidate's file, checked before anything is kept: size, then type by content, then a name fit to show."""

from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError

from hiring.lib.documents import inspect_document

from .plain_text import file_name


@dataclass(frozen=True)
class CheckedFile:
    content: bytes
    name: str
    content_type: str
    pages: int | None


def check_file(content: bytes, filename: str) -> CheckedFile:
    """Raises ValidationError in words for whoever chose the file."""
    check_size(len(content))
    found = inspect_document(content)
    if found.fault:
        raise ValidationError(found.fault)
    return CheckedFile(content, file_name(filename, found.extension), found.content_type, found.pages)


def check_size(size):
    if size > settings.MAX_CV_BYTES:
        limit = settings.MAX_CV_BYTES / (1 << 20)
        raise ValidationError(
            f"The file has {size / (1 << 20):,.1f} MB; at most {limit:,.0f} MB can be kept. Save it smaller and try again."
        )
