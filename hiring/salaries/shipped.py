"""The figures that ship in fixtures/salaries/, read and written. Text `NA` stays text: it is Namibia."""

import csv
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from .benchmarks import Benchmark, Spread
from .cells import QUANTILE_NAMES, Cell
from .rates import Place, Rate, Rates

FOLDER = Path(__file__).resolve().parents[2] / "fixtures" / "salaries"
PLACES, MORE_PLACES = FOLDER / "countries.csv", FOLDER / "countries_more.csv"
EXCHANGE, BUYING_POWER = FOLDER / "exchange_rates.csv", FOLDER / "buying_power.csv"
ADVERTS, SPREAD = FOLDER / "adverts.csv", FOLDER / "spread.csv"
STATES = FOLDER / "states.csv"
OFFICIAL_US, ARTICLE = FOLDER / "official_us.csv", FOLDER / "article.csv"
CELL_COLUMNS = [
    "role", "level", "geo_type", "geo", "year_from", "year_to", "n", "adverts", "singles", "unverified", "mean_log", "sd_log",
    "fit_mean", "fit_sd",
    *(f"usd_{name}" for name in QUANTILE_NAMES), "currency", *(f"local_{name}" for name in QUANTILE_NAMES),
]  # fmt: skip


def table(path: Path | str) -> list[dict[str, str]]:
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def write_table(path: Path | str, columns: list[str], rows: Iterable[dict]):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)


@lru_cache
def read_places() -> dict[str, Place]:
    """Countries with figures of their own, and all others, so that each has a region to lean on."""
    rows = table(PLACES) + table(MORE_PLACES)
    return {row["country"]: Place(row["country"], row["iso3"], row["name"], row["region"], row["local_currency"]) for row in rows}


@lru_cache
def read_states() -> dict[str, str]:
    """States and provinces by ISO 3166-2 code, of the countries where they have pay rules of their own."""
    return {row["state"]: row["name"] for row in table(STATES)}


@lru_cache
def read_rates(exchange: Path = EXCHANGE, buying_power: Path = BUYING_POWER) -> Rates:
    return Rates(
        [Rate(row["currency"], int(row["year"]), float(row["lcu_per_usd"]), row["source"]) for row in table(exchange)],
        {(row["country"], int(row["year"])): float(row["ppp_lcu_per_intl_dollar"]) for row in table(buying_power)},
    )


def read_spread(path: Path = SPREAD) -> Spread:
    rows = {row["group"]: tuple(float(row[f"z_{name}"]) for name in QUANTILE_NAMES) for row in table(path)}
    return Spread(home=rows["US"], elsewhere=rows["elsewhere"])


def read_cells(path: Path = ADVERTS) -> list[Cell]:
    return [_cell(row) for row in table(path)]


@lru_cache
def shipped_benchmark() -> Benchmark:
    """Fitted once in a process."""
    return Benchmark(read_cells(), read_places(), read_rates(), read_spread())


def cell_row(cell: Cell) -> dict:
    row = {name: getattr(cell, name) for name in CELL_COLUMNS if "_p" not in name}
    for name in ("mean_log", "sd_log", "fit_mean", "fit_sd"):
        row[name] = "" if row[name] is None else f"{row[name]:.6f}"
    for prefix, band in (("usd", cell.usd), ("local", cell.local)):
        row.update({f"{prefix}_{name}": _whole(value) for name, value in zip(QUANTILE_NAMES, band, strict=True)})
    return row


def _whole(value):
    return "" if value is None or value != value else f"{value:.0f}"


def _cell(row):
    numbers = {name: int(row[name]) for name in ("year_from", "year_to", "n", "adverts", "singles", "unverified")}
    return Cell(
        role=row["role"], level=row["level"], geo_type=row["geo_type"], geo=row["geo"], currency=row["currency"],
        mean_log=_number(row["mean_log"]), sd_log=_number(row["sd_log"]), fit_mean=_number(row["fit_mean"]), fit_sd=_number(row["fit_sd"]),
        usd=tuple(_number(row[f"usd_{name}"]) for name in QUANTILE_NAMES),
        local=tuple(_number(row[f"local_{name}"]) for name in QUANTILE_NAMES),
        **numbers,
    )  # fmt: skip


def _number(text):
    return float(text) if text else None
