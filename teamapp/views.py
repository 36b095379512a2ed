"""Pages about the app itself: its health and its API."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import render

from .api_pages import reference


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
