"""What changed between two texts of a description, word by word. Values only."""

import difflib
import re

from .sections import SECTIONS


def section_differences(older, newer):
    """For every changed section: (title, runs), where a run is ("same" | "gone" | "new", text)."""
    pairs = ((section.title, _text(older, section), _text(newer, section)) for section in SECTIONS)
    return [(title, word_runs(before, after)) for title, before, after in pairs if before != after]


def word_runs(before, after):
    """Runs of words that stayed, went or came, in reading order."""
    old, new = re.findall(r"\S+\s*", before), re.findall(r"\S+\s*", after)
    runs = []
    for kind, i1, i2, j1, j2 in difflib.SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if kind == "equal":
            runs.append(("same", "".join(old[i1:i2])))
            continue
        runs += [("gone", "".join(old[i1:i2]))] * (i2 > i1) + [("new", "".join(new[j1:j2]))] * (j2 > j1)
    return runs


def _text(texts, section):
    return "\n".join(texts.get(section.key, {}).get(field.name, "") for field in section.fields).strip()
