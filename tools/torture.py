"""People at work while processes are killed: nothing acknowledged may be lost, and nothing be there twice.

    python tools/torture.py [KILLS] [SECONDS]

Eight programs write scorecards, add candidates and ask for PDFs for SECONDS (300), while KILLS (100) of the processes that
serve them, web and worker, parents and children, get SIGKILL at random moments; a parent is started again at once. Then what
was acknowledged is compared with what is there. With 0 kills it is a plain load, with the memory at its start and its end.
Under `tools/with_servers.py` it runs on PostgreSQL and Redis, else on SQLite and the broker in the file system.
"""

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import suppress
from http.client import HTTPException
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.browser.running import await_answer, free_port, prepared, start, start_worker  # noqa: E402
from tests.servers.conftest import Place  # noqa: E402

FOUND = """
import json
from hiring.background.models import Job, StoredFile
from hiring.candidates.models import Application
from hiring.interviews.models import Scorecard
print(json.dumps({
    "saves": {card.pk: card.summary for card in Scorecard.objects.all()},
    "candidates": list(Application.objects.values_list("candidate__name", flat=True)),
    "jobs": {str(job.pk): [job.state, job.attempts, job.message] for job in Job.objects.all()},
    "files": StoredFile.objects.count(),
}))
"""
UNFINISHED = """
from hiring.background.models import Job
print(Job.objects.exclude(arguments={}).filter(state__in=["queued", "running"]).count())
"""


class Work:
    """What the programs have been told, and how often and how long it took."""

    def __init__(self, place):
        self.place, self.over = place, threading.Event()
        self.saves, self.candidates, self.jobs = {}, [], []
        self.answers, self.times = Counter(), []

    def ask(self, method, path, token, body=None):
        """The answer, or None where the connection broke or the call was refused."""
        begun = time.monotonic()
        try:
            status, answer = self.place.call(method, path, token, body)
        except (OSError, HTTPException, ValueError):
            self.answers["broken"] += 1
            self.over.wait(0.2)
            return None
        self.times.append(time.monotonic() - begun)
        self.answers[status] += 1
        return answer if status < 300 else None

    def write(self, card, token):
        for number in range(1_000_000):
            while not self.over.is_set():
                now = self.ask("GET", f"/api/scorecards/{card}/", token)
                body = now and {"revision": now["revision"], "fields": {"summary": f"Save number {number}"}}
                if now and self.ask("PATCH", f"/api/scorecards/{card}/draft/", token, body):
                    self.saves[card] = number
                    break
            if self.over.wait(0.1):
                return

    def add(self, who, opening, token):
        for number in range(1_000_000):
            name = f"Candidate {who}-{number}"
            body = {"opening": opening, "name": name, "email": f"{who}-{number}@example.org"}
            if self.ask("POST", "/api/applications/", token, body):
                self.candidates.append(name)
            if self.over.wait(0.5):
                return

    def print(self, path, token):
        while not self.over.is_set():
            if answer := self.ask("POST", path, token):
                self.jobs.append(answer["job"].rstrip("/").rpartition("/")[2])
            self.over.wait(6)


class Processes:
    """The web server and two workers; each is started again when it is gone."""

    def __init__(self, env, folder, port):
        web = ["gunicorn", "teamapp.wsgi", "--bind", f"127.0.0.1:{port}", "--workers", "2", "--threads", "4"]
        self.starts = [
            lambda: start("web", *web, env=env, folder=folder),
            *(lambda name=name: start_worker(env, folder, "--beat", "-n", f"{name}@%h") for name in ("one", "two")),
        ]
        self.running = [begin() for begin in self.starts]
        self.groups = [each.pid for each in self.running]

    def kill_one(self):
        place = random.randrange(len(self.running))
        parent = psutil.Process(self.running[place].pid)
        random.choice([parent, *parent.children(recursive=True)]).kill()
        time.sleep(0.2)
        if self.running[place].poll() is not None:
            self.running[place] = self.starts[place]()
            self.groups.append(self.running[place].pid)

    def memory(self):
        """MB of each group, parent and children."""
        trees = [[parent, *parent.children(recursive=True)] for parent in (psutil.Process(each.pid) for each in self.running)]
        return [sum(process.memory_info().rss for process in tree) >> 20 for tree in trees]

    def end(self):
        """With the children of killed parents, which a worker's leave behind."""
        for group in self.groups:
            with suppress(ProcessLookupError):
                os.killpg(group, signal.SIGKILL)
        for process in self.running:
            process.wait()


def main(kills=100, seconds=300):
    with tempfile.TemporaryDirectory() as name, prepared(Path(name), API_CALLS_A_MINUTE="1000000") as (env, _):
        folder, port = Path(name), free_port()
        cast = json.loads(subprocess.check_output([sys.executable, "-m", "tests.servers.cast"], cwd=ROOT, env=env))
        processes = Processes(env, folder, port)
        try:
            await_answer(f"http://127.0.0.1:{port}/up/")
            place = Place(f"http://127.0.0.1:{port}", env, folder, cast)
            return report(torture(place, processes, kills, seconds), json.loads(place.python(FOUND)))
        finally:
            processes.end()


def torture(place, processes, kills, seconds):
    work, cast = Work(place), place.cast
    printing = f"/api/openings/{cast['opening']}/descriptions/{cast['version']}/pdf/"
    programs = [
        *((work.write, card, token) for card, token in cast["drafts"]),
        *((work.add, who, cast["opening"], cast["tokens"][who % 2]) for who in range(3)),
        *((work.print, printing, token) for token in cast["tokens"]),
    ]
    threads = [threading.Thread(target=program, args=words) for program, *words in programs]
    for thread in threads:
        thread.start()
    time.sleep(5)
    print("Memory in MB, web and workers:", processes.memory())
    for _ in range(kills):
        time.sleep(random.uniform(0.5, 1.5) * seconds / kills)
        processes.kill_one()
    time.sleep(0 if kills else seconds)
    print("Memory in MB, web and workers:", processes.memory())
    work.over.set()
    for thread in threads:
        thread.join()
    end = time.monotonic() + 300
    while int(place.python(UNFINISHED)) and time.monotonic() < end:
        time.sleep(5)
    return work


def report(work, found):
    times = sorted(work.times)
    print(f"Answers: {dict(work.answers)}; half within {times[len(times) // 2]:.2f} s, 95 % within {times[len(times) * 95 // 100]:.2f} s")
    names, jobs = Counter(found["candidates"]), {job: found["jobs"].get(job) for job in work.jobs}
    print(f"{sum(work.saves.values())} saves, {len(work.candidates)} candidates and {len(jobs)} PDFs acknowledged")
    print("Jobs by state and tries:", dict(Counter(tuple(job[:2]) if job else "lost" for job in jobs.values())))
    wrong = [f"card {card}: {number} acknowledged, {found['saves'][str(card)]!r} is there" for card, number in work.saves.items()
             if int(found["saves"][str(card)].rpartition(" ")[2]) < number]  # fmt: skip
    wrong += [f"{name} was added and is not there" for name in work.candidates if not names[name]]
    wrong += [f"{name} is there {times} times" for name, times in names.items() if times > 1 and name.startswith("Candidate ")]
    wrong += [f"job {job}: {state}" for job, state in jobs.items() if not state or state[0] not in ("done", "failed")]
    wrong += [f"{count} answers of {status}" for status, count in work.answers.items() if status != "broken" and status >= 500]
    print("\n".join(wrong) or "Nothing was lost, and nothing is there twice.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
