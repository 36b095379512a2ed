"""The whole database as one file, and back: SQLite by its online backup, PostgreSQL by its own tools."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing, contextmanager

from django.db import connection, transaction

PLAIN = ("--no-owner", "--no-privileges")


class DumpFailed(Exception):
    """In words for whoever runs the command."""


@contextmanager
def dumped(path):
    """Write the database into `path` as it stands at one moment, while others go on writing.

    Yields a cursor that reads that same moment, for counting what the file holds.
    """
    with (_dumped_sqlite if connection.vendor == "sqlite" else _dumped_postgresql)(path) as cursor:
        yield cursor


def load_dump(path):
    """Fill the empty database from a file of `dumped`: all of it, or on PostgreSQL nothing."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(path)) as copy:
            copy.backup(connection.connection)
    else:
        _run("pg_restore", "--single-transaction", "--exit-on-error", *PLAIN, str(path))


@contextmanager
def _dumped_sqlite(path):
    connection.ensure_connection()
    with closing(sqlite3.connect(path)) as copy:
        connection.connection.backup(copy)
        # One file that stands alone, without the journal beside it that the running app keeps.
        copy.execute("PRAGMA journal_mode=DELETE")
        yield copy.cursor()


@contextmanager
def _dumped_postgresql(path):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        cursor.execute("SELECT pg_export_snapshot()")
        (snapshot,) = cursor.fetchone()
        _run("pg_dump", "--format=custom", *PLAIN, f"--snapshot={snapshot}", f"--file={path}")
        yield cursor


def _run(tool, *words):
    """One of PostgreSQL's tools on our database. The password goes by the environment, where other users cannot read it."""
    from psycopg2.extensions import make_dsn

    if not shutil.which(tool):
        raise DumpFailed(
            f"{tool} is not installed here. It comes with PostgreSQL's client, which must not be older than the server: "
            "apt-get install postgresql-client"
        )
    given = {name: value for name, value in connection.get_connection_params().items() if isinstance(value, str | int)}
    env = {**os.environ, "PGPASSWORD": str(given.pop("password", ""))}
    done = subprocess.run([tool, *words, f"--dbname={make_dsn(**given)}"], env=env, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise DumpFailed(f"{tool} stopped: {done.stderr.strip()[-600:]}")
