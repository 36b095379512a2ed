"""Does a stated pay fit its place? Each doubt comes with its arithmetic and the reading that would fit; nothing is changed."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from .benchmarks import Estimate
from .rates import DOLLAR, Rates

HOURS_A_YEAR = 2_080
FAR_OUT = 0.6  # beyond p10 or p90 by this share of the band's log width: outside about p1 to p99
FAR_MEDIAN = 0.15  # the same for the middle of many: outside about p5 to p95
PERIOD_FACTORS = (
    (12, "a month's pay under a yearly label", "monthly"),
    (HOURS_A_YEAR, "an hour's pay under a yearly label", "hourly"),
)
SLIP_FACTORS = (
    (1_000, "a thousands separator read as a decimal mark", "in thousands"),
    (1 / 1_000, "a decimal mark read as a thousands separator", "a thousand times too high"),
    (10, "a digit lost", "one digit more"),
    (1 / 10, "a digit too many", "one digit less"),
    (1 / 12, "a year's pay under a monthly label", "already yearly"),
)
WIDE_RANGE = 3


@dataclass(frozen=True)
class Step:
    """One line of the arithmetic."""

    label: str
    text: str
    likeliest: bool = False

    def as_data(self) -> dict:
        return asdict(self)


@dataclass(frozen=True)
class Doubt:
    """`kind`: period, separator, dollars, currency, range, level or outside. `reading_usd` is what the likeliest reading gives."""

    kind: str
    severity: str  # bad: kept out until a person decides; warn: shown with a caution
    message: str
    steps: tuple[Step, ...] = ()
    reading: str = ""
    reading_usd: float | None = None


def doubts(amount: float, currency: str, estimate: Estimate, rates: Rates, *, stated_usd: float | None = None) -> list[Doubt]:
    """What is wrong with `amount` of `currency` called a year's pay, against the estimate for its role, level and country."""
    rate = rates.exchange(currency, estimate.years[1])
    per_usd = amount / stated_usd if stated_usd else rate.per_usd if rate else None
    if per_usd is None or estimate.usd is None:
        return []
    usd = amount / per_usd
    if _fits(usd, estimate) or not _far_out(usd, estimate):
        return []
    return [_slipped(amount, currency, per_usd, estimate, rates) or _outside(usd, estimate)]


def median_doubt(amount: float, currency: str, usd: float, estimates: Mapping[str, Estimate], level: str, rates: Rates) -> Doubt | None:
    """What is wrong with the median of a whole cell: outside about p5 to p95, where one person's pay may lie but the middle of many hardly can.

    `amount` of `currency` is `usd` a year; `estimates` are those of the cell's role and country by level.
    """
    estimate = estimates[level]
    if estimate.usd is None or not _far_out(usd, estimate, FAR_MEDIAN):
        return None
    return _slipped(amount, currency, amount / usd, estimate, rates) or _other_level(usd, estimates, level) or _outside(usd, estimate)


def _slipped(amount, currency, per_usd, estimate, rates):
    return (
        _period(amount, currency, per_usd, estimate)
        or _currency(amount, currency, estimate, rates)
        or _slip(amount, currency, per_usd, estimate)
    )


def _other_level(usd, estimates, level):
    """The level in whose middle half the pay lies, the nearest to the stated one."""
    order = list(estimates)
    near = sorted((each for each in order if each != level), key=lambda each: abs(order.index(each) - order.index(level)))
    for other in near:
        band = estimates[other].usd
        if band and band[1] <= usd <= band[3]:
            own = estimates[level].usd
            steps = (
                Step("As written", f"{usd:,.0f} USD a year"),
                Step(f"For {level}, p10 to p90", f"{own[0]:,.0f} to {own[4]:,.0f} USD"),
                Step(f"For {other}, the middle half", f"{band[1]:,.0f} to {band[3]:,.0f} USD: it lies there", True),
            )
            return Doubt("level", "warn", f"Looks like pay of level {other} under level {level}: {usd:,.0f} USD a year.", steps, other, usd)
    return None


def range_doubt(low: float, high: float) -> Doubt | None:
    if low > high:
        return Doubt("range", "bad", f"The low end, {low:,.0f}, is above the high end, {high:,.0f}.")
    if high > WIDE_RANGE * low:
        return Doubt("range", "warn", f"The high end is {high / low:.1f} times the low end: that is more than one job.")
    return None


def _fits(usd, estimate):
    return estimate.usd[0] <= usd <= estimate.usd[4]


