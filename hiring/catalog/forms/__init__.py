from .entries import EntryForm, YamlForm
from .filters import QuestionFilter, QuickSelect, WhichForm
from .imports import ImportForm
from .practice import PracticeForm

__all__ = ["EntryForm", "ImportForm", "PracticeForm", "QuestionFilter", "QuickSelect", "WhichForm", "YamlForm"]
