"""Lookup and right in one step: whatever is not this user's to see is not there."""

from django.shortcuts import get_object_or_404

from hiring.openings.models import Opening

from ..models import Application


def managed_opening(request, pk):
    return get_object_or_404(Opening.objects.managed_by(request.user).select_related("role", "country", "team", "hiring_manager"), pk=pk)


def managed_application(request, pk):
    return get_object_or_404(_with_opening(Application.objects.managed_by(request.user)), pk=pk)


def visible_application(request, pk):
    return get_object_or_404(_with_opening(Application.objects.visible_to(request.user).with_contact_right(request.user)), pk=pk)


def _with_opening(applications):
    return applications.select_related("candidate__changed_by", "opening__country", "opening__team")
