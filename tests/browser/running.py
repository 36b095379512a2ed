"""The whole app running as in life: gunicorn, a Celery worker with its beat, and the database that the tests run on."""

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg2

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
SET_UP = """
from django.core.management import call_command
for words in (["migrate"], ["load_catalogue"], ["load_salaries"], ["collectstatic", "--noinput"]):
    call_command(*words, verbosity=0)
"""
apps = count()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def own_servers(url):
    """A database of its own on the tests' PostgreSQL server, and a number of its own on their Redis, or the workers of two
    apps would take each other's messages. On SQLite all of it lies in the app's own folder."""
    if not url:
        yield {}
        return
    name = f"browser_{secrets.token_hex(4)}"
    admin = psycopg2.connect(url)
    admin.autocommit = True
    with admin.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    own = url.replace("/postgres?", f"/{name}?", 1)
    yield {"DATABASE_URL": own, "REDIS_URL": own_redis(os.environ["REDIS_URL"]), "SECRET_KEY": "only-for-tests-" + secrets.token_hex(16)}
    with admin.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
    admin.close()


def own_redis(url):
    """Four numbers by turns for each of a run's three workers; the fifth is the worker's own (tests/settings.py)."""
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    return f"{url.rpartition('/')[0]}/{1 + 5 * (worker % 3) + next(apps) % 4}"


@contextmanager
def prepared(folder, **settings):
    """(env, manage) of a fresh app that has its database and is not started; `manage(*words)` returns what a command prints."""
    with own_servers(os.environ.get("DATABASE_URL", "")) as servers:
        kept = {key: value for key, value in os.environ.items() if key in ("PATH", "HOME", "LANG", "LD_LIBRARY_PATH")}
        hosts = {"ALLOWED_HOSTS": "127.0.0.1", "BEHIND_HTTPS": "0"} if servers else {}
        env = {**kept, **servers, **hosts, "ROLECALL_VAR": str(folder), "LOG_LEVEL": "WARNING", **settings}

        def manage(*words):
            command = [sys.executable, "manage.py", *words]
            return subprocess.run(command, cwd=ROOT, env=env, check=True, capture_output=True, text=True).stdout

        manage("shell", "-v", "0", "-c", SET_UP)
        yield env, manage


def start(name, *words, env, folder):
    """A process of the app in a group of its own; what it says goes to `name`.log in `folder`."""
    with open(folder / f"{name}.log", "ab") as log:
        return subprocess.Popen([str(BIN / words[0]), *words[1:]], cwd=ROOT, env=env, stdout=log, stderr=log, start_new_session=True)


def start_worker(env, folder, *more):
    words = ["celery", "-A", "teamapp", "worker", "--concurrency", "1", "--loglevel", "WARNING", *more]
    return start("worker", *words, env=env, folder=folder)


@contextmanager
def running_web(env, folder):
    """The address of the web processes, once they answer."""
    port = free_port()
    words = ["gunicorn", "teamapp.wsgi", "--bind", f"127.0.0.1:{port}", "--workers", "2", "--threads", "4"]
    process = start("web", *words, env=env, folder=folder)
    try:
        await_answer(f"http://127.0.0.1:{port}/up/")
        yield f"http://127.0.0.1:{port}"
    finally:
        stop(process)


def stop(process, how=signal.SIGTERM):
    os.killpg(process.pid, how)
    process.wait(30)


@contextmanager
def running_app(folder, *, demo=True):
    """(url, manage) of a fresh app; `manage(*words)` runs a management command on it."""
    with prepared(folder, ROLECALL_DEMO="1" if demo else "0") as (env, manage):
        if demo:
            manage("demo")
        worker = start_worker(env, folder, "--beat")
        try:
            with running_web(env, folder) as url:
                yield url, manage
        finally:
            stop(worker)


def await_answer(url, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    raise TimeoutError(f"{url} did not answer within {seconds} s")
