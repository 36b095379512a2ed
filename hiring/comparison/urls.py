from django.urls import path

from . import views

app_name = "comparison"
urlpatterns = [
    path("roles/compare/", views.compare, name="compare"),
    path("roles/compare/pdf/", views.compare_pdf, name="compare_pdf"),
]
