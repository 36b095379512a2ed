"""The catalogue as files: reading, checking, and the plain values that come out. No Django."""

from .entries import Surroundings, entry_faults, entry_problems, flat, folded, nested
from .loading import CatalogueRefused, Fault, catalogue_from, check, faults_in, load_catalogue, read_folder
from .places import LISTS, entries_of, known_by
from .reading import Sheet, read_text
from .writing import dump

__all__ = [
    "CatalogueRefused",
    "Fault",
    "LISTS",
    "Sheet",
    "Surroundings",
    "catalogue_from",
    "check",
    "dump",
    "entries_of",
    "entry_faults",
    "entry_problems",
    "faults_in",
    "flat",
    "folded",
    "known_by",
    "load_catalogue",
    "nested",
    "read_folder",
    "read_text",
]
