"""The plan of an opening: its stages, their questions and what they cover."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from hiring.accounts.prepared import first_or_404
from hiring.background.actions import enqueue
from hiring.openings import queries as openings
from hiring.openings.actions import Conflict

from .. import actions, documents, queries
from ..forms import QuestionSearch, StageForm
from ..models import Stage, StageQuestion


def managed_opening(request, pk):
    return first_or_404(openings.managed_opening(request.user, pk))


def _managed_stage(request, pk):
    stages = Stage.objects.managed_by(request.user).select_related("opening__role", "opening__country", "opening__team")
    return get_object_or_404(stages, pk=pk)


def _page(opening, **context):
    return {"opening": opening, "tab": "plan", "manages": True, **context}


def plan(request, pk):
    opening = managed_opening(request, pk)
    found = queries.plan(opening)
    usual = queries.usual_minutes(request.user, opening)
    for stage in found.stages:
        for question in stage.questions.all():
            question.usual = usual.get(question.slug)
    return render(request, "interviews/plan.jinja", _page(opening, plan=found), using="jinja2")


@require_POST
def plan_suggest(request, pk):
    opening = managed_opening(request, pk)
    before = StageQuestion.objects.filter(stage__opening=opening).count()
    actions.plan_for(opening, by=request.user)
    added = StageQuestion.objects.filter(stage__opening=opening).count() - before
    if added:
        messages.success(request, f"{added} question{'s' if added > 1 else ''} from the bank added. Each can be taken out again.")
    else:
        messages.info(request, "Nothing of the bank would add to this plan in the minutes that are free.")
    return redirect("interviews:plan", pk=pk)


def stage_add(request, pk):
    opening = managed_opening(request, pk)
    form = StageForm(request.POST or None, instance=Stage(opening=opening, minutes=60))
    if request.method == "POST" and form.is_valid():
        actions.add_stage(form.save(commit=False), list(form.cleaned_data["interviewers"]), by=request.user)
        return redirect("interviews:plan", pk=pk)
    return render(request, "interviews/stage_form.html", _page(opening, form=form))


def stage_edit(request, pk):
    stage = _managed_stage(request, pk)
    form = StageForm(request.POST or None, instance=stage, initial={"version": stage.version})
    conflict = None
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or stage.version
        try:
            actions.change_stage(form.save(commit=False), list(form.cleaned_data["interviewers"]), by=request.user, version=version)
            return redirect("interviews:plan", pk=stage.opening_id)
        except Conflict as fault:
            conflict = _stage_conflict(fault.theirs, form)
    context = _page(stage.opening, form=form, stage=stage, conflict=conflict)
    return render(request, "interviews/stage_form.html", context, status=409 if conflict else 200)


def _stage_conflict(theirs, form):
    form.data = {**form.data.dict(), "interviewers": form.data.getlist("interviewers"), "version": theirs.version}
    pairs = [(name, getattr(theirs, name), form.cleaned_data[name]) for name in ("name", "minutes", "focus", "purpose")]
    people = ", ".join(user.name for user in theirs.interviewers.all()), ", ".join(user.name for user in form.cleaned_data["interviewers"])
    fields = [{"label": form.fields[name].label, "theirs": a, "yours": b} for name, a, b in pairs if a != b]
    if people[0] != people[1]:
        fields.append({"label": "Interviewers", "theirs": people[0], "yours": people[1]})
    return {"by": theirs.changed_by, "at": theirs.changed_at, "fields": fields}


@require_POST
def stage_move(request, pk):
    stage = _managed_stage(request, pk)
    actions.move_stage(stage, -1 if request.POST.get("to") == "earlier" else 1, by=request.user)
    return redirect("interviews:plan", pk=stage.opening_id)


@require_POST
def stage_remove(request, pk):
    stage = _managed_stage(request, pk)
    try:
        actions.remove_stage(stage, by=request.user)
        messages.success(request, f"“{stage}” is no longer in the plan.")
    except ValidationError as fault:
        messages.warning(request, " ".join(fault.messages))
    return redirect("interviews:plan", pk=stage.opening_id)


def question_add(request, pk):
    """Search the bank and ask one of its questions in this stage. `pick` and `replaces` come from the plan's next step."""
    stage = _managed_stage(request, pk)
    if request.method == "POST":
        return _ask(request, stage)
    search = QuestionSearch(request.GET or None, opening=stage.opening)
    narrowed = search.cleaned_data if search.is_valid() else {}
    found = queries.bank_for(stage.opening, request.user, skill=narrowed.get("skill", ""), text=narrowed.get("q", ""))
    asked = set(StageQuestion.objects.filter(stage__opening=stage.opening).values_list("slug", flat=True))
    pick = _slug(request.GET.get("pick"))
    picked = queries.bank([pick]).get(pick)
    page = Paginator(found.exclude(slug__in=[picked.slug] if picked else []), 20).get_page(request.GET.get("page"))
    replaces = stage.questions.filter(pk=_number(request.GET.get("replaces"))).first()
    stage.planned = queries.planned(stage)
    context = _page(stage.opening, stage=stage, search=search, page=page, asked=asked, picked=picked, replaces=replaces)
    return render(request, "interviews/question_add.html", context)


def _ask(request, stage):
    question = get_object_or_404(queries.bank_for(stage.opening, request.user), slug=_slug(request.POST.get("slug")))
    replaces = stage.questions.filter(pk=_number(request.POST.get("replaces"))).first()
    try:
        actions.add_question(stage, question, by=request.user, replaces=replaces)
        messages.success(request, f"Added to “{stage}”.")
    except ValidationError as fault:
        messages.warning(request, " ".join(fault.messages))
    return redirect("interviews:plan", pk=stage.opening_id)


def _slug(text):
    """Without NUL, which PostgreSQL refuses to be asked for."""
    return (text or "").replace("\0", "")


def _number(text):
    return int(text) if text and text.isdecimal() and len(text) < 19 else None


@require_POST
def question_remove(request, pk):
    questions = StageQuestion.objects.filter(stage__in=Stage.objects.managed_by(request.user)).select_related("stage__opening")
    question = get_object_or_404(questions, pk=pk)
    actions.remove_question(question, by=request.user)
    messages.success(request, f"Taken out of “{question.stage}”.")
    return redirect("interviews:plan", pk=question.stage.opening_id)


def stage_kit(request, pk):
    stage = _managed_stage(request, pk)
    return render(request, "interviews/kit.html", {"kit": documents.kit(stage), "opening": stage.opening})


@require_POST
def kits_pdf(request, pk):
    opening = managed_opening(request, pk)
    job = enqueue(
        "interviews.kits_pdf",
        title=f"Interview kits for {opening.title}",
        by=request.user,
        back_url=f"/openings/{opening.pk}/plan/",
        total_steps=2,
        opening=opening.pk,
    )
    return redirect(job)
