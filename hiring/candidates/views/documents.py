"""A candidate's files: adding, opening and removing them, each behind the access check."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.clickjacking import xframe_options_sameorigin

from .. import actions
from ..forms import DocumentForm, RemoveForm
from ..models import Document
from ..serving import file_response
from .access import managed_application


def document_add(request, pk):
    application = managed_application(request, pk)
    form = DocumentForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            document = actions.keep_document(application, form.cleaned_data["file"], by=request.user, title=form.cleaned_data["title"])
            messages.success(request, f"{document.title} is kept.")
            return redirect(application)
        except ValidationError as fault:
            form.add_error("file", fault)
    return render(request, "candidates/document_form.html", {"application": application, "opening": application.opening, "form": form})


@xframe_options_sameorigin
def document(request, pk):
    """The file as a download; a PDF with `?inline=1` for reading beside a scorecard."""
    found = get_object_or_404(Document.objects.visible_to(request.user).select_related("file"), pk=pk)
    return file_response(found, inline=found.opens_in_browser and "inline" in request.GET)


def document_remove(request, pk):
    found = get_object_or_404(
        Document.objects.managed_by(request.user).select_related("file", "application__candidate", "application__opening"), pk=pk
    )
    form = RemoveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.remove_document(found, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, f"{found.title} is removed.")
        return redirect(found.application)
    context = {"document": found, "application": found.application, "opening": found.application.opening, "form": form}
    return render(request, "candidates/document_remove.html", context)
