"""Pages about the app itself: its health, its faults and its API."""

import errno
import re
import sys

from django.contrib.auth.decorators import login_not_required
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views import defaults

from .api_pages import reference

RETRY_SECONDS = 10


@login_not_required
def up(request):
    """For a load balancer: the web process answers and reaches its database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


def api_docs(request):
    info, groups = reference()
    example = request.build_absolute_uri("/api/openings/")
    return render(request, "api_docs.html", {"info": info, "groups": groups, "example": example})


def page_not_found(request, exception):
    if request.path.startswith("/api/"):
        return JsonResponse({"detail": "Not found."}, status=404)
    return defaults.page_not_found(request, exception)


def server_error(request):
    """What is away comes back, so it is 503 and says when to try again; all else is a fault of ours. Asks no database."""
    if outage := _outage(sys.exc_info()[1]):
        headers = {"Retry-After": str(RETRY_SECONDS)}
        if request.path.startswith("/api/"):
            return JsonResponse({"detail": outage}, status=503, headers=headers)
        return HttpResponse(render_to_string("503.html", {"outage": outage}), status=503, headers=headers)
    return defaults.server_error(request)


def _outage(fault):
    is_database = isinstance(fault, OperationalError | InterfaceError)
    is_full = is_database and re.search("disk is full|disk I/O|No space left", str(fault))
    if is_full or isinstance(fault, OSError) and fault.errno in (errno.ENOSPC, errno.EDQUOT):
        return "The server’s disk is full or failing. Please tell an admin."
    return "Its database does not answer." if is_database else ""
