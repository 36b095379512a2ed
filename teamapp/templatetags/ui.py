"""The words, shapes and marks that every template may use, without `{% load %}`."""

import re
from functools import cache
from pathlib import Path
from urllib.parse import urlencode

from django import template
from django.template.backends.utils import csrf_input_lazy
from django.template.loader import get_template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from hiring.lib import charts
from hiring.salaries.benchmarks import rounded

register = template.Library()

VERDICT_ICONS = {"ok": "ok", "warn": "warning", "bad": "bad", "unknown": "unknown", "new": "info", "quiet": "info"}
SAVE_STATES = {
    "saved": ("ok", "cloud-ok", "Saved"),
    "saving": ("quiet", "cloud-ok", "Saving"),
    "offline": ("warn", "warning", "Offline"),
    "conflict": ("bad", "bad", "Changed on another device"),
}
ROLE_NAMES = {
    "DS": "Data scientist",
    "MLE": "Machine learning engineer",
    "DE": "Data engineer",
    "PM": "Product manager",
    "FS": "Full-stack data scientist",
}
NAVIGATION = (("Home", "/"), ("Roles", "/roles/"), ("Openings", "/openings/"), ("Teams", "/teams/"), ("Pay", "/pay/"))
ALSO_UNDER = {
    "/roles/": ("/skills/", "/questions/", "/practice/", "/catalogue/", "/interviews/question-health/"),
    "/openings/": ("/applications/", "/decisions/", "/stages/"),
}
HERE = mark_safe(' aria-current="page"')
NOTHING = "–"


@register.simple_tag(takes_context=True)
def jinja(context, name, **values):
    """A template for Jinja2 within one of Django's: for the bar and the rows of long tables, at a tenth of the time."""
    request = context.get("request")
    values |= {"request": request, "csrf_input": csrf_input_lazy(request)}
    return mark_safe(get_template(name, using="jinja2").template.render(values))  # noqa: S308 - it escapes by itself


@register.simple_tag
def part(name, **values):
    """A macro of `components/parts.jinja`."""
    return getattr(get_template("components/parts.jinja", using="jinja2").template.module, name)(**values)


# --- Words with a shape ------------------------------------------------------------


@register.simple_tag(takes_context=True)
def icon(context, name, label=""):
    return _icon(name, label, "print" if context.get("for_print") else "screen")


@register.simple_tag(takes_context=True)
def verdict(context, kind, word, pill=False, stacked=False, icon=""):
    """A verdict is a word, then a shape, then a colour; kinds are the keys of VERDICT_ICONS."""
    drawn = _icon(icon or VERDICT_ICONS[kind], "", "print" if context.get("for_print") else "screen", kind)
    classes = f"verdict verdict-{kind}{' pill' if pill else ''}{' stacked' if stacked else ''}"
    return format_html('<span class="{}">{}<span>{}</span></span>', classes, drawn, word)


@register.simple_tag
def role_tag(letters):
    return format_html('<abbr class="role-tag" title="{}">{}</abbr>', ROLE_NAMES.get(letters, letters), letters)


@register.simple_tag
def save_state(state, at=None, word=""):
    """Where a draft stands: `saved` with the time, `saving`, `offline`, `conflict`."""
    kind, shape, usual = SAVE_STATES[state]
    moment = f" {timezone.localtime(at):%H:%M}" if at and state == "saved" else ""
    classes = f"save-state verdict verdict-{kind}"
    return format_html('<span class="{}" aria-live="polite">{}<span>{}{}</span></span>', classes, _icon(shape), word or usual, moment)


@register.simple_tag
def breadcrumbs(*parts):
    """`word url word url … word`: parents are links, the last word is this page."""
    *parents, here = parts
    links = format_html_join("", '<li><a href="{}">{}</a></li>', zip(parents[1::2], parents[::2], strict=True))
    return format_html('<nav class="breadcrumbs" aria-label="Breadcrumb"><ol>{}<li aria-current="page">{}</li></ol></nav>', links, here)


def places(path):
    """The items of the bar and of the menu, the one that this page lies under marked."""
    return format_html_join(
        "", '<li><a href="{}"{}>{}</a></li>', [(url, HERE if _lies_under(path, url) else "", word) for word, url in NAVIGATION]
    )


