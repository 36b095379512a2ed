"""The shipped figures into the database: as a whole, repeatable, with the same rows as before."""

import hashlib
from collections.abc import Iterable
from datetime import date

import yaml
from django.db import transaction
from django.utils import timezone

from . import shipped
from .benchmarks import EMPIRICAL, Benchmark, Estimate, rounded
from .cells import POOLED_YEARS, QUANTILE_NAMES, Cell
from .confidence import confidence
from .models import Country, ExchangeRate, Figure, FigureFlag, PppFactor, Series, Source
from .observations import LEVELS, ROLES
from .plausibility import doubts
from .rates import DOLLAR, Place, Rates

VERSION = "2"  # raised when the same files would give other figures
SOURCES = shipped.FOLDER / "sources.yaml"
LAST_ADVERT = date(2025, 7, 31)
OFFICIAL_DAY = date(2025, 5, 31)
AREA_TYPES = {"N": Figure.Geo.COUNTRY, "S": Figure.Geo.STATE, "M": Figure.Geo.METRO}
METRO_AROUND = {"New York City": "0035620", "Cupertino": "0041940"}
NEAREST_TO_ML = "15-2051"
IMPORTED = "imported"
BATCH = 500


def load_shipped(*, again: bool = False) -> bool:
    """Read everything in fixtures/salaries/. False if it was already in, unchanged.

    Advert figures that import_salaries computed stay, unless everything is read `again`.
    """
    digest = _digest()
    known = set(Series.objects.values_list("digest", flat=True))
    if not again and digest in known and known <= {digest, IMPORTED}:
        return False
    with transaction.atomic():
        _save_places(shipped.read_places().values())
        _save_rates()
        _save_sources()
        cells = shipped.read_cells()
        benchmark = shipped.shipped_benchmark()
        if again or IMPORTED not in known:
            save_adverts(cells, benchmark, digest=digest)
        _save_figures(Series.OFFICIAL_US, _official(shipped.table(shipped.OFFICIAL_US)))
        _save_article(shipped.table(shipped.ARTICLE), benchmark)
        Series.objects.exclude(digest=IMPORTED).update(digest=digest)
    return True


@transaction.atomic
def save_adverts(cells: Iterable[Cell], benchmark: Benchmark, *, digest: str = IMPORTED):
    """Advert figures and the estimates made from them, in place of those before. Figures keep their ids."""
    _save_figures(Series.ADVERTS, [_advert(cell, benchmark.places, benchmark.rates) for cell in cells])
    asked = ((role, level, country) for country in benchmark.places for role in ROLES for level in LEVELS)
    answers = (benchmark.estimate(*case) for case in asked)
    _save_figures(Series.ESTIMATES, [_estimate(answer, benchmark.places) for answer in answers if answer.usd])
    Series.objects.filter(pk__in=[Series.ADVERTS, Series.ESTIMATES]).update(digest=digest, loaded_at=timezone.now())


def _digest():
    digest = hashlib.sha256(VERSION.encode())
    for path in sorted(shipped.FOLDER.glob("*.csv")) + [SOURCES]:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _save_places(places: Iterable[Place]):
    rows = [Country(code=p.code, iso3=p.iso3, name=p.name, region=p.region, currency=p.currency) for p in places]
    _upsert(Country, rows, ["code"])


def _save_rates():
    rates = [
        ExchangeRate(currency=row["currency"], year=int(row["year"]), per_usd=float(row["lcu_per_usd"]), publisher=row["source"])
        for row in shipped.table(shipped.EXCHANGE)
    ]
    _upsert(ExchangeRate, rates, ["currency", "year"])
    factors = [
        PppFactor(country_id=row["country"], year=int(row["year"]), per_intl_dollar=float(row["ppp_lcu_per_intl_dollar"]))
        for row in shipped.table(shipped.BUYING_POWER)
    ]
    _upsert(PppFactor, factors, ["country", "year"])


