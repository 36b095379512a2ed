"""The list of openings, and the facts, pay, rubric and people of one."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from hiring.accounts.models import Company
from hiring.accounts.permissions import opener_required
from hiring.lib.typed import searched
from hiring.salaries.queries import pay_proposal

from .. import actions, queries
from ..forms import MemberForm, OpeningForm, PayForm, PayQuestion, WeightsForm
from ..models import Membership, Opening
from ..pay_law import law_of_place
from .lookup import managed_opening, visible_opening

PAGE_SIZE = 50


def opening_list(request):
    chosen = {"status": request.GET.get("status", ""), "words": searched(request.GET.get("q", ""))}
    page = Paginator(queries.openings_for(request.user, **chosen), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "openings/opening_list.html", {"page": page, "chosen": chosen, "statuses": Opening.Status.choices})


@opener_required
def opening_new(request):
    initial = {
        "hiring_manager": request.user.pk,
        **{key: request.GET[key] for key in ("role", "level", "country", "team") if key in request.GET},
    }
    form = OpeningForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        opening = actions.open_position(form.save(commit=False), by=request.user)
        had = "a pay range and a first description" if opening.pay_low else "a first description; the figures were too few for a pay range"
        messages.success(request, f"The opening is saved with {had}.")
        return redirect(opening)
    return render(request, "openings/opening_form.html", {"form": form})


@opener_required
def pay_preview(request):
    """What the salary table would propose, while the form is being filled."""
    asked = PayQuestion(request.GET)
    case = asked.cleaned_data if asked.is_valid() else None
    proposal = pay_proposal(case["role"].code, case["level"], case["country"].pk, case["area"]) if case else None
    law = _law_there(case) if case else None
    return render(request, "openings/_pay_proposal.html", {"proposal": proposal, "law": law})


def _law_there(case):
    employees, today = Company.current().employees, timezone.localdate()
    return law_of_place(case["country"].pk, case["state"], case["area"], employees=employees, today=today)


def opening_detail(request, pk):
    return redirect(visible_opening(request, pk))


def opening_edit(request, pk):
    opening = managed_opening(request, pk)
    form = OpeningForm(request.POST or None, instance=opening, initial={"version": opening.version})
    if request.method == "POST" and form.is_valid():
        return _save_facts(request, form, "openings/opening_form.html")
    return render(request, "openings/opening_form.html", {"form": form, "opening": opening})


def opening_pay(request, pk):
    opening = managed_opening(request, pk)
    form = PayForm(request.POST or None, instance=opening, initial={"version": opening.version})
    shown = {
        "form": form,
        "opening": opening,
        "passport": opening.pay_passport,
        "law": actions.law_of(queries.latest_description(opening)).as_data(),
        "approved": queries.approved_description(opening),
    }
    if request.method == "POST" and form.is_valid():
        return _save_facts(request, form, "openings/opening_pay.html", shown)
    return render(request, "openings/opening_pay.html", shown)


def opening_weights(request, pk):
    opening = managed_opening(request, pk)
    rubric = queries.current_rubric(opening)
    form = WeightsForm(request.POST or None, skills=list(rubric.skills.all()), initial={"reason": rubric.weights_reason})
    if request.method == "POST" and form.is_valid():
        rubric = actions.change_weights(opening, form.rows, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, f"{rubric} is saved.")
        return redirect("interviews:plan", pk=opening.pk)
    return render(request, "openings/opening_weights.html", {"form": form, "opening": opening, "rubric": rubric})


@require_POST
def opening_close(request, pk):
    opening = managed_opening(request, pk)
    actions.close_opening(opening, by=request.user)
    messages.success(request, f"“{opening}” is closed. The list shows it under “Closed”.")
    return redirect("openings:list")


@require_POST
def opening_reopen(request, pk):
    opening = managed_opening(request, pk)
    actions.reopen_opening(opening, by=request.user)
    messages.success(request, f"“{opening}” is open again.")
    return redirect(opening)


def opening_people(request, pk):
    opening = managed_opening(request, pk)
    form = MemberForm(request.POST or None, people=queries.people_who_may_join(opening))
    if request.method == "POST" and form.is_valid():
        actions.add_member(opening, form.cleaned_data["user"], form.cleaned_data["part"], by=request.user)
        return redirect("openings:people", pk=pk)
    memberships = opening.memberships.select_related("user")
    return render(request, "openings/opening_people.html", {"opening": opening, "form": form, "memberships": memberships})


@require_POST
def member_remove(request, pk, membership_pk):
    membership = get_object_or_404(Membership, pk=membership_pk, opening=managed_opening(request, pk))
    try:
        actions.remove_member(membership, by=request.user)
    except ValidationError as fault:
        messages.warning(request, " ".join(fault.messages))
        return redirect("openings:people", pk=pk)
    if membership.user == request.user and not request.user.is_admin:
        messages.success(request, f"You no longer have access to “{membership.opening}”.")
        return redirect("openings:list")
    messages.success(request, f"{membership.user.name} no longer has access to this opening.")
    return redirect("openings:people", pk=pk)


def _save_facts(request, form, template, shown=None):
    opening = form.instance
    try:
        actions.change_opening(opening, by=request.user, version=form.cleaned_data["version"])
    except actions.Conflict as fault:
        theirs = fault.theirs
        fields = [
            {"label": form[name].label, "theirs": getattr(theirs, name), "yours": form.cleaned_data.get(name)}
            for name in form.changed_data
            if name != "version"
        ]
        form.data = form.data.copy()
        form.data["version"] = theirs.version
        conflict = {"by": theirs.changed_by, "at": theirs.changed_at, "fields": fields}
        return render(request, template, {**(shown or {}), "form": form, "opening": theirs, "conflict": conflict}, status=409)
    actions.refresh_facts(opening, by=request.user)
    messages.success(request, "Saved.")
    return redirect(opening)
