import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Barrier
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from tests.browser.running import ROOT, prepared, running_web


@dataclass
class Place:
    """A running app without a worker, the cast that is in it, and programs that talk to it."""

    url: str
    env: dict
    folder: Path
    cast: dict

    def python(self, code):
        """What a program prints that has this app's settings and models."""
        start = f"import django, os; os.environ['DJANGO_SETTINGS_MODULE'] = 'teamapp.settings'; django.setup()\n{code}"
        return subprocess.run([sys.executable, "-c", start], cwd=ROOT, env=self.env, check=True, capture_output=True, text=True).stdout

    def call(self, method, path, token, body=None):
        """(status, answer) of one call of the API."""
        headers = {"Authorization": f"Token {token}", "Content-Type": "application/json"}
        data = json.dumps(body).encode() if body is not None else None
        try:
            with urlopen(Request(f"{self.url}{path}", data, headers, method=method), timeout=60) as response:
                return response.status, json.load(response)
        except HTTPError as fault:
            with fault:
                return fault.code, json.loads(fault.read() or b"null")

    def at_once(self, calls):
        """Answers to calls that begin at the same moment."""
        barrier = Barrier(len(calls))

        def one(call):
            barrier.wait()
            return self.call(*call)

        with ThreadPoolExecutor(len(calls)) as pool:
            return list(pool.map(one, calls))


@pytest.fixture(scope="session")
def place(tmp_path_factory):
    folder = tmp_path_factory.mktemp("servers") / "var"
    with prepared(folder, API_CALLS_A_MINUTE="100000") as (env, _), running_web(env, folder) as url:
        made = subprocess.run([sys.executable, "-m", "tests.servers.cast"], cwd=ROOT, env=env, check=True, capture_output=True, text=True)
        yield Place(url, env, folder, json.loads(made.stdout))
