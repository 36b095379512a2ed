from django.apps import AppConfig


class SalariesConfig(AppConfig):
    name = "hiring.salaries"
    label = "salaries"
