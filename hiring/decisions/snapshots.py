"""Results as plain data and back: dataclasses by their own type hints, so that what is kept in the database holds no code. No Django."""

from collections.abc import Hashable
from dataclasses import fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import numpy as np


def plain(value) -> Any:
    """JSON-ready: dataclasses as mappings of their fields, tuples as lists, numpy's numbers as Python's."""
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple | list):
        return [plain(each) for each in value]
    return value.item() if isinstance(value, np.generic) else value


def built(kind, value) -> Any:
    """The value of type `kind` that `plain` made this from. TypeError or KeyError if it does not fit, as after a change of the class.

    >>> from hiring.decisions.standing import Standing
    >>> built(Standing, plain(Standing(notes=("a",)))) == Standing(notes=("a",))
    True
    """
    if value is None or kind in (Any, Hashable):
        return value
    if get_origin(kind) in (Union, UnionType):
        return built(next(each for each in get_args(kind) if each is not NoneType), value)
    if get_origin(kind) is tuple:
        kinds = get_args(kind)
        return tuple(built(kinds[0] if kinds[-1] is ... else kinds[k], each) for k, each in enumerate(value))
    if is_dataclass(kind):
        hints = _hints(kind)
        if set(value) != set(hints):
            raise KeyError(f"{kind.__name__} has other fields now")
        return kind(**{name: built(hint, value[name]) for name, hint in hints.items()})
    return kind(value) if kind in (int, float, str, bool) else value


@cache
def _hints(kind):
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}
