"""Erasing a person, after a look at what goes and what stays."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render

from hiring.accounts.permissions import admin_required

from ..erasure import erase_candidate
from ..forms import EraseForm
from ..models import Application
from .access import managed_application


@admin_required
def erase(request, pk):
    application = managed_application(request, pk)
    candidate = application.candidate
    if candidate.is_erased:
        return redirect(application)
    form = EraseForm(request.POST or None, candidate=candidate)
    if request.method == "POST" and form.is_valid():
        try:
            erase_candidate(candidate, by=request.user, ground=form.cleaned_data["ground"])
            messages.success(request, f"Erased. Number {candidate.pk} stands for the person from now on.")
            return redirect(application)
        except ValidationError as fault:
            form.add_error(None, fault)
    applications = list(Application.objects.filter(candidate=candidate).select_related("opening"))
    context = {
        "application": application,
        "opening": application.opening,
        "form": form,
        "applications": applications,
        "under_way": [each for each in applications if not each.has_ended],
    }
    return render(request, "candidates/application_erase.html", context)
