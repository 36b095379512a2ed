"""Runs risky work (rendering, parsing what strangers sent) in a child process with limits.

The child is `python -m MODULE`, reads bytes from standard input and writes bytes to standard output.
"""

import resource
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class ChildFailed(Exception):
    """The child ran into a limit or ended badly; `reason` is "time", "memory", "size", "killed" or "error".

    "killed" is from outside, as where the system itself is short of memory: the same work may succeed at another time.
    """

    def __init__(self, reason, detail=""):
        super().__init__(detail or reason)
        self.reason = reason


@dataclass(frozen=True)
class Limits:
    cpu_seconds: int = 30
    wall_seconds: int = 60
    memory_bytes: int = 1 << 30
    output_bytes: int = 50 << 20


def run_child(module, data, *arguments, limits=None):
    """Bytes that `python -m module *arguments` prints when given `data`.

    Raises ChildFailed when it runs out of time, memory or output, or ends with an error.
    """
    limits = limits or Limits()
    # A child of our own interpreter with a fixed module name: nothing from a request reaches the command line.
    command = [sys.executable, "-m", module, *arguments]
    # What it says goes to files, which the system bounds, and not to pipes, which would fill our own memory.
    with tempfile.TemporaryFile() as answer, tempfile.TemporaryFile() as complaint:
        try:
            done = subprocess.run(  # noqa: S603
                command,
                input=data,
                stdout=answer,
                stderr=complaint,
                timeout=limits.wall_seconds,
                preexec_fn=lambda: _restrict(limits),
                cwd=ROOT,
                check=False,
            )
        except subprocess.TimeoutExpired as fault:
            raise ChildFailed("time") from fault
        answer.seek(0)
        complaint.seek(0)
        if done.returncode:
            said = complaint.read().decode(errors="replace")
            raise ChildFailed(_reason(done.returncode, said), said[-2000:])
        return answer.read()


def _restrict(limits):
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_seconds, limits.cpu_seconds + 1))  # at the first it is told, not killed
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limits.output_bytes, limits.output_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _reason(code, said):
    if code == -signal.SIGXCPU:
        return "time"
    if code == -signal.SIGKILL:
        return "killed"
    if "MemoryError" in said:
        return "memory"
    return "size" if "File too large" in said else "error"
