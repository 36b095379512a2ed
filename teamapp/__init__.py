"""The Django project: settings, routes, Celery, static files and the tags that draw them."""

from .celery import app as celery_app

__all__ = ["celery_app"]
