"""The words, shapes and numbers of `templatetags/ui.py` for the templates that Jinja2 draws (`*.jinja`)."""

from functools import lru_cache, partial

from django.urls import reverse
from django.utils.text import capfirst, slugify
from jinja2 import Environment

from .templatetags import ui

TAGS = ("chart_estimate", "chart_pay", "glyph", "icon", "verdict")


def environment(**options):
    made = Environment(trim_blocks=True, lstrip_blocks=True, **options)  # noqa: S701 - Django's backend sets autoescape
    made.filters |= {"ago": ui.ago, "capfirst": capfirst, "initials": ui.initials, "slugify": slugify, "thousands": ui.thousands}
    made.globals |= {name: partial(getattr(ui, name), {}) for name in TAGS} | {"places": ui.places, "url": url}
    return made


@lru_cache(maxsize=10_000)
def url(name, *args):
    """Kept, because looking it up for each row of a table takes a fifth of the table's time."""
    return reverse(name, args=args)
