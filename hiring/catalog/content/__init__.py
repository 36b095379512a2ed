"""The catalogue as files: reading, checking, and the plain values that come out. No Django."""

from .loading import CatalogueRefused, Fault, check, load_catalogue

__all__ = ["CatalogueRefused", "Fault", "check", "load_catalogue"]
