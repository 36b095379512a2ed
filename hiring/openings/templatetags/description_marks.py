"""Marks in the text of a description the words that its checks speak of."""

import re

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe

register = template.Library()


@register.filter
def flagged(text, checks):
    """Escaped text in which each check's quote is a numbered mark that links to the check."""
    quotes = {check.quote: (number, check) for number, check in enumerate(checks or (), 1) if check.quote}
    if not quotes:
        return conditional_escape(text)
    pattern = re.compile("|".join(re.escape(quote) for quote in sorted(quotes, key=len, reverse=True)))
    marked, end = [], 0
    for match in pattern.finditer(text):
        number, check = quotes[match.group(0)]
        kind = " flag-bad" if check.blocks else ""
        marked += [
            conditional_escape(text[end : match.start()]),
            format_html('<mark class="flag{}">{}<sup><a href="#check-{}">{}</a></sup></mark>', kind, match.group(0), number, number),
        ]
        end = match.end()
    marked.append(conditional_escape(text[end:]))
    return mark_safe("".join(marked))  # noqa: S308 (every piece was escaped above)
