"""Says on an opening's pages that the catalogue has moved on since it was opened."""

from urllib.parse import urlencode

from django import template
from django.urls import reverse

from hiring.catalog.queries import changes_since
from hiring.openings.queries import current_rubric, newer_release

register = template.Library()


@register.inclusion_tag("openings/_newer_catalogue.html")
def newer_catalogue(opening):
    newer = newer_release(opening)
    if newer is None:
        return {}
    rubric = current_rubric(opening)
    skills = {skill.slug: skill.name for skill in rubric.skills.all()} if rubric else {}
    entries = [("role", opening.role.slug), *(("skill", slug) for slug in skills)]
    changes = changes_since(opening.catalogue_version, entries, opening.level)
    names = dict.fromkeys(skills.get(change.slug, str(opening.role)) for change in changes)
    query = [("since", opening.catalogue_version), ("level", opening.level), *(("of", f"{kind}:{slug}") for kind, slug in entries)]
    return {"opening": opening, "newer": newer, "names": list(names), "url": f"{reverse('catalog:changes')}?{urlencode(query)}"}
