"""Every route of the app: pages by domain, then the API under the same rules."""

from django.urls import include, path
from drf_spectacular.views import SpectacularJSONAPIView
from rest_framework.routers import DefaultRouter

from hiring.accounts import api as accounts_api
from hiring.background import api as background_api
from hiring.candidates import api as candidates_api
from hiring.catalog import api as catalog_api
from hiring.decisions import api as decisions_api
from hiring.interviews import api as interviews_api
from hiring.openings import api as openings_api
from hiring.salaries import api as salaries_api
from hiring.teams import api as teams_api

from . import views

router = DefaultRouter(use_regex_path=False)
router.include_format_suffixes = False
router.include_root_view = False
for domain in (
    accounts_api,
    background_api,
    catalog_api,
    salaries_api,
    teams_api,
    openings_api,
    candidates_api,
    interviews_api,
    decisions_api,
):
    for prefix, viewset, basename in domain.routes:
        router.register(prefix, viewset, basename)

urlpatterns = [
    path("", include("hiring.home.urls")),
    path("", include("hiring.accounts.urls")),
    path("", include("hiring.comparison.urls")),  # before the catalogue, whose roles/<slug>/ would take its address
    path("", include("hiring.catalog.urls")),
    path("pay/", include("hiring.salaries.urls")),
    path("teams/", include("hiring.teams.urls")),
    path("openings/", include("hiring.openings.urls")),
    path("", include("hiring.candidates.urls")),
    path("", include("hiring.interviews.urls")),
    path("", include("hiring.decisions.urls")),
    path("jobs/", include("hiring.background.urls")),
    path("api/", include((router.urls, "api"))),
    path("api/schema/", SpectacularJSONAPIView.as_view(), name="api_schema"),
    path("api/docs/", views.api_docs, name="api_docs"),
    path("up/", views.up, name="up"),
]
handler404 = "teamapp.views.page_not_found"
handler500 = "teamapp.views.server_error"
