"""What every drawing shares: palettes, scales, and a writer of escaped SVG.

Positions along a scale are percentages and heights are pixels about the middle line, so one drawing
fills any column and any row. Only presentation attributes are written: a strict
Content-Security-Policy blocks `style`, and page CSS does not reach inside SVG in a PDF.
"""

from dataclasses import dataclass
from functools import cache
from html import escape
from math import floor, log10


@dataclass(frozen=True)
class Palette:
    ink: str
    ink_2: str
    ink_3: str
    surface: str
    rule: str
    rule_2: str
    control: str
    accent: str
    accent_mid: str
    accent_soft: str
    on_accent: str
    ok: str
    warn: str
    bad: str
    is_print: bool = False
    font: str | None = None


_HEX = {
    "ink": "#151F28",
    "ink_2": "#46535E",
    "ink_3": "#5F6B75",
    "surface": "#FFFFFF",
    "rule": "#DBE1DC",
    "rule_2": "#C3CCC6",
    "control": "#7D8A90",
    "accent": "#343C9C",
    "accent_mid": "#A9AEDF",
    "accent_soft": "#E6E8F6",
    "on_accent": "#FFFFFF",
    "ok": "#17683F",
    "warn": "#7F4D00",
    "bad": "#A3231B",
}
SCREEN = Palette(**{name: f"var(--rc-{name.replace('_', '-')})" for name in _HEX})
PRINT = Palette(**_HEX, is_print=True, font="Source Sans Pro, Noto Sans, sans-serif")


@dataclass(frozen=True)
class Scale:
    """Values from `low` to `high` across a column; `pad` percent of its width stays free at both ends."""

    low: float
    high: float
    ticks: tuple[float, ...] = ()
    strong: float | None = None
    pad: float = 5

    def at(self, value: float) -> float:
        """Percent of the width; values beyond the scale stop at the column's edge."""
        share = (value - self.low) / (self.high - self.low)
        return min(100.0, max(0.0, self.pad + share * (100 - 2 * self.pad)))


SCORES = Scale(1, 5, (1, 2, 3, 4, 5), strong=3)
MARKS = Scale(1, 5, (1, 2, 3, 4, 5), pad=12)


def pay_scale(highest: float) -> Scale:
    """From 0 to the highest pay shown, with about five round ticks."""
    highest = max(float(highest), 1000.0)
    unit = 10 ** floor(log10(highest))
    step = next(int(unit * part) for part in (0.1, 0.2, 0.25, 0.5, 1, 2) if highest / (unit * part) <= 6)
    return Scale(0, highest, tuple(range(0, int(highest) + 1, step)))


def number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def percent(value: float) -> str:
    return f"{number(value)}%"


def element(name: str, content: str = "", **attributes) -> str:
    """`stroke_width=2` becomes `stroke-width="2"`; attributes that are None are left out."""
    written = "".join([f' {_written(key)}="{_escaped(value)}"' for key, value in attributes.items() if value is not None])
    return f"<{name}{written}>{content}</{name}>"


@cache
def _written(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def _escaped(value) -> str:
    return number(value) if isinstance(value, float) else escape(str(value))


def drawing(
    content: str, *, label: str, palette: Palette, width="100%", height=36, view: str | None = None, overflow: str | None = None
) -> str:
    """The outer `svg`: an image with a sentence, or hidden from screen readers when there is none."""
    told = {"role": "img", "aria_label": label} if label else {"aria_hidden": "true"}
    return element(
        "svg",
        content,
        xmlns="http://www.w3.org/2000/svg",
        class_="drawing",
        viewBox=view,
        width=width,
        height=height,
        overflow=overflow,
        font_family=palette.font,
        **told,
    )


def middle(content: str) -> str:
    """Draws about the middle line of the row: y = 0 is half its height."""
    return element("svg", content, y="50%", width="100%", height=1, overflow="visible")


def at(x: float, content: str, height=1) -> str:
    """Draws in pixels about the point `x` percent along the width."""
    return element("svg", content, x=percent(x), width=1, height=height, overflow="visible")


def bar(low: float, high: float, thickness: float, y: float = 0, **attributes) -> str:
    left, right = sorted((low, high))
    return element("rect", x=percent(left), width=percent(right - left), y=float(y - thickness / 2), height=thickness, **attributes)


def line(low: float, high: float, y: float = 0, **attributes) -> str:
    return element("line", x1=percent(low), x2=percent(high), y1=y, y2=y, **attributes)


def upright(x: float, top, bottom, **attributes) -> str:
    return element("line", x1=percent(x), x2=percent(x), y1=top, y2=bottom, **attributes)


def circle(x: float, radius: float, y: float = 0, **attributes) -> str:
    return element("circle", cx=percent(x), cy=y, r=radius, **attributes)


def words(text: str, *, size: float, weight: int = 400, **attributes) -> str:
    return element("text", escape(str(text)), font_size=size, font_weight=weight, **attributes)
