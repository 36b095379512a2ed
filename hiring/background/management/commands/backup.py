from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from hiring.background.backups import Refused, make_backup
from hiring.background.dumps import DumpFailed


class Command(BaseCommand):
    help = (
        "Back up the database and all files into a new folder, as they stand at one moment, while the app goes on. "
        "The folder holds everything that people wrote: keep it as safe as the app. SECRET_KEY is not in it."
    )

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="a folder that does not exist yet, or is empty")

    def handle(self, *, folder, verbosity, **options):
        try:
            report = make_backup(folder)
        except (Refused, DumpFailed, OSError) as fault:
            raise CommandError(f"No backup was made. {fault}") from fault
        if verbosity:
            self.stdout.write(f"Backed up {report} into {folder}.")
        if report.lost:
            raise CommandError(f"The backup is whole but for files that are missing or damaged here: {', '.join(report.lost)}")
