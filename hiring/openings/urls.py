from django.urls import path

from . import views

app_name = "openings"
urlpatterns = [
    path("", views.opening_list, name="list"),
    path("new/", views.opening_new, name="new"),
    path("pay-proposal/", views.pay_preview, name="pay_preview"),
    path("<int:pk>/", views.opening_detail, name="detail"),
    path("<int:pk>/edit/", views.opening_edit, name="edit"),
    path("<int:pk>/pay/", views.opening_pay, name="pay"),
    path("<int:pk>/weights/", views.opening_weights, name="weights"),
    path("<int:pk>/people/", views.opening_people, name="people"),
    path("<int:pk>/people/<int:membership_pk>/remove/", views.member_remove, name="member_remove"),
    path("<int:pk>/description/", views.description, name="description"),
    path("<int:pk>/description/<slug:key>/edit/", views.section_edit, name="section_edit"),
    path("<int:pk>/description/swap/", views.words_swap, name="words_swap"),
    path("<int:pk>/description/send/", views.description_send, name="description_send"),
    path("<int:pk>/description/versions/", views.description_versions, name="description_versions"),
    path("<int:pk>/description/<int:number>/", views.description_version, name="description_version"),
    path("<int:pk>/description/<int:number>/approve/", views.description_approve, name="description_approve"),
    path("<int:pk>/description/<int:number>/pdf/", views.description_pdf, name="description_pdf"),
    path("<int:pk>/description/<int:number>/markdown/", views.description_markdown, name="description_markdown"),
    path("<int:pk>/description/<int:number>/html/", views.description_html, name="description_html"),
]
