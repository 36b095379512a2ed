"""The private vote on one application, for its panel and those who manage the opening."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from hiring.candidates.models import Application

from .. import actions, queries
from ..forms import VoteForm
from .common import closed


def vote(request, pk):
    application, manages = _reachable(request, pk)
    if queries.owes_card(application, request.user):
        return closed(request, application, "debrief", manages=manages)
    found = queries.voting(application, request.user)
    own = found.own
    form = VoteForm(request.POST or None, initial={"choice": own.choice, "note": own.note} if own else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.cast_vote(application, **form.cleaned_data, by=request.user)
            messages.success(request, "Your vote is kept. Nobody sees it before the votes are open.")
            return redirect("decisions:vote", pk=pk)
        except ValidationError as fault:
            form.add_error(None, fault)
            found = queries.voting(application, request.user)
    context = {
        "application": application,
        "opening": application.opening,
        "tab": "debrief",
        "manages": manages,
        "voting": found,
        "form": form,
        "agenda": queries.agenda(application, request.user) if found.shows_agenda else None,
    }
    return render(request, "decisions/vote.html", context)


@require_POST
def votes_open(request, pk):
    return _managed(request, pk, actions.open_votes, "The votes are open.")


@require_POST
def round_start(request, pk):
    return _managed(request, pk, actions.start_round, "A further vote is under way. The one before stays below.")


def _managed(request, pk, action, said):
    application = get_object_or_404(Application.objects.managed_by(request.user).select_related("opening", "candidate"), pk=pk)
    if queries.owes_card(application, request.user):
        return closed(request, application, "debrief")
    try:
        action(application, by=request.user)
        messages.success(request, said)
    except ValidationError as fault:
        messages.warning(request, fault.messages[0])
    return redirect("decisions:vote", pk=pk)


def _reachable(request, pk):
    """The application, for its panel and those who manage it; whoever owes a card is told so by the page."""
    found = Application.objects.visible_to(request.user).with_contact_right(request.user)
    application = get_object_or_404(found.select_related("candidate", "opening__country", "opening__team"), pk=pk)
    return application, application.is_managed
