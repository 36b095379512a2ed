"""A first draft of what a candidate could be told, from the anchors of the skills that the decision names. No Django.

A person edits it; nothing of it is ever sent from here. It names no interviewer and gives no mark as a number.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

HIGHEST = 5


@dataclass(frozen=True)
class NamedSkill:
    """`anchors`: mark as a text ("1" to "5") to what it looks like; `mean`: of the marks given, None if nobody assessed it."""

    name: str
    anchors: Mapping[str, str]
    expected: int
    mean: float | None


def draft(first_name: str, title: str, skills: Iterable[NamedSkill]) -> str:
    """
    >>> print(draft("Noor", "ML engineer", [NamedSkill("SQL", {"2": "Joins two tables.", "3": "Writes windows.", "4": "Tunes plans."}, 4, 2.2)]))
    Dear Noor,
    <BLANKLINE>
    Thank you for the time that you gave to the position “ML engineer”. We decided not to go on with your application.
    <BLANKLINE>
    SQL. For this position we look for: Tunes plans. What we saw came closest to: Joins two tables. A next step would be: Writes windows.
    <BLANKLINE>
    You may ask us what the decision rests on, tell us what we got wrong, and ask for another person to look again.
    """
    parts = [_about(skill) for skill in skills]
    opening = f"Thank you for the time that you gave to the position “{title}”. We decided not to go on with your application."
    closing = "You may ask us what the decision rests on, tell us what we got wrong, and ask for another person to look again."
    return "\n\n".join([f"Dear {first_name},", opening, *parts, closing])


def _about(skill):
    wanted = _anchor(skill, skill.expected)
    told = f"{skill.name}. For this position we look for: {wanted}"
    if skill.mean is None:
        return f"{told} We did not get to see enough of it, which is ours to mend and not a judgement on you."
    seen = min(max(round(skill.mean), 1), HIGHEST)
    if seen >= skill.expected:
        return f"{told} That is what we saw; others in the running showed more of it."
    told = f"{told} What we saw came closest to: {_anchor(skill, seen)}"
    return f"{told} A next step would be: {_anchor(skill, seen + 1)}" if seen + 1 < skill.expected else told


def _anchor(skill, mark):
    text = skill.anchors.get(str(mark), "").strip()
    return text if text.endswith((".", "!", "?")) else f"{text}."
