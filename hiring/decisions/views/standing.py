"""The ranking, the candidates side by side, and one score line by line."""

from django.shortcuts import render

from .. import queries
from ..actions import looked
from ..debrief import debrief as side_by_side
from ..forms import WeightsForm
from ..models import Look
from ..ranking import gates_of
from ..ranking import ranking as ranked
from ..sums import mean_sum, score_sum
from ..what_if import preview
from .common import application_of, opening_of


def ranking(request, pk):
    context = _scores(request, opening_of(request, pk))
    table = context["table"]
    if table.owed:
        return render(request, "decisions/closed.html", context)
    looked(Look.Page.RANKING, table, by=request.user)
    by_mean = request.GET.get("by") == "mean"
    context |= {"ranking": ranked(table), "by_mean": by_mean, "views": _views(request, by_mean), "axis_words": AXIS_WORDS}
    return render(request, "decisions/ranking.html", context)


def debrief(request, pk):
    opening = opening_of(request, pk)
    table = queries.table(opening, request.user)
    decided = queries.current_decisions(opening, request.user)
    found = side_by_side(table, queries.cards_of(table), decided, _keys(request.GET.getlist("with")))
    looked(Look.Page.DEBRIEF, table, by=request.user, shown=[column.application for column in found.columns])
    context = {
        "opening": opening,
        "tab": "debrief",
        "manages": True,
        "table": table,
        "debrief": found,
        "shown": {column.application.pk for column in found.columns},
        "opens_evidence": "evidence" in request.GET,
    }
    return render(request, "decisions/debrief.html", context)


def application(request, pk):
    """One candidate's score, line by line."""
    application = application_of(request, pk)
    context = _scores(request, application.opening) | {"application": application}
    table = context["table"]
    if table.owed:
        return render(request, "decisions/closed.html", context)
    looked(Look.Page.EXPLANATION, table, by=request.user, shown=[application])
    explained = table.explained(application)
    if explained:
        lines, place = explained
        context |= {"place": place, "gates": gates_of(table, place)}
        context["sum"] = score_sum(lines, table.skill_names, table.names_beside_adjustments)
        context["mean"] = mean_sum(table.marks, pk)
    return render(request, "decisions/explanation.html", context)


def what_if(request, pk):
    """The order under other weights beside the order as it is, beginning with the rubric's own. Nothing is kept but that it was looked at."""
    context = _scores(request, opening_of(request, pk))
    table = context["table"]
    if table.owed:
        return render(request, "decisions/closed.html", context)
    form = WeightsForm(request.GET or None, skills=table.skills)
    context["form"] = form
    if table.ratings:
        weights = form.weights if form.is_valid() else {skill.slug: skill.weight for skill in table.skills}
        looked(Look.Page.WHAT_IF, table, by=request.user, weights=weights)
        context["preview"] = preview(table, weights)
    return render(request, "decisions/what_if.html", context)


def how_scores_work(request):
    return render(request, "decisions/how_scores_work.html")


AXIS_WORDS = {1: "lowest mark", 3: "line of must-haves", 5: "highest mark"}


def _scores(request, opening):
    return {"opening": opening, "tab": "ranking", "manages": True, "table": queries.table(opening, request.user)}


def _views(request, by_mean):
    return [
        {"label": "Adjusted", "url": request.path, "current": not by_mean},
        {"label": "Plain mean", "url": f"{request.path}?by=mean", "current": by_mean},
    ]


def _keys(values):
    """Keys of applications from the address; whatever is no number is left out."""
    return [int(value) for value in values if value.isdecimal() and len(value) < 10]
