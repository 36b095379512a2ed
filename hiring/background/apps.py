from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class BackgroundConfig(AppConfig):
    name = "hiring.background"
    label = "background"

    def ready(self):
        # Kinds of work are registered where they are written; the web process asks them who may see a job.
        autodiscover_modules("tasks")
