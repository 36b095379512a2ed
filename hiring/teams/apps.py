from django.apps import AppConfig


class TeamsConfig(AppConfig):
    name = "hiring.teams"
    label = "teams"
