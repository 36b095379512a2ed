"""For admins: the company, its people and the trail of what everyone did."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from hiring.lib.typed import searched

from .. import actions
from ..forms import CompanyForm, PersonForm, TrailFilterForm
from ..models import Company, TrailEntry, User
from ..permissions import admin_required
from ..trail import kind_names, visible_trail, with_targets

PAGE_SIZE = 50


@admin_required
def company(request):
    form = CompanyForm(request.POST or None, instance=Company.current(), initial={"version": Company.current().version})
    conflict = None
    if request.method == "POST" and form.is_valid():
        if actions.update_company(by=request.user, version=form.cleaned_data["version"], **form.texts):
            messages.success(request, "The company is saved. New openings begin with these texts.")
            return redirect("accounts:company")
        conflict = _company_conflict(form)
    return render(request, "accounts/company.html", {"form": form, "conflict": conflict})


def _company_conflict(form):
    theirs = Company.current()
    differing = [name for name, text in form.texts.items() if getattr(theirs, name) != text]
    fields = [{"label": form[name].label, "theirs": getattr(theirs, name), "yours": form.texts[name]} for name in differing]
    form.data = {**form.data.dict(), "version": theirs.version}
    return {"by": theirs.changed_by or "someone", "at": theirs.changed_at, "fields": fields}


@admin_required
def people(request):
    shown, words = request.GET.get("show", ""), searched(request.GET.get("q", ""))
    people = User.objects.filter(is_active=shown != "removed")
    for word in words.split():
        people = people.filter(Q(name__icontains=word) | Q(email__icontains=word))
    page = Paginator(people, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "accounts/people.html", {"page": page, "shown": shown, "words": words})


@admin_required
def person_add(request):
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = actions.add_person(form.save(commit=False), by=request.user)
        return _link_page(request, person)
    return render(request, "accounts/person_form.html", {"form": form})


@admin_required
def person_edit(request, pk):
    person = get_object_or_404(User, pk=pk)
    form = PersonForm(request.POST or None, instance=person, initial={"version": person.version})
    conflict = None
    if request.method == "POST" and form.is_valid():
        try:
            if actions.change_person(form.save(commit=False), by=request.user, version=form.cleaned_data["version"]):
                messages.success(request, f"{person.name} is saved.")
                return redirect("accounts:people")
            conflict = _person_conflict(form)
        except actions.LastAdmin:
            form.add_error("part", "This is the only admin. Make someone else an admin first.")
    return render(request, "accounts/person_form.html", {"form": form, "person": User.objects.get(pk=pk), "conflict": conflict})


def _person_conflict(form):
    theirs = User.objects.get(pk=form.instance.pk)
    parts = dict(User.Part.choices)
    pairs = [
        (form["name"].label, theirs.name, form.cleaned_data["name"]),
        (form["email"].label, theirs.email, form.cleaned_data["email"]),
        (form["part"].label, parts[theirs.part], parts[form.cleaned_data["part"]]),
    ]
    form.data = {**form.data.dict(), "version": theirs.version}
    last = TrailEntry.objects.filter(kind="user", object_id=str(theirs.pk), verb="changed").select_related("by").first()
    fields = [{"label": label, "theirs": one, "yours": other} for label, one, other in pairs if one != other]
    return {"by": last.by if last else "someone", "at": last.at if last else None, "fields": fields}


@admin_required
def person_remove(request, pk):
    person = get_object_or_404(User, pk=pk, is_active=True)
    if request.method == "POST":
        try:
            actions.remove_access(person, by=request.user)
            messages.success(request, f"{person.name} has no access any more.")
        except actions.LastAdmin:
            messages.error(request, "This is the only admin. Make someone else an admin first.")
        return redirect("accounts:people")
    return render(request, "accounts/person_remove.html", {"person": person})


@require_POST
@admin_required
def person_restore(request, pk):
    person = get_object_or_404(User, pk=pk, is_active=False)
    actions.restore_access(person, by=request.user)
    return _link_page(request, person)


@require_POST
@admin_required
def person_link(request, pk):
    """A new link for someone who has forgotten the password, or never chose one."""
    return _link_page(request, get_object_or_404(User, pk=pk, is_active=True))


def _link_page(request, person):
    link = request.build_absolute_uri(actions.sign_in_link(person, by=request.user))
    return render(request, "accounts/person_link.html", {"person": person, "link": link})


@admin_required
def trail(request):
    kinds = kind_names()
    form = TrailFilterForm(request.GET or None, kinds=kinds)
    entries = visible_trail(request.user)
    if form.is_valid():
        chosen = {name: value for name, value in form.cleaned_data.items() if value}
        entries = entries.filter(**chosen)
    page = Paginator(entries, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "rows": with_targets(list(page)), "names": dict(kinds)}
    return render(request, "accounts/trail.html", context)
