"""Decisions of an opening: the list, the form, taking one back, and the pack of all that led to it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import capfirst
from django.views.decorators.http import require_POST

from hiring.candidates.models import Application
from hiring.openings.actions import Conflict

from .. import actions, queries
from ..forms import DecisionForm, ReversalForm
from ..models import Decision, Look, Pack
from .common import application_of, closed, decision_of, opening_of


def decisions(request, pk):
    opening = opening_of(request, pk)
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
    application = application_of(request, pk)
    if queries.owes_card(application, request.user):
        return closed(request, application)
    current = application.decisions.current().select_related("by").first()
    if request.method != "POST" and current and current.is_final:
        return redirect(current)
    table = queries.table(application.opening, request.user)
    what_if = queries.weights_from(request.GET.get("what_if", ""), table.skills)
    form = _form(request, application, table, current, what_if)
    context = _deciding(application, table, current) | {"form": form, "conflict": None, "what_if": _what_if(application, table, what_if)}
    if request.method == "POST" and "draft" in request.POST:
        return _drafted(request, application, table, context)
    if request.method == "POST" and form.is_valid():
        try:
            return _recorded(request, application, dict(form.cleaned_data), what_if)
        except actions.AlreadyDecided as fault:
            context["conflict"] = _keep_typed(form, fault.theirs)
        except actions.FiguresMoved as fault:
            _look_again(form, context["evidence"], fault)
        except Conflict:
            form.add_error(None, "Someone moved this candidate just now. Look at where they stand, then send this again.")
        except ValidationError as fault:
            form.add_error(None, fault)
    if request.method != "POST":
        actions.looked(Look.Page.DECIDING, table, by=request.user, shown=[application])
    return render(request, "decisions/decision_form.html", context, status=409 if context["conflict"] else 200)


def reverse(request, pk):
    decision = decision_of(request, pk)
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
    decision = decision_of(request, pk)
    packs = Pack.objects.visible_to(request.user).filter(application=decision.application_id).select_related("by")
    may_have_pack = Pack.applications_for(request.user).filter(pk=decision.application_id).exists()
    return render(request, "decisions/decision_detail.html", _about(decision) | {"packs": packs, "may_have_pack": may_have_pack})


@require_POST
def pack_ask(request, pk):
    """Have the pack of an application made; leads to its progress."""
    found = Pack.applications_for(request.user).select_related("candidate")
    return redirect(actions.ask_for_pack(get_object_or_404(found, pk=pk), by=request.user))


def pack_file(request, pk, kind):
    """One of the two files of a pack: `kind` is json or pdf."""
    pack = get_object_or_404(Pack.objects.visible_to(request.user).select_related("json", "pdf"), pk=pk)
    if kind not in ("json", "pdf"):
        raise Http404
    file = getattr(pack, kind)
    return FileResponse(file.open(), as_attachment=True, filename=file.name, content_type=file.content_type)


def _form(request, application, table, current, what_if):
    return DecisionForm(
        request.POST or None,
        people=queries.people_present(application.opening, request.user),
        decisions=application.decisions.all(),
        skills=table.skills,
        has_what_if=bool(what_if),
        initial={"present": [request.user], "follows": current, "figures": queries.figures_digest(queries.evidence_of(table, application))},
    )


def _drafted(request, application, table, context):
    """The form as it was typed, with a draft of feedback in the field if that was empty, else beside it."""
    form = context["form"]
    form.data = form.data.copy()
    text = queries.feedback_draft(application, table, form.data.getlist("skills"))
    if form.data.get("feedback", "").strip():
        context["new_draft"] = text
    else:
        form.data["feedback"] = text
    form.is_bound, context["drafted"] = True, True
    form._errors = ErrorDict()
    return render(request, "decisions/decision_form.html", context)


def _what_if(application, table, weights):
    if not weights:
        return None
    changed = [(skill.name, skill.weight, weights[skill.slug]) for skill in table.skills if weights[skill.slug] != skill.weight]
    return queries.what_if_of(table, application, weights) | {"changed": changed}


def _recorded(request, application, said, what_if):
    follows, uses_what_if = said.pop("follows"), said.pop("uses_what_if", False)
    decision = actions.record_decision(application, **said, instead_of=follows, what_if=what_if if uses_what_if else None, by=request.user)
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


def _look_again(form, found, fault):
    """The form keeps what was typed, beside the figures as they are now, and without the tick."""
    form.add_error(None, fault)
    form.data = form.data.copy()
    form.data["figures"] = queries.figures_digest(found)
    form.data.pop("seen_evidence", None)


def _deciding(application, table, current):
    return {
        "application": application,
        "opening": application.opening,
        "tab": "decision",
        "manages": True,
        "current": current,
        "table": table,
        "evidence": queries.evidence_of(table, application),
    }


def _about(decision):
    return {
        "decision": decision,
        "application": decision.application,
        "opening": decision.application.opening,
        "tab": "decision",
        "manages": True,
        "named_skills": queries.names_of_skills(decision),
        "reversal": Decision.objects.filter(reverses=decision).select_related("by").first(),
    }