def _save_sources():
    told = yaml.safe_load(SOURCES.read_text(encoding="utf-8"))
    _upsert(Source, [Source(**row) for row in told["sources"]], ["code"])
    _upsert(Series, [Series(**row | {"source_id": row.pop("source")}) for row in told["series"]], ["code"], keeping=["digest"])


def _upsert(model, rows, unique, keeping=()):
    left = {*unique, *keeping}
    changing = [field.name for field in model._meta.concrete_fields if not field.primary_key and field.name not in left]
    model.objects.bulk_create(rows, BATCH, update_conflicts=True, unique_fields=unique, update_fields=changing)


def _save_figures(series, figures):
    """Write what is there and remove what is gone, so that a flag stays with its figure."""
    for figure in figures:
        figure.series_id = series
    kept = {figure.key for figure in figures}
    gone = [pk for pk, key in Figure.objects.filter(series=series).values_list("pk", "key") if key not in kept]
    for start in range(0, len(gone), BATCH):
        Figure.objects.filter(pk__in=gone[start : start + BATCH]).delete()
    _upsert(Figure, figures, ["series", "key"])


def _bands(usd, local=None):
    return {f"usd_{name}": value for name, value in zip(QUANTILE_NAMES, usd, strict=True)} | {
        f"local_{name}": value for name, value in zip(QUANTILE_NAMES, local or (None,) * 5, strict=True)
    }


def _place(geo_type, geo, places: dict[str, Place]):
    place = places.get(geo) if geo_type == "country" else None
    return {
        "geo_type": geo_type, "geo": geo, "place": place.name if place else geo, "country_id": place.code if place else None,
        "region": place.region if place else geo,
    }  # fmt: skip


def _last_day(year):
    return min(date(year, 12, 31), LAST_ADVERT)


def _advert(cell: Cell, places, rates: Rates):
    trust = confidence(cell.n)
    rate = rates.exchange(cell.currency, cell.year_to) if cell.currency else None
    return Figure(
        key="/".join(map(str, cell.key)), role=cell.role, level=cell.level, **_place(cell.geo_type, cell.geo, places),
        year_from=cell.year_from, year_to=cell.year_to, as_of=_last_day(cell.year_to), statistic="quantiles of range midpoints",
        n=cell.n, n_ads=cell.adverts, unverified=cell.unverified, currency=cell.currency, **_bands(cell.usd, cell.local),
        mean_log=cell.mean_log, sd_log=cell.sd_log, rate=rate.per_usd if rate else None, rate_year=rate.year if rate else None,
        confidence=trust.word, confidence_reason=trust.reason, detail={"one_figure_adverts": cell.singles},
    )  # fmt: skip


def _estimate(answer: Estimate, places):
    trust, (low80, high80), (low90, high90) = answer.confidence, answer.median80, answer.median90
    return Figure(
        key=f"{answer.role}/{answer.level}/{answer.country}", role=answer.role, level=answer.level,
        **_place("country", answer.country, places), year_from=POOLED_YEARS[0], year_to=POOLED_YEARS[1], as_of=LAST_ADVERT,
        statistic="quantiles of range midpoints" if answer.method == EMPIRICAL else "estimated quantiles", method=answer.method,
        n=answer.n, currency=answer.currency, **_bands(answer.usd, answer.local), own_median=answer.own_median,
        median_low80=low80, median_high80=high80, median_low90=low90, median_high90=high90,
        rate=answer.rate.per_usd if answer.rate else None, rate_year=answer.rate.year if answer.rate else None,
        confidence=trust.word, confidence_reason=trust.reason, quality=f"{_sentence(answer.label)} {answer.note}".strip(),
        detail={"n_country": answer.n_country, "n_region": answer.n_region, "own_weight": answer.own_weight},
    )  # fmt: skip


def _sentence(text):
    return f"{text[0].upper()}{text[1:]}."


