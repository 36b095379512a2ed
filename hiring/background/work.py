"""The kinds of work: a function per kind, registered by the domain that owns it."""

_handlers = {}


class GiveUp(Exception):
    """Raised by a handler for a fault that another attempt would not mend; its text is shown to the owner."""


def handles(kind):
    """Register a function `handler(job)` for jobs of this kind. It may return a dict (the job's result)."""

    def register(function):
        _handlers[kind] = function
        return function

    return register


def handler(kind):
    return _handlers[kind]
