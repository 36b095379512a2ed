"""What plans and open seats of a team would cost, in one currency, from the published estimates."""

from collections.abc import Iterable
from dataclasses import dataclass

from hiring.salaries.benchmarks import rounded
from hiring.salaries.models import Country, ExchangeRate, Figure, Series

from .budget import Seat
from .coverage import FULL_STACK

DOLLAR = "USD"
STANDS_IN = {FULL_STACK: "DS"}  # adverts know no full-stack role by name
Case = tuple[str, str, str]  # role code, level, country code


@dataclass(frozen=True)
class Pay:
    """The estimate of a role and level in one place; amounts a year, rounded, in the currency asked for."""

    figure: Figure
    p25: int | None
    median: int
    p75: int | None
    stands_in: bool

    @property
    def drawn_n(self):
        """What the pay mark may draw: an estimate has its middle half whatever its n."""
        return max(self.figure.n or 0, 5) if self.p25 else 3


class Pays:
    """Estimates by case in `currency`. Two queries at most."""

    def __init__(self, cases: Iterable[Case], currency: str, more_currencies: Iterable[str] = ()):
        self._figures, self.currency = _figures(cases), currency
        others = {each for each in more_currencies if each not in (currency, "")}
        foreign = others or not all(map(self._is_local, self._figures.values()))
        self._rates = _rates({currency, *others} - {DOLLAR}) if foreign else {}

    def of(self, role: str, level: str, country: str) -> Pay | None:
        """None where the place has no figure, or too uncertain a one."""
        figure = self._figures.get((STANDS_IN.get(role, role), level, country))
        if figure is None:
            return None
        if self._is_local(figure):
            amounts = figure.local[1:4]
        elif (rate := self._rate(self.currency)) is not None:
            amounts = [each and each * rate for each in figure.usd[1:4]]
        else:
            return None
        return Pay(figure, *map(rounded, amounts), role in STANDS_IN)

    def changed(self, amount: float, currency: str) -> int | None:
        """An amount of another currency in ours, or None without a rate."""
        if currency == self.currency:
            return rounded(amount)
        known = self._rate(currency), self._rate(self.currency)
        return None if None in known else rounded(amount / known[0] * known[1])

    @property
    def rate_text(self) -> str:
        """At what rates other money became our currency, if any did."""
        return "; ".join(f"{rate.per_usd:,.4g} {rate.currency} per US dollar, average of {rate.year}" for rate in self._rates.values())

    def _is_local(self, figure):
        return figure.currency == self.currency and figure.local_p50 is not None

    def _rate(self, currency):
        if currency == DOLLAR:
            return 1.0
        rate = self._rates.get(currency)
        return rate and rate.per_usd


def seat(opening, pays: Pays) -> Seat:
    """At the midpoint of its own range, else at the estimated median of its place."""
    if opening.pay_low and opening.pay_high:
        cost = pays.changed(float(opening.pay_low + opening.pay_high) / 2, opening.pay_currency)
        return Seat(
            opening.title, cost, "the midpoint of its range" if cost is not None else f"no exchange rate for {opening.pay_currency}"
        )
    pay = pays.of(opening.role.code, opening.level, opening.country_id)
    if pay is None:
        return Seat(opening.title, None, f"no range yet, and no pay figures for {opening.country}")
    return Seat(opening.title, pay.median, "no range yet: the estimated median")


def currency_of(team, country: Country | None) -> str:
    """Of the budget, else of the place."""
    return team.budget_currency if team.budget else country.currency if country else DOLLAR


def _figures(cases):
    wanted = {(STANDS_IN.get(role, role), level, country) for role, level, country in cases}
    if not wanted:
        return {}
    keys = [f"{role}/{level}/{country}" for role, level, country in wanted]
    figures = Figure.objects.filter(series_id=Series.ESTIMATES, key__in=keys).exclude(confidence="insufficient")
    return {(figure.role, figure.level, figure.country_id): figure for figure in figures}


def _rates(currencies):
    """The newest yearly average of each: budgets and ranges are of today."""
    return {rate.currency: rate for rate in ExchangeRate.objects.filter(currency__in=currencies).order_by("currency", "year")}
