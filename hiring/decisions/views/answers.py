"""Voluntary answers: the link for a candidate, the page behind it, and who may read the counts."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from hiring.accounts.models import User
from hiring.accounts.permissions import admin_required
from hiring.candidates.models import Application

from .. import actions
from ..forms import VoluntaryAnswerForm
from .common import application_of

SALT = "decisions.voluntary-answer"
GOOD_FOR_DAYS = 60
DAY_SECONDS = 86_400


def link(request, pk):
    """The link that a recruiter gives to the candidate. Neither whether it was used nor what was said is shown."""
    application = application_of(request, pk)
    url = request.build_absolute_uri(reverse("decisions:voluntary", args=[signing.dumps(application.pk, salt=SALT)]))
    context = {"application": application, "opening": application.opening, "tab": "candidates", "manages": True, "url": url}
    return render(request, "decisions/answers_link.html", context | {"days": GOOD_FOR_DAYS})


@login_not_required
def voluntary(request, token):
    """For the candidate, who has no account. What was said before is not shown, so that a link that strays tells nothing."""
    application = _application(token)
    form = VoluntaryAnswerForm(request.POST or None)
    done = False
    if request.method == "POST" and form.is_valid():
        actions.answer(application, **form.cleaned_data)
        done = True
    return render(request, "decisions/voluntary.html", {"form": form, "done": done, "title": application.opening.title})


@admin_required
def readers(request):
    """Who sees the counts. Nobody does by their part alone."""
    people = User.objects.filter(is_active=True)
    if request.method == "POST":
        chosen = set(request.POST.getlist("sees"))
        for user in people:
            if user.sees_demographics != (str(user.pk) in chosen):
                actions.give_sight(user, sees=str(user.pk) in chosen, by=request.user)
        messages.success(request, "Saved. The trail keeps who gave and took this right.")
        return redirect("decisions:fairness_readers")
    return render(request, "decisions/fairness_readers.html", {"people": people})


def _application(token):
    try:
        pk = signing.loads(token, salt=SALT, max_age=GOOD_FOR_DAYS * DAY_SECONDS)
    except signing.BadSignature as fault:
        raise Http404 from fault
    return get_object_or_404(Application.objects.select_related("opening", "candidate"), pk=pk, candidate__erased_at=None)
