from .entries import EntryForm
from .filters import CompareForm, QuestionFilter, QuickSelect, WhichForm
from .imports import ImportForm
from .practice import PracticeForm

__all__ = ["CompareForm", "EntryForm", "ImportForm", "PracticeForm", "QuestionFilter", "QuickSelect", "WhichForm"]
