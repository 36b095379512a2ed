"""Countries, exchange rates and buying power as plain tables: values in, values out."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

DOLLAR = "USD"
PRICE_LEVEL_YEARS = range(2021, 2025)


@dataclass(frozen=True)
class Place:
    """A country: ISO 3166-1 codes, the region that its figures are pooled with, its home currency."""

    code: str
    iso3: str
    name: str
    region: str
    currency: str


@dataclass(frozen=True)
class Rate:
    """Units of `currency` for one US dollar, mean of `year`."""

    currency: str
    year: int
    per_usd: float
    source: str

    @property
    def text(self):
        return f"{self.per_usd:,.4g} {self.currency} per USD, average of {self.year}"


class Rates:
    """Yearly average exchange rates and purchasing power factors."""

    def __init__(self, exchange: Iterable[Rate], buying_power: dict[tuple[str, int], float]):
        self._exchange = {(rate.currency, rate.year): rate for rate in exchange}
        self._buying_power = buying_power
        self._years: dict[str, list[int]] = {}
        for currency, year in sorted(self._exchange):
            self._years.setdefault(currency, []).append(year)

    def exchange(self, currency: str, year: int) -> Rate | None:
        """The rate of that year, else the newest before it, else None. The answer names its own year."""
        if currency == DOLLAR:
            return Rate(DOLLAR, year, 1.0, "")
        known = [candidate for candidate in self._years.get(currency, []) if candidate <= year]
        return self._exchange[currency, known[-1]] if known else None

    def buying_power(self, country: str, year: int) -> float | None:
        """Local units that buy what one dollar buys in the US (GDP level), in that very year."""
        return self._buying_power.get((country, year))

    def price_level(self, place: Place) -> float | None:
        """Log of (purchasing power factor / exchange rate), mean of 2021 to 2024: 0 is as dear as the US."""
        logs = []
        for year in PRICE_LEVEL_YEARS:
            factor, rate = self.buying_power(place.code, year), self.exchange(place.currency, year)
            if factor and rate and rate.year == year:
                logs.append(math.log(factor / rate.per_usd))
        return sum(logs) / len(logs) if logs else None


def price_levels(places: Iterable[Place], rates: Rates) -> dict[str, float]:
    """Price level by country code; a country without one takes the mean of its region."""
    places = list(places)
    known = {place.code: level for place in places if (level := rates.price_level(place)) is not None}
    by_region: dict[str, list[float]] = {}
    for place in places:
        if place.code in known:
            by_region.setdefault(place.region, []).append(known[place.code])
    return {
        place.code: known[place.code] if place.code in known else sum(by_region[place.region]) / len(by_region[place.region])
        for place in places
    }
