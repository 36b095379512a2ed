from .figures import Country, ExchangeRate, Figure, FigureFlag, PppFactor, PublicQuerySet, Series, Source
from .own import OwnCell, OwnCellDoubt, OwnDoubt, OwnGroup, OwnImport, OwnPay

__all__ = [
    "Country", "ExchangeRate", "Figure", "FigureFlag", "OwnCell", "OwnCellDoubt", "OwnDoubt", "OwnGroup", "OwnImport", "OwnPay", "PppFactor",
    "PublicQuerySet", "Series", "Source",
]  # fmt: skip
