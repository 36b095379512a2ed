from django.urls import path

from .views import changes, editing, importing, practice, reading

app_name = "catalog"
urlpatterns = [
    path("roles/", reading.role_list, name="roles"),
    path("roles/which/", reading.role_which, name="which"),
    path("roles/<slug:slug>/", reading.role_detail, name="role"),
    path("skills/", reading.skill_list, name="skills"),
    path("skills/<slug:slug>/", reading.skill_detail, name="skill"),
    path("questions/", reading.question_list, name="questions"),
    path("questions/<slug:slug>/", reading.question_detail, name="question"),
    path("practice/", practice.practice_list, name="practice"),
    path("practice/forget/", practice.practice_forget, name="practice_forget"),
    path("practice/<int:pk>/", practice.practice_sample, name="practice_sample"),
    path("catalogue/", editing.catalogue, name="catalogue"),
    path("catalogue/changes/", changes.changes, name="changes"),
    path("catalogue/release/", changes.release, name="release"),
    path("catalogue/release/load/", changes.release_load, name="release_load"),
    path("catalogue/export/", editing.export, name="export"),
    path("catalogue/import/", importing.catalogue_import, name="import"),
    path("catalogue/import/confirm/", importing.import_confirm, name="import_confirm"),
    path("catalogue/import/discard/", importing.import_discard, name="import_discard"),
    path("catalogue/<slug:kind>/new/", editing.entry_new, name="entry_new"),
    path("catalogue/<slug:kind>/<slug:slug>/edit/", editing.entry_edit, name="entry_edit"),
    path("catalogue/<slug:kind>/<slug:slug>/settle/", editing.entry_settle, name="entry_settle"),
    path("catalogue/<slug:kind>/<slug:slug>/retire/", editing.entry_retire, name="entry_retire"),
]
