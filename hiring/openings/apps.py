from django.apps import AppConfig


class OpeningsConfig(AppConfig):
    name = "hiring.openings"
    label = "openings"
