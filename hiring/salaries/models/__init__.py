from .figures import Country, ExchangeRate, Figure, FigureFlag, PppFactor, PublicQuerySet, Series, Source
from .own import OwnCell, OwnDoubt, OwnGroup, OwnImport, OwnPay

__all__ = [
    "Country", "ExchangeRate", "Figure", "FigureFlag", "OwnCell", "OwnDoubt", "OwnGroup", "OwnImport", "OwnPay", "PppFactor",
    "PublicQuerySet", "Series", "Source",
]  # fmt: skip
