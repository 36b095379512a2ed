"""Rows of a company's own file to pay, many at a time: what can be read, what cannot and why, what looks wrong.

Values in, values out. Every text is looked up once and remembered, and rows are worked on as columns of numbers, so a
million rows take seconds. What is remembered is bounded by the number of different titles, places and dates.
"""

from .doubted import FoundDoubt
from .groups import Group
from .limits import TooMuch
from .reader import Batch, Reader
from .tally import SHOWN_FAULTS, Tally

__all__ = ["SHOWN_FAULTS", "Batch", "FoundDoubt", "Group", "Reader", "Tally", "TooMuch"]
