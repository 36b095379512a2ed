"""Keeping bytes: written aside, synced, renamed, and only then recorded."""

import hashlib
import os
import tempfile
from pathlib import Path

from django.core.files.storage import default_storage
from django.db import transaction

from .models import StoredFile
from .quotas import check_quota


def keep_file(content, *, name, content_type, sent_by=None):
    """Store bytes under their SHA-256 and return the StoredFile. Equal bytes share one file on disk.

    With `sent_by`, whoever sent it, raises ValidationError once they have sent too much in a day.
    """
    if sent_by:
        check_quota(sent_by, len(content))
    digest = hashlib.sha256(content).hexdigest()
    path = f"{digest[:2]}/{digest}"
    target = Path(default_storage.path(path))
    _write_aside(content, target)
    transaction.on_commit(lambda: _write_aside(content, target))  # Others may have forgotten the same bytes in between.
    return StoredFile.objects.create(
        sha256=digest, path=path, name=name[:150], content_type=content_type, size=len(content), sent_by=sent_by
    )


def forget_files(keys):
    """Delete these StoredFiles, and once that is committed their bytes, where no other one has the same."""
    paths = set(StoredFile.objects.filter(pk__in=keys).values_list("path", flat=True))
    StoredFile.objects.filter(pk__in=keys).delete()
    transaction.on_commit(lambda: _delete_unused(paths))


def _delete_unused(paths):
    for path in paths - set(StoredFile.objects.filter(path__in=paths).values_list("path", flat=True)):
        default_storage.delete(path)


def _write_aside(content, target):
    if target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, aside = tempfile.mkstemp(dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(aside, target)
    except BaseException:
        Path(aside).unlink(missing_ok=True)
        raise
