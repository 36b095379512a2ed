"""The scorecard: written on a phone, saved as it is typed, submitted once."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.views.decorators.http import require_POST

from hiring.accounts.prepared import first_or_404
from hiring.candidates.queries import visible_application

from .. import actions, queries
from ..fields import NONE, card_fields
from ..forms import ReasonForm
from ..models import Interview, Rating, Scorecard
from ..rules import card_gaps

OVERALL, REVIEW = "overall", "review"


def _own_interview(request, pk):
    """The interviewer's alone, and only while they have a part in the opening."""
    interviews = Interview.objects.of(request.user).select_related("application__candidate", "application__opening", "stage")
    return get_object_or_404(interviews.prefetch_related("application__documents__file"), pk=pk)


def _draft(request, pk):
    """The interview, and its card or None."""
    interview = _own_interview(request, pk)
    return interview, queries.card_of(interview, request.user)


def scorecard(request, pk):
    interview, card = _draft(request, pk)
    if card is None:
        return _start(request, interview)
    if card.is_submitted:
        return redirect("interviews:scorecard_view", pk=card.pk)
    if request.method == "POST":
        return _save_all(request, interview, card)
    return _card_page(request, interview, card)


def _start(request, interview):
    """Opening a card fixes what the opening's candidates are rated on, so it takes a press of a button."""
    if request.method == "POST":
        actions.open_scorecard(interview, by=request.user)
        return redirect("interviews:scorecard", pk=interview.pk)
    return render(request, "interviews/scorecard_start.html", {"interview": interview})


def _save_all(request, interview, card):
    """The whole form by a plain submit, where no script saves field by field."""
    fields, revision = _typed(request.POST, card), _revision(request.POST)
    try:
        actions.save_draft(card, fields, revision=revision, by=request.user)
    except actions.Stale as fault:
        conflict = {"by": "you on another device", "at": fault.card.saved_at, "fields": _labelled(fault.theirs, fields, fault.card)}
        return _card_page(request, interview, fault.card, typed=fields, conflict=conflict)
    except ValidationError as fault:
        return _card_page(request, interview, card, typed=fields, error=" ".join(fault.messages))
    target = request.POST.get("open", "")
    if target == REVIEW:
        return redirect("interviews:scorecard_review", pk=interview.pk)
    return redirect(f"{reverse('interviews:scorecard', args=[interview.pk])}{f'?open={target}#skill-{target}' if target else ''}")


def _card_page(request, interview, card, *, typed=None, conflict=None, error=""):
    if typed:
        _put(card, typed)
    asked, others = queries.sections(card)
    known = {section.skill.slug for section in (*asked, *others)} | {OVERALL}
    wanted = request.POST.get("open") or request.GET.get("open", "")
    waiting = next((section.skill.slug for section in asked if not section.is_done), OVERALL)
    opened = wanted if wanted in known else waiting
    documents = interview.application.documents.all()
    context = {
        "interview": interview,
        "card": card,
        "asked": asked,
        "others": others,
        "other_slugs": [section.skill.slug for section in others],
        "open": opened,
        "next": _following(asked, opened),
        "done": sum(section.is_done for section in asked),
        "recommendations": Scorecard.Recommendation.choices,
        "reasons": Rating.NotAssessed.choices,
        "timed": queries.timed(card, typed),
        "documents": documents,
        "readable": next((document for document in documents if document.opens_in_browser), None),
        "conflict": conflict,
        "error": error,
    }
    return render(request, "interviews/scorecard.html", context, status=409 if conflict else 400 if error else 200)


def _following(asked, opened):
    """Key and name of what comes after the open section; after the recommendation comes the review."""
    names = [(section.skill.slug, section.skill.name) for section in asked] + [(OVERALL, "Recommendation"), (REVIEW, "")]
    place = next((place for place, (key, _) in enumerate(names) if key == opened), len(names) - 3)
    return names[place + 1]


def _put(card, typed):
    """Show what was typed instead of what is saved."""
    card.recommendation, card.summary = typed["recommendation"], typed["summary"]
    for rating in card.ratings.all():
        slug = rating.skill.slug
        mark = typed[f"mark-{slug}"]
        rating.value = int(mark) if mark.isdecimal() and len(mark) == 1 else None
        rating.not_assessed = typed[f"why-{slug}"] or Rating.NotAssessed.OTHER if mark == NONE else ""
        rating.evidence = typed[f"evidence-{slug}"]


def _typed(data, card):
    """Every field of the card from a form, in which a radio that is not chosen is not sent."""
    fields = {name: data.get(name, "") for name in card_fields(card)}
    for name in fields:
        if name.startswith("why-") and fields[f"mark-{name[4:]}"] != NONE:
            fields[name] = ""
    return fields


def _revision(data):
    text = data.get("revision", "")
    return int(text) if text.isdecimal() and len(text) < 10 else -1


def _labelled(theirs, fields, card):
    names = {rating.skill.slug: rating.skill.name for rating in card.ratings.all()}
    prompts = {question.slug: Truncator(question.prompt).words(8) for question in card.interview.stage.questions.all()}
    labels = {"mark": "mark", "why": "why not assessed", "evidence": "evidence", "minutes": "minutes"}
    return [
        {
            "label": f"{(prompts if part == 'minutes' else names)[slug]}, {labels[part]}" if slug else part.capitalize(),
            "theirs": standing,
            "yours": str(fields[name]),
        }
        for name, standing in theirs.items()
        for part, _, slug in [name.partition("-")]
    ]


