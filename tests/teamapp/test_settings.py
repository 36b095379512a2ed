"""A wrong or missing setting stops the start with the variable's name and an example."""

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WHOLE = {"SECRET_KEY": "x" * 60, "ALLOWED_HOSTS": "rolecall.example.org"}


def start(tmp_path, *, writes=True, **environment):
    kept = {key: os.environ[key] for key in ("PATH", "HOME", "LD_LIBRARY_PATH") if key in os.environ}
    env = {**kept, "ROLECALL_VAR": str(tmp_path), **environment}
    return subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=None if writes else no_room,
    )


def no_room():
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def test_a_laptop_needs_no_settings_and_keeps_its_key(tmp_path):
    assert start(tmp_path, writes=False).returncode == 1
    assert start(tmp_path).returncode == 0
    key = (tmp_path / "secret-key").read_text()
    assert len(key) > 50
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0
    assert start(tmp_path).returncode == 0
    assert (tmp_path / "secret-key").read_text() == key


@pytest.mark.parametrize(
    ("environment", "names"),
    [
        ({"DATABASE_URL": "postgres://u:p@127.0.0.1/x"}, ["SECRET_KEY", "token_urlsafe"]),
        ({**WHOLE, "ALLOWED_HOSTS": "", "REDIS_URL": "redis://127.0.0.1:6379/0"}, ["ALLOWED_HOSTS", "ALLOWED_HOSTS=rolecall.example.org"]),
        ({**WHOLE, "DATABASE_URL": "mysql://x"}, ["DATABASE_URL", "postgres://rolecall:password@db.example.org"]),
        ({**WHOLE, "REDIS_URL": "127.0.0.1:6379"}, ["REDIS_URL", "redis://:password@cache.example.org"]),
        ({"DEBUG": "perhaps"}, ["DEBUG must be 1 or 0", "DEBUG=1"]),
        ({"MAX_CV_MB": "large"}, ["MAX_CV_MB must be a whole number", "MAX_CV_MB=8"]),
    ],
)
def test_the_start_stops_by_name(tmp_path, environment, names):
    done = start(tmp_path, **environment)
    assert done.returncode != 0
    assert [name for name in names if name not in done.stderr] == []
