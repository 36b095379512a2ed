from django.urls import path

from . import views

app_name = "home"
urlpatterns = [
    path("", views.queue, name="queue"),
    path("search/", views.search, name="search"),
]
