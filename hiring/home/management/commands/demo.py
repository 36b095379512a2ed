from django.core.management.base import BaseCommand, CommandError

from hiring.accounts.demo_accounts import ACCOUNTS, PASSWORD
from hiring.catalog.models import Role
from hiring.home.demo import build_demo, other_data
from hiring.salaries.models import Figure


class Command(BaseCommand):
    help = (
        "Build the invented company Tidewell: nine accounts, one ML team and three openings (a description being written, "
        "interviews under way, a debrief with eight candidates). The same names and marks every time, dated around now. "
        "Refused on a database that holds anything else, because demo accounts have a public password."
    )

    def add_arguments(self, parser):
        parser.add_argument("--if-empty", action="store_true", help="do nothing, without a word, where there is data already")

    def handle(self, *, if_empty, verbosity, **options):
        if found := other_data():
            if if_empty:
                return
            raise CommandError(
                f"This database has data already ({', '.join(found)}), and the demo never mixes with it. "
                "Point DATABASE_URL or ROLECALL_VAR at an empty database, or remove the folder var/ to begin again."
            )
        if not Role.objects.exists() or not Figure.objects.exists():
            raise CommandError("Roles or pay figures are missing. First run: manage.py load_catalogue and manage.py load_salaries")
        build_demo()
        if verbosity:
            self.stdout.write(
                f"Tidewell is ready. {len(ACCOUNTS)} accounts, such as {ACCOUNTS[0].email}, all with the password “{PASSWORD}”."
            )
