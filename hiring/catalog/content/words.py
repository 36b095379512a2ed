"""What forms and lists of changes call the keys of an entry, and what helps to fill them in."""

from collections.abc import Iterable

from hiring.catalog.compare import SHARE_NAMES

from .entries import SCHEMAS
from .schema import Keys, ListOf, Text

MARKS = {1: "Far below the level", 2: "Below the level", 3: "Meets the level", 4: "Above the level", 5: "Far above the level"}
KINDS = {"behavioural": "Behavioural", "situational": "Situational", "technical": "Technical", "work-sample": "Work sample"}
LEVELS = {"entry": "Entry", "mid": "Mid", "senior": "Senior", "lead": "Lead"}
CHOICES = SHARE_NAMES | KINDS | LEVELS

KEYS = {
    "is_not": "What it is not",
    "behaviours": "Behaviours that show it",
    "anchors": "What each mark looks and sounds like",
    "senior_anchors": "The marks for senior and lead",
    "prompt": "Question",
    "skills": "Skills it informs",
    "idea": "Idea it rests on",
    "follow_ups": "Follow-ups",
    "company_specific": "Learnt at your company",
    "strong": "A strong answer",
    "adequate": "An adequate answer",
    "weak": "A weak answer",
    "avoid": "What to avoid",
    "answer": "Worked answer",
    "check": "Check of the answer",
    "code": "Letters",
    "plural": "Name for several",
    "novelty": "How new the work is",
    "common_mis_hire": "Common mis-hire",
    "does_not_do": "What the role does not do",
    "lifecycle": "Share of the four steps",
    "tech_stack": "Tools",
    "must_know": "Must know",
    "comes_from": "Where people come from",
    "goes_to": "Where people go to",
    "problem": "Whose problem",
    "horizon": "How far ahead",
    "help": "How much help",
    "mis_hires": "Mis-hires at this level",
    "backgrounds": "Backgrounds that fit",
    "tech_stack_note": "Tools at this level",
    "success_90_days": "Success after 90 days",
    "success_year": "Success after a year",
    "profile": "Skills and their weights",
    "expected": "Mark expected",
    "must": "Must-have",
    "weight": "Weight, %",
    "answers": "Sample answers",
    "text": "What the candidate says",
    "mark": "Agreed mark",
    "why": "Why this mark",
}
HINTS = {
    "anchors": "What an interviewer sees or hears, found in no other skill.",
    "senior_anchors": "Only where a mark means more there. Leave all five empty to use the same as above.",
    "skills": "The main skill first.",
    "idea": "A plan asks one question of an idea: whoever has met the first has half answered the second.",
    "answer": "A technical question needs one.",
    "code": "2 to 8 capital letters, such as DS.",
    "profile": "The weights add up to 100; at most four must-haves.",
    "answers": "Their marks must differ: practice needs a difference.",
    "why": "What earns the mark, and why it is not the one above or below.",
    "plural": "Inside a sentence, such as “data scientists”.",
}


def label_of(path: tuple) -> str:
    """The last step of a path in words: a mark with its meaning, a row by its place."""
    key = path[-1]
    if isinstance(key, int) and path[-2] in ("anchors", "senior_anchors"):
        return f"{key}: {MARKS[key].lower()}"
    if path[0] == "levels" and len(path) == 2 and isinstance(key, int):
        return ("From level", "To level")[key]
    if isinstance(key, int):
        return f"{label_of(path[:-1])}, {key + 1}"
    return KEYS.get(key) or LEVELS.get(key) or str(key).replace("_", " ").capitalize()


def hint_of(path: tuple, piece) -> str:
    """What the schema asks for, in words."""
    return "" if isinstance(path[-1], int) else " ".join(filter(None, [HINTS.get(path[-1], ""), _bounds(piece)]))


def _bounds(piece):
    if isinstance(piece, ListOf) and 1 < piece.least < piece.most:
        return f"{piece.least} to {piece.most}."
    if isinstance(piece, Keys) and 1 in piece.required:
        return f"{piece.required[1].min_words} to {piece.required[1].max_words} words each."
    if isinstance(piece, Text) and piece.min_words > 3:
        return f"{piece.min_words} to {piece.max_words} words."
    return ""


def _keys_of(piece):
    if isinstance(piece, ListOf):
        yield from _keys_of(piece.item)
    if isinstance(piece, Keys):
        for key, inner in (piece.required | piece.optional).items():
            yield str(key)
            yield from _keys_of(inner)


PLACES = {key: place for place, key in enumerate(dict.fromkeys(key for schema in SCHEMAS.values() for key in _keys_of(schema)))}


def in_order(keys: Iterable) -> list:
    """Keys of an entry, or of a change of it, as the schema has them: a database gives them back in an order of its own."""
    return sorted(keys, key=lambda key: [PLACES.get(step, 0) for step in str(key).split(".")])


def key_in_words(key: str) -> str:
    """A key of a change, such as "levels.mid.purpose": Mid, purpose."""
    parts = key.split(".")
    if len(parts) == 3:
        label = label_of(tuple(parts))
        return f"{LEVELS[parts[1]]}, {label[:1].lower()}{label[1:]}"
    return label_of((key,))


def in_words(value) -> str:
    """A value of a change as text to read."""
    if value is None:
        return "(nothing)"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return "\n".join(f"{_word(key)}: {_inline(value[key])}" for key in in_order(value))
    if isinstance(value, list):
        return "\n".join(f"• {_inline(each)}" for each in value)
    return CHOICES.get(value, value) if isinstance(value, str) else str(value)


def _word(key):
    return str(key) if str(key).isdecimal() else label_of((key,))


def _inline(value):
    if isinstance(value, dict) and "weight" in value:
        must = ", must-have" if value["must"] else ""
        return f"{value['skill'].replace('-', ' ').capitalize()}: {value['weight']}%, mark expected {value['expected']}{must}"
    if isinstance(value, dict) and "mark" in value:
        return f"Agreed {value['mark']}. {value['text']}\nWhy: {value['why']}"
    if isinstance(value, dict):
        return ", ".join(f"{_word(key).lower()} {in_words(value[key])}" for key in in_order(value))
    return "; ".join(map(str, value)) if isinstance(value, list) else in_words(value)
