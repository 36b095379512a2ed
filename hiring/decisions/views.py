"""Pages of the ranking, the debrief and the decisions. Only those who manage an opening come here."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import capfirst

from hiring.candidates.models import Application
from hiring.openings.actions import Conflict
from hiring.openings.models import Opening

from . import actions, queries
from .debrief import debrief as side_by_side
from .forms import DecisionForm, ReversalForm
from .models import Decision
from .ranking import gates_of
from .ranking import ranking as ranked
from .sums import mean_sum, score_sum


def ranking(request, pk):
    opening = _opening(request, pk)
    table = queries.table(opening, request.user)
    context = {"opening": opening, "tab": "ranking", "manages": True, "table": table}
    if table.owed:
        return render(request, "decisions/closed.html", context)
    by_mean = request.GET.get("by") == "mean"
    context |= {"ranking": ranked(table), "by_mean": by_mean, "views": _views(request, by_mean), "axis_words": AXIS_WORDS}
    return render(request, "decisions/ranking.html", context)


def debrief(request, pk):
    opening = _opening(request, pk)
    table = queries.table(opening, request.user)
    decided = queries.current_decisions(opening, request.user)
    found = side_by_side(table, queries.cards_of(table), decided, _keys(request.GET.getlist("with")))
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
    application = _application(request, pk)
    table = queries.table(application.opening, request.user)
    context = {"application": application, "opening": application.opening, "tab": "ranking", "manages": True, "table": table}
    if table.owed:
        return render(request, "decisions/closed.html", context)
    explained = table.explained(application)
    if explained:
        lines, place = explained
        interviewers = {key: user.name for key, user in table.interviewers.items()}
        context |= {"place": place, "gates": gates_of(table, place), "sum": score_sum(lines, table.skill_names, interviewers)}
        context["mean"] = mean_sum(table.marks, pk)
    return render(request, "decisions/explanation.html", context)


def decisions(request, pk):
    opening = _opening(request, pk)
    table = queries.table(opening, request.user)
    current = queries.current_decisions(opening, request.user)
    rows = [(each, current.get(each.pk), table.cards.get(each.pk)) for each in table.applications]
    context = {
        "opening": opening,
        "tab": "decision",
        "manages": True,
        "table": table,
        "rows": rows,
        "ended": Application.ENDED,
        "waiting": sum(1 for each, decision, _ in rows if each.stage == Application.Stage.DEBRIEF and decision is None),
        "history": queries.history(opening, request.user),
    }
    return render(request, "decisions/decisions.html", context)


def decide(request, pk):
    application = _application(request, pk)
    if queries.owes_card(application, request.user):
        return _closed(request, application)
    current = application.decisions.current().select_related("by").first()
    if request.method != "POST" and current and current.is_final:
        return redirect(current)
    form = DecisionForm(
        request.POST or None,
        people=queries.people_present(application.opening, request.user),
        decisions=application.decisions.all(),
        initial={"present": [request.user], "follows": current},
    )
    conflict = None
    if request.method == "POST" and form.is_valid():
        try:
            return _recorded(request, application, form.cleaned_data)
        except actions.AlreadyDecided as fault:
            conflict = _keep_typed(form, fault.theirs)
        except Conflict:
            form.add_error(None, "Someone moved this candidate just now. Look at where they stand, then send this again.")
        except ValidationError as fault:
            form.add_error(None, fault)
    context = _deciding(request, application, current) | {"form": form, "conflict": conflict}
    return render(request, "decisions/decision_form.html", context, status=409 if conflict else 200)


def reverse(request, pk):
    decision = _decision(request, pk)
    form = ReversalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.reverse_decision(decision, reason=form.cleaned_data["reason"], by=request.user)
            messages.success(request, f"The decision is taken back. {decision.application.candidate} waits for another.")
            return redirect("decisions:decisions", pk=decision.application.opening_id)
        except (actions.AlreadyDecided, Conflict):
            form.add_error(None, "Someone took it back or decided again just now. Nothing was changed by you.")
        except ValidationError as fault:
            form.add_error(None, fault)
    return render(request, "decisions/decision_reverse.html", _about(decision) | {"form": form})


def decision_detail(request, pk):
    return render(request, "decisions/decision_detail.html", _about(_decision(request, pk)))


def how_scores_work(request):
    return render(request, "decisions/how_scores_work.html")


AXIS_WORDS = {1: "lowest mark", 3: "line of must-haves", 5: "highest mark"}


def _opening(request, pk):
    found = Opening.objects.managed_by(request.user).select_related("role", "country", "team")
    return get_object_or_404(found, pk=pk)


def _application(request, pk):
    found = Application.objects.managed_by(request.user)
    return get_object_or_404(found.select_related("candidate", "opening__country", "opening__team"), pk=pk)


def _decision(request, pk):
    found = Decision.objects.visible_to(request.user)
    related = ("by", "application__candidate", "application__opening__country", "application__opening__team", "reverses__by")
    return get_object_or_404(found.select_related(*related).prefetch_related("present"), pk=pk)


def _closed(request, application):
    table = queries.table(application.opening, request.user)
    context = {"application": application, "opening": application.opening, "tab": "decision", "manages": True, "table": table}
    return render(request, "decisions/closed.html", context, status=403)


def _recorded(request, application, said):
    decision = actions.record_decision(
        application,
        outcome=said["outcome"],
        reason=said["reason"],
        present=said["present"],
        dissent=said["dissent"],
        seen_evidence=said["seen_evidence"],
        instead_of=said["follows"],
        by=request.user,
    )
    messages.success(
        request, f"{capfirst(decision.get_outcome_display().lower())} recorded for {application.candidate}, with the evidence as it stood."
    )
    return redirect(decision)


def _keep_typed(form, theirs):
    """The form keeps what was typed, and from now on follows what stands."""
    form.data = form.data.copy()
    form.data["follows"] = theirs.pk if theirs else ""
    outcome = dict(Decision.Outcome.choices)
    return {
        "theirs": theirs,
        "yours": {"outcome": outcome[form.cleaned_data["outcome"]], "reason": form.cleaned_data["reason"]},
    }


def _deciding(request, application, current):
    table = queries.table(application.opening, request.user)
    return {
        "application": application,
        "opening": application.opening,
        "tab": "decision",
        "manages": True,
        "current": current,
        "table": table,
        "evidence": queries.evidence(application, request.user),
    }


def _about(decision):
    return {
        "decision": decision,
        "application": decision.application,
        "opening": decision.application.opening,
        "tab": "decision",
        "manages": True,
        "reversal": Decision.objects.filter(reverses=decision).select_related("by").first(),
    }


def _views(request, by_mean):
    return [
        {"label": "Adjusted", "url": request.path, "current": not by_mean},
        {"label": "Plain mean", "url": f"{request.path}?by=mean", "current": by_mean},
    ]


def _keys(values):
    """Keys of applications from the address; whatever is no number is left out."""
    return [int(value) for value in values if value.isdecimal() and len(value) < 10]
