"""The fields of a scorecard by name, as the form, the autosave and the API send them.

`mark-<skill>`: "1" to "5", "none" for not assessed, "" for nothing yet; `why-<skill>`: a reason for "none";
`evidence-<skill>`; `recommendation`; `summary`. `minutes-<question>`: about how many the question took, "none" for not
asked, "" for not said; one that has left the plan meanwhile is passed over, so that no mark waits for it.
"""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError

from .models import Rating, Scorecard

LONGEST_TEXT = 20_000
LONGEST_MINUTES = 480
NONE = "none"
MARKS = {"": None, NONE: None, **{str(mark): mark for mark in range(1, 6)}}


@dataclass
class Cleaned:
    """`card`: columns of the card; `ratings`: skill slug to columns; `times`: question slug to minutes, 0 if it was not
    asked, None if nothing is said; `sent`: every field as it was understood."""

    card: dict = field(default_factory=dict)
    ratings: dict = field(default_factory=dict)
    times: dict = field(default_factory=dict)
    sent: dict = field(default_factory=dict)


def card_fields(card):
    """Every field of the card and its value, as a text."""
    fields = {"recommendation": card.recommendation, "summary": card.summary}
    for rating in card.ratings.all():
        slug = rating.skill.slug
        fields[f"mark-{slug}"] = str(rating.value) if rating.value else NONE if rating.not_assessed else ""
        fields[f"why-{slug}"] = rating.not_assessed
        fields[f"evidence-{slug}"] = rating.evidence
    times = {time.slug: time.minutes for time in card.times.all()}
    for question in card.interview.stage.questions.all():
        fields[f"minutes-{question.slug}"] = minutes_text(times.get(question.slug))
    return fields


def minutes_text(minutes):
    return "" if minutes is None else str(minutes) if minutes else NONE


def clean_fields(fields, card):
    """Cleaned of `fields`. Raises ValidationError naming the field that the card does not have or cannot hold."""
    slugs = {rating.skill.slug for rating in card.ratings.all()}
    questions = {question.slug for question in card.interview.stage.questions.all()}
    cleaned = Cleaned()
    for name, value in fields.items():
        part, _, slug = name.partition("-")
        value = _text(name, value)
        if name == "recommendation":
            cleaned.card[name] = _choice(name, value, Scorecard.Recommendation.values)
        elif name == "summary":
            cleaned.card[name] = value
        elif slug in slugs and part in ("mark", "why", "evidence"):
            cleaned.ratings.setdefault(slug, {}).update(_rating_columns(name, part, value))
        elif part == "minutes" and slug:
            if slug not in questions:
                continue
            cleaned.times[slug] = _minutes(value)
            value = minutes_text(cleaned.times[slug])
        else:
            raise ValidationError(f"This card has no field “{name[:60]}”.")
        cleaned.sent[name] = value
    for slug, columns in cleaned.ratings.items():
        _settle(slug, columns, cleaned, fields)
    return cleaned


def _rating_columns(name, part, value):
    if part == "evidence":
        return {"evidence": value}
    if part == "why":
        return {"not_assessed": _choice(name, value, Rating.NotAssessed.values)}
    if value not in MARKS:
        raise ValidationError(f"“{value[:20]}” is not a mark. Choose 1 to 5, or “not assessed”.")
    return {"value": MARKS[value]}


def is_minutes(value):
    return value.isascii() and value.isdecimal() and len(value) <= 3 and 0 < int(value) <= LONGEST_MINUTES


def _minutes(value):
    if value in ("", NONE):
        return 0 if value else None
    if not is_minutes(value):
        raise ValidationError(f"“{value[:20]}” is not a number of minutes from 1 to {LONGEST_MINUTES}.")
    return int(value)


def _settle(slug, columns, cleaned, fields):
    """A mark and a reason for none exclude each other; "none" without a reason is a reason not named yet."""
    mark = cleaned.sent.get(f"mark-{slug}")
    if mark is None:
        if columns.get("not_assessed"):
            columns["value"] = None
            cleaned.sent[f"mark-{slug}"] = NONE
        return
    if mark == NONE:
        columns["not_assessed"] = columns.get("not_assessed") or Rating.NotAssessed.OTHER
        cleaned.sent[f"why-{slug}"] = columns["not_assessed"]
    else:
        columns["not_assessed"] = cleaned.sent[f"why-{slug}"] = ""


def _choice(name, value, allowed):
    if value and value not in allowed:
        raise ValidationError(f"“{value[:20]}” is not among the choices of {name}.")
    return value


def _text(name, value):
    if value is None:
        return ""
    if isinstance(value, bool | dict | list):
        raise ValidationError(f"{name} is not a text.")
    text = str(value).replace("\r\n", "\n").replace("\x00", "")
    if len(text) > LONGEST_TEXT:
        raise ValidationError(f"This text has {len(text):,} characters; {LONGEST_TEXT:,} is the most.")
    return text
