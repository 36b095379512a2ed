"""Prompts and worked answers as they are meant to be read: paragraphs, code and tables."""

import re

from django import template
from django.utils.html import escape, format_html, format_html_join, linebreaks
from django.utils.safestring import mark_safe

from hiring.catalog.answers import answer_parts

register = template.Library()
CODE = re.compile(r"`([^`<>]+)`")
RULE = re.compile(r"\|?[\s|:-]+\|?")


@register.simple_tag
def worded(text):
    return mark_safe("".join(_drawn(part) for part in answer_parts(text)))  # noqa: S308 - every part is escaped


def _drawn(part):
    if part.is_code:
        return format_html('<pre role="group" aria-label="Code" tabindex="0"><code>{}</code></pre>', part.text)
    lines = part.text.split("\n")
    if len(lines) > 1 and all(line.startswith("|") for line in lines):
        return _table([_cells(line) for line in lines if not RULE.fullmatch(line)])
    return _with_code(linebreaks(part.text, autoescape=True))


def _cells(line):
    return [cell.strip() for cell in line.strip().removeprefix("|").removesuffix("|").split("|")]


def _table(rows):
    head = format_html_join("", '<th scope="col">{}</th>', ((_cell(cell),) for cell in rows[0]))
    body = format_html_join(
        "", "<tr>{}</tr>", ((format_html_join("", "<td>{}</td>", ((_cell(cell),) for cell in row)),) for row in rows[1:])
    )
    return format_html(
        '<div class="table-box" role="group" aria-label="Table" tabindex="0"><table class="table data-table"><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>',
        head,
        body,
    )


def _cell(text):
    return _with_code(escape(text))


def _with_code(html):
    return mark_safe(CODE.sub(r"<code>\1</code>", html))  # noqa: S308 - `html` is escaped, and a code's text holds no tag
