"""The marks of the product, each one SVG text: `palette=SCREEN` for pages, `PRINT` for PDFs.

A mark without `label` is hidden from screen readers; that is right only where the same figures
stand beside it in words.
"""

from collections.abc import Iterable, Mapping

from .strokes import above_tick, diamond, dotted, grid, hung_diamond, interval, ring, ringed_initials, ruler, words_over, zone_behind
from .svg import (
    MARKS,
    PRINT,
    SCORES,
    SCREEN,
    Palette,
    Scale,
    at,
    bar,
    circle,
    drawing,
    element,
    line,
    middle,
    number,
    pay_scale,
    percent,
    upright,
    words,
)

__all__ = [
    "MARKS", "PRINT", "SCORES", "SCREEN", "Palette", "Scale", "axis", "coverage_discs", "estimate_interval", "glyph", "key",
    "minute_bar", "one_opinion", "ownership", "panel_ratings", "passport", "pay_band", "pay_scale", "progress", "role_gap",
    "steps", "weight_bars",
]  # fmt: skip

# --- Marks along a scale: one SVG per table row -----------------------------------


def estimate_interval(
    scale: Scale,
    value: float,
    low: float,
    high: float,
    *,
    raw: float | None = None,
    zone: tuple[float, float] | None = None,
    label: str = "",
    palette: Palette = SCREEN,
) -> str:
    """An estimate with its interval, the raw value hung below it, and the zone of "too close to call" behind."""
    y = 0 if raw is None else -7
    marks = interval(scale, value, low, high, y, palette)
    if raw is not None:
        marks = hung_diamond(scale, raw, y, palette) + marks
    return drawing(zone_behind(scale, zone, palette) + grid(scale, palette) + middle(marks), label=label, palette=palette)


def one_opinion(scale: Scale, value: float, *, label: str = "", palette: Palette = SCREEN) -> str:
    """A value that rests on one person: no interval can be given, so none is drawn."""
    left, right = scale.at(max(scale.low, value - 1)), scale.at(min(scale.high, value + 1))
    marks = dotted(left, right, palette) + ring(scale.at(value), 6, palette.control, palette)
    return drawing(grid(scale, palette) + middle(marks), label=label, palette=palette)


def pay_band(
    scale: Scale,
    *,
    n: int,
    median: float | None = None,
    p25: float | None = None,
    p75: float | None = None,
    p10: float | None = None,
    p90: float | None = None,
    offered: Iterable[float] = (),
    label: str = "",
    palette: Palette = SCREEN,
) -> str:
    """What `n` ranges can carry: from 10 the tails, from 5 the middle half, from 3 the median alone, else nothing.

    `offered` are single amounts held against it, as hollow diamonds.
    """
    marks = ""
    if n < 3 or median is None:
        marks = dotted(scale.at(scale.low), scale.at(scale.high), palette)
    elif n < 5 or p25 is None or p75 is None:
        marks = ring(scale.at(median), 4.5, palette.accent, palette)
    else:
        if n >= 10 and p10 is not None and p90 is not None:
            marks = line(scale.at(p10), scale.at(p90), stroke=palette.accent, stroke_width=2)
        marks += bar(scale.at(p25), scale.at(p75), 12, rx=1, fill=palette.accent_mid, stroke=palette.accent)
        marks += upright(scale.at(median), -9, 9, stroke=palette.accent, stroke_width=3)
    marks += "".join(at(scale.at(value), diamond(0, 6, palette.ink, palette.surface)) for value in offered)
    return drawing(grid(scale, palette) + middle(marks), label=label, palette=palette)


def panel_ratings(marks: Iterable[tuple[str, float]], *, label: str = "", palette: Palette = SCREEN) -> str:
    """Initials of each interviewer at their mark from 1 to 5; those who agree stand side by side."""
    by_mark: dict[float, list[str]] = {}
    for initials, mark in marks:
        by_mark.setdefault(mark, []).append(initials)
    drawn = ruler(MARKS, palette)
    if len(by_mark) > 1:
        drawn += line(MARKS.at(min(by_mark)), MARKS.at(max(by_mark)), stroke=palette.ink, stroke_width=2)
    drawn += "".join(ringed_initials(mark, people, palette) for mark, people in sorted(by_mark.items()))
    return drawing(middle(drawn), label=label, palette=palette)


def role_gap(first: float | None, second: float | None, *, label: str = "", palette: Palette = SCREEN) -> str:
    """Expected marks of two roles: the first a hollow ring, the second a disc; equal ones nested."""
    drawn = ruler(MARKS, palette)
    if first is not None and first == second:
        x = MARKS.at(first)
        drawn += ring(x, 7.5, palette.ink, palette) + circle(x, 3.75, fill=palette.accent)
        return drawing(middle(drawn), label=label, palette=palette)
    if first is not None and second is not None:
        drawn += line(MARKS.at(first), MARKS.at(second), stroke=palette.ink, stroke_width=2)
    if first is not None:
        drawn += ring(MARKS.at(first), 5.5, palette.ink, palette)
    if second is not None:
        drawn += circle(MARKS.at(second), 6, fill=palette.accent)
    return drawing(middle(drawn), label=label, palette=palette)


