"""A job description as plain data, the same for page, PDF, HTML and Markdown."""

from dataclasses import dataclass

from django.utils.text import capfirst

from .approval import pay_doubts, pay_slip
from .models import DescriptionVersion
from .sections import BY_KEY, SECTIONS, entries


@dataclass(frozen=True)
class Block:
    """A run of text under an optional subheading: paragraphs, or bullets of (label, text)."""

    subheading: str = ""
    paragraphs: tuple[str, ...] = ()
    bullets: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Part:
    key: str
    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class DescriptionDocument:
    title: str
    company: str
    lead: str
    parts: tuple[Part, ...]
    facts: tuple[tuple[str, str], ...]
    version: DescriptionVersion

    @property
    def status(self):
        if self.version.is_approved:
            return f"version {self.version.number}"
        return f"draft {self.version.number}"


def description_document(version, company_name):
    """DescriptionDocument of a saved version; sections without text are left out."""
    texts = version.texts
    parts = (
        Part(section.key, section.heading, _blocks(section.key, texts.get(section.key, {})))
        for section in SECTIONS
        if section.key != "purpose"
    )
    return DescriptionDocument(
        title=version.facts["title"],
        company=company_name,
        lead=texts.get("purpose", {}).get("text", ""),
        parts=tuple(part for part in parts if part.blocks),
        facts=tuple((label, value) for label, value in version.facts["beside"] if value),
        version=version,
    )


SYMBOLS = {"USD": "$", "GBP": "£", "EUR": "€"}


def facts_of(opening):
    """What stands beside the text, as it is now: plain values, kept with each version."""
    pay = pay_range(opening)
    slip = pay_slip(opening.pay_passport, low=opening.pay_low, high=opening.pay_high, currency=opening.pay_currency)
    return {
        "title": opening.title,
        "beside": [
            ["Pay", f"{pay} a year, base pay before tax" if pay else ""],
            ["Place", f"{opening.place}. {opening.get_remote_display()}"],
            ["Contract", opening.get_employment_display()],
            ["Reports to", opening.reports_to],
            ["Supervises", capfirst(opening.supervises)],
            ["Apply by", f"{opening.apply_by:%-d %B %Y}" if opening.apply_by else ""],
            ["Ask", f"{opening.hiring_manager.name}, hiring manager"],
        ],
        "pay_low": float(opening.pay_low) if opening.pay_low else None,
        "pay_high": float(opening.pay_high) if opening.pay_high else None,
        "pay_currency": opening.pay_currency,
        "pay_doubts": pay_doubts(opening.pay_passport, has_range=bool(opening.pay_low)),
        **({"pay_slip": slip} if slip else {}),
        "country": opening.country.name,
        "country_code": opening.country_id,
        "area": opening.area,
        "state": opening.state,
        "employment": opening.employment,
        "remote": opening.remote,
        "apply_by": opening.apply_by.isoformat() if opening.apply_by else "",
    }


def pay_range(opening):
    """ "£87,000 to £117,000"; "" without a range."""
    if not opening.pay_low or not opening.pay_high:
        return ""
    symbol = SYMBOLS.get(opening.pay_currency, f"{opening.pay_currency} ")
    return f"{symbol}{opening.pay_low:,.0f} to {symbol}{opening.pay_high:,.0f}"


def _blocks(key, texts):
    if key == "reporting":
        return _reporting(texts)
    if key == "needs":
        return _needs(texts)
    fields = [field for field in BY_KEY[key].fields if texts.get(field.name, "").strip()]
    return tuple(_block(field, texts[field.name]) for field in fields)


def _block(field, text):
    if field.kind == "list":
        return Block(field.subheading, bullets=tuple(("", line) for line in entries(text)))
    return Block(field.subheading, paragraphs=_paragraphs(text))


def _reporting(texts):
    sentences = [
        f"You report to the {_title(texts['reports_to'])}." if texts.get("reports_to", "").strip() else "",
        f"You supervise {_inside(texts['supervises'])}." if texts.get("supervises", "").strip() else "",
    ]
    lines = (" ".join(filter(None, sentences)), *_paragraphs(texts.get("team", "")))
    return (Block(paragraphs=tuple(filter(None, lines))),) if any(lines) else ()


def _needs(texts):
    blocks = []
    if must := entries(texts.get("must", "")):
        blocks.append(Block(bullets=tuple(_labelled(line) for line in must)))
    if helps := texts.get("helps", "").strip().rstrip("."):
        blocks.append(Block(bullets=(), paragraphs=(f"It helps, and we teach it: {helps}.",)))
    return tuple(blocks)


def _labelled(line):
    label, colon, text = line.partition(":")
    return (label.strip(), text.strip()) if colon and text.strip() else ("", line)


def _paragraphs(text):
    return tuple(paragraph.strip() for paragraph in text.split("\n\n") if paragraph.strip())


def _title(text):
    text = text.strip().rstrip(".")
    return text[4:] if text.lower().startswith("the ") else text


def _inside(text):
    text = text.strip().rstrip(".")
    return text[0].lower() + text[1:] if text[1:2].islower() else text
