"""Access and lookup in one step: an opening that one may not touch is not found."""

from django.shortcuts import get_object_or_404

from hiring.accounts.prepared import first_or_404

from .. import queries
from ..models import Opening


def visible_opening(request, pk):
    return first_or_404(queries.visible_opening(request.user, pk))


def managed_opening(request, pk):
    return get_object_or_404(Opening.objects.managed_by(request.user).select_related("role", "country", "team", "hiring_manager"), pk=pk)
