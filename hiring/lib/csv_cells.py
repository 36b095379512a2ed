"""Cells of tables that leave the app: text that a spreadsheet would calculate goes out as text and comes back as it was."""

# The full-width forms are read as formulas by spreadsheets in East Asian settings.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def safe_cell(value):
    """The value; text that begins like a formula gets an apostrophe before it.

    >>> safe_cell("=1+1"), safe_cell("Ada"), safe_cell(-5), safe_cell("'=1+1")
    ("'=1+1", 'Ada', -5, "''=1+1")
    """
    return f"'{value}" if isinstance(value, str) and value.lstrip("'").startswith(FORMULA_STARTS) else value


def plain_cell(text):
    """What `safe_cell` was given.

    >>> plain_cell("'=1+1"), plain_cell("'tis"), plain_cell("''=1+1")
    ('=1+1', "'tis", "'=1+1")
    """
    return text[1:] if text.startswith("'") and text.lstrip("'").startswith(FORMULA_STARTS) else text
