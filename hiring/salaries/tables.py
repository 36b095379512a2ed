"""The pay table and its neighbours as rows ready to print: one unit, one order, one scale."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import F, Q, Sum
from django.urls import reverse

from hiring.lib.charts import Scale, pay_scale

from .benchmarks import rounded
from .confidence import MEDIAN_N, Confidence
from .models import Figure, PppFactor, Series
from .observations import LEVELS, ROLES

PPP_YEAR = 2024
SORTS = ("place", "n", "p10", "p25", "median", "p75", "p90")
Quantiles = tuple[float | None, ...]


@dataclass(frozen=True)
class PayRow:
    """One figure in the unit asked for. `thin` says in words why nothing is drawn, `instead` is the key of the estimate."""

    pk: int
    place: str
    country: str
    region: str
    is_region: bool
    n: int
    adverts: int | None
    unverified: int
    p10: float | None
    p25: float | None
    median: float | None
    p75: float | None
    p90: float | None
    currency: str
    confidence: Confidence
    method: str
    level: str = ""
    thin: str = ""
    instead: int | None = None

    @property
    def url(self):
        return reverse("salaries:figure", args=[self.pk])

    @property
    def drawn_n(self):
        """What the pay mark may draw: an estimate has all five quantiles whatever its n."""
        return max(self.n, 10) if self.method else self.n

    @property
    def shown(self):
        """The figures as text, written here because a filter for each cell is most of a large table's time."""
        return {name: "–" if (value := getattr(self, name)) is None else f"{value:,}" for name in ("p10", "p25", "median", "p75", "p90")}

    @property
    def word(self):
        """An estimate may be too uncertain; a count of adverts is too few."""
        return "Too uncertain" if self.method and self.confidence.word == "insufficient" else self.confidence.label

    @property
    def is_firm(self):
        return not self.method or self.confidence.word != "insufficient"

    @property
    def middle_half(self):
        return f"{self.p25:,} to {self.p75:,}" if self.p25 is not None else ""

    @property
    def ranges(self):
        return "no range" if not self.n else "one range" if self.n == 1 else f"{self.n:,} ranges"


@dataclass(frozen=True)
class Moved:
    """Figures moved forward because someone asked for it: by how much a year, by which index, over how many months."""

    percent: float
    index: str
    months: int

    @property
    def factor(self):
        return (1 + self.percent / 100) ** (self.months / 12)

    @property
    def told(self):
        return f"Moved forward {self.months} months by {self.percent:g}% a year ({self.index})"


@dataclass(frozen=True)
class Group:
    region: str
    total: PayRow | None
    rows: tuple[PayRow, ...]

    @property
    def lines(self) -> Iterable[PayRow]:
        return (self.total, *self.rows) if self.total else self.rows


@dataclass(frozen=True)
class PayTable:
    groups: tuple[Group, ...]
    scale: Scale | None  # None where currencies differ from row to row
    unit: str

    @property
    def rows(self) -> Iterable[PayRow]:
        for group in self.groups:
            yield from group.lines


def pay_table(
    user, *, role: str, level: str, region: str = "", show: str = "usd", series: str = Series.ADVERTS, sort: str = "-median",
    moved: "Moved | None" = None,
) -> PayTable:  # fmt: skip
    """Two queries, and one for PPP factors where they are asked for."""
    visible = Figure.objects.visible_to(user).order_by()
    estimates = visible.estimates(role, level)
    if series == Series.ESTIMATES:
        figures = estimates if region else estimates.exclude(method="region")
    else:
        figures = visible.pooled_adverts(role, level).filter(n__gt=0)
    if region:
        figures = figures.filter(region=region)
    factors = _ppp_factors() if show == "ppp" else {}
    rows = [_row(figure, show, factors, moved.factor if moved else 1.0) for figure in figures]
    if series != Series.ESTIMATES:
        links = dict(
            estimates.filter(country__in=[row.country for row in rows if row.n < MEDIAN_N and row.country]).values_list("country", "pk")
        )
        rows = [_with_estimate(row, links) for row in rows]
    groups = _groups(rows, sort)
    tops = [row.p90 or row.p75 or row.median or 0 for row in rows]
    return PayTable(groups, None if show == "local" else pay_scale(max(tops, default=0)), show)


@dataclass(frozen=True)
class Compared:
    """One place: what adverts say and what we estimate in the unit asked for, and the estimate as a share of the first place's."""

    country: str
    place: str
    adverts: PayRow | None
    estimate: PayRow
    against: float | None


