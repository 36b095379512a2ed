import csv
from functools import partial
from pathlib import Path

import numpy as np
from django.core.management.base import BaseCommand, CommandError

from hiring.salaries import shipped
from hiring.salaries.cells import QUANTILE_NAMES, cells
from hiring.salaries.observations import RowError, read_observations
from hiring.salaries.validation import unseen

SEEDS = range(3)
COPIES = {
    "countries": (shipped.PLACES, ["country", "iso3", "name", "region", "local_currency"]),
    "exchange": (shipped.EXCHANGE, ["year", "currency", "lcu_per_usd", "n_days", "first_day", "last_day", "source"]),
    "buying_power": (shipped.BUYING_POWER, ["country", "year", "ppp_lcu_per_intl_dollar"]),
    "bls": (
        shipped.OFFICIAL_US,
        [
            "soc", "soc_title", "area_code", "area_type", "area_name", "employment", "employment_rse_pct", "annual_mean",
            "wage_rse_pct", "annual_p10", "annual_p25", "annual_p50", "annual_p75", "annual_p90",
        ],
    ),
    "article": (
        shipped.ARTICLE,
        [
            "seed_id", "role", "geo_type", "geo_name", "country", "currency", "amount_local", "amount_usd", "statistic", "period",
            "source_named", "source_date", "as_written", "status",
        ],
    ),
}  # fmt: skip


class Command(BaseCommand):
    help = (
        "Rebuild the pay figures in fixtures/salaries/ from their sources. Give only the sources you have; the other files stay. "
        "--observations writes adverts.csv (figures, never rows) and spread.csv (by cross-validation, about ten seconds)."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--observations", type=Path, metavar="FILE", help="advertised pay, one range a row")
        parser.add_argument("--bls", type=Path, metavar="FILE", help="BLS OEWS percentiles by nation, state and metro area")
        parser.add_argument("--article", type=Path, metavar="FILE", help="the figures quoted in the article")
        parser.add_argument("--exchange", type=Path, metavar="FILE", help="yearly average exchange rates")
        parser.add_argument("--buying-power", type=Path, metavar="FILE", help="purchasing power factors")
        parser.add_argument("--into", type=Path, metavar="FOLDER", default=shipped.FOLDER, help="default: fixtures/salaries")
        parser.add_argument("--countries", type=Path, metavar="FILE", help="countries, regions and currencies")

    def handle(self, **options):
        given = [name for name in (*COPIES, "observations") if options[name]]
        if not given:
            raise CommandError("Name at least one source, for example --observations FILE.")
        try:
            for name in given:
                build = self._observations if name == "observations" else partial(self._copy, name)
                path, count = build(options[name], options["into"])
                self.stdout.write(f"{path.name}: {count:,} rows")
        except (OSError, RowError) as problem:
            raise CommandError(str(problem)) from problem

    def _copy(self, name, source, folder):
        path, columns = folder / COPIES[name][0].name, COPIES[name][1]
        with open(source, encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            missing = [column for column in columns if column not in (rows.fieldnames or [])]
            if missing:
                raise CommandError(f"{source}: no column {', '.join(missing)}.")
            rows = list(rows)
        shipped.write_table(path, columns, rows)
        return path, len(rows)

    def _observations(self, source, folder):
        shipped.read_places.cache_clear()
        shipped.read_rates.cache_clear()
        places, rates = shipped.read_places(), shipped.read_rates()
        observations = list(read_observations(source, places, rates))
        figures = cells(observations, places, rates)
        path = folder / shipped.ADVERTS.name
        shipped.write_table(path, shipped.CELL_COLUMNS, map(shipped.cell_row, figures))
        self._spread([seen for seen in observations if seen.trusted], places, rates, folder / shipped.SPREAD.name)
        return path, len(figures)

    def _spread(self, observations, places, rates, path):
        spreads = [unseen(observations, places, rates, seed).spread() for seed in SEEDS]
        rows = []
        for group, bands in (("US", [s.home for s in spreads]), ("elsewhere", [s.elsewhere for s in spreads])):
            cases = sum((seen.country == "US") == (group == "US") for seen in observations)
            means = np.mean(bands, axis=0)
            rows.append({"group": group, "cases": cases} | {f"z_{n}": f"{z:.4f}" for n, z in zip(QUANTILE_NAMES, means, strict=True)})
        shipped.write_table(path, ["group", "cases", *(f"z_{name}" for name in QUANTILE_NAMES)], rows)
