from django.apps import AppConfig


class ComparisonConfig(AppConfig):
    name = "hiring.comparison"
    label = "comparison"
