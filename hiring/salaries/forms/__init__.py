from .figures import (
    ROLE_NAMES,
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
    "ROLE_NAMES", "SERIES", "UNITS", "CellDoubtForm", "ColumnsForm", "CompareFilter", "DecisionForm", "DoubtForm", "OfferForm", "OfficialFilter", "OverviewFilter", "OwnFilter", "PayFilter",
    "PlaceFilter", "RuleFilter", "SheetForm", "TitlesForm", "UploadForm",
]  # fmt: skip
