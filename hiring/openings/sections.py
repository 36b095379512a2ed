"""The shape of a job description: its sections and their fields, in order. Values only, no Django."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Field:
    """One text of a section. `kind` is text (a paragraph), line, or list (one entry a line)."""

    name: str
    label: str
    kind: str = "text"
    hint: str = ""
    subheading: str = ""


@dataclass(frozen=True)
class Section:
    """`part` names which of the four indispensable parts the section carries, if any."""

    key: str
    title: str
    heading: str
    fields: tuple[Field, ...]
    part: str = ""


SECTIONS = (
    Section(
        "purpose",
        "Purpose and mission",
        "Why we exist",
        (Field("text", "Purpose and mission", hint="Why the organisation exists, and what it sets out to do."),),
        part="the organisation’s purpose and mission",
    ),
    Section(
        "goals",
        "Goals and contribution",
        "What we want to reach, and your part in it",
        (
            Field("goal", "The organisation’s goal", hint="With a date and a number where there is one."),
            Field("contribution", "How this role contributes", hint="For example: what changes for the goal when this work is done well."),
        ),
        part="the organisation’s goals and how this role contributes to them",
    ),
    Section(
        "duties",
        "Duties by day, week, month",
        "What you will do",
        (
            Field("daily", "Every day", "list", "One duty a line, beginning with a verb.", subheading="Every day"),
            Field("weekly", "Every week", "list", "One duty a line.", subheading="Every week"),
            Field("monthly", "Every month", "list", "One duty a line.", subheading="Every month"),
        ),
        part="daily, weekly and monthly duties",
    ),
    Section(
        "reporting",
        "Reporting line",
        "Who you work with",
        (
            Field("reports_to", "Reports to", "line", "The person’s title."),
            Field("supervises", "Supervises", "line", "Whom the hire will supervise. Write “no one” if so."),
            Field("team", "The team", hint="Who is in it, and who works alongside."),
        ),
        part="the reporting line: whom the hire reports to, and whom they supervise",
    ),
    Section(
        "needs",
        "What you need",
        "What you need",
        (
            Field("must", "Must-haves", "list", "One a line: the skill, a colon, and what it looks like in this work."),
            Field("helps", "It helps, and we teach it", "line", "Separated by commas."),
        ),
    ),
    Section(
        "pay",
        "Pay and benefits",
        "Pay and benefits",
        (
            Field("text", "Benefits", hint="What comes with the pay: leave, pension, insurance, learning."),
            Field("other", "Other pay", hint="Bonus, shares, commission, on-call pay; or that there is none.", subheading="Other pay"),
        ),
    ),
    Section(
        "hiring",
        "How we hire",
        "How we hire",
        (
            Field("text", "The steps", hint="What candidates go through, and how soon they hear."),
            Field("notices", "What must be said", hint="Where the law asks for it: use of artificial intelligence, an existing vacancy."),
        ),
    ),
)
BY_KEY = {section.key: section for section in SECTIONS}


def entries(text):
    """The lines of a list field, without blank ones and without bullets that people type."""
    lines = (line.strip().lstrip("-–•*").strip() for line in text.splitlines())
    return [line for line in lines if line]


def missing_parts(texts):
    """What keeps a description from being complete: a list of (section key, field name, what is missing).

    `texts` maps section key to field name to text. Every field of a section that carries one of the four
    indispensable parts must be filled; the team's own paragraph is welcome but not one of them.
    """
    return [
        (section.key, field.name, f"{field.label.lower()} is not written yet ({section.part})")
        for section in SECTIONS
        if section.part
        for field in section.fields
        if field.name != "team" and not texts.get(section.key, {}).get(field.name, "").strip()
    ]
