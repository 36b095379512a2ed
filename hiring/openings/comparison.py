"""What changed between two texts of a description, word by word. Values only."""

from hiring.lib.differences import word_runs

from .sections import SECTIONS


def section_differences(older, newer):
    """For every changed section: (title, runs), where a run is ("same" | "gone" | "new", text)."""
    pairs = ((section.title, _text(older, section), _text(newer, section)) for section in SECTIONS)
    return [(title, word_runs(before, after)) for title, before, after in pairs if before != after]


def _text(texts, section):
    return "\n".join(texts.get(section.key, {}).get(field.name, "") for field in section.fields).strip()
