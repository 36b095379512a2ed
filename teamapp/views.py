"""Pages about the app itself: its health and its API."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import render
from drf_spectacular.generators import SchemaGenerator

METHODS = ("get", "post", "put", "patch", "delete")


@login_not_required
def up(request):
    """For a load balancer: the web process answers and reaches its database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


def api_docs(request):
    schema = SchemaGenerator().get_schema(request=None, public=True)
    operations = [
        {"path": path, "method": method.upper(), **item[method], "about": item[method].get("description", "")}
        for path, item in schema["paths"].items()
        for method in METHODS
        if method in item
    ]
    return render(request, "api_docs.html", {"operations": operations, "info": schema["info"]})
