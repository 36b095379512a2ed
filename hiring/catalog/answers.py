"""Worked answers: text with fenced code, taken apart for a page and for the checks of our tests."""

import re
from dataclasses import dataclass

FENCED = re.compile(r"^```(\w*)[ \t]*\n(.*?)^```[ \t]*$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Part:
    text: str
    language: str = ""
    is_code: bool = False


def answer_parts(answer: str) -> list[Part]:
    """In order; text between the fences keeps its paragraphs."""
    parts, end = [], 0
    for match in FENCED.finditer(answer):
        parts += _prose(answer[end : match.start()])
        parts.append(Part(match[2].rstrip("\n"), match[1], is_code=True))
        end = match.end()
    return parts + _prose(answer[end:])


def _prose(text: str) -> list[Part]:
    return [Part(paragraph.strip()) for paragraph in re.split(r"\n\s*\n", text) if paragraph.strip()]


def code_blocks(answer: str) -> list[str]:
    return [match[2] for match in FENCED.finditer(answer)]
