from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from hiring.catalog.exchange import catalogue_files
from hiring.catalog.models import Release


class Command(BaseCommand):
    help = "Write roles, skills, questions and practice answers as YAML files, the company's changes and own entries included."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="a new or empty folder")

    def handle(self, *, folder, **options):
        if Release.current() is None:
            raise CommandError("There is no catalogue yet. Load one first: manage.py load_catalogue")
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise CommandError(f"{folder} is not empty. Name a new folder.")
        files = catalogue_files()
        for name, text in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        self.stdout.write(f"{len(files)} files in {folder}.")
