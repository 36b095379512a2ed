"""What the pages share: rows that the viewer may touch, and the page that stays closed until a card is in."""

from django.shortcuts import get_object_or_404, render

from hiring.candidates.models import Application
from hiring.openings.models import Opening

from .. import queries
from ..models import Decision


def opening_of(request, pk):
    found = Opening.objects.managed_by(request.user).select_related("role", "country", "team")
    return get_object_or_404(found, pk=pk)


def application_of(request, pk):
    found = Application.objects.managed_by(request.user)
    return get_object_or_404(found.select_related("candidate", "opening__country", "opening__team"), pk=pk)


def decision_of(request, pk):
    found = Decision.objects.visible_to(request.user)
    related = ("by", "application__candidate", "application__opening__country", "application__opening__team", "reverses__by")
    return get_object_or_404(found.select_related(*related).prefetch_related("present"), pk=pk)


def closed(request, application, tab="decision", *, manages=True):
    """Your own card first: says which, and links to it."""
    owed = list(queries.owed_cards(application.opening, request.user))
    context = {"application": application, "opening": application.opening, "tab": tab, "manages": manages, "table": {"owed": owed}}
    return render(request, "decisions/closed.html", context, status=403)
