"""Own pay beside what adverts say and what we estimate, row by row. The three are never added up."""

from dataclasses import dataclass

from hiring.lib.charts import Scale, pay_scale

from .benchmarks import rounded
from .cells import POOLED_YEARS
from .disclosure import people_words
from .models import Figure, OwnCell, OwnImport, Series
from .observations import LEVELS


@dataclass(frozen=True)
class OwnRow:
    place: str
    country: str
    level: str
    is_region: bool
    people: str
    p10: int | None
    p25: int | None
    median: int
    p75: int | None
    p90: int | None
    local: str
    period: str
    adverts: int | None
    adverts_url: str
    estimate: int | None
    estimate_url: str

    @property
    def drawn_n(self):
        """What the pay mark may draw of it: the ends, the middle half, or the median alone."""
        return 30 if self.p10 is not None else 7 if self.p25 is not None else 3

    @property
    def gap(self) -> float | None:
        """Own median against the estimate, as a share of it."""
        return self.median / self.estimate - 1 if self.estimate else None

    @property
    def gap_percent(self) -> int:
        return abs(round(100 * (self.gap or 0)))


def own_rows(user, *, role: str, kind: str) -> list[OwnRow]:
    """Two queries. A place without a cell is left out: naming it would tell that fewer than five work there."""
    cells = OwnCell.objects.visible_to(user).standing().filter(role=role, source__kind=kind).select_related("country", "source")
    cells = list(cells)
    beside = {}
    if cells:
        wanted = Figure.objects.visible_to(user).filter(role=role, country__in={cell.country_id for cell in cells if cell.country_id})
        wanted = wanted.filter(series__in=[Series.ADVERTS, Series.ESTIMATES], year_from=POOLED_YEARS[0], year_to=POOLED_YEARS[1])
        beside = {(figure.series_id, figure.country_id, figure.level): figure for figure in wanted}
    return sorted(
        (_row(cell, beside) for cell in cells), key=lambda row: (LEVELS.index(row.level), row.place if row.is_region else "￿", row.place)
    )


def own_by_level(user, *, role: str, country: str) -> dict[str, OwnRow]:
    """What our own people are paid in one place, by level, for whoever may know. One query, none for whoever may not."""
    if not user.sees_pay_data:
        return {}
    cells = OwnCell.objects.visible_to(user).standing().filter(role=role, country=country, source__kind=OwnImport.Kind.PAYROLL)
    return {cell.level: _row(cell, {}) for cell in cells.select_related("country", "source")}


def own_scale(rows) -> Scale:
    return pay_scale(max((row.p90 or row.p75 or row.median for row in rows), default=0))


def own_cell(user, *, role: str, level: str, country: str) -> OwnCell | None:
    """What our own people of a role, level and country are paid, for whoever may know."""
    cells = OwnCell.objects.visible_to(user).standing().filter(role=role, level=level, country=country, source__kind=OwnImport.Kind.PAYROLL)
    return cells.select_related("source").first()


def _row(cell, beside):
    adverts, estimate = (beside.get((series, cell.country_id, cell.level)) for series in (Series.ADVERTS, Series.ESTIMATES))
    p10, p25, median, p75, p90 = (rounded(getattr(cell, f"usd_{name}")) for name in ("p10", "p25", "p50", "p75", "p90"))
    local = f"{rounded(cell.local_p50):,} {cell.currency}" if cell.local_p50 and cell.currency != "USD" else ""
    return OwnRow(
        place=cell.country.name if cell.country else f"{cell.region}, all countries", country=cell.country_id or "", level=cell.level,
        is_region=cell.country_id is None, people=people_words(cell.people) if cell.source.counts_people else "",
        p10=p10, p25=p25, median=median, p75=p75, p90=p90, local=local,
        period=str(cell.year_to) if cell.year_from == cell.year_to else f"{cell.year_from} to {cell.year_to}",
        adverts=rounded(adverts.usd_p50) if adverts else None, adverts_url=adverts.get_absolute_url() if adverts else "",
        estimate=rounded(estimate.usd_p50) if estimate else None, estimate_url=estimate.get_absolute_url() if estimate else "",
    )  # fmt: skip
