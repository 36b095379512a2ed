"""The parts that several marks are made of: grids, intervals, rings, diamonds, words at a place."""

from functools import lru_cache

from .svg import MARKS, Palette, Scale, at, bar, circle, element, line, number, percent, upright, words

RING_OF_INITIALS = 10


@lru_cache(maxsize=64)
def grid(scale: Scale, palette: Palette) -> str:
    return "".join(
        upright(
            scale.at(tick),
            0,
            "100%",
            stroke=palette.rule_2 if tick == scale.strong else palette.rule,
            stroke_width=1,
            shape_rendering="crispEdges",
        )
        for tick in scale.ticks
    )


def ruler(scale: Scale, palette: Palette) -> str:
    ticks = "".join(upright(scale.at(tick), -4, 4, stroke=palette.rule_2, stroke_width=1) for tick in scale.ticks)
    return line(scale.at(scale.low), scale.at(scale.high), stroke=palette.rule_2, stroke_width=1) + ticks


def zone_behind(scale: Scale, zone: tuple[float, float] | None, palette: Palette) -> str:
    """The stroke is what widens the zone by 6 px at each side, whatever the column's width."""
    if not zone:
        return ""
    low, high = (scale.at(value) for value in zone)
    area = element(
        "rect",
        x=percent(low),
        width=percent(high - low),
        y=-6,
        height="120%",
        fill=palette.accent_soft,
        stroke=palette.accent_soft,
        stroke_width=12,
    )
    if palette.is_print:
        area += at(low, element("line", x1=-6, x2=-6, y1=0, y2="100%", stroke=palette.accent_mid), height="100%")
        area += at(high, element("line", x1=6, x2=6, y1=0, y2="100%", stroke=palette.accent_mid), height="100%")
    return area


def interval(scale: Scale, value: float, low: float, high: float, y: float, palette: Palette) -> str:
    ends = "".join(upright(scale.at(end), y - 7, y + 7, stroke=palette.accent, stroke_width=2) for end in (low, high))
    disc = circle(scale.at(value), 6.5, y, fill=palette.accent, stroke=palette.surface, stroke_width=2)
    return bar(scale.at(low), scale.at(high), 8, y, fill=palette.accent_mid) + ends + disc


def hung_diamond(scale: Scale, raw: float, y: float, palette: Palette) -> str:
    thread = element("line", x1=0, x2=0, y1=y, y2=y + 12, stroke=palette.ink_3, stroke_width=1)
    return at(scale.at(raw), thread + diamond(y + 16, 4.5, palette.ink_2, palette.surface))


def diamond(y: float, half: float, stroke: str, fill: str) -> str:
    path = f"M0 {number(y - half)}L{number(half)} {number(y)} 0 {number(y + half)} {number(-half)} {number(y)}Z"
    return element("path", d=path, fill=fill, stroke=stroke, stroke_width=1.5)


def ring(x: float, radius: float, stroke: str, palette: Palette) -> str:
    return circle(x, radius, fill=palette.surface, stroke=stroke, stroke_width=2)


def dotted(left: float, right: float, palette: Palette) -> str:
    return line(left, right, stroke=palette.control, stroke_width=1.5, stroke_dasharray="1.5 4.5")


def ringed_initials(mark: float, people: list[str], palette: Palette) -> str:
    """Rings grow away from the nearer end of the scale, so that none is cut off."""
    wide = 2 * RING_OF_INITIALS + 2
    start = {MARKS.low: 0, MARKS.high: -wide * (len(people) - 1)}.get(mark, -wide * (len(people) - 1) / 2)
    rings = ""
    for place, initials in enumerate(people):
        x = start + wide * place
        rings += element("circle", cx=x, cy=0, r=RING_OF_INITIALS, fill=palette.surface, stroke=palette.ink, stroke_width=1.5)
        rings += words(initials, size=10, weight=650, x=x, y=3.5, text_anchor="middle", fill=palette.ink)
    return at(MARKS.at(mark), rings)


def above_tick(scale: Scale, tick: float, text: str, palette: Palette) -> str:
    place = {scale.low: "start", scale.high: "end"}.get(tick, "middle")
    x = {"start": 0.0, "end": 100.0}.get(place, scale.at(tick))
    return words(text, size=12, weight=500, x=percent(x), y=11, text_anchor=place, fill=palette.ink_3)


def words_over(scale: Scale, value: float, text: str, colour: str, palette: Palette) -> str:
    x = scale.at(value)
    place, edge = ("start", max(x - 4, 0.0)) if x < 30 else ("end", min(x + 8, 100.0)) if x > 70 else ("middle", x)
    return words(text, size=11.5, weight=650, x=percent(edge), y=-16, text_anchor=place, fill=colour)
