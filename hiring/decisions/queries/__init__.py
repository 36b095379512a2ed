"""Reads for the pages of decisions, always as one viewer may see it."""

from .. import standing as rules
from .evidence import (
    evidence,
    evidence_of,
    feedback_draft,
    figures_digest,
    names_of_skills,
    reweighted,
    weights_from,
    what_if_evidence,
    what_if_of,
)
from .marking import interviewers, marking_of
from .reports import company_report, decided_with_answers, fairness_report, group_name, opening_report
from .table import (
    Cards,
    Table,
    cards_of,
    current_decisions,
    history,
    owed_cards,
    owes_card,
    people_present,
    table,
    waiting_for_decision,
)
from .votes import Point, Voting, agenda, awaited, may_vote, open_rounds, still_awaited, voting

__all__ = [
    "Cards",
    "Point",
    "Table",
    "Voting",
    "agenda",
    "awaited",
    "cards_of",
    "company_report",
    "figures_digest",
    "current_decisions",
    "decided_with_answers",
    "evidence",
    "evidence_of",
    "fairness_report",
    "feedback_draft",
    "group_name",
    "history",
    "interviewers",
    "marking_of",
    "may_vote",
    "names_of_skills",
    "open_rounds",
    "opening_report",
    "owed_cards",
    "owes_card",
    "people_present",
    "reweighted",
    "rules",
    "still_awaited",
    "table",
    "voting",
    "waiting_for_decision",
    "weights_from",
    "what_if_evidence",
    "what_if_of",
]