def far_bounds(estimate: Estimate, share: float = FAR_OUT) -> tuple[float, float]:
    """The yearly dollars beyond which pay is doubted: outside about p1 to p99 of the band."""
    low, high = estimate.usd[0], estimate.usd[4]
    stretch = (high / low) ** share
    return low / stretch, high * stretch


def _far_out(usd, estimate, share=FAR_OUT):
    low, high = far_bounds(estimate, share)
    return usd < low or usd > high


def _period(amount, currency, per_usd, estimate):
    for factor, what, name in PERIOD_FACTORS:
        if _fits(amount * factor / per_usd, estimate):
            return _by_factor("period", factor, what, name, amount, currency, per_usd, estimate)
    return None


def _slip(amount, currency, per_usd, estimate):
    for factor, what, name in SLIP_FACTORS:
        if _fits(amount * factor / per_usd, estimate):
            kind = "period" if factor == 1 / 12 else "separator"
            return _by_factor(kind, factor, what, name, amount, currency, per_usd, estimate)
    return None


def _by_factor(kind, factor, what, name, amount, currency, per_usd, estimate):
    usd, meant = amount / per_usd, amount * factor
    sign, shown = ("×", factor) if factor > 1 else ("÷", round(1 / factor))
    share = usd / estimate.usd[2]
    steps = [
        Step("As written", f"{amount:,.0f} {currency}, or {usd:,.0f} USD a year"),
        Step("Rate it implies", f"{per_usd:,.2f} {currency} per USD"),
        Step("If it is yearly", f"{math.floor(amount / 12 + 0.5):,} {currency} a month; {_share(share)} the model's median"),
        Step(
            f"If it is {name}",
            f"{sign} {shown:,} = {meant:,.0f} {currency}, or {meant / per_usd:,.0f} USD a year: inside the model's band",
            True,
        ),
    ]
    also = _also(amount, per_usd, factor, estimate)
    if also:
        steps.append(Step("Not excluded", also))
    return Doubt(
        kind, "bad",
        f"Looks like {what}: {amount:,.0f} {currency} {sign} {shown:,} = {meant:,.0f} {currency}, or {meant / per_usd:,.0f} USD a year. "
        f"As written it is {_share(share)} the model's median of {estimate.usd[2]:,.0f} USD.",
        tuple(steps), reading=name, reading_usd=meant / per_usd,
    )  # fmt: skip


def _share(share):
    if share < 0.01:
        return "under 1% of"
    return f"{share:.0%} of" if share < 2 else f"{share:,.0f} times"


def _also(amount, per_usd, chosen, estimate):
    others = [
        f"{what} ({'× ' + format(factor, ',') if factor > 1 else '÷ ' + format(round(1 / factor), ',')} = {amount * factor / per_usd:,.0f} USD)"
        for factor, what, _ in (*PERIOD_FACTORS, *SLIP_FACTORS)
        if factor != chosen and _fits(amount * factor / per_usd, estimate)
    ]
    return "; ".join(others)


def _currency(amount, currency, estimate, rates):
    """Local pay read as dollars, dollars read as local pay, or another great currency meant."""
    for other in _others(currency, estimate.currency):
        rate = rates.exchange(other, estimate.years[1])
        if rate is None or not _fits(amount / rate.per_usd, estimate):
            continue
        usd = amount / rate.per_usd
        dollars = currency == DOLLAR and other == estimate.currency
        what = f"{other} read as US dollars" if dollars else f"{other} under the label {currency}"
        steps = (
            Step("As written", f"{amount:,.0f} {currency}"),
            Step(f"If it is {other}", f"÷ {rate.text} = {usd:,.0f} USD a year: inside the model's band", True),
        )
        return Doubt(
            "dollars" if dollars else "currency", "bad", f"Looks like {what}: that would be {usd:,.0f} USD a year.", steps, other, usd
        )
    return None


def _others(currency, home) -> Sequence[str]:
    return [other for other in dict.fromkeys((home, DOLLAR, "EUR", "GBP")) if other and other != currency]


def _outside(usd, estimate):
    side = "under" if usd < estimate.usd[0] else "over"
    return Doubt(
        "outside", "warn",
        f"{usd:,.0f} USD a year is far {side} the model's band of {estimate.usd[0]:,.0f} to {estimate.usd[4]:,.0f}, and no usual slip explains it.",
        (Step("As written", f"{usd:,.0f} USD a year"), Step("The model's band", f"{estimate.usd[0]:,.0f} to {estimate.usd[4]:,.0f} USD")),
    )  # fmt: skip
