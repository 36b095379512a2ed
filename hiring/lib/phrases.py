"""Phrases that a text had better do without, each with a reason and another way to put it."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache


@dataclass(frozen=True)
class Phrase:
    """`pattern` is matched on word borders, whatever the case; `blocks` keeps what holds it from being approved."""

    pattern: str
    claim: str
    reason: str
    instead: str = ""
    blocks: bool = False


@lru_cache(maxsize=2000)
def phrases_in(text: str, phrases: tuple[Phrase, ...]) -> tuple[tuple[str, Phrase], ...]:
    """The words found and the phrase that they match, in the order of the phrases.

    Words that an earlier phrase has claimed are not reported again by a later one.

    >>> earns = Phrase(r"(current|last) pay", "Asks for pay", "…")
    >>> [(quote, found.claim) for quote, found in phrases_in("Name your current pay.", (earns, Phrase("pay", "Pay", "…")))]
    [('current pay', 'Asks for pay')]
    """
    found, claimed = [], set()
    for phrase in phrases:
        for match in _compiled(phrase.pattern).finditer(text):
            place = set(range(*match.span()))
            if not place & claimed:
                claimed |= place
                found.append((match.group(0), phrase))
    return tuple(found)


@cache
def _compiled(pattern):
    return re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])", re.IGNORECASE)
