from .figures import ROLE_NAMES, SERIES, UNITS, DecisionForm, OfferForm, OfficialFilter, PayFilter, PlaceFilter
from .own import ColumnsForm, DoubtForm, OwnFilter, SheetForm, TitlesForm, UploadForm

__all__ = [
    "ROLE_NAMES", "SERIES", "UNITS", "ColumnsForm", "DecisionForm", "DoubtForm", "OfferForm", "OfficialFilter", "OwnFilter", "PayFilter",
    "PlaceFilter", "SheetForm", "TitlesForm", "UploadForm",
]  # fmt: skip
