"""A job description as plain data, the same for page, PDF, HTML and Markdown."""

from dataclasses import dataclass

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
