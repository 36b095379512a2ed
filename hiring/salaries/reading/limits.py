"""How much of a file is read, and how much of it is remembered."""

MAX_ROWS = 2_000_000
MAX_TITLES = 2_000
MAX_REMEMBERED = 200_000


class TooMuch(ValueError):
    """The file as a whole cannot be taken; the text says why and what to do."""


class Remembered(dict):
    """A dict that asks `read` for what it does not know."""

    def __init__(self, read):
        super().__init__()
        self._read = read

    def __missing__(self, key):
        self[key] = answer = self._read(key)
        return answer
