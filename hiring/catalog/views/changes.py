"""What newer releases of the built-in catalogue changed."""

import re

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hiring.catalog import queries
from hiring.catalog.models import LEVELS, Edit, Release

CHANGES_A_PAGE = 30
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
