"""The app's routes, and one that fails, for the test of what a failure shows."""

from django.urls import path

from teamapp.urls import handler404 as handler404
from teamapp.urls import handler500 as handler500
from teamapp.urls import urlpatterns as ours


def fault(request):
    raise RuntimeError("a secret of ours")


urlpatterns = [path("fault/", fault), *ours]
