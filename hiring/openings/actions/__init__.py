from .conflict import Conflict
from .descriptions import (
    approve_description,
    ask_for_pdf,
    exceptions_to,
    law_of,
    refresh_facts,
    review_of,
    save_section,
    send_for_approval,
    write_first_description,
)
from .positions import add_member, change_opening, close_opening, open_position, propose_pay, remove_member, reopen_opening
from .rubrics import change_weights, copy_profile, freeze_rubric, rubric_digest

__all__ = [
    "Conflict",
    "add_member",
    "approve_description",
    "ask_for_pdf",
    "change_opening",
    "close_opening",
    "change_weights",
    "copy_profile",
    "exceptions_to",
    "freeze_rubric",
    "law_of",
    "open_position",
    "propose_pay",
    "refresh_facts",
    "remove_member",
    "reopen_opening",
    "review_of",
    "rubric_digest",
    "save_section",
    "send_for_approval",
    "write_first_description",
]
