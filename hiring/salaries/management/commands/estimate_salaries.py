import csv
from contextlib import contextmanager, nullcontext
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from hiring.salaries import shipped
from hiring.salaries.benchmarks import Benchmark
from hiring.salaries.cases import CasesError, answered_cases
from hiring.salaries.cells import cells
from hiring.salaries.estimation import NothingToFit
from hiring.salaries.observations import RowError, read_observations


class Command(BaseCommand):
    help = (
        "Estimate pay for each row of CASES.csv (columns role, level, country, year; others are passed through). "
        "Roles: DS MLE DE PM. Levels: entry mid senior lead, the last also lead_exec. Country: ISO 3166-1 alpha-2, NA is Namibia. "
        "Adds p10 to p90 in US dollars a year and in local currency, n, the method, and the 80% interval of the median. "
        "A row that cannot be answered says why in the column reason. Reads the shipped figures; needs no database."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("cases", type=Path, metavar="CASES.csv")
        parser.add_argument("--observations", type=Path, metavar="FILE", help="fit from this file of advertised pay instead")
        parser.add_argument("--output", type=Path, metavar="FILE", help="write here instead of to the terminal")

    def handle(self, *, cases, observations, output, **options):
        try:
            benchmark = _benchmark(observations) if observations else shipped.shipped_benchmark()
            with open(cases, encoding="utf-8-sig", newline="") as source:
                columns, rows = answered_cases(source, benchmark)
                unanswered = self._write(columns, rows, output)
        except UnicodeDecodeError as problem:
            raise CommandError(f"{cases} is not in UTF-8. Save it as “CSV UTF-8”.") from problem
        except (OSError, RowError, NothingToFit, CasesError) as problem:
            raise CommandError(str(problem)) from problem
        if unanswered:
            self.stderr.write(f"{unanswered:,} of the cases could not be estimated; the column reason says why.")

    def _write(self, columns, rows, output):
        """A file is put in place whole, at the end: it may be the one that is read."""
        unanswered = 0
        with whole_file(output) if output else nullcontext(self.stdout) as target:
            writer = csv.DictWriter(target, columns, lineterminator="\n")
            writer.writeheader()
            for row in rows:
                unanswered += bool(row["reason"])
                writer.writerow(row)
        return unanswered


@contextmanager
def whole_file(path):
    part = path.with_name(f"{path.name}.part")
    try:
        with open(part, "w", encoding="utf-8", newline="") as file:
            yield file
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _benchmark(path):
    places, rates = shipped.read_places(), shipped.read_rates()
    return Benchmark(cells(read_observations(path, places, rates), places, rates), places, rates, shipped.read_spread())
