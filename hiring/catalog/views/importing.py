"""Taking over a catalogue by upload: tried first, then confirmed."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from hiring.accounts.permissions import admin_required
from hiring.catalog import actions, forms
from hiring.catalog.content import CatalogueRefused
from hiring.catalog.models import WaitingImport

FAULTS_SHOWN = 300


@require_http_methods(["GET", "POST"])
@admin_required
def catalogue_import(request):
    """A try that writes nothing into the catalogue. What it found waits, so that confirming takes over that and nothing else."""
    if request.method != "POST":
        waiting = WaitingImport.objects.visible_to(request.user).waiting().first()
        return render(request, "catalog/catalogue_import.html", {"form": forms.ImportForm(), "waiting": waiting})
    form = forms.ImportForm(request.POST, request.FILES)
    context = {"form": form}
    if form.is_valid():
        name = form.cleaned_data["file"].name
        try:
            if actions.try_import(form.sheets, form.content, name, by=request.user):
                return redirect("catalog:import")
            context |= {"nothing_in": name}
        except CatalogueRefused as refusal:
            context |= {"faults": refusal.faults[:FAULTS_SHOWN], "count": len(refusal.faults)}
    return render(request, "catalog/catalogue_import.html", context)


@require_POST
@admin_required
def import_confirm(request):
    key = request.POST.get("import", "")
    mine = WaitingImport.objects.visible_to(request.user).waiting()
    waiting = mine.filter(pk=key).first() if key.isdecimal() and len(key) < 16 else None
    if waiting is None:
        messages.warning(request, "This import is no longer waiting. Choose the file again.")
        return redirect("catalog:import")
    try:
        done = actions.confirm_import(waiting, by=request.user)
    except (CatalogueRefused, actions.MovedOn):
        actions.discard_import(request.user)
        messages.warning(
            request,
            "The catalogue has changed since you looked, so nothing was taken over. Choose the file again to see what it would do now.",
        )
        return redirect("catalog:import")
    messages.success(request, f"Imported: {len(done.added)} added, {len(done.changed)} changed, {done.unchanged} unchanged.")
    return redirect("catalog:catalogue")


@require_POST
@admin_required
def import_discard(request):
    actions.discard_import(request.user)
    messages.success(request, "The import is discarded. Nothing was taken over.")
    return redirect("catalog:import")
