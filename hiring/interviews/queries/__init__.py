"""Reads shaped for the pages of plans, interviews and scorecards."""

from .health import QuestionHealth, question_health, usual_minutes
from .interviews import Arranged, Mine, interview_visible_to, interviews_of, my_interviews, overlapping, owed_interviews
from .plans import Plan, bank, bank_for, choice, copy_of, outdated_questions, plan, planned
from .scorecards import PanelRow, Section, Timed, asked_skills, card_again, card_of, cards_visible_to, panel, rated_skills, sections, timed

__all__ = [
    "Arranged",
    "Mine",
    "PanelRow",
    "Plan",
    "QuestionHealth",
    "Section",
    "Timed",
    "asked_skills",
    "bank",
    "bank_for",
    "card_again",
    "card_of",
    "cards_visible_to",
    "choice",
    "copy_of",
    "interview_visible_to",
    "interviews_of",
    "my_interviews",
    "outdated_questions",
    "overlapping",
    "owed_interviews",
    "panel",
    "plan",
    "planned",
    "question_health",
    "rated_skills",
    "sections",
    "timed",
    "usual_minutes",
]
