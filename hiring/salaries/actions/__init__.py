from .figures import decide_flag
from .own import accept, check_again, choose_sheet, confirm_titles, decide_cell, decide_doubt, discard, give_sight, map_columns, receive

__all__ = [
    "accept", "check_again", "choose_sheet", "confirm_titles", "decide_cell", "decide_doubt", "decide_flag", "discard", "give_sight", "map_columns", "receive",
]  # fmt: skip
