from django.core.management.base import BaseCommand

from hiring.salaries.loading import load_shipped
from hiring.salaries.models import Figure


class Command(BaseCommand):
    help = (
        "Read the shipped pay figures, sources, countries and rates from fixtures/salaries/ into the database and make the estimates. "
        "Safe to repeat: unchanged files are not read again, and what people decided about a figure stays."
    )

    def add_arguments(self, parser):
        parser.add_argument("--again", action="store_true", help="read the files even if they are unchanged")

    def handle(self, *, again, verbosity, **options):
        changed = load_shipped(again=again)
        if verbosity:
            self.stdout.write(f"Pay figures {'loaded' if changed else 'are up to date'}: {Figure.objects.count():,}.")