def _lies_under(path, url):
    return path == url or (url != "/" and path.startswith((url, *ALSO_UNDER.get(url, ()))))


@register.simple_tag(takes_context=True)
def sort_header(context, word, key, default="", numeric=False, classes=""):
    """A whole `th` whose link sorts by `key` through `?sort=`; the sorted column carries the arrow and aria-sort.

    Numbers begin with the largest, words with the first.
    """
    asked = context["request"].GET
    direction = {key: "ascending", f"-{key}": "descending"}.get(asked.get("sort", default))
    turned = {"ascending": f"-{key}", "descending": key}.get(direction, f"-{key}" if numeric else key)
    query = {name: values for name, values in asked.lists() if name != "page"} | {"sort": turned}
    arrow = _icon("arrow-up" if direction == "ascending" else "arrow-down") if direction else ""
    return format_html(
        '<th scope="col" class="{}"{}><a class="sort" href="?{}">{}{}</a></th>',
        f"{'num ' if numeric else ''}{classes}".strip(),
        format_html(' aria-sort="{}"', direction) if direction else "",
        urlencode(query, doseq=True),
        word,
        arrow,
    )


# --- Marks -------------------------------------------------------------------------


@register.simple_tag
def score_scale():
    return charts.SCORES


@register.simple_tag
def pay_scale(highest):
    return charts.pay_scale(highest or 0)


@register.simple_tag(takes_context=True)
def chart_estimate(context, scale, value, low, high, raw=None, zone=None, label=""):
    return _drawn(context, charts.estimate_interval, scale, value, low, high, raw=raw, zone=zone, label=label)


@register.simple_tag(takes_context=True)
def chart_opinion(context, scale, value, label=""):
    return _drawn(context, charts.one_opinion, scale, value, label=label)


@register.simple_tag(takes_context=True)
def chart_pay(context, scale, n=0, median=None, p25=None, p75=None, p10=None, p90=None, offered=(), label=""):
    return _drawn(context, charts.pay_band, scale, n=n, median=median, p25=p25, p75=p75, p10=p10, p90=p90, offered=offered, label=label)


@register.simple_tag(takes_context=True)
def chart_panel(context, marks, label=""):
    return _drawn(context, charts.panel_ratings, marks, label=label)


@register.simple_tag(takes_context=True)
def chart_gap(context, first, second, label=""):
    return _drawn(context, charts.role_gap, first, second, label=label)


@register.simple_tag(takes_context=True)
def chart_axis(context, scale, words=None, numbers=None, label=""):
    """Without `numbers` a pay axis counts in thousands, every other tick if there are many, and a score axis prints its marks."""
    if numbers is None and scale.high > 1000:
        told = scale.ticks[:: 2 if len(scale.ticks) > 5 else 1]
        numbers = {tick: f"{number_format(tick // 1000, force_grouping=True)}k" if tick else "0" for tick in told}
    return _drawn(context, charts.axis, scale, words_at=words, numbers_at=numbers, label=label)


@register.simple_tag(takes_context=True)
def chart_passport(context, scale, as_written, reading=None, estimate=None, label=""):
    """`as_written` and `reading` are (value, words), `estimate` is (value, low, high, words)."""
    return _drawn(context, charts.passport, scale, as_written=as_written, reading=reading, estimate=estimate, label=label)


@register.simple_tag(takes_context=True)
def chart_owner(context, letter, label=""):
    return _drawn(context, charts.ownership, letter, label=label)


@register.simple_tag(takes_context=True)
def chart_discs(context, count, label=""):
    return _drawn(context, charts.coverage_discs, count, label=label)


@register.simple_tag(takes_context=True)
def chart_minutes(context, asked, other, total, longest, label=""):
    return _drawn(context, charts.minute_bar, asked, other, total, longest, label=label)


@register.simple_tag(takes_context=True)
def chart_weight(context, weight, share, widest, label=""):
    return _drawn(context, charts.weight_bars, weight, share, widest, label=label)


@register.simple_tag(takes_context=True)
def chart_steps(context, done, total, label=""):
    return _drawn(context, charts.steps, done, total, label=label)


