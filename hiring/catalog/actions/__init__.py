from .editing import Conflict, add_entry, built_in_body, change_entry, retire_entry, settled_body
from .importing import Imported, confirm_import, discard_import, import_catalogue, try_import
from .loading import Loaded, MovedOn, load_catalogue, upgrade_preview

__all__ = [
    "Conflict",
    "Imported",
    "Loaded",
    "MovedOn",
    "add_entry",
    "built_in_body",
    "change_entry",
    "confirm_import",
    "discard_import",
    "import_catalogue",
    "load_catalogue",
    "try_import",
    "upgrade_preview",
    "retire_entry",
    "settled_body",
]
