from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "hiring.home"
    label = "home"

    def ready(self):
        from . import trail  # noqa: F401 - registers its rule; models must be loaded first
