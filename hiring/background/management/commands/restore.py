from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from hiring.background.backups import Refused, restore_backup
from hiring.background.dumps import DumpFailed


class Command(BaseCommand):
    help = (
        "Bring a backup into an empty installation, before migrate has been run, and check it against its manifest. "
        "Never writes over data. Afterwards run migrate, which brings an older backup up to date."
    )

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="a folder that the command backup made")

    def handle(self, *, folder, verbosity, **options):
        try:
            report = restore_backup(folder)
        except (Refused, DumpFailed, OSError) as fault:
            raise CommandError(f"Not restored. {fault}") from fault
        if verbosity:
            self.stdout.write(f"Restored {report}. Now run: manage.py migrate")
        if report.lost:
            raise CommandError(f"Everything is restored but files that are missing or damaged in the backup: {', '.join(report.lost)}")
