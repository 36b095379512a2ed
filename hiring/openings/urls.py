from django.urls import path

from .views import descriptions, openings

app_name = "openings"
urlpatterns = [
    path("", openings.opening_list, name="list"),
    path("new/", openings.opening_new, name="new"),
    path("pay-proposal/", openings.pay_preview, name="pay_preview"),
    path("<int:pk>/", openings.opening_detail, name="detail"),
    path("<int:pk>/edit/", openings.opening_edit, name="edit"),
    path("<int:pk>/close/", openings.opening_close, name="close"),
    path("<int:pk>/reopen/", openings.opening_reopen, name="reopen"),
    path("<int:pk>/pay/", openings.opening_pay, name="pay"),
    path("<int:pk>/weights/", openings.opening_weights, name="weights"),
    path("<int:pk>/people/", openings.opening_people, name="people"),
    path("<int:pk>/people/<int:membership_pk>/remove/", openings.member_remove, name="member_remove"),
    path("<int:pk>/description/", descriptions.description, name="description"),
    path("<int:pk>/description/<slug:key>/edit/", descriptions.section_edit, name="section_edit"),
    path("<int:pk>/description/swap/", descriptions.words_swap, name="words_swap"),
    path("<int:pk>/description/send/", descriptions.description_send, name="description_send"),
    path("<int:pk>/description/versions/", descriptions.description_versions, name="description_versions"),
    path("<int:pk>/description/<int:number>/", descriptions.description_version, name="description_version"),
    path("<int:pk>/description/<int:number>/approve/", descriptions.description_approve, name="description_approve"),
    path("<int:pk>/description/<int:number>/pdf/", descriptions.description_pdf, name="description_pdf"),
    path("<int:pk>/description/<int:number>/markdown/", descriptions.description_markdown, name="description_markdown"),
    path("<int:pk>/description/<int:number>/html/", descriptions.description_html, name="description_html"),
]
