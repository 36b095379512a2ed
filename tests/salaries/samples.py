"""A small file of advertised pay with every case the readers must tell apart."""

import csv

HEAD = ["year", "role", "level", "country", "currency", "salary_low", "salary_high", "salary_mid_usd", "kind", "n_ads", "trust"]


def row(**changes):
    usual = {
        "year": 2025, "role": "MLE", "level": "senior", "country": "US", "currency": "USD", "salary_low": 150_000, "salary_high": 200_000,
        "salary_mid_usd": 175_000, "kind": "range", "n_ads": 1, "trust": "A",
    }  # fmt: skip
    return usual | changes


def us_rows(count, **changes):
    """`count` ranges of different height."""
    return [
        row(salary_low=140_000 + 1_000 * i, salary_high=180_000 + 1_000 * i, salary_mid_usd=160_000 + 1_000 * i, **changes)
        for i in range(count)
    ]


def gb_row(pay, **changes):
    return row(country="GB", currency="GBP", salary_low=pay, salary_high=pay, salary_mid_usd=pay / 0.759, **changes)


def write(path, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, HEAD)
        writer.writeheader()
        writer.writerows(rows)
    return path
