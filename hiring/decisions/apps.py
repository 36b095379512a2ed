from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "hiring.decisions"
    label = "decisions"
