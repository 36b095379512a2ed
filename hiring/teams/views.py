"""Teams: what each covers, who reports to whom, and whom to hire next."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from hiring.accounts.models import TrailEntry
from hiring.accounts.permissions import opener_required
from hiring.catalog.compare import STEP_NAMES

from . import actions, queries
from .coverage import coverage, finding, leaders_of
from .forms import MemberForm, TeamForm
from .models import Member, Team


def team_list(request):
    teams = queries.teams_with_members().filter(pk__in=Team.objects.visible_to(request.user))
    steps = [name for name, _ in STEP_NAMES.values()]
    rows = [
        {"team": team, "cells": list(zip(steps, coverage(team.people), strict=True)), "size": len(team.members.all())} for team in teams
    ]
    return render(request, "teams/team_list.html", {"rows": rows, "steps": steps})


def team_detail(request, pk):
    team = get_object_or_404(queries.teams_with_members().filter(pk__in=Team.objects.visible_to(request.user)), pk=pk)
    people = team.people
    countries = list(queries.countries_with_pay())
    chosen = request.GET.get("country", "")
    country = next((each for each in countries if each.code == chosen), None) or queries.usual_country(team)
    hires = queries.next_hires_of(team, country, request.user)
    context = {
        "team": team,
        "finding": finding(team.name, people),
        "steps": [name for name, _ in STEP_NAMES.values()],
        "rows": [_row(member) for member in team.members.all()],
        "cover": coverage(people),
        "leaders": _reporting_lines(team),
        "apart": team.reports_apart,
        "ds_leaders": leaders_of(people, "DS"),
        "mle_leaders": leaders_of(people, "MLE"),
        "next": hires,
        "plans": hires.after,
        "budget": hires.budget,
        "currency": hires.pays.currency,
        "countries": countries,
        "country": country,
    }
    return render(request, "teams/team_detail.html", context)


def _row(member):
    person = member.as_person()
    words = {"owns": "owns", "backs": "backs up", "learning": "learning", "helps": "helps out"}
    return {"member": member, "cells": [(part, words.get(part)) for part in map(person.part_in, STEP_NAMES)]}


def _reporting_lines(team):
    """[(leader, [(member, whether a warning is about them)])], in the order of the members; the unknown leader last."""
    lines = {}
    apart = team.reports_apart
    for member in team.members.all():
        key = member.reports_to.strip()
        lines.setdefault(key.casefold(), (key, []))[1].append((member, apart and member.role.code in ("DS", "MLE")))
    return sorted(lines.values(), key=lambda line: not line[0])


@opener_required
def team_add(request):
    form = TeamForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return redirect(actions.add(form.save(commit=False), by=request.user))
    return render(request, "teams/team_form.html", {"form": form})


@opener_required
def team_edit(request, pk):
    team = _team(request, pk)
    form = TeamForm(request.POST or None, instance=team, initial={"version": team.version})
    return _edit(request, form, team, "teams/team_form.html", {"team": team})


@opener_required
def member_add(request, pk):
    team = _team(request, pk)
    form = MemberForm(request.POST or None, team=team)
    if request.method == "POST" and form.is_valid():
        actions.add(form.save(commit=False), by=request.user)
        return redirect(team)
    return render(request, "teams/member_form.html", {"form": form, "team": team})


@opener_required
def member_edit(request, pk):
    member = _member(request, pk)
    form = MemberForm(request.POST or None, instance=member, team=member.team, initial={"version": member.version})
    return _edit(request, form, member.team, "teams/member_form.html", {"team": member.team, "member": member})


@opener_required
def member_remove(request, pk):
    member = _member(request, pk)
    if request.method == "POST":
        actions.remove_member(member, by=request.user)
        messages.success(request, f"{member.name} is no longer in {member.team}.")
        return redirect(member.team)
    return render(request, "teams/member_remove.html", {"member": member, "team": member.team})


def _edit(request, form, team, template, context):
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        if version is None:
            raise Http404
        try:
            actions.change(form.save(commit=False), by=request.user, version=version)
            return redirect(team)
        except actions.Conflict as fault:
            context = {**context, "conflict": _conflict(fault.theirs, form)}
            form.data = {**form.data.dict(), "version": fault.theirs.version}
    return render(request, template, {**context, "form": form})


def _conflict(theirs, form):
    """Both texts of what differs; the trail knows who saved last."""
    last = TrailEntry.objects.filter(kind=theirs._meta.model_name, object_id=str(theirs.pk)).select_related("by").first()
    stands = type(form)(instance=theirs, **({"team": theirs.team} if isinstance(theirs, Member) else {}))
    fields = [
        {"label": field.label, "theirs": _shown(stands[field.name]), "yours": _shown(field)}
        for field in form
        if not field.is_hidden and _shown(stands[field.name]) != _shown(field)
    ]
    return {"by": last.by if last else "someone", "at": last.at if last else None, "fields": fields}


def _shown(field):
    """A field's value in words: the label of a choice, else the text."""
    value = field.value()
    labels = {str(key): label for key, label in getattr(field.field, "choices", ())}
    return str(labels.get(str(value), value) if value not in (None, "") else "")


def _team(request, pk):
    return get_object_or_404(Team.objects.visible_to(request.user), pk=pk)


def _member(request, pk):
    return get_object_or_404(Member.objects.select_related("team"), pk=pk, team__in=Team.objects.visible_to(request.user))
