"""What the reader of workbooks leaves at a cell, so that a number, a formula or a part of merged cells is never read as a text."""

FORMULA, MERGED, NUMBER = "\ufdd0", "\ufdd1", "\ufdd2"  # never in a text of people
LONGEST_QUOTE = 60


def is_marked(text: str) -> bool:
    """Whether the cell holds no value that could be read."""
    return text.startswith((FORMULA, MERGED))


def marked(text: str) -> str:
    """What such a cell is, and what to do about it."""
    if text.startswith(FORMULA):
        return "holds a formula, which is not calculated here. Paste its value."
    return f"is part of the merged cells {text[1:]}. Split them and write the value into each row."


def quoted(text: str) -> str:
    return f"“{text.strip().lstrip(NUMBER)[:LONGEST_QUOTE]}”"
