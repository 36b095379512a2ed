from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "hiring.decisions"
    label = "decisions"

    def ready(self):
        from . import listening  # noqa: F401 - connects its receiver; models must be loaded first
