"""A backup: a folder with the database of one moment, the files that its rows refer to, and a manifest to check both by.

The database is written first. Files are named by their content and never change, so that whatever a row of that moment
refers to is still there when the files are copied. Only an erasure in between takes one away; it is then named as lost.
"""

import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path

from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from .dumps import dumped, load_dump
from .models import StoredFile

FORMAT = 1


class Refused(Exception):
    """Nothing was written; the text says why and what to do."""


@dataclass(frozen=True)
class Report:
    rows: int
    files: int
    bytes: int
    lost: list[str]  # paths of files that rows refer to and that are missing or damaged

    def __str__(self):
        return f"{self.rows:,} rows and {self.files:,} files ({self.bytes / (1 << 20):,.1f} MB)"


def make_backup(folder: Path) -> Report:
    """Back everything up into a new folder. Its manifest is written last: without one, a backup is not whole."""
    if folder.exists() and any(folder.iterdir()):
        raise Refused(f"{folder} is not empty. Name a new folder for each backup.")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with dumped(folder / "database") as cursor:
        rows = _count_rows(cursor)
        paths = _kept_paths(cursor)
    (folder / "database").chmod(0o600)
    files, size, lost = _copy_files(paths, Path(default_storage.location), folder / "files")
    manifest = {
        "format": FORMAT,
        "made_at": timezone.now().isoformat(),
        "database": connection.vendor,
        "database_sha256": _digest(folder / "database"),
        "migrations": sorted(map(list, MigrationRecorder(connection).applied_migrations())),
        "rows": rows,
        "files": paths,
        "lost": lost,
    }
    os.sync()
    _write(folder / "manifest.json", json.dumps(manifest, indent=1).encode())
    return Report(sum(rows.values()), files, size, lost)


def restore_backup(folder: Path) -> Report:
    """Bring a backup into an empty installation. Files go first: if anything stops, the database is still empty to try again."""
    manifest = _manifest(folder)
    _check_fits(manifest)
    if _digest(folder / "database") != manifest["database_sha256"]:
        raise Refused("The database in this backup is damaged: its checksum is not the one in the manifest. Take another backup.")
    files, size, lost = _copy_files(manifest["files"], folder / "files", Path(default_storage.location))
    os.sync()
    load_dump(folder / "database")
    with connection.cursor() as cursor:
        rows = _count_rows(cursor)
        if (rows, _kept_paths(cursor)) != (manifest["rows"], manifest["files"]):
            raise Refused("What came back is not what the manifest counts. Empty the database and take another backup.")
    return Report(sum(rows.values()), files, size, lost)


def _manifest(folder):
    try:
        manifest = json.loads((folder / "manifest.json").read_bytes())
    except (FileNotFoundError, ValueError):
        raise Refused(f"{folder} holds no whole manifest.json, so it is no backup, or one that did not come to its end.") from None
    if manifest["format"] != FORMAT:
        raise Refused(f"This backup has format {manifest['format']}, and this version of Rolecall reads format {FORMAT}.")
    return manifest


def _check_fits(manifest):
    if manifest["database"] != connection.vendor:
        raise Refused(f"This backup is of {manifest['database']}, and DATABASE_URL leads to {connection.vendor}.")
    if connection.introspection.table_names():
        raise Refused(
            "This database holds tables already, and a restore never writes over data. Point DATABASE_URL or ROLECALL_VAR at an empty "
            "place, and do not run migrate before."
        )
    known = MigrationLoader(None).disk_migrations
    if newer := [f"{app} {name}" for app, name in manifest["migrations"] if (app, name) not in known]:
        raise Refused(f"This backup was made by a newer version of Rolecall ({', '.join(newer[:3])}). Install that version first.")


def _count_rows(cursor):
    quoted = connection.ops.quote_name
    counts = {}
    for table in sorted(connection.introspection.django_table_names()):
        cursor.execute(f"SELECT count(*) FROM {quoted(table)}")  # noqa: S608 - names of our own models
        (counts[table],) = cursor.fetchone()
    return counts


def _kept_paths(cursor):
    cursor.execute(f"SELECT DISTINCT path FROM {StoredFile._meta.db_table} ORDER BY path")  # noqa: S608
    return sorted(path for (path,) in cursor.fetchall())


def _copy_files(paths, source, target):
    """(how many, bytes, paths that are missing or whose content is not what their name says)."""
    files = size = 0
    lost = []
    target.mkdir(mode=0o700, parents=True, exist_ok=True)
    for path in paths:
        try:
            content = (source / path).read_bytes()
        except FileNotFoundError:
            content = None
        if content is None or hashlib.sha256(content).hexdigest() != Path(path).name:
            lost.append(path)
            continue
        (target / path).parent.mkdir(mode=0o700, exist_ok=True)
        _write(target / path, content)
        files, size = files + 1, size + len(content)
    return files, size, lost


def _write(path, content):
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)


def _digest(path):
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
