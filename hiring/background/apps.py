from django.apps import AppConfig


class BackgroundConfig(AppConfig):
    name = "hiring.background"
    label = "background"
