"""Job titles to the four roles and four levels, with how sure the reading is. A person confirms what is not certain."""

import re
from dataclasses import dataclass

SURE, LIKELY, UNSURE, UNKNOWN = "sure", "likely", "unsure", "unknown"
OTHER_WORK = re.compile(r"\b(analyst|analytics|applied scientist|research|software|programme|program|project|sales|marketing|recruit\w*)\b")
ROLE_WORDS = (
    ("MLE", re.compile(r"\b(machine learning|ml|ai|mlops|nlp|computer vision|deep learning|artificial intelligence)\b.*\b(engineer|developer)\b")),
    ("DE", re.compile(r"\b(data|etl|big data|data platform|data infrastructure|data warehouse) (platform |infrastructure |warehouse )?(engineer|developer)\b")),
    ("DS", re.compile(r"\b(data|decision) (scientist|science)\b")),
    ("PM", re.compile(r"\bproduct (manager|owner|management)\b")),
)  # fmt: skip
LEVEL_WORDS = (
    ("lead", re.compile(r"\b(lead|principal|staff|head|director|chief|vp|manager of|iv)\b")),
    ("senior", re.compile(r"\b(senior|sr|iii|experienced)\b")),
    ("entry", re.compile(r"\b(junior|jr|entry|graduate|trainee|associate|intern|i)\b")),
    ("mid", re.compile(r"\b(mid|middle|intermediate|medior|ii)\b")),
)
ROLE_CODES = {
    "ds": "DS", "data scientist": "DS", "mle": "MLE", "ml engineer": "MLE", "machine learning engineer": "MLE", "de": "DE",
    "data engineer": "DE", "pm": "PM", "product manager": "PM",
}  # fmt: skip
LEVEL_CODES = {
    "entry": "entry", "junior": "entry", "jr": "entry", "en": "entry", "graduate": "entry", "l1": "entry", "mid": "mid", "mi": "mid",
    "middle": "mid", "medior": "mid", "intermediate": "mid", "l2": "mid", "senior": "senior", "sr": "senior", "se": "senior",
    "l3": "senior", "lead": "lead", "lead_exec": "lead", "ex": "lead", "principal": "lead", "staff": "lead", "l4": "lead",
}  # fmt: skip


@dataclass(frozen=True)
class TitleReading:
    """`role` is empty where the work is none of the four. `why` is for the person who confirms."""

    role: str
    level: str
    confidence: str
    why: str


def plain(text: str) -> str:
    """One spelling of a title: small letters, words alone.

    >>> plain(" Sr. Machine-Learning  Engineer ")
    'sr machine learning engineer'
    """
    return " ".join(re.sub(r"[^\w&+]+", " ", text.casefold()).split())


def read_title(title: str, role: str = "", level: str = "") -> TitleReading:
    """By the words of the title; a role or level column that says it outright goes before them.

    >>> read_title("Sr. Machine-Learning Engineer")
    TitleReading(role='MLE', level='senior', confidence='sure', why='“machine learning engineer”, “sr”')
    >>> read_title("Data Scientist").confidence, read_title("Data Analyst").confidence
    ('likely', 'unknown')
    """
    words = plain(title)
    found_role, role_why, role_sure = _role(words, plain(role))
    if not found_role:
        return TitleReading("", "", UNKNOWN, role_why)
    found_level, level_why = _level(words, plain(level))
    whys = f"{role_why}, {level_why}"
    if not role_sure:
        return TitleReading(found_role, found_level or "mid", UNSURE, whys)
    if not found_level:
        return TitleReading(found_role, "mid", LIKELY, whys)
    return TitleReading(found_role, found_level, SURE, whys)


def _role(words, stated):
    if stated in ROLE_CODES:
        return ROLE_CODES[stated], f"role column “{stated}”", True
    found = [(role, match) for role, shape in ROLE_WORDS if (match := shape.search(words))]
    other = OTHER_WORK.search(words)
    if not found:
        return "", f"“{other[0]}” is other work" if other else "no word for one of the four roles", False
    return found[0][0], f"“{found[0][1][0]}”", len(found) == 1 and not other


def _level(words, stated):
    if stated in LEVEL_CODES:
        return LEVEL_CODES[stated], f"level column “{stated}”"
    for level, shape in LEVEL_WORDS:
        if match := shape.search(words):
            return level, f"“{match[0]}”"
    return "", "no word for a level, so mid"
