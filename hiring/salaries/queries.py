"""Reads shaped for pages and for openings: the range to propose, with a passport to keep."""

from dataclasses import dataclass, field

from hiring.accounts.models import Company

from .benchmarks import EMPIRICAL, ROUNDING, rounded
from .cells import QUANTILE_NAMES
from .models import Figure
from .passports import facts
from .rates import DOLLAR

# Of the occupations that official statistics know, the nearest to each role; none fits a product manager.
NEAREST_OCCUPATION = {"DS": "15-2051", "MLE": "15-1252", "DE": "15-1243"}


@dataclass(frozen=True)
class PayProposal:
    """A range a year in `currency`: the midpoint less and plus the company's half-width. Without one, `reason` says why.

    `passport` is plain data about the figures used, to be stored with whatever uses them.
    """

    low: int | None = None
    high: int | None = None
    midpoint: int | None = None
    currency: str = ""
    period: str = "year"
    method: str = ""
    n: int = 0
    source: str = ""
    covers: str = ""
    as_of: str = ""
    licence: str = ""
    median_low: int | None = None
    median_high: int | None = None
    confidence: str = ""
    is_stale: bool = False
    note: str = ""
    reason: str = ""
    passport: dict = field(default_factory=dict)


def pay_proposal(role_code: str, level: str, country: str, area: str = "") -> PayProposal:
    """Two queries, three with a US `area`, whose official figures stand beside the proposal and never in it."""
    country = getattr(country, "pk", country)
    estimate = Figure.objects.estimate_of(role_code, level, country).select_related("series__source").first()
    if estimate is None:
        return _no_proposal(f"There are no pay figures for role {role_code} at level {level} in {country or 'no country'}.")
    if estimate.confidence == "insufficient":
        return _no_proposal(f"{estimate.place}: too few figures to propose a range ({estimate.confidence_reason}).", estimate)
    return _proposal(estimate, Company.current().pay_spread_percent, official_beside(role_code, country, area))


def official_beside(role_code: str, country: str, area: str) -> list[dict]:
    """What official US statistics say of the nearest occupation in metro areas whose name holds `area`."""
    if country != "US" or not area.strip() or role_code not in NEAREST_OCCUPATION:
        return []
    figures = Figure.objects.official().filter(
        occupation__contains=NEAREST_OCCUPATION[role_code], geo_type=Figure.Geo.METRO, place__icontains=area.strip()
    )
    return [
        {
            "place": f.place,
            "occupation": f.occupation,
            "p25": f.usd_p25,
            "p50": f.usd_p50,
            "p75": f.usd_p75,
            "currency": DOLLAR,
            "period": f.period,
        }
        for f in figures.order_by("place")[:3]
    ]


def passport(figure: Figure) -> dict:
    """Everything known about a figure as plain data, in the order a reader asks. Needs `series__source` at hand."""
    source = figure.series.source
    return {
        "figure": figure.pk, "series": figure.series.name, "measures": figure.series.measures, "source": source.name,
        "publisher": source.publisher, "licence": source.licence, "attribution": source.attribution, "url": source.url,
        "role": figure.role, "level": figure.level, "occupation": figure.occupation, "place": figure.place,
        "country": figure.country_id or "", "region": figure.region, "covers": figure.period,
        "as_of": figure.as_of.isoformat() if figure.as_of else "", "statistic": figure.statistic, "method": figure.method,
        "n": figure.n, "adverts": figure.n_ads, "unverified_kept_out": figure.unverified,
        "usd": dict(zip(QUANTILE_NAMES, map(rounded, figure.usd), strict=True)),
        "currency": figure.currency, "local": dict(zip(QUANTILE_NAMES, map(rounded, figure.local), strict=True)),
        "median_80": [rounded(figure.median_low80), rounded(figure.median_high80)],
        "own_median": rounded(figure.own_median), "rate": figure.rate, "rate_year": figure.rate_year,
        "confidence": figure.confidence,
        "is_stale": figure.is_stale, "confidence_reason": figure.confidence_reason, "quality": figure.quality,
        "as_written": figure.as_written, "rounding": ROUNDING, "rows": [list(row) for row in facts(figure)], **figure.detail,
    }  # fmt: skip


def _no_proposal(reason, figure=None):
    return PayProposal(reason=reason, passport={**(passport(figure) if figure else {}), "reason": reason})


def _proposal(figure, spread_percent, beside):
    local = figure.local_p50 is not None
    currency, midpoint = (figure.currency, figure.local_p50) if local else (DOLLAR, figure.usd_p50)
    per_usd = midpoint / figure.usd_p50
    low, high = (rounded(midpoint * (1 + side * spread_percent / 100)) for side in (-1, 1))
    source, kept = figure.series.source, passport(figure)
    policy = f"The {'median' if figure.method == EMPIRICAL else 'estimated median'} less and plus {spread_percent}%, {ROUNDING}."
    return PayProposal(
        low=low, high=high, midpoint=rounded(midpoint), currency=currency, method=figure.method, n=figure.n or 0, source=source.name,
        covers=figure.period, as_of=kept["as_of"], licence=source.licence, confidence=figure.confidence,
        median_low=rounded(figure.median_low80 * per_usd), median_high=rounded(figure.median_high80 * per_usd),
        is_stale=figure.is_stale,
        note=" ".join(filter(None, [policy, figure.quality, figure.age and f"Figures are {figure.age}."])),
        passport=kept | {
            "low": low, "high": high, "midpoint": rounded(midpoint), "pay_currency": currency, "policy": policy, "beside": beside,
            "rows": [["Proposed", policy], *kept["rows"], *(["Official, beside it", _beside_text(place)] for place in beside)],
        },
    )  # fmt: skip


def _beside_text(place):
    return f"{place['occupation']} in {place['place']}, {place['period']}: median {rounded(place['p50']) or 0:,} USD, all levels, BLS"
