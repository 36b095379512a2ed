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
from pathlib import Path

import psycopg2

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def own_database(url):
    """A database of its own on the tests' PostgreSQL server; on SQLite the file lies in the app's own folder."""
    if not url:
        yield {}
        return
    name = f"browser_{secrets.token_hex(4)}"
    admin = psycopg2.connect(url)
    admin.autocommit = True
    with admin.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    own = url.replace("/postgres?", f"/{name}?", 1)
    yield {"DATABASE_URL": own, "REDIS_URL": os.environ["REDIS_URL"], "SECRET_KEY": "only-for-tests-" + secrets.token_hex(16)}
    with admin.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
    admin.close()


@contextmanager
def running_app(folder, *, demo=True):
    """(url, manage) of a fresh app; `manage(*words)` runs a management command on it."""
    port = free_port()
    given = os.environ.get("DATABASE_URL", "")
    with own_database(given) as servers:
        kept = {key: value for key, value in os.environ.items() if key in ("PATH", "HOME", "LANG", "LD_LIBRARY_PATH")}
        hosts = {"ALLOWED_HOSTS": "127.0.0.1", "BEHIND_HTTPS": "0"} if servers else {}
        env = {**kept, **servers, **hosts, "ROLECALL_VAR": str(folder), "ROLECALL_DEMO": "1" if demo else "0", "LOG_LEVEL": "WARNING"}

        def manage(*words):
            subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, env=env, check=True, capture_output=True)

        for words in (["migrate"], ["load_catalogue"], ["load_salaries"], ["collectstatic", "--noinput"]):
            manage(*words)
        if demo:
            manage("demo")
        web = [str(BIN / "gunicorn"), "teamapp.wsgi", "--bind", f"127.0.0.1:{port}", "--workers", "2", "--threads", "4"]
        worker = [str(BIN / "celery"), "-A", "teamapp", "worker", "--beat", "--concurrency", "1", "--loglevel", "WARNING"]
        with log_files(folder) as (web_log, worker_log):
            processes = [
                subprocess.Popen(command, cwd=ROOT, env=env, stdout=log, stderr=log, start_new_session=True)
                for command, log in ((web, web_log), (worker, worker_log))
            ]
            try:
                await_answer(f"http://127.0.0.1:{port}/up/")
                yield f"http://127.0.0.1:{port}", manage
            finally:
                for process in processes:
                    os.killpg(process.pid, signal.SIGTERM)
                for process in processes:
                    process.wait(30)


@contextmanager
def log_files(folder):
    with open(folder / "web.log", "wb") as web, open(folder / "worker.log", "wb") as worker:
        yield web, worker


def await_answer(url, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    raise TimeoutError(f"{url} did not answer within {seconds} s")
