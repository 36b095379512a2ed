"""Work of the catalogue that nobody waits for."""

from dataclasses import asdict

from celery import shared_task
from django.db import transaction

from hiring.accounts.actions import record
from hiring.background.actions import beat
from hiring.background.work import GiveUp, handles

from .actions import MovedOn, load_catalogue
from .content import CatalogueRefused
from .models import Release, WaitingImport
from .releases import installed_folder


@shared_task(name="hiring.catalog.tasks.forget_imports")
def forget_imports():
    """An upload that nobody confirmed within a day goes."""
    WaitingImport.objects.expired().delete()


@handles("catalog.load_release", may_see=lambda user, digest: user.is_admin)
def load_release(job):
    """The files as the admin saw them, or nothing; nothing either where the job was cancelled in the meantime."""
    try:
        with transaction.atomic():
            loaded = load_catalogue(installed_folder(), seen=job.arguments["digest"])
            record("loaded", Release.current(), by=job.created_by, version=loaded.version)
            if not beat(job):
                transaction.set_rollback(True)
    except MovedOn:
        raise GiveUp("The files of the release have changed since you looked. Look again at what they would change.") from None
    except CatalogueRefused as refusal:
        raise GiveUp(f"The files of the release are faulty, so nothing was loaded. {refusal}") from None
    return asdict(loaded)
