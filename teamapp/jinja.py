"""The words, shapes and numbers of `templatetags/ui.py` for the templates that Jinja2 draws (`*.jinja`)."""

from functools import lru_cache, partial

from django.template import defaultfilters
from django.template.defaulttags import querystring
from django.templatetags.static import static
from django.urls import reverse
from django.utils.text import capfirst, slugify
from django.utils.timezone import template_localtime
from django_htmx.jinja import htmx_script
from jinja2 import Environment, pass_context

from hiring.catalog.templatetags.worded import worded
from hiring.interviews.templatetags.newer_catalogue import newer_catalogue
from hiring.openings.templatetags.description_marks import flagged

from .templatetags import ui

PLAIN = ("breadcrumbs", "places", "role_tag", "save_state", "score_scale")
DRAWN = (
    "chart_discs", "chart_estimate", "chart_key", "chart_minutes", "chart_pay", "chart_steps", "chart_weight", "glyph", "icon", "verdict"
)  # fmt: skip
FILTERS = ("ago", "decimals", "initials", "pay", "score", "signed", "thousands")
DJANGO_FILTERS = ("filesizeformat", "linebreaksbr", "pluralize", "truncatewords", "urlencode")


def environment(**options):
    made = Environment(trim_blocks=True, lstrip_blocks=True, **options)  # noqa: S701 - Django's backend sets autoescape
    made.filters |= {name: getattr(ui, name) for name in FILTERS} | {name: getattr(defaultfilters, name) for name in DJANGO_FILTERS}
    made.filters |= {"capfirst": capfirst, "date": date, "flagged": flagged, "slugify": slugify}
    made.globals |= {name: getattr(ui, name) for name in PLAIN} | {name: partial(getattr(ui, name), {}) for name in DRAWN}
    made.globals |= {"htmx_script": htmx_script, "querystring": changed_query, "sort_header": pass_context(ui.sort_header)}
    made.globals |= {"newer_catalogue": newer_catalogue, "static": lru_cache(static), "url": url, "worded": worded}
    return made


def date(value, form):
    """In the reader's zone, as in Django's templates."""
    return defaultfilters.date(template_localtime(value), form)


def changed_query(request, **changes):
    """The address's query with these changes; None leaves a part out."""
    return querystring(None, request.GET, **changes)


@lru_cache(maxsize=10_000)
def url(name, *args):
    """Kept, because looking it up for each row of a table takes a fifth of the table's time."""
    return reverse(name, args=args)
