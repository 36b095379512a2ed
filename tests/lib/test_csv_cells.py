"""No cell that a spreadsheet would calculate, whatever it begins with, and no text that changes on the way out and back."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiring.lib import csv_cells
from hiring.lib.csv_cells import FORMULA_STARTS, plain_cell, safe_cell


def test_the_examples_of_its_docstrings():
    assert doctest.testmod(csv_cells).failed == 0


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@sum", "\tx", "\rx", "＝1", "＋1", "－1", "＠x"])
def test_formulas_become_text(text):
    assert safe_cell(text) == f"'{text}"


@given(st.text(alphabet=[*FORMULA_STARTS, "'", "a", "1", " "], max_size=8))
def test_every_text_comes_back_as_it_was(text):
    assert plain_cell(safe_cell(text)) == text
    assert not safe_cell(text).startswith(FORMULA_STARTS)
