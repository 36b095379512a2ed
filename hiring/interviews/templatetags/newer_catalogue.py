"""Says on an opening's pages that the catalogue has moved on since it was opened: of its role, its skills and its plan."""

from textwrap import shorten
from urllib.parse import urlencode

from django import template
from django.template.loader import get_template
from django.urls import reverse
from django.utils.safestring import mark_safe

from hiring.catalog.queries import changes_since
from hiring.interviews.queries import outdated_questions
from hiring.openings.queries import current_rubric, newer_release

register = template.Library()


@register.simple_tag
def newer_catalogue(opening):
    newer = newer_release(opening)
    return _banner(opening, newer) if newer else ""


def _banner(opening, newer):
    rubric = current_rubric(opening)
    names = {("role", opening.role.slug): str(opening.role)}
    names |= {("skill", skill.slug): skill.name for skill in (rubric.skills.all() if rubric else ())}
    names |= {("question", slug): f"“{shorten(prompt, 60, placeholder='…')}”" for slug, prompt in outdated_questions(opening).items()}
    changed = {(change.kind, change.slug) for change in changes_since(opening.catalogue_version, names, opening.level)}
    told = [entry for entry in names if entry in changed]
    query = [("since", opening.catalogue_version), ("level", opening.level), *(("of", f"{kind}:{slug}") for kind, slug in told)]
    url = f"{reverse('catalog:changes')}?{urlencode(query)}"
    shown = {"opening": opening, "newer": newer, "names": [names[entry] for entry in told], "url": url}
    return mark_safe(get_template("interviews/_newer_catalogue.jinja", using="jinja2").render(shown))  # noqa: S308 - it escapes by itself
