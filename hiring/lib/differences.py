"""How two texts differ, word by word."""

import difflib
import re


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


def marked(before, after):
    """(words of `before`, words of `after`) as runs of (text, whether the other lacks it).

    Two texts that share less than a third differ as a whole: to mark all but their small words would tell nothing.
    """
    runs = word_runs(before, after)
    if 3 * sum(len(text) for kind, text in runs if kind == "same") < max(len(before), len(after)):
        return [(before, True)], [(after, True)]
    return (
        [(text, kind == "gone") for kind, text in runs if kind != "new"],
        [(text, kind == "new") for kind, text in runs if kind != "gone"],
    )


def in_brief(runs, words=12):
    """Runs of `marked` in which a long stretch that does not differ keeps only so many words beside what does."""
    last = len(runs) - 1
    return [
        (text if differs or not last else _ends(text, words * (place > 0), words * (place < last)), differs)
        for place, (text, differs) in enumerate(runs)
    ]


def _ends(text, first, final):
    found = re.findall(r"\S+\s*", text)
    if len(found) <= first + final + 2:
        return text
    kept = [*found[:first], "… ", *(found[-final:] if final else [])]
    return "".join(kept)
