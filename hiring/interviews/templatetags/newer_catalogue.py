"""Says on an opening's pages that the catalogue has moved on since it was opened: of its role, its skills and its plan."""

from textwrap import shorten
from urllib.parse import urlencode

from django import template
from django.urls import reverse

from hiring.catalog.queries import changes_since
from hiring.interviews.queries import outdated_questions
from hiring.openings.queries import current_rubric, newer_release

register = template.Library()


@register.inclusion_tag("interviews/_newer_catalogue.html")
def newer_catalogue(opening):
    newer = newer_release(opening)
    if newer is None:
        return {}
    rubric = current_rubric(opening)
    names = {("role", opening.role.slug): str(opening.role)}
    names |= {("skill", skill.slug): skill.name for skill in (rubric.skills.all() if rubric else ())}
    names |= {("question", slug): f"“{shorten(prompt, 60, placeholder='…')}”" for slug, prompt in outdated_questions(opening).items()}
    changed = {(change.kind, change.slug) for change in changes_since(opening.catalogue_version, names, opening.level)}
    told = [entry for entry in names if entry in changed]
    query = [("since", opening.catalogue_version), ("level", opening.level), *(("of", f"{kind}:{slug}") for kind, slug in told)]
    url = f"{reverse('catalog:changes')}?{urlencode(query)}"
    return {"opening": opening, "newer": newer, "names": [names[entry] for entry in told], "url": url}
