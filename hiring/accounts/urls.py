from django.urls import path

from .views import company, own

app_name = "accounts"
urlpatterns = [
    path("sign-in/", own.sign_in, name="sign_in"),
    path("sign-in/<str:uid>/<str:token>/", own.set_password, name="set_password"),
    path("sign-out/", own.sign_out, name="sign_out"),
    path("account/", own.account, name="account"),
    path("account/password/", own.password_change, name="password_change"),
    path("account/tokens/", own.token_create, name="token_create"),
    path("account/tokens/<str:key>/revoke/", own.token_revoke, name="token_revoke"),
    path("company/", company.company, name="company"),
    path("people/", company.people, name="people"),
    path("people/add/", company.person_add, name="person_add"),
    path("people/<int:pk>/", company.person_edit, name="person_edit"),
    path("people/<int:pk>/remove/", company.person_remove, name="person_remove"),
    path("people/<int:pk>/restore/", company.person_restore, name="person_restore"),
    path("people/<int:pk>/link/", company.person_link, name="person_link"),
    path("trail/", company.trail, name="trail"),
]
