from django.urls import path

from . import views

app_name = "background"
urlpatterns = [
    path("<uuid:pk>/", views.job_detail, name="job_detail"),
    path("<uuid:pk>/file/", views.job_file, name="job_file"),
    path("<uuid:pk>/cancel/", views.job_cancel, name="job_cancel"),
    path("<uuid:pk>/retry/", views.job_retry, name="job_retry"),
]
