from django.apps import AppConfig


class InterviewsConfig(AppConfig):
    name = "hiring.interviews"
    label = "interviews"

    def ready(self):
        from . import listening  # noqa: F401 - connects its receiver; models must be loaded first
