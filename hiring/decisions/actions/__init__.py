"""Writes on decisions, and on what leads to them."""

from .answers import answer, give_sight
from .deciding import AlreadyDecided, FiguresMoved, record_decision, reverse_decision
from .forgetting import forget_words_of_decisions
from .looks import looked
from .packs import ask_for_pack, keep_pack
from .standing import ask_for_standing, keep_standing
from .voting import RoundIsOpen, cast_vote, open_votes, start_round

__all__ = [
    "AlreadyDecided",
    "FiguresMoved",
    "RoundIsOpen",
    "answer",
    "ask_for_pack",
    "ask_for_standing",
    "cast_vote",
    "forget_words_of_decisions",
    "give_sight",
    "keep_pack",
    "keep_standing",
    "looked",
    "open_votes",
    "record_decision",
    "reverse_decision",
    "start_round",
]
