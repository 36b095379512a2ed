"""An interviewer's own marking, and the same for admins as help; never a list of figures side by side."""

from django.shortcuts import get_object_or_404, render

from hiring.accounts.models import User
from hiring.accounts.permissions import admin_required
from hiring.lib.svg import Scale

from .. import queries

POINTS = Scale(-2, 2, (-2, -1, 0, 1, 2), strong=0)
WORDS = {-2: "lenient", 0: "as others", 2: "strict"}


def own(request):
    return _page(request, request.user)


@admin_required
def of_someone(request, pk):
    return _page(request, get_object_or_404(User, pk=pk))


@admin_required
def listed(request):
    """Names alone, by name."""
    return render(request, "decisions/marking_list.html", {"people": queries.interviewers()})


def _page(request, person):
    found = queries.marking_of(person, request.user)
    context = {"person": person, "is_own": person == request.user, "marking": found, "scale": POINTS, "scale_words": WORDS}
    return render(request, "decisions/marking.html", context)