@register.simple_tag(takes_context=True)
def chart_progress(context, done, total=None, label=""):
    return _drawn(context, charts.progress, done, total, label=label)


@register.simple_tag(takes_context=True)
def chart_key(context, name, words=""):
    """A mark and the words that explain it, kept on one line."""
    drawn = _drawn(context, charts.key, name)
    return format_html('<span class="key">{} {}</span>', drawn, words) if words else drawn


@register.simple_tag(takes_context=True)
def glyph(context, kind="done"):
    return _drawn(context, charts.glyph, kind)


# --- Numbers -----------------------------------------------------------------------


@register.filter
def thousands(value):
    """12345 as 12,345; whatever cannot be counted as an en dash."""
    return _number(value, 0)


@register.filter
def pay(value):
    """As pay is rounded everywhere, because more digits than that are not known."""
    return NOTHING if value in (None, "") else _number(rounded(float(value)), 0)


@register.filter
def score(value):
    return _number(value, 1)


@register.filter
def decimals(value, digits):
    """−0.12 with a true minus, and as many digits as asked for."""
    return _number(value, digits)


@register.filter
def signed(value):
    """+0.1, −0.3 with a true minus, and 0.0 for what rounds to nothing."""
    if value in (None, ""):
        return NOTHING
    rounded = round(float(value), 1)
    return f"{'+' if rounded > 0 else '−' if rounded < 0 else ''}{_number(abs(rounded), 1)}"


@register.filter
def chance(value):
    """A probability as `64 in 100`; neither certainty is ever claimed."""
    if value in (None, ""):
        return NOTHING
    hundredths = round(float(value) * 100)
    if hundredths < 1:
        return "under 1 in 100"
    return "over 99 in 100" if hundredths > 99 else f"{hundredths} in 100"


@register.filter
def percent(value):
    return NOTHING if value in (None, "") else f"{_number(float(value) * 100, 0)}%"


@register.filter
def ago(moment):
    """How long since a moment, or until it, in one unit."""
    if not moment:
        return NOTHING
    seconds = (timezone.now() - moment).total_seconds()
    span = abs(seconds)
    if span < 60:
        return "just now" if seconds >= 0 else "in a minute"
    words = _span(span)
    return f"{words} ago" if seconds > 0 else f"in {words}"


@register.filter
def initials(name):
    words = str(name).split()
    return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()


# --- Strokes -----------------------------------------------------------------------


def _drawn(context, mark, *values, **options):
    palette = charts.PRINT if context.get("for_print") else charts.SCREEN
    return mark_safe(mark(*values, palette=palette, **options))  # noqa: S308 - charts escapes every text


def _number(value, digits):
    return NOTHING if value in (None, "") else number_format(round(float(value), digits), digits, force_grouping=True).replace("-", "−")


def _span(seconds):
    for size, unit in ((86400 * 365, "year"), (86400 * 30, "month"), (86400, "day"), (3600, "h"), (60, "min")):
        if seconds >= size:
            count = int(seconds // size)
            return f"{count} {unit}{'s' if count > 1 and unit in ('day', 'month', 'year') else ''}"
    return "a minute"


@cache
def _icon(name, label="", medium="screen", kind="quiet"):
    """On screen a reference to the sprite; in PDFs the strokes themselves, as page colours do not reach into them."""
    told = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    if medium == "screen":
        return format_html('<svg class="icon" {}><use href="{}#{}"></use></svg>', told, static("icons.svg"), name)
    palette = charts.PRINT
    colour = {"ok": palette.ok, "warn": palette.warn, "bad": palette.bad, "new": palette.accent}.get(kind, palette.ink_2)
    strokes = _symbols()[name].replace("currentColor", colour)
    return format_html('<svg class="icon" {} width="14" height="14" viewBox="0 0 16 16">{}</svg>', told, mark_safe(strokes))  # noqa: S308 - from our own sprite


@cache
def _symbols():
    """Name of each icon to its strokes, read from the sprite."""
    sprite = (Path(__file__).parent.parent / "static" / "icons.svg").read_text()
    found = re.findall(r'<symbol id="([a-z-]+)" viewBox="0 0 16 16" (.*?)>(.*?)</symbol>', sprite)
    return {name: f"<g {attributes}>{strokes}</g>" for name, attributes, strokes in found}