def axis(
    scale: Scale,
    *,
    words_at: Mapping[float, str] | None = None,
    numbers_at: Mapping[float, str] | None = None,
    label: str = "",
    palette: Palette = SCREEN,
) -> str:
    """The head of a chart column: numbers at the ticks, and words above the ticks that have some."""
    words_at = words_at or {}
    numbers_at = numbers_at or {tick: number(tick).replace("-", "−") for tick in scale.ticks}
    height = 32 if words_at else 16
    drawn = "".join(above_tick(scale, tick, text, palette) for tick, text in words_at.items())
    for tick, text in numbers_at.items():
        strong = tick == scale.strong
        drawn += words(
            text, size=12, weight=650 if strong else 500, x=percent(scale.at(tick)), y=height - 4, text_anchor="middle",
            fill=palette.ink if strong else palette.ink_2,
        )  # fmt: skip
    return drawing(drawn, label=label, palette=palette, height=height)


def passport(
    scale: Scale,
    *,
    as_written: tuple[float, str],
    reading: tuple[float, str] | None = None,
    estimate: tuple[float, float, float, str] | None = None,
    label: str = "",
    palette: Palette = SCREEN,
) -> str:
    """Where a figure falls: as written (diamond), as it may be meant (ring), and the model's interval.

    Each pair is (value, words); the estimate is (value, low, high, words).
    """
    drawn = line(scale.at(scale.low), scale.at(scale.high), stroke=palette.rule_2, stroke_width=1)
    texts = words_over(scale, *as_written, palette.bad, palette)
    if estimate:
        value, low, high, text = estimate
        drawn += interval(scale, value, low, high, 0, palette)
        texts += words(text, size=11.5, x=percent(scale.at(value)), y=26, text_anchor="middle", fill=palette.ink_2)
    drawn += at(scale.at(as_written[0]), diamond(0, 6, palette.bad, palette.surface))
    if reading:
        drawn += ring(scale.at(reading[0]), 6.5, palette.ink, palette)
        texts += words_over(scale, *reading, palette.ink, palette)
    return drawing(middle(drawn + texts), label=label, palette=palette, height=64)


# --- Small marks that stand in a line of text -------------------------------------


def ownership(letter: str, *, label: str = "", palette: Palette = SCREEN) -> str:
    """A accountable, R responsible, C consulted, I informed; in teams: owns, backs, learning, helps."""
    shapes = {
        "A": (palette.accent, palette.accent, None, palette.on_accent),
        "R": (palette.accent_mid, palette.accent_mid, None, palette.ink),
        "C": (palette.surface, palette.accent, None, palette.ink),
        "I": (palette.surface, palette.control, "2.4 2.6", palette.ink),
        "owns": (palette.accent, palette.accent, None, None),
        "backs": (palette.surface, palette.accent, None, None),
        "learning": (palette.surface, palette.accent, "2.6 2.6", None),
        "helps": (palette.control, palette.control, None, None),
    }
    fill, stroke, dashes, text = shapes[letter]
    radius = {"helps": 3.5}.get(letter, 9 if text else 7.5)
    mark = element(
        "circle", cx=12, cy=12, r=radius, fill=fill, stroke=stroke, stroke_width=1 if letter == "helps" else 2, stroke_dasharray=dashes
    )
    if text:
        mark += words(letter, size=11.5, weight=650, x=12, y=16, text_anchor="middle", fill=text)
    return drawing(mark, label=label, palette=palette, width=24, height=24, view="0 0 24 24")


def coverage_discs(count: int, *, label: str = "", palette: Palette = SCREEN) -> str:
    """One disc for each question."""
    discs = "".join(element("circle", cx=4.5 + 11 * place, cy=4.5, r=4.5, fill=palette.accent) for place in range(count))
    width = max(11 * count - 2, 1)
    return drawing(discs, label=label, palette=palette, width=width, height=9, view=f"0 0 {width} 9")


def weight_bars(weight: float, share: float, widest: float, *, label: str = "", palette: Palette = SCREEN) -> str:
    """A skill's weight above its share of the minutes, both as fractions of 1, on one scale up to `widest`."""
    longest = 52 / widest if widest else 0
    drawn = element("rect", x=0, y=1, width=float(weight * longest), height=5, fill=palette.ink_2)
    drawn += element("rect", x=0, y=9, width=float(share * longest), height=5, fill=palette.accent)
    return drawing(drawn, label=label, palette=palette, width=52, height=15, view="0 0 52 15")


