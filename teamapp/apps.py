from django.apps import AppConfig

from . import checks  # noqa: F401 - importing registers them


class TeamappConfig(AppConfig):
    name = "teamapp"
