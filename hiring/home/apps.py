from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "hiring.home"
    label = "home"
