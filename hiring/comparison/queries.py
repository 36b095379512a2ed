"""Pay of several role-levels in one place: figures as their sources give them, beside each other and never blended."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet
from django.urls import reverse

from hiring.catalog.compare import STEP_NAMES
from hiring.catalog.models import Role, RoleLevel
from hiring.lib.charts import Scale, pay_scale
from hiring.openings.models import Opening
from hiring.salaries.benchmarks import EMPIRICAL, REGION, rounded
from hiring.salaries.confidence import Confidence
from hiring.salaries.disclosure import people_words
from hiring.salaries.models import Country, Figure, OwnCell, OwnImport, Series
from hiring.salaries.observations import ROLES

from .pay import Median, in_place, pay_sentence

BEST_KNOWN = "US"
ALL, MEDIAN_ALONE, NOTHING = 30, 3, 0  # as many ranges as let the pay mark draw that much

OWN = (
    (OwnImport.Kind.BANDS, "Our pay bands", "confidential; from the low end to the high end, and the middle"),
    (OwnImport.Kind.PAYROLL, "Our people", "confidential"),
)


def places_with_pay(user) -> QuerySet[Country]:
    return Country.objects.visible_to(user).filter(figures__series=Series.ESTIMATES).distinct()


def usual_place(user) -> Country:
    """Where the newest opening that the user may see is; without one, the place of which most is known."""
    places = places_with_pay(user)
    newest = Opening.objects.visible_to(user).filter(country__in=places).order_by("-pk").values_list("country", flat=True)
    return places.get(pk=newest.first() or BEST_KNOWN)


@dataclass(frozen=True)
class PayLine:
    """What one source says of one side. Amounts are rounded; None where the source or its size does not carry one."""

    side: RoleLevel
    rests_on: str
    drawn_n: int = NOTHING
    p10: int | None = None
    p25: int | None = None
    median: int | None = None
    p75: int | None = None
    p90: int | None = None
    low: int | None = None
    high: int | None = None
    confidence: Confidence | None = None
    word: str = ""
    url: str = ""

    @property
    def middle_half(self) -> str:
        return f"{self.p25:,} to {self.p75:,}" if self.p25 is not None else ""

    @property
    def known_to(self) -> str:
        """Where the median lies, four times in five."""
        return f"{self.low:,} to {self.high:,}" if self.low is not None else ""

    @property
    def in_words(self) -> str:
        median = f"median {self.median:,}" if self.median is not None else "no median"
        half = f", middle half {self.middle_half}" if self.middle_half else ""
        return f"{self.side}: {median}{half}; {self.rests_on}."


@dataclass(frozen=True)
class PayGroup:
    """One source: a line for each side that it could know."""

    title: str
    note: str
    lines: tuple[PayLine, ...]


@dataclass(frozen=True)
class Silent:
    """A side under whose title no source counts anything, and the roles that answer for its steps and have figures."""

    side: RoleLevel
    nearest: tuple[Role, ...]


@dataclass(frozen=True)
class PayBeside:
    """`place` is the country's name after "in"; `holds_own` says that the company's confidential pay is inside."""

    country: Country
    place: str
    currency: str
    groups: tuple[PayGroup, ...]
    silent: tuple[Silent, ...]
    scale: Scale | None  # None where nothing can be drawn
    sentence: str
    source: str
    as_of: date | None
    age: str
    holds_own: bool


def pay_beside(sides: list[RoleLevel], country: Country, user, *, with_own: bool) -> PayBeside:
    """Three queries at most, whatever the number of sides: figures, own cells, and roles where a side is silent."""
    known = [side for side in sides if side.role.code in ROLES]
    figures = _figures(known, country, user)
    cells = _own_cells(known, country, user) if with_own else []
    currency = _common_currency(country, figures.values(), cells)
    estimates = [_estimate_line(side, figures[Series.ESTIMATES, side.key], currency) for side in known]
    leaning = [side for side in known if figures[Series.ESTIMATES, side.key].method != EMPIRICAL]
    adverts = [_advert_line(side, figures.get((Series.ADVERTS, side.key)), currency) for side in leaning]
    groups = [
        PayGroup("Our estimate", "from adverts; from 30 ranges they stand as counted", tuple(estimates)),
        PayGroup("Adverts alone", "where the estimate leans on more than the ranges of this kind", tuple(adverts)),
        *_own_groups(known, cells, currency),
    ]
    highest = max((line.p90 or line.p75 or line.median or 0 for group in groups for line in group.lines), default=0)
    newest = next(iter(figures.values()), None)
    return PayBeside(
        country=country, place=in_place(country.name), currency=currency, groups=tuple(group for group in groups if group.lines),
        silent=_silent([side for side in sides if side not in known], user), scale=pay_scale(highest) if highest else None,
        sentence=pay_sentence([_median(line) for line in estimates if line.median is not None], place=in_place(country.name), currency=currency),
        source=newest.series.source.attribution if newest else "", as_of=newest and newest.as_of, age=newest.age if newest else "",
        holds_own=bool(cells),
    )  # fmt: skip


def _figures(sides, country, user):
    """Adverts and estimates by series and key of the side."""
    wanted = Q(pk__in=[])
    for side in sides:
        wanted |= Q(role=side.role.code, level=side.level)
    figures = Figure.objects.visible_to(user).filter(wanted, country=country).select_related("series__source")
    figures = figures.filter(Q(series=Series.ESTIMATES) | Q(series=Series.ADVERTS, year_from__lt=F("year_to")))
    return {(figure.series_id, f"{figure.role.lower()}-{figure.level}"): figure for figure in figures}


def _own_cells(sides, country, user):
    """Pay bands and payroll; nothing for whoever was not given sight of them."""
    cells = OwnCell.objects.visible_to(user).standing().filter(country=country, source__kind__in=[kind for kind, *_ in OWN])
    keys = {(side.role.code, side.level) for side in sides}
    return [cell for cell in cells.select_related("source") if (cell.role, cell.level) in keys]


def _common_currency(country, figures, cells):
    """The country's own where every amount shown is known in it, else dollars, in which all are."""
    local = all(figure.local_p50 is not None for figure in figures if figure.usd_p50 is not None)
    local = local and all(cell.currency == country.currency and cell.local_p50 is not None for cell in cells)
    return country.currency if local else "USD"


