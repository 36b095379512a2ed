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
