"""The Celery application; tasks live in each domain's tasks.py."""

import json
import os
from pathlib import Path

from celery import Celery
from celery.signals import celeryd_init
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "teamapp.settings")

app = Celery("rolecall")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@celeryd_init.connect
def drop_broken_tables(**_):
    """A full disk leaves the file-system broker's tables of queues empty, and no later worker would start; each writes them anew."""
    for table in Path(settings.CELERY_BROKER_TRANSPORT_OPTIONS.get("control_folder", os.devnull)).glob("*.exchange"):
        try:
            json.loads(table.read_bytes())
        except ValueError:
            table.unlink()
