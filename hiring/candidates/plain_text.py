"""What strangers type, made fit for one line: names of people, cells of a file, names of files. No Django."""

import re
import unicodedata

# Marks that turn the direction of the text after them: "gpj.exe" shown as "exe.jpg". Joiners and the plain
# left-to-right and right-to-left marks stay, as Persian, Arabic and Indic names need them.
DIRECTION_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
MAX_FILE_NAME = 150
HIDDEN = "This holds a character that cannot be seen. Type the text anew."


def one_line(text):
    """The text in NFC, with every run of white space, line breaks included, as one space.

    >>> one_line(" Ada\\n King  Lovelace ")
    'Ada King Lovelace'
    """
    return " ".join(unicodedata.normalize("NFC", text).split())


def hidden_characters(text):
    """The characters of a line that nobody can see and that may change how it reads.

    >>> hidden_characters("Ada\\x00\\u202e")
    ['\\x00', '\\u202e']
    """
    return [char for char in text if _is_hidden(char)]


def file_name(original, extension):
    """A name to show and to offer for download, at most 150 characters, ending as its content asks.

    >>> file_name("C:\\\\Users\\\\ada\\\\My CV.pdf.exe", ".pdf")
    'My CV.pdf'
    >>> len(file_name("x" * 300, ".docx"))
    150
    >>> file_name("..", ".pdf")
    'document.pdf'
    """
    last = re.split(r"[/\\]", original)[-1]
    seen = one_line("".join(char for char in last if not _is_hidden(char) or char.isspace()))
    stem = re.sub(r"(\.[A-Za-z][A-Za-z0-9]{1,4})+$", "", seen).strip(". ")
    return f"{(stem or 'document')[: MAX_FILE_NAME - len(extension)].rstrip()}{extension}"


def _is_hidden(char):
    return unicodedata.category(char) in ("Cc", "Cs") or char in DIRECTION_OVERRIDES
