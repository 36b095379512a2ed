"""The passport of a number as a page shows it: the number, the doubt, the arithmetic, where it falls, whose it is."""

from hiring.lib.charts import pay_scale

from .benchmarks import rounded
from .models import Figure, Series
from .observations import ROLE_NAMES


def passport_page(figure: Figure) -> dict:
    """One more query where a doubt is drawn against the estimate for its place."""
    flags = list(figure.flags.all())
    return {
        "figure": figure, "flags": flags, "flag": flags[0] if flags else None, "source": figure.series.source,
        "title": ", ".join(filter(None, [figure.occupation or ROLE_NAMES.get(figure.role, figure.role), figure.level, figure.place])),
        "facts": facts(figure), "quantiles": _quantiles(figure), "drawing": _drawing(figure, flags[0]) if flags else None,
        "is_estimate": figure.series_id == Series.ESTIMATES, "is_article": figure.series_id == Series.ARTICLE,
    }  # fmt: skip


def facts(figure: Figure) -> list[tuple[str, str]]:
    """Label and text, in the order that a reader asks; what is not known is left out."""
    rows = [
        ("Source", figure.source_named or ("not named" if figure.series_id == Series.ARTICLE else figure.series.source.name)),
        ("Measures", figure.series.measures),
        ("Covers", figure.period),
        ("As of", ", ".join(filter(None, [f"{figure.as_of:%-d %B %Y}", figure.age])) if figure.as_of else "no date given"),
        ("Statistic", figure.statistic),
        ("Based on", _based_on(figure)),
        ("Kept out", f"{figure.unverified:,} in US dollars or implausible, unverified" if figure.unverified else ""),
        ("80% interval", _interval(figure)),
        ("Own median", f"{figure.own_median:,.0f} USD, from these ranges alone" if figure.own_median and figure.method == "model" else ""),
        ("Rate", _rate(figure)),
        ("Confidence", f"{figure.confidence_word.label}: {figure.confidence_reason}" if figure.confidence else ""),
        ("Licence", figure.series.source.licence),
    ]
    return [(label, text) for label, text in rows if text]


def _based_on(figure):
    if figure.n is None:
        return "sample size not given" if figure.series_id == Series.ARTICLE else figure.quality
    adverts = f" in {figure.n_ads:,} adverts" if figure.n_ads else ""
    return f"{figure.n:,} distinct {'range' if figure.n == 1 else 'ranges'}{adverts}"


def _interval(figure):
    if figure.median_low80 is None:
        return ""
    ends = figure.median_low80, figure.median_high80
    dollars = " to ".join(f"{rounded(end):,}" for end in ends)
    if figure.local_p50 is None or figure.currency in ("", "USD"):
        return f"median {dollars} USD"
    local = " to ".join(f"{rounded(end * figure.local_p50 / figure.usd_p50):,}" for end in ends)
    return f"median {local} {figure.currency}, {dollars} USD"


def _rate(figure):
    if not figure.rate or figure.currency in ("", "USD"):
        return ""
    if figure.rate_year is None:
        return f"{figure.rate:,.4g} {figure.currency} per USD, implied by the two amounts"
    return f"{figure.rate:,.4g} {figure.currency} per USD, average of {figure.rate_year}; each year at its own"


def _quantiles(figure):
    names = ("10%", "25%", "Median", "75%", "90%")
    return [(name, usd, local) for name, usd, local in zip(names, figure.usd, figure.local, strict=True) if usd is not None]


def _drawing(figure, flag):
    """The number as written, as it may be meant, and the estimate for mid level in its country."""
    estimate = Figure.objects.estimate_of(figure.role, "mid", figure.country_id).first()
    if estimate is None or flag.reading_usd is None:
        return None
    centre, low, high = estimate.usd_p50, estimate.median_low90, estimate.median_high90
    return {
        "scale": pay_scale(1.15 * max(high, flag.reading_usd, figure.usd_p50)),
        "as_written": (figure.usd_p50, f"as written {figure.usd_p50:,.0f}"),
        "reading": (flag.reading_usd, f"if {flag.reading} {flag.reading_usd:,.0f}"),
        "estimate": (centre, low, high, f"model {round(centre, -3):,.0f}"),
        "note": f"The model's median for {figure.place}, mid level, with its 90% interval: {round(low, -3):,.0f} to {round(high, -3):,.0f} USD.",
        "label": (
            f"{figure.usd_p50:,.0f} USD as written lies far below the model's median of {round(centre, -3):,.0f}; "
            f"read as {flag.reading} it is {flag.reading_usd:,.0f}."
        ),
    }
