from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from hiring.catalog.actions import load_catalogue, upgrade_preview
from hiring.catalog.content import CatalogueRefused, check
from hiring.catalog.releases import installed_folder


class Command(BaseCommand):
    help = (
        "Read the built-in roles, skills and questions into the database. The folder is taken as a whole or refused "
        "as a whole, with every fault named. Safe to repeat; entries that a new version no longer has are retired."
    )

    def add_arguments(self, parser):
        parser.add_argument("folder", nargs="?", type=Path, default=installed_folder(), help="default: fixtures/catalogue")
        parser.add_argument("--check", dest="only_check", action="store_true", help="only say what is wrong; write nothing")

        parser.add_argument("--dry-run", action="store_true", help="say what would change in the database; write nothing")

    def handle(self, *, folder, only_check, dry_run, verbosity, **options):
        if not folder.is_dir():
            raise CommandError(f"There is no folder {folder}.")
        if only_check:
            self._report(folder)
            return
        try:
            if dry_run:
                self.stdout.write("\n".join(upgrade_preview(folder)) or "Nothing would change.")
                return
            loaded = load_catalogue(folder)
        except CatalogueRefused as refusal:
            raise CommandError(_listed(refusal.faults)) from None
        state = "loaded" if loaded.changed else "is up to date"
        if verbosity:
            self.stdout.write(
                f"Catalogue {loaded.version} {state}: {loaded.roles} roles, {loaded.skills} skills, "
                f"{loaded.questions} questions, {loaded.retired} retired."
            )
            if loaded.offers or loaded.own:
                self.stdout.write(f"Kept {loaded.offers} changes of the company over newer texts, and {loaded.own} entries of its own.")

    def _report(self, folder):
        faults = check(folder)
        if faults:
            raise CommandError(_listed(faults))
        self.stdout.write("No faults.")


def _listed(faults) -> str:
    return "\n".join([f"Refused, {len(faults)} faults:", *map(str, faults)])
