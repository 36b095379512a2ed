from django.apps import AppConfig


class CandidatesConfig(AppConfig):
    name = "hiring.candidates"
    label = "candidates"
