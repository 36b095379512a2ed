"""Says on an opening's pages that the catalogue has moved on since it was opened."""

from django import template

from hiring.openings.queries import newer_release

register = template.Library()


@register.inclusion_tag("openings/_newer_catalogue.html")
def newer_catalogue(opening):
    return {"opening": opening, "newer": newer_release(opening)}