def compared(user, *, role: str, level: str, show: str, countries: list[str]) -> list[Compared]:
    """In the order asked for. One query, and one for PPP factors."""
    figures = Figure.objects.visible_to(user).filter(
        Q(series=Series.ESTIMATES) | Q(series=Series.ADVERTS, year_from__lt=F("year_to")), role=role, level=level, country__in=countries
    )
    factors = _ppp_factors() if show == "ppp" else {}
    found = {(figure.series_id, figure.country_id): _row(figure, show, factors) for figure in figures}
    known = [code for code in countries if (Series.ESTIMATES, code) in found]
    first = found[Series.ESTIMATES, known[0]].median if known else None
    rows = []
    for code in known:
        estimate = found[Series.ESTIMATES, code]
        against = estimate.median / first if first and estimate.median and show != "local" else None
        rows.append(Compared(code, estimate.place, found.get((Series.ADVERTS, code)), estimate, against))
    return rows


def overview(user, *, region: str = "", places: int = 8) -> list[tuple[str, list[tuple[str, list[PayRow | None]]]]]:
    """For each role the same countries, those with the most ranges first, each with its row for every level. Two queries."""
    estimates = Figure.objects.visible_to(user).filter(series=Series.ESTIMATES)
    if region:
        estimates = estimates.filter(region=region)
    known = estimates.values("country").annotate(ranges=Sum("n")).filter(ranges__gt=0).order_by("-ranges", "country")[:places]
    countries = [each["country"] for each in known]
    figures = list(estimates.filter(country__in=countries))
    names = {figure.country_id: figure.place for figure in figures}
    found = {(figure.role, figure.country_id, figure.level): _row(figure, "usd", {}) for figure in figures}
    return [(role, [(names[country], [found.get((role, country, level)) for level in LEVELS]) for country in countries]) for role in ROLES]


def level_rows(user, *, role: str, country: str) -> list[tuple[str, PayRow | None, PayRow | None]]:
    """For each level: what adverts say and what we estimate. One query."""
    figures = Figure.objects.visible_to(user).filter(
        Q(series=Series.ESTIMATES) | Q(series=Series.ADVERTS, year_from__lt=F("year_to")), role=role, country=country
    )
    found = {(figure.series_id, figure.level): _row(figure, "usd", {}) for figure in figures}
    return [(level, found.get((Series.ADVERTS, level)), found.get((Series.ESTIMATES, level))) for level in LEVELS]


def _ppp_factors():
    return dict(PppFactor.objects.filter(year=PPP_YEAR).values_list("country", "per_intl_dollar"))


def _row(figure, show, factors, moved=1.0):
    p10, p25, median, p75, p90 = (rounded(value and value * moved) for value in _quantiles(figure, show, factors))
    return PayRow(
        pk=figure.pk, place=figure.place, country=figure.country_id or "", region=figure.region,
        is_region=figure.geo_type == Figure.Geo.REGION, n=figure.n or 0, adverts=figure.n_ads, unverified=figure.unverified or 0,
        p10=p10, p25=p25, median=median, p75=p75, p90=p90, currency={"usd": "USD", "ppp": "intl $"}.get(show, figure.currency),
        confidence=figure.confidence_word, method=figure.method if figure.series_id == Series.ESTIMATES else "", level=figure.level,
    )  # fmt: skip


def _quantiles(figure, show, factors) -> Quantiles:
    if show == "usd":
        return figure.usd
    if show == "local":
        return figure.local
    factor = factors.get(figure.country_id)
    return tuple(value / factor if factor and value is not None else None for value in figure.local)


def _with_estimate(row, links):
    if row.n >= MEDIAN_N:
        return row
    return replace(row, thin=row.ranges, instead=links.get(row.country))


def _groups(rows, sort):
    key, backwards = sort.lstrip("-"), sort.startswith("-")
    if key not in SORTS:
        key, backwards = "median", True
    regions = {row.region for row in rows}
    totals = {row.region: row for row in rows if row.is_region}
    groups = [
        Group(
            region, totals.get(region), tuple(_sorted((row for row in rows if row.region == region and not row.is_region), key, backwards))
        )
        for region in regions
    ]
    return tuple(_sorted(groups, key, backwards, of=_head))


def _head(group):
    """A region without a figure of its own stands by its best-known country."""
    return group.total or max(group.rows, key=lambda row: row.n)


def _sorted(rows, key, backwards, of=lambda row: row):
    """What has no value comes last in both directions."""

    def value(row):
        return getattr(of(row), key)

    rows = sorted(rows, key=lambda row: of(row).place)
    known = sorted((row for row in rows if value(row) is not None), key=value, reverse=backwards)
    return known + [row for row in rows if value(row) is None]