@require_POST
def scorecard_save(request, pk):
    """Some fields and the revision they were typed on. Answers only after the commit."""
    interview, card = _draft(request, pk)
    if card is None:
        return JsonResponse({"error": "Open the card first."}, status=400)
    fields = {name: value for name, value in request.POST.items() if name not in ("csrfmiddlewaretoken", "revision")}
    try:
        card = actions.save_draft(card, fields, revision=_revision(request.POST), by=request.user)
    except actions.Stale as fault:
        clash = {name: {"theirs": theirs, "yours": fields.get(name, "")} for name, theirs in fault.theirs.items()}
        standing = {"fields": clash, "current": card_fields(fault.card), **_saved(fault.card)}
        return JsonResponse(standing, status=409)
    except ValidationError as fault:
        return JsonResponse({"error": " ".join(fault.messages)}, status=400)
    return JsonResponse(_saved(card))


def _saved(card):
    asked, _ = queries.sections(card)
    steps = render_to_string("components/steps.html", {"done": sum(section.is_done for section in asked), "total": len(asked)})
    return {"saved": f"{timezone.localtime(card.saved_at):%H:%M}", "revision": card.revision, "steps": steps}


def scorecard_review(request, pk):
    interview, card = _draft(request, pk)
    if card is None:
        return redirect("interviews:scorecard", pk=pk)
    if card.is_submitted:
        return redirect("interviews:scorecard_view", pk=card.pk)
    return _review_page(request, interview, card)


def _review_page(request, interview, card, *, error="", status=200):
    asked, others = queries.sections(card)
    context = {
        "interview": interview,
        "card": card,
        "asked": asked,
        "others": [section for section in others if section.is_done],
        "timed": queries.timed(card),
        "gaps": card_gaps(queries.rated_skills(card), card.recommendation),
        "begun": interview.starts_at <= timezone.now(),
        "error": error,
    }
    return render(request, "interviews/scorecard_review.html", context, status=status)


@require_POST
def scorecard_submit(request, pk):
    interview, card = _draft(request, pk)
    if card is None:
        return redirect("interviews:scorecard", pk=pk)
    try:
        card = actions.submit_scorecard(card, by=request.user, revision=_revision(request.POST) if "revision" in request.POST else None)
    except actions.Stale as fault:
        text = "The card was changed on another device since you looked. This is how it stands now."
        return _review_page(request, interview, fault.card, error=text, status=409)
    except actions.Incomplete:
        return _review_page(request, interview, card, error="What is missing stands below; each line leads to its place.", status=422)
    except ValidationError as fault:
        return _review_page(request, interview, card, error=" ".join(fault.messages), status=422)
    messages.success(request, f"Your scorecard for {interview.application.candidate} is in.")
    return redirect("interviews:panel", pk=interview.application_id)


def scorecard_amend(request, pk):
    """A new version of a submitted card."""
    interview, card = _draft(request, pk)
    if card is None or not card.is_submitted:
        return redirect("interviews:scorecard", pk=pk)
    newest = card.versions.all()[len(card.versions.all()) - 1]
    form = ReasonForm(request.POST or None, initial={"base": newest.number})
    context = {"conflict": None, "gaps": [], "error": "", "status": 200}
    if request.method == "POST" and form.is_valid():
        context |= _amended(request, card, form)
        if context.get("version"):
            messages.success(request, f"Version {context['version'].number} is saved. The earlier ones stay.")
            return redirect("interviews:scorecard_view", pk=card.pk)
    typed = _typed(request.POST, card) if request.method == "POST" else None
    if typed:
        _put(card, typed)
    asked, others = queries.sections(card)
    context |= {"interview": interview, "card": card, "form": form, "sections": [*asked, *others], "timed": queries.timed(card, typed)}
    context |= {"recommendations": Scorecard.Recommendation.choices, "reasons": Rating.NotAssessed.choices}
    return render(request, "interviews/scorecard_amend.html", context, status=context.pop("status"))


def _amended(request, card, form):
    fields = _typed(request.POST, card)
    try:
        reason, base = form.cleaned_data["reason"], form.cleaned_data["base"]
        return {"version": actions.amend_scorecard(card, fields, reason, by=request.user, base=base)}
    except actions.Stale as fault:
        form.data = {**form.data.dict(), "base": fault.card.versions.last().number}
        labelled = _labelled(fault.theirs, fields, fault.card)
        return {"conflict": {"by": "you on another device", "at": fault.card.saved_at, "fields": labelled}, "status": 409}
    except actions.Incomplete as fault:
        return {"gaps": fault.gaps, "status": 422}
    except ValidationError as fault:
        return {"error": " ".join(fault.messages), "status": 422}


def scorecard_view(request, pk):
    """One card to read, with its versions."""
    card = get_object_or_404(queries.cards_visible_to(request.user), pk=pk)
    is_mine = card.interview.interviewer_id == request.user.pk
    if is_mine and not card.is_submitted:
        return redirect(card)
    asked, others = queries.sections(card)
    context = {
        "card": card,
        "interview": card.interview,
        "opening": card.interview.application.opening,
        "sections": [*asked, *(section for section in others if section.rating.value)],
        "timed": [each for each in queries.timed(card) if each.value],
        "versions": list(card.versions.all()),
        "is_mine": is_mine,
    }
    return render(request, "interviews/scorecard_view.html", context)


def panel(request, pk):
    """The submitted cards of an application side by side, for those to whom it is open."""
    application = first_or_404(visible_application(request.user, pk))
    owed = queries.owed_interviews(request.user, pk)
    cards, rows = ([], []) if owed else queries.panel(application, request.user)
    context = {
        "application": application,
        "opening": application.opening,
        "tab": "candidates",
        "manages": application.is_managed,
        "owed": owed,
        "cards": cards,
        "rows": rows,
    }
    return render(request, "interviews/panel.jinja", context, using="jinja2")
