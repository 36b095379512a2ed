"""A backup taken while people write, and brought back into an empty place."""

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.browser.running import ROOT, own_servers

pytestmark = pytest.mark.xdist_group("servers")
STATE = """
import json
from django.apps import apps
from hiring.background.models import StoredFile
from hiring.interviews.models import Scorecard
print(json.dumps({
    "rows": {m._meta.db_table: m.objects.count() for m in apps.get_models() if m._meta.managed and m.__module__.startswith("hiring.")},
    "files": {str(f.pk): f.open().read().decode() for f in StoredFile.objects.all()},
    "summaries": sorted(Scorecard.objects.values_list("summary", flat=True)),
}))
"""
KEEP_FILES = """
from hiring.background.files import keep_file
for number in range(3):
    keep_file(f"CV {number}".encode(), name="cv.pdf", content_type="application/pdf")
"""


class Installation:
    """An app's environment, not running."""

    def __init__(self, env, folder):
        self.env, self.folder = {**env, "ROLECALL_VAR": str(folder)}, folder

    def manage(self, *words):
        return subprocess.run(
            [sys.executable, "manage.py", *map(str, words)], cwd=ROOT, env=self.env, capture_output=True, text=True, check=False
        )

    def python(self, code):
        start = f"import django, os; os.environ['DJANGO_SETTINGS_MODULE'] = 'teamapp.settings'; django.setup()\n{code}"
        return subprocess.run([sys.executable, "-c", start], cwd=ROOT, env=self.env, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def elsewhere(place, tmp_path):
    """An empty database and an empty folder."""
    with own_servers(os.environ.get("DATABASE_URL", "")) as servers:
        yield Installation({**place.env, **servers}, tmp_path / "var")


def test_a_backup_taken_while_people_write_comes_back_whole(place, elsewhere, tmp_path):
    place.python(KEEP_FILES)
    before = Installation(place.env, place.folder)
    card, token = place.cast["drafts"][0]
    saved, over = [], threading.Event()

    def write():
        revision = place.call("GET", f"/api/scorecards/{card}/", token)[1]["revision"]
        while not over.is_set():
            text = f"While the backup runs, {len(saved)}"
            status, answer = place.call(
                "PATCH", f"/api/scorecards/{card}/draft/", token, {"revision": revision, "fields": {"summary": text}}
            )
            assert status == 200
            revision = answer["revision"]
            saved.append(text)

    writer = threading.Thread(target=write)
    writer.start()
    while len(saved) < 3:
        assert writer.is_alive()
    acknowledged = len(saved) - 1
    made = before.manage("backup", tmp_path / "backup")
    over.set()
    writer.join()
    assert (made.returncode, made.stderr) == (0, "")
    assert "3 files" in made.stdout
    assert [path for path in (tmp_path / "backup").rglob("*") if path.stat().st_mode & 0o077] == []

    done = elsewhere.manage("restore", tmp_path / "backup")
    assert (done.returncode, done.stderr) == (0, "")
    then, now = json.loads(before.python(STATE)), json.loads(elsewhere.python(STATE))
    assert (now["rows"], now["files"]) == (then["rows"], then["files"])
    kept = max((saved.index(text) for text in now["summaries"] if text in saved), default=-1)
    assert kept >= acknowledged
    assert elsewhere.manage("migrate", "--check").returncode == 0

    again = elsewhere.manage("restore", tmp_path / "backup")
    assert again.returncode == 1
    assert "never writes over data" in again.stderr


def test_a_damaged_backup_says_what_is_damaged(place, elsewhere, tmp_path):
    place.python(KEEP_FILES)
    made = Installation(place.env, place.folder).manage("backup", tmp_path / "backup")
    assert made.returncode == 0, made.stderr
    first, second = [path for path in (tmp_path / "backup" / "files").rglob("*") if path.is_file()][:2]
    first.write_bytes(b"torn")
    second.unlink()
    database = tmp_path / "backup" / "database"
    whole = database.read_bytes()

    database.write_bytes(whole[:-1])
    refused = elsewhere.manage("restore", tmp_path / "backup")
    assert "The database in this backup is damaged" in refused.stderr
    database.write_bytes(whole)
    done = elsewhere.manage("restore", tmp_path / "backup")
    assert done.returncode == 1
    assert {Path(path).name for path in done.stderr.strip().rpartition(": ")[2].split(", ")} == {first.name, second.name}
    assert json.loads(elsewhere.python("from hiring.accounts.models import User; print(User.objects.count())")) > 0

    assert "is not empty" in Installation(place.env, place.folder).manage("backup", tmp_path / "backup").stderr
