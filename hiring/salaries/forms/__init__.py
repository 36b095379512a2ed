from .figures import (
    SERIES,
    UNITS,
    CompareFilter,
    DecisionForm,
    OfferForm,
    OfficialFilter,
    OverviewFilter,
    PayFilter,
    PlaceFilter,
    RuleFilter,
)
from .own import CellDoubtForm, ColumnsForm, DoubtForm, OwnFilter, SheetForm, TitlesForm, UploadForm

__all__ = [
    "SERIES", "UNITS", "CellDoubtForm", "ColumnsForm", "CompareFilter", "DecisionForm", "DoubtForm", "OfferForm", "OfficialFilter", "OverviewFilter", "OwnFilter", "PayFilter",
    "PlaceFilter", "RuleFilter", "SheetForm", "TitlesForm", "UploadForm",
]  # fmt: skip
