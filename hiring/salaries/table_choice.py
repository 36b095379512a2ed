"""What someone chose to see of the pay table, as the arguments of `pay_table`; pages, exports and PDFs share it."""

from django.utils import timezone

from .confidence import months_old
from .loading import LAST_ADVERT
from .tables import Moved


def asked_table(chosen: dict) -> dict:
    """Figures are moved forward only where a percentage and the index that says so are both given."""
    asked = {name: chosen[name] for name in ("role", "level", "region", "show", "series") if name in chosen}
    moved = (
        Moved(chosen["move"], chosen["index"], months_old(LAST_ADVERT, timezone.localdate()))
        if chosen.get("move") and chosen.get("index")
        else None
    )
    return asked | {"moved": moved}