def _amounts(row, currency):
    """p10 to p90 of a figure or cell, rounded."""
    prefix = "usd" if currency == "USD" else "local"
    return {
        ("median" if name == "p50" else name): rounded(getattr(row, f"{prefix}_{name}")) for name in ("p10", "p25", "p50", "p75", "p90")
    }


def _advert_line(side, figure, currency):
    n = figure.n if figure else 0
    kept_out = f"; {figure.unverified:,} unverified kept out" if figure and figure.unverified else ""
    rests_on = f"{_ranges(n)}{kept_out}"
    if figure is None or figure.usd_p50 is None:
        return PayLine(side, rests_on, confidence=Confidence("insufficient", rests_on), word="Too few")
    confidence = figure.confidence_word
    return PayLine(
        side, rests_on, n, **_amounts(figure, currency), confidence=confidence, word=confidence.label, url=figure.get_absolute_url()
    )


def _estimate_line(side, figure, currency):
    """An estimate that is too uncertain for a number says between which the median lies, and draws nothing."""
    per_dollar = 1 if currency == "USD" else figure.local_p50 / figure.usd_p50
    interval = {"low": rounded(figure.median_low80 * per_dollar), "high": rounded(figure.median_high80 * per_dollar)}
    told = interval | {"confidence": figure.confidence_word, "url": figure.get_absolute_url()}
    if figure.confidence == "insufficient":
        return PayLine(side, _rests_on(figure), **told, word="Too uncertain")
    return PayLine(side, _rests_on(figure), ALL, **_amounts(figure, currency), **told, word=figure.confidence_word.label)


def _rests_on(figure):
    behind = figure.detail
    if figure.method == EMPIRICAL:
        return f"{_ranges(figure.n)}, as counted"
    if figure.method == REGION:
        return f"estimated from {behind['n_region']:,} ranges in the region, none in the country"
    return f"estimated from {_ranges(figure.n)} of this kind, {behind['n_country']:,} in the country, {behind['n_region']:,} in the region"


def _ranges(n):
    return "no range" if not n else "1 range" if n == 1 else f"{n:,} ranges"


def _own_groups(sides, cells, currency):
    """A side without a cell is left out: naming it would tell that fewer than five people stand behind it."""
    found = {(cell.source.kind, cell.role, cell.level): cell for cell in cells}
    for kind, title, note in OWN:
        pairs = [(side, found.get((kind, side.role.code, side.level))) for side in sides]
        if lines := tuple(_own_line(side, cell, currency) for side, cell in pairs if cell):
            yield PayGroup(title, note, lines)


def _own_line(side, cell, currency):
    amounts = _amounts(cell, currency)
    stands_on = f"{people_words(cell.people)} people" if cell.source.counts_people else "our policy"
    url = f"{reverse('salaries:own')}?role={cell.role}&kind={cell.source.kind}"
    drawn = MEDIAN_ALONE if amounts["p25"] is None else ALL
    return PayLine(side, f"{stands_on}, as of {cell.source.as_of:%-d %B %Y}", drawn, **amounts, url=url)


def _silent(sides, user):
    if not sides:
        return ()
    priced = [role for role in Role.objects.visible_to(user).current() if role.code in ROLES]
    return tuple(Silent(side, tuple(role for role in priced if _owned(role) & _owned(side.role))) for side in sides)


def _owned(role):
    return {step for step in STEP_NAMES if role.lifecycle[step]["share"] == "A"}


def _median(line):
    return Median(line.side.name_inside, line.median, line.low, line.high)
