from django.urls import path

from . import views

app_name = "salaries"
urlpatterns = [
    path("", views.table, name="table"),
    path("export/", views.export, name="export"),
    path("figures/<int:pk>/", views.figure, name="figure"),
    path("flags/<int:pk>/decide/", views.decide, name="decide"),
    path("official/", views.official, name="official"),
    path("places/<slug:code>/", views.place, name="place"),
    path("offer/", views.offer, name="offer"),
]
