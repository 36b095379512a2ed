"""Taking over a catalogue by upload: tried first, then confirmed."""

from django.contrib import messages
from django.core import signing
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from hiring.accounts.permissions import admin_required
from hiring.background.files import keep_file
from hiring.background.models import StoredFile
from hiring.catalog import actions, forms
from hiring.catalog.content import CatalogueRefused
from hiring.catalog.content.uploads import sheets_of

SALT = "catalog.import"
HOURS_TO_CONFIRM = 24
FAULTS_SHOWN = 300


@require_http_methods(["GET", "POST"])
@admin_required
def catalogue_import(request):
    """A try that writes nothing. What it found is signed, so that confirming takes over that and nothing else."""
    form = forms.ImportForm(request.POST, request.FILES) if request.method == "POST" else forms.ImportForm()
    if not form.is_valid():
        return render(request, "catalog/catalogue_import.html", {"form": form})
    upload = form.cleaned_data["file"]
    upload.seek(0)
    file = keep_file(upload.read(), name=upload.name, content_type="application/octet-stream")
    return _shown(request, form, file, form.sheets)


@require_POST
@admin_required
def import_confirm(request):
    try:
        pk, by, seen = signing.loads(request.POST.get("ticket", ""), salt=SALT, max_age=HOURS_TO_CONFIRM * 3600)
        file = StoredFile.objects.get(pk=pk) if by == request.user.pk else None
    except (signing.BadSignature, StoredFile.DoesNotExist):
        file = None
    if file is None:
        messages.warning(request, "This import is no longer waiting. Choose the file again.")
        return redirect("catalog:import")
    with file.open() as content:
        sheets = sheets_of(content.read(), file.name)
    try:
        done = actions.import_catalogue(sheets, by=request.user, seen=seen)
    except (CatalogueRefused, actions.MovedOn):
        messages.warning(request, "The catalogue has changed since you looked. Look again before you import.")
        return _shown(request, forms.ImportForm(), file, sheets)
    messages.success(request, f"Imported: {len(done.added)} added, {len(done.changed)} changed, {done.unchanged} unchanged.")
    return redirect("catalog:catalogue")


def _shown(request, form, file, sheets):
    context = {"form": form, "file": file}
    try:
        found = actions.import_catalogue(sheets, by=request.user, dry_run=True)
    except CatalogueRefused as refusal:
        context |= {"faults": refusal.faults[:FAULTS_SHOWN], "count": len(refusal.faults)}
    else:
        ticket = signing.dumps([str(file.pk), request.user.pk, found.stamp], salt=SALT)
        context |= {"found": found, "ticket": ticket, "adds": _entries(found.added), "changes": _entries(found.changed)}
    return render(request, "catalog/catalogue_import.html", context)


def _entries(names):
    return [tuple(name.split(" ", 1)) for name in names]
