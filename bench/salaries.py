"""Pay: how well estimates do on ranges they have not seen, and how fast figures, pages and imports are.

`make bench` needs no file. With one range a row in ROLECALL_OBSERVATIONS=FILE (it is not shipped) the cross-validation runs too;
without it the scores that were measured are repeated from docs/salaries.md, and said to be that.
"""

import csv
import os
import random
import statistics
import sys
import tempfile
import time
from dataclasses import astuple, replace
from datetime import date
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from hiring.salaries import shipped  # noqa: E402 - the project is found first
from hiring.salaries.estimation import HOME, PayModel  # noqa: E402
from hiring.salaries.observations import read_observations  # noqa: E402
from hiring.salaries.rates import price_levels  # noqa: E402
from hiring.salaries.validation import baseline, country_multipliers, folds, raw_cells, score, unseen  # noqa: E402

ROWS = int(os.environ.get("ROLECALL_BENCH_ROWS", 1_000_000))
SEEDS = 3
STAFF = (
    "Senior ML Engineer", "ML Engineer", "Junior Data Scientist", "Data Scientist", "Lead Data Engineer", "Data Engineer",
    "Product Manager", "Senior Product Manager", "Data Analyst",
)  # fmt: skip
PLACES = (("GB", "GBP", 95_000), ("DE", "EUR", 85_000), ("US", "USD", 160_000), ("FR", "EUR", 70_000), ("PL", "PLN", 240_000))


def main(observations=None):
    observations = observations or os.environ.get("ROLECALL_OBSERVATIONS")
    cross_validation(Path(observations)) if observations else measured_before()
    growth()
    from django.test.utils import override_settings

    from bench.pages import _with_floor_template

    lookups()
    with override_settings(ROOT_URLCONF=routes(), TEMPLATES=_with_floor_template()):
        table()
    imports()


# --- Accuracy --------------------------------------------------------------------------


def cross_validation(path):
    places, rates = shipped.read_places(), shipped.read_rates()
    observations = [seen for seen in read_observations(path, places, rates) if seen.trusted]
    home = np.array([seen.country == HOME for seen in observations])
    logs = np.log([seen.usd for seen in observations])
    results = {}
    for seed in range(SEEDS):
        fold = folds(observations, seed)
        bands = {
            "raw cells, fallback under 5": baseline(observations, fold, raw_cells(places)),
            "country multipliers": baseline(observations, fold, country_multipliers(places)),
            "estimate": unseen(observations, places, rates, seed).bands(),
        }
        for method, band in bands.items():
            for group, chosen in (("US", home), ("elsewhere", ~home)):
                results.setdefault((group, method), []).append(astuple(score(logs[chosen], band[chosen])))
    print(f"Five-fold cross-validation, mean of {SEEDS} draws of the folds; pinball on log pay over p10 to p90")
    print(f"{'where':10} {'method':28} {'ranges':>7} {'pinball':>8} {'p10-p90':>8} {'p25-p75':>8} {'median error':>13}")
    for (group, method), scores in results.items():
        cases, pinball, cover80, cover50, error = np.mean(scores, axis=0)
        print(f"{group:10} {method:28} {cases:7,.0f} {pinball:8.4f} {cover80:8.1%} {cover50:8.1%} {error:13.1%}")


def measured_before():
    """The table of docs/salaries.md: the single ranges that it needs are not shipped, and the figures alone cannot be split."""
    print("Not run here: cross-validation needs the single ranges, which do not ship (ROLECALL_OBSERVATIONS=FILE). As measured before:")
    lines = (ROOT / "docs" / "salaries.md").read_text(encoding="utf-8").splitlines()
    print("\n".join(line for line in lines if line.startswith(("| where", "| US", "| elsewhere"))))


# --- Speed -----------------------------------------------------------------------------


def growth():
    """Copies of the world: twice the countries, twice the cells."""
    places, rates = shipped.read_places(), shipped.read_rates()
    cells = [cell for cell in shipped.read_cells() if cell.geo_type == "country" and cell.is_one_year and cell.n]
    print(f"\n{'cells':>8} {'fit, s':>8} {'÷ first':>8}   the goal is at most the growth of the cells")
    first = None
    for copies in (1, 2, 4):
        worlds = {f"{code}{n or ''}": replace(place, code=f"{code}{n or ''}") for n in range(copies) for code, place in places.items()}
        levels = price_levels(places.values(), rates)
        levels = {code: levels[code[:2]] for code in worlds}
        many = [replace(cell, geo=f"{cell.geo}{n or ''}") for n in range(copies) for cell in cells]
        seconds = best(lambda many=many, worlds=worlds, levels=levels: PayModel(many, worlds, levels), 3)
        first = first or seconds
        print(f"{len(many):8,} {seconds:8.2f} {seconds / first:8.2f}")


def lookups():
    from hiring.salaries.models import Figure

    benchmark, places = shipped.shipped_benchmark(), list(shipped.read_places())[:200]
    row = Figure.objects.estimates("MLE", "senior").get(country="GB")
    bare = median(lambda: Figure.objects.get(pk=row.pk))
    stored = median(lambda: Figure.objects.estimate_of("MLE", "senior", "GB").first())
    asked = iter([(role, level, place) for place in places for role in ("MLE", "DS") for level in ("senior", "mid")])
    fresh = median(lambda: benchmark._estimate(*next(asked), 2025))
    again = median(lambda: benchmark.estimate("MLE", "senior", "GB", 2025))
    print(f"\none row by primary key {bare * 1e6:.0f} µs; the goal is at most 5 times that")
    for name, seconds in (("estimate, stored row", stored), ("estimate, any cell, first time", fresh), ("estimate, asked again", again)):
        print(f"{name:34}{seconds / bare:8.2f}")


