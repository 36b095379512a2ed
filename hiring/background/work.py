"""The kinds of work: a function per kind, registered by the domain that owns it."""

from collections.abc import Callable
from dataclasses import dataclass

_kinds = {}


class GiveUp(Exception):
    """Raised by a handler for a fault that another attempt would not mend; its text is shown to the owner."""


@dataclass(frozen=True)
class Kind:
    handler: Callable
    may_see: Callable


def handles(kind, *, may_see):
    """Register `handler(job)` for jobs of this kind; it may return a dict: the result, and under "file" a StoredFile.

    `may_see(user, **arguments)` is asked again at every look at the job, so that a right that has ended is gone here too.
    """

    def register(function):
        _kinds[kind] = Kind(function, may_see)
        return function

    return register


def run_handler(job):
    owner = job.created_by
    if owner and not (owner.is_active and may_see(owner, job)):
        raise GiveUp("Whoever asked for this may no longer see it.")
    return _kinds[job.kind].handler(job) or {}


def may_see(user, job):
    kind = _kinds.get(job.kind)
    return kind is not None and kind.may_see(user, **job.arguments)