def minute_bar(asked: float, other: float, total: float, longest: float, *, label: str = "", palette: Palette = SCREEN) -> str:
    """Minutes of questions, then of welcome and their questions, within a stage; an overrun sticks out."""
    unit = 108 / max(longest, asked + other, 1)
    drawn = element("rect", x=0.5, y=0.5, width=float(max(total * unit - 1, 0)), height=11, fill="none", stroke=palette.control)
    drawn += element("rect", x=0, y=0, width=float(asked * unit), height=12, fill=palette.accent)
    drawn += element("rect", x=float(asked * unit), y=0, width=float(other * unit), height=12, fill=palette.accent_mid)
    if asked + other > total:
        drawn += element("rect", x=float(total * unit - 1), y=0, width=2, height=12, fill=palette.bad)
    return drawing(drawn, label=label, palette=palette, width=109, height=12, view="0 0 109 12")


def steps(done: int, total: int, *, label: str = "", palette: Palette = SCREEN) -> str:
    """Segments: finished, then the current one with a disc, then those to come."""
    gap = 1.0
    wide = (100 - gap * (total - 1)) / total
    drawn = ""
    for place in range(total):
        left = place * (wide + gap)
        fill = palette.accent if place < done else palette.accent_mid if place == done else palette.rule_2
        drawn += bar(left, left + wide, 4, fill=fill)
        if place == done:
            drawn += circle(left + wide / 2, 5, fill=palette.accent, stroke=palette.surface, stroke_width=2)
    return drawing(middle(drawn), label=label, palette=palette, height=12)


def progress(done: float, total: float | None, *, label: str = "", palette: Palette = SCREEN) -> str:
    """A bar with a disc at its tip; without a total only the track, because no share is known."""
    drawn = bar(0, 100, 8, fill=palette.rule_2 if total else palette.accent_mid)
    if total:
        share = 100 * min(max(done / total, 0), 1)
        drawn += bar(0, share, 8, fill=palette.accent)
        drawn += circle(share, 6.5, fill=palette.accent, stroke=palette.surface, stroke_width=2)
    return drawing(middle(drawn), label=label, palette=palette, height=18, overflow="visible")


def glyph(kind: str = "logo", *, label: str = "", palette: Palette = SCREEN) -> str:
    """The mark of the product, a value with its interval: `logo`, `done` (quiet), `empty` (dashed, no disc)."""
    if kind == "empty":
        drawn = element("path", d="M2 4v20M70 4v20M2 14h24M46 14h24", stroke=palette.control, stroke_width=2, fill="none")
        drawn += element("circle", cx=36, cy=14, r=9, fill="none", stroke=palette.accent, stroke_width=2, stroke_dasharray="3.4 3.2")
        return drawing(drawn, label=label, palette=palette, width=72, height=28, view="0 0 72 28")
    rod, disc = (palette.ink, palette.accent) if kind == "logo" else (palette.control, palette.accent_mid)
    drawn = element("path", d="M2 2.5v11M28 2.5v11M2 8h9.6M24.4 8H28", stroke=rod, stroke_width=2, fill="none")
    drawn += element("circle", cx=18, cy=8, r=4.4, fill=disc)
    return drawing(drawn, label=label, palette=palette, width=30, height=16, view="0 0 30 16")


def key(name: str, *, palette: Palette = SCREEN) -> str:
    """A small picture of a mark for the words beside it that explain the chart."""
    scale = Scale(0, 100, pad=0)
    marks = {
        "estimate": (54, lambda: interval(scale, 56, 4, 96, 0, palette)),
        "raw": (12, lambda: at(50, diamond(0, 5, palette.ink_2, palette.surface))),
        "opinion": (54, lambda: dotted(0, 100, palette) + ring(50, 6, palette.control, palette)),
        "pay": (72, lambda: line(0, 100, stroke=palette.accent, stroke_width=2) + bar(22, 76, 12, rx=1, fill=palette.accent_mid, stroke=palette.accent)
                + upright(44, -9, 9, stroke=palette.accent, stroke_width=3)),
        "median": (12, lambda: ring(50, 4.5, palette.accent, palette)),
        "few": (54, lambda: dotted(0, 100, palette)),
        "disc": (12, lambda: circle(50, 5, fill=palette.accent)),
        "ring": (13, lambda: ring(50, 5, palette.ink, palette)),
        "weight": (22, lambda: bar(0, 100, 4, -3, fill=palette.ink_2) + bar(0, 72, 4, 4, fill=palette.accent)),
        "asked": (11, lambda: bar(0, 100, 10, fill=palette.accent)),
        "other": (11, lambda: bar(0, 100, 10, fill=palette.accent_mid)),
    }  # fmt: skip
    width, drawn = marks[name]
    return drawing(middle(drawn()), label="", palette=palette, width=width, height=20)
