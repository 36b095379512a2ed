"""Debriefs, decisions, votes, packs and reports as JSON, under the same QuerySets and actions as the pages."""

from .debriefs import DebriefViewSet
from .decisions import DecisionViewSet
from .packs import PackViewSet
from .reports import ReportViewSet
from .votes import VoteViewSet

routes = [
    ("debriefs", DebriefViewSet, "debrief"),
    ("decisions", DecisionViewSet, "decision"),
    ("votes", VoteViewSet, "vote"),
    ("packs", PackViewSet, "pack"),
    ("reports", ReportViewSet, "report"),
]
