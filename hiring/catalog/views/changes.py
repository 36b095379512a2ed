"""What newer releases of the built-in catalogue changed, and the one that waits to be loaded."""

import re

from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from hiring.accounts.permissions import admin_required
from hiring.background.actions import enqueue
from hiring.background.models import Job
from hiring.catalog import queries
from hiring.catalog.models import LEVELS, Edit, Release

CHANGES_A_PAGE = 30
LOAD = "catalog.load_release"
DIGEST = re.compile(r"[0-9a-f]{64}")
VERSION = re.compile(r"[0-9]{1,4}(\.[0-9]{1,4}){2}")
ENTRY = re.compile(rf"({'|'.join(Edit.Kind.values)}):([a-z0-9-]{{1,80}})")


@require_safe
def changes(request):
    """All changes, or in the address `since` a version and `of` certain entries, such as an opening's."""
    since, level = request.GET.get("since", ""), request.GET.get("level", "")
    named = [match.groups() for match in map(ENTRY.fullmatch, request.GET.getlist("of")[:40]) if match]
    since, level = since if VERSION.fullmatch(since) else "", level if level in LEVELS else ""
    page = Paginator(queries.changes_since(since, named or None, level), CHANGES_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": queries.changes_shown(page.object_list),
        "since": since,
        "is_some": bool(named),
        "release": Release.current(),
    }
    return render(request, "catalog/changes.html", context)


@require_safe
@admin_required
def release(request):
    """The release that the installed app's files hold: what loading it would change, and how the last loading went."""
    found = queries.installed_release()
    page = Paginator([change for change in found.changes if change.now], CHANGES_A_PAGE).get_page(request.GET.get("page"))
    jobs = Job.objects.filter(kind=LOAD).select_related("created_by")
    context = {
        "found": found,
        "page": page,
        "rows": queries.changes_shown(page.object_list),
        "others": queries.changes_shown([change for change in found.changes if not change.now], found.title_of),
        "last": jobs.filter(state=Job.State.DONE).first(),
        "running": jobs.filter(state__in=[Job.State.QUEUED, Job.State.RUNNING]).first(),
    }
    return render(request, "catalog/release.html", context)


@require_POST
@admin_required
def release_load(request):
    digest = request.POST.get("digest", "")
    if not DIGEST.fullmatch(digest):
        return redirect("catalog:release")
    return redirect(enqueue(LOAD, title="Loading the catalogue", by=request.user, back_url=reverse("catalog:release"), digest=digest))
