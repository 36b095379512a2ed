from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "hiring.accounts"
    label = "accounts"
