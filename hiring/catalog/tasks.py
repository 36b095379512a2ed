"""Work of the catalogue that nobody waits for."""

from celery import shared_task

from .models import WaitingImport


@shared_task(name="hiring.catalog.tasks.forget_imports")
def forget_imports():
    """An upload that nobody confirmed within a day goes."""
    WaitingImport.objects.expired().delete()
