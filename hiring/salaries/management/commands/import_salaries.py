from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from hiring.salaries import shipped
from hiring.salaries.benchmarks import Benchmark
from hiring.salaries.cells import cells
from hiring.salaries.estimation import NothingToFit
from hiring.salaries.loading import save_adverts
from hiring.salaries.models import Figure, Series
from hiring.salaries.observations import RowError, read_observations


class Command(BaseCommand):
    help = (
        "Compute the advert figures and the estimates from a file of advertised pay (one range a row) and put them in place of those "
        "in the database. The rows themselves are not stored. All or nothing: a row that cannot be read is named and nothing changes."
    )

    def add_arguments(self, parser):
        parser.add_argument("observations", type=Path, metavar="OBSERVATIONS.csv")

    def handle(self, *, observations, **options):
        if not Series.objects.filter(pk=Series.ADVERTS).exists():
            raise CommandError("Sources and rates are missing. Run load_salaries first.")
        places, rates = shipped.read_places(), shipped.read_rates()
        try:
            figures = cells(read_observations(observations, places, rates), places, rates)
            benchmark = Benchmark(figures, places, rates, shipped.read_spread())
        except (OSError, RowError, NothingToFit) as problem:
            raise CommandError(f"{problem} Nothing was changed.") from problem
        save_adverts(figures, benchmark)
        self.stdout.write(f"{Figure.objects.filter(series=Series.ADVERTS).count():,} advert figures, estimates made anew.")
