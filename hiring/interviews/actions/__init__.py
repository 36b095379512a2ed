"""Writes on plans, interviews and scorecards."""

from .forgetting import forget_words_on_cards
from .plans import add_question, add_stage, change_stage, move_stage, plan_for, remove_question, remove_stage, starting_plan
from .scheduling import cancel_interview, change_interview, schedule
from .scorecards import Incomplete, Stale, amend_scorecard, open_scorecard, save_draft, submit_scorecard

__all__ = [
    "Incomplete",
    "Stale",
    "add_question",
    "add_stage",
    "amend_scorecard",
    "cancel_interview",
    "change_interview",
    "change_stage",
    "forget_words_on_cards",
    "move_stage",
    "open_scorecard",
    "plan_for",
    "remove_question",
    "remove_stage",
    "save_draft",
    "schedule",
    "starting_plan",
    "submit_scorecard",
]
