"""The catalogue as files: reading, checking, and the plain values that come out. No Django."""

from .entries import Surroundings, entry_faults, entry_problems, flat, folded, nested
from .loading import CatalogueRefused, Fault, catalogue_from, check, faults_in, load_catalogue, read_folder
from .reading import Sheet, read_text
from .writing import dump

__all__ = [
    "CatalogueRefused",
    "Fault",
    "Sheet",
    "Surroundings",
    "catalogue_from",
    "check",
    "dump",
    "entry_faults",
    "entry_problems",
    "faults_in",
    "flat",
    "folded",
    "load_catalogue",
    "nested",
    "read_folder",
    "read_text",
]
