from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from hiring.accounts.models import User
from hiring.catalog.actions import import_catalogue
from hiring.catalog.content import CatalogueRefused, read_folder


class Command(BaseCommand):
    help = (
        "Take over roles, skills and questions from YAML files. What differs from the built-in text becomes a change of the "
        "company, what is unknown an entry of its own. The folder is taken as a whole or refused as a whole."
    )

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path)
        parser.add_argument("--by", required=True, metavar="EMAIL", help="the admin in whose name the changes are recorded")
        parser.add_argument("--dry-run", action="store_true", help="say what would change; write nothing")

    def handle(self, *, folder, by, dry_run, **options):
        if not folder.is_dir():
            raise CommandError(f"There is no folder {folder}.")
        admin = User.objects.filter(email__iexact=by, part=User.Part.ADMIN, is_active=True).first()
        if admin is None:
            raise CommandError(f"There is no admin with the address {by}.")
        try:
            done = import_catalogue(read_folder(folder), by=admin, dry_run=dry_run)
        except CatalogueRefused as refusal:
            raise CommandError("\n".join([f"Refused, {len(refusal.faults)} faults:", *map(str, refusal.faults)])) from None
        for word, entries in (("added", done.added), ("changed", done.changed)):
            for entry in entries:
                self.stdout.write(f"{word} {entry}")
        would = "Would be" if dry_run else "Done:"
        self.stdout.write(f"{would} {len(done.added)} added, {len(done.changed)} changed; {done.unchanged} unchanged.")