def _official(rows):
    figures = []
    for row in rows:
        nation = row["area_type"] == "N"
        jobs = f"{int(row['employment']):,} jobs" if row["employment"] else "Number of jobs not released"
        error = f"mean within {row['wage_rse_pct']}% (relative standard error)" if row["wage_rse_pct"] else "error not released"
        figures.append(Figure(
            key=f"{row['soc']}/{row['area_code']}", occupation=f"{row['soc_title']} ({row['soc']})", geo_type=AREA_TYPES[row["area_type"]],
            geo=row["area_code"], place="United States" if nation else row["area_name"], country_id="US", region="North America",
            year_from=2025, year_to=2025, as_of=OFFICIAL_DAY, statistic="percentiles of yearly wages", currency=DOLLAR,
            **_bands([_number(row[f"annual_{name}"]) for name in QUANTILE_NAMES]), quality=f"{jobs}; {error}.",
            detail={"employment": _number(row["employment"]), "mean": _number(row["annual_mean"]), "mean_error_percent": _number(row["wage_rse_pct"])},
        ))  # fmt: skip
    return figures


def _number(text):
    return float(text) if text else None


def _save_article(rows, benchmark: Benchmark):
    areas = {f.geo: f for f in Figure.objects.official().filter(geo__in=METRO_AROUND.values(), occupation__contains=NEAREST_TO_ML)}
    figures = [_article(row, benchmark, areas.get(METRO_AROUND.get(row["geo_name"]))) for row in rows]
    _save_figures(Series.ARTICLE, figures)
    saved = {figure.key: figure for figure in Figure.objects.article()}
    for row in rows:
        estimate = benchmark.estimate(row["role"], "mid", row["country"])
        for doubt in doubts(float(row["amount_local"]), row["currency"], estimate, benchmark.rates, stated_usd=float(row["amount_usd"])):
            steps = [step.as_data() for step in doubt.steps]
            told = {"severity": doubt.severity, "message": doubt.message, "steps": steps, "reading": doubt.reading}
            # What a person decided stays: only the arithmetic is written anew.
            FigureFlag.objects.update_or_create(
                figure=saved[row["seed_id"]], kind=doubt.kind, defaults=told | {"reading_usd": doubt.reading_usd}
            )


def _article(row, benchmark, area):
    estimate = benchmark.estimate(row["role"], "mid", row["country"])
    local, usd = float(row["amount_local"]), float(row["amount_usd"])
    currency = row["currency"]
    return Figure(
        key=row["seed_id"], role=row["role"], geo_type=row["geo_type"], geo=row["geo_name"], place=row["geo_name"], country_id=row["country"],
        region=benchmark.places[row["country"]].region, statistic=row["statistic"], usd_p50=usd, currency=currency,
        local_p50=None if currency == DOLLAR else local, rate=None if currency == DOLLAR else local / usd, as_written=row["as_written"],
        source_named=row["source_named"], status=row["status"], quality=_beside_official(usd, area) if area else _beside_estimate(estimate),
        detail={"period_as_stated": row["period"]},
    )  # fmt: skip


def _beside_official(usd, area):
    side = "under the lower quarter" if usd < area.usd_p25 else "in the middle half" if usd <= area.usd_p75 else "over the upper quarter"
    return (
        f"Official figure for data scientists in {area.place}, May 2025: 25% {area.usd_p25:,.0f}, median {area.usd_p50:,.0f}, "
        f"75% {area.usd_p75:,.0f} USD. This one is {side}."
    )


def _beside_estimate(estimate: Estimate):
    low, high = map(rounded, estimate.median90)
    ranges = "1 range" if estimate.n_country == 1 else f"{estimate.n_country:,} ranges"
    return (
        f"Our estimate for mid level in 2024 and 2025: median {rounded(estimate.usd[2]):,} USD, known to lie between {low:,} and {high:,}; "
        f"adverts offer from {rounded(estimate.usd[0]):,} to {rounded(estimate.usd[4]):,}. {ranges} in the country."
    )
