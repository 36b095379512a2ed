import doctest

import pytest

from hiring.candidates import plain_text


def test_the_examples_of_its_docstrings():
    assert doctest.testmod(plain_text).failed == 0


@pytest.mark.parametrize(
    "name", ["José María O’Neill-Ødegård", "علی رضا", "می\u200cخواهم", "李小龍", "नीलम \u200dक", "X Æ A-12", "Dr. Å. d'Arc"]
)
def test_honest_names_are_left_alone(name):
    assert plain_text.one_line(name) == name
    assert plain_text.hidden_characters(name) == []


@pytest.mark.parametrize(
    ("original", "kept"),
    [
        ("", "document.pdf"),
        ("...pdf", "document.pdf"),
        ("a\tb\u202ec\x00.pdf", "a bc.pdf"),
        ("\ud800cv.pdf", "cv.pdf"),
        ("Amara Okafor v2.1 final.pdf", "Amara Okafor v2.1 final.pdf"),
        ("CV 3.5", "CV 3.5.pdf"),
    ],
)
def test_names_of_files(original, kept):
    assert plain_text.file_name(original, ".pdf") == kept
