from django.urls import path

from .views import applications, documents, erasure, imports

app_name = "candidates"
urlpatterns = [
    path("openings/<int:pk>/candidates/", applications.candidate_list, name="list"),
    path("openings/<int:pk>/candidates/add/", applications.candidate_add, name="add"),
    path("openings/<int:pk>/candidates/export/", applications.candidate_export, name="export"),
    path("openings/<int:pk>/candidates/import/", imports.import_upload, name="import"),
    path("openings/<int:pk>/candidates/import/template/", imports.import_template, name="import_template"),
    path("openings/<int:pk>/candidates/import/<int:draft_pk>/", imports.import_preview, name="import_preview"),
    path("applications/<int:pk>/", applications.application_detail, name="application_detail"),
    path("applications/<int:pk>/edit/", applications.application_edit, name="application_edit"),
    path("applications/<int:pk>/erase/", erasure.erase, name="erase"),
    path("applications/<int:pk>/move/", applications.application_move, name="move"),
    path("applications/<int:pk>/documents/add/", documents.document_add, name="document_add"),
    path("documents/<int:pk>/", documents.document, name="document"),
    path("documents/<int:pk>/remove/", documents.document_remove, name="document_remove"),
]
