"""Prompts and worked answers as they are meant to be read: paragraphs, lists, code and tables."""

import re
from itertools import groupby

from django import template
from django.utils.html import escape, format_html, format_html_join, linebreaks
from django.utils.safestring import mark_safe

from hiring.catalog.answers import answer_parts

register = template.Library()
CODE = re.compile(r"`([^`<>]+)`")
RULE = re.compile(r"\|?[\s|:-]+\|?")
ITEM = re.compile(r"(?:-|(\d+)[.)])\s+(.*)", re.DOTALL)
CONTINUED = re.compile(r"\n\s+")


@register.simple_tag
def worded(text):
    return mark_safe("".join(_drawn(part) for part in answer_parts(text)))  # noqa: S308 - every part is escaped


def _drawn(part):
    if part.is_code:
        return format_html('<pre role="group" aria-label="Code" tabindex="0"><code>{}</code></pre>', part.text)
    lines = CONTINUED.sub(" ", part.text).split("\n")
    if len(lines) > 1 and all(line.startswith("|") for line in lines):
        return _table([_cells(line) for line in lines if not RULE.fullmatch(line)])
    return mark_safe("".join(_run(kind, list(run)) for kind, run in groupby(lines, key=_kind)))  # noqa: S308 - every run is escaped


def _kind(line):
    item = ITEM.match(line)
    return item and ("ol" if item[1] else "ul")


def _run(kind, lines):
    if not kind:
        return _with_code(linebreaks("\n".join(lines), autoescape=True))
    items = [ITEM.match(line) for line in lines]
    drawn = format_html_join("", "<li>{}</li>", ((_cell(item[2]),) for item in items))
    return format_html('<ol start="{}">{}</ol>', items[0][1], drawn) if kind == "ol" else format_html("<ul>{}</ul>", drawn)


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
