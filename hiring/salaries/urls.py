from django.urls import path

from .views import figures, own, rules

app_name = "salaries"
urlpatterns = [
    path("", figures.table, name="table"),
    path("export/", figures.export, name="export"),
    path("pdf/", figures.pdf, name="pdf"),
    path("compare/", figures.compare, name="compare"),
    path("overview/", figures.all_roles, name="overview"),
    path("figures/<int:pk>/", figures.figure, name="figure"),
    path("flags/<int:pk>/decide/", figures.decide, name="decide"),
    path("official/", figures.official, name="official"),
    path("places/<slug:code>/", figures.place, name="place"),
    path("offer/", figures.offer, name="offer"),
    path("rules/", rules.rules, name="rules"),
    path("own/", own.own, name="own"),
    path("own/export/", own.own_export, name="own_export"),
    path("own/sight/", own.sight, name="sight"),
    path("own/imports/", own.imports, name="imports"),
    path("own/imports/<int:pk>/", own.import_detail, name="import"),
    path("own/imports/<int:pk>/columns/", own.import_columns, name="import_columns"),
    path("own/imports/<int:pk>/titles/", own.import_titles, name="import_titles"),
    path("own/imports/<int:pk>/accept/", own.import_accept, name="import_accept"),
    path("own/imports/<int:pk>/discard/", own.import_discard, name="import_discard"),
    path("own/doubts/<int:pk>/", own.own_doubt, name="own_doubt"),
    path("own/cells/<int:pk>/", own.cell_doubt, name="cell_doubt"),
]
