from django.urls import path

from . import views

app_name = "catalog"
urlpatterns = [
    path("roles/", views.role_list, name="roles"),
    path("roles/compare/", views.role_compare, name="compare"),
    path("roles/which/", views.role_which, name="which"),
    path("roles/<slug:slug>/", views.role_detail, name="role"),
    path("skills/", views.skill_list, name="skills"),
    path("skills/<slug:slug>/", views.skill_detail, name="skill"),
    path("questions/", views.question_list, name="questions"),
    path("questions/<slug:slug>/", views.question_detail, name="question"),
]
