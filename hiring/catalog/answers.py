"""Worked answers: text with fenced code, taken apart for a page and for the checks of our tests."""

import re
from dataclasses import dataclass

WRAPPED_AT = 60  # a line at least this long was broken by an editor, not by its author
NEW_LINE = re.compile(r"\s|[-*|] ?|\d+[.)] ")
FENCED = re.compile(r"^```(\w*)[ \t]*\n(.*?)^```[ \t]*$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Part:
    text: str
    language: str = ""
    is_code: bool = False


def answer_parts(answer: str) -> list[Part]:
    """In order; text between the fences keeps its paragraphs, lists and short lines, and loses an editor's line breaks."""
    parts, end = [], 0
    for match in FENCED.finditer(answer):
        parts += _prose(answer[end : match.start()])
        parts.append(Part(match[2].rstrip("\n"), match[1], is_code=True))
        end = match.end()
    return parts + _prose(answer[end:])


def _prose(text: str) -> list[Part]:
    return [Part(_unwrapped(paragraph)) for paragraph in re.split(r"\n\s*\n", text) if paragraph.strip()]


def _unwrapped(paragraph: str) -> str:
    lines = paragraph.strip("\n").split("\n")
    joined, last = lines[0], lines[0]
    for line in lines[1:]:
        keeps = len(last) < WRAPPED_AT or NEW_LINE.match(line)
        joined += ("\n" if keeps else " ") + line
        last = line
    return joined.strip()


def code_blocks(answer: str) -> list[str]:
    return [match[2] for match in FENCED.finditer(answer)]