def table():
    from django.core.cache import cache
    from django.test import Client

    from bench.pages import median as page
    from tests import factories

    client = Client()
    client.force_login(factories.make_user("Paula Pay", part="manager"))
    print("\nthe pay table against the same rows from one query in a plain table, same frame, same account; the goal is at most 2")
    for query in ("?series=adverts", "?series=estimates"):
        ratio, queries, size = [], 0, 0
        for _ in range(3):
            floor, _, _ = page(client, f"/floor-pay/{query}")
            ms, queries, size = page(client, f"/pay/{query}")
            ratio.append(ms / floor)
        print(f"{query:34}{statistics.median(ratio):8.2f} {queries:4} queries {size / 1024:7.1f} KB")
        first = statistics.median(seconds_of(lambda query=query: (cache.clear(), client.get(f"/pay/{query}"))) for _ in range(20))
        print(f"{'  drawn for the first time':34}{1000 * first / floor:8.2f}   (once for everyone, until figures or decisions change)")


def routes():
    """Our own routes, with the floor: the same figures from one query, in a plain table inside the same frame."""
    from types import ModuleType

    from django.db.models import F
    from django.shortcuts import render
    from django.urls import include, path

    from hiring.salaries.models import Figure

    names = [f"usd_{name}" for name in ("p10", "p25", "p50", "p75", "p90")]

    def floor(request):
        series = request.GET["series"]
        figures = Figure.objects.filter(
            series=series, role="MLE", level="senior", year_from__lt=F("year_to"), n__gt=0 if series == "adverts" else -1
        )
        figures = figures.exclude(method="region").order_by("region", "-usd_p50")
        rows = figures.values_list("place", "n", *names, "confidence", "confidence_reason", "currency")
        return render(request, "floor_pay.html", {"rows": rows})

    made = ModuleType("bench_pay_routes")
    made.urlpatterns = [path("floor-pay/", floor), path("", include("teamapp.urls"))]
    return made


def imports():
    from tests import factories

    payer = factories.make_user("Petra Payroll", part="admin", sees_pay_data=True)
    print(f"\nimport of {ROWS:,} rows, from upload to cells, against reading the file with csv; the goal is at most 5")
    for name, columns in (("twelve columns, seven of them read", COLUMNS), ("six columns, all of them read", READ_COLUMNS)):
        taken, floor = one_import(payer, columns)
        print(f"{name:34}{taken / floor:8.2f}   {taken:.1f} s against {floor:.1f} s")


def one_import(payer, columns):
    """Seconds of the import and of its floor, the middle ratio of three."""
    from django.core.files import File

    from hiring.background import actions as background
    from hiring.salaries import actions
    from hiring.salaries.columns import Mapping, guessed

    with tempfile.TemporaryDirectory() as folder:
        path = payroll(Path(folder) / "payroll.csv", ROWS, columns)
        times = []
        for _ in range(3):
            floor = seconds_of(lambda: read_with_csv(path))
            with open(path, "rb") as file:
                started = time.perf_counter()
                source = actions.receive(File(file, name="payroll.csv"), kind="payroll", encoding="utf-8-sig", by=payer)
            mapping = Mapping(guessed(source.head["header"]), date(2025, 12, 31))
            background.work_on(background.claim(actions.map_columns(source, mapping, by=payer).pk, "bench"))
            times.append((time.perf_counter() - started, floor))
            source.refresh_from_db()
            assert source.state == "previewed" and source.report["kept"] > 0.8 * ROWS, source.report
            actions.discard(source, by=payer)
    return sorted(times, key=lambda pair: pair[0] / pair[1])[1]


COLUMNS = (
    "Employee ID", "Legal entity", "Cost centre", "Job Title", "Level", "City", "Country", "Currency", "Base Salary", "Hours", "Contract", "Date",
)  # fmt: skip
READ_COLUMNS = ("Employee ID", "Job Title", "Country", "Currency", "Base Salary", "Date")


def payroll(path, rows, columns):
    """An export as payroll systems write it."""
    chance = random.Random(1)
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore")
        writer.writeheader()
        for number in range(rows):
            country, currency, usual = chance.choice(PLACES)
            pay, day = int(usual * chance.lognormvariate(0, 0.2)), f"2025-{number % 12 + 1:02}-{number % 28 + 1:02}"
            cells = (
                f"E{number:07}", f"Example {country} Ltd", f"CC-{number % 97:04}", chance.choice(STAFF), "", f"City {number % 50}", country, currency,
                pay, "40", "permanent", day,
            )  # fmt: skip
            writer.writerow(dict(zip(COLUMNS, cells, strict=True)))
    return path


def read_with_csv(path):
    with open(path, encoding="utf-8", newline="") as file:
        for _ in csv.reader(file):
            pass


def seconds_of(work):
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def best(work, times):
    return min(seconds_of(work) for _ in range(times))


def median(work, times=200):
    return statistics.median(seconds_of(work) for _ in range(times))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("python bench/salaries.py OBSERVATIONS.csv cross-validates the estimate; `make bench` measures the rest.")
    cross_validation(Path(sys.argv[1]))
