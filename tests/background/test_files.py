"""Where bytes are kept: named by their content, their owner's alone, and never outside the folder."""

import hashlib
from pathlib import Path

import pytest
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage

from hiring.background.files import keep_file
from hiring.background.models import StoredFile

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "a" * 500 + ".pdf", "..\\..\\x", "c:\\x.pdf", "=1+1.csv"])
def test_the_name_that_a_file_came_with_decides_nothing(name):
    content = f"kept as {name}".encode()
    kept = keep_file(content, name=name, content_type="application/pdf")
    path = Path(default_storage.path(kept.path))
    assert path.name == hashlib.sha256(content).hexdigest()
    assert Path(default_storage.location) in path.parents
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert len(kept.name) <= 150


@pytest.mark.parametrize("path", ["../secret-key", "/etc/passwd", "ab/../../secret-key"])
def test_a_row_that_points_elsewhere_opens_nothing(path):
    with pytest.raises(SuspiciousFileOperation):
        StoredFile(path=path).open()
