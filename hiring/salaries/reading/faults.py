"""Texts that cannot be read, as numbers that fit into a column of numbers."""

from .limits import MAX_REMEMBERED

UNREAD = -1  # a text before it failed
LEFT_OUT = -10_000_000  # the work is none of the four roles


class Faults:
    def __init__(self):
        self._told: list[tuple[str, str]] = [("", "")]

    def new(self, wanted: str, text: str) -> int:
        """A number below -1 that stands for what is wrong with the field `wanted`. They are remembered up to a bound."""
        if len(self._told) > MAX_REMEMBERED:
            return -2
        self._told.append((wanted, text))
        return -len(self._told)

    def told(self, number: int) -> tuple[str, str]:
        return self._told[-number - 1]
