"""Lookup and right in one step: whatever is not this user's to see is not there."""

from hiring.accounts.prepared import first_or_404
from hiring.openings import queries as openings

from .. import queries


def managed_opening(request, pk):
    return first_or_404(openings.managed_opening(request.user, pk))


def managed_application(request, pk):
    return first_or_404(queries.managed_application(request.user, pk))


def visible_application(request, pk):
    return first_or_404(queries.visible_application(request.user, pk))
