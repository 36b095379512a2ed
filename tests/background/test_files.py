"""Where bytes are kept: named by their content, their owner's alone, and never outside the folder."""

import hashlib
from pathlib import Path

import pytest
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

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


@pytest.mark.parametrize("manifest", [None, b"", b'{"format": 1, "made_', b"\xff"])
def test_a_backup_without_a_whole_manifest_is_refused(tmp_path, manifest):
    if manifest is not None:
        (tmp_path / "manifest.json").write_bytes(manifest)
    with pytest.raises(CommandError, match="Not restored.*holds no whole manifest.json"):
        call_command("restore", tmp_path)


@pytest.mark.parametrize("path", ["../secret-key", "/etc/passwd", "ab/../../secret-key"])
def test_a_row_that_points_elsewhere_opens_nothing(path):
    with pytest.raises(SuspiciousFileOperation):
        StoredFile(path=path).open()
