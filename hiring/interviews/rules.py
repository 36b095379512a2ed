"""What a scorecard needs before it can be submitted. No Django."""

from dataclasses import dataclass

MARKS = (1, 2, 3, 4, 5)
NEEDS_EVIDENCE = (1, 2, 5)
NOT_ENOUGH = "not_enough"
MINUTES = (2, 5, 10, 15, 20, 25, 30, 40, 50, 60)  # that a question may have taken, as finely as one remembers


@dataclass(frozen=True)
class RatedSkill:
    """One skill of a card as it stands. `is_asked`: the stage has a question about it."""

    slug: str
    name: str
    is_asked: bool
    value: int | None = None
    not_assessed: str = ""
    evidence: str = ""


@dataclass(frozen=True)
class Gap:
    """Something that is missing: in which skill ("" for the card as a whole), in which of its fields, in words."""

    slug: str
    field: str
    words: str


def card_gaps(ratings, recommendation):
    """Gaps in the order of the card.

    Each skill that the stage asks about has a mark or a reason for none; a mark of 1, 2 or 5 has evidence;
    the card has a recommendation, and one for or against only where something was assessed.

    >>> card_gaps([RatedSkill("sql", "SQL", True, value=5)], "yes")
    [Gap(slug='sql', field='evidence', words='SQL: say what they said or did. A mark of 5 needs it.')]
    """
    ratings = list(ratings)
    gaps = [gap for rating in ratings if (gap := _gap(rating))]
    if not recommendation:
        gaps.append(Gap("", "recommendation", "Choose a recommendation."))
    elif recommendation != NOT_ENOUGH and not any(rating.value for rating in ratings):
        gaps.append(Gap("", "recommendation", "No skill has a mark, so the recommendation can only be “not enough evidence”."))
    return gaps


def _gap(rating):
    if rating.value is None and not rating.not_assessed:
        return Gap(rating.slug, "mark", f"{rating.name}: choose a mark, or “not assessed” and why.") if rating.is_asked else None
    if rating.value in NEEDS_EVIDENCE and not rating.evidence.strip():
        return Gap(rating.slug, "evidence", f"{rating.name}: say what they said or did. A mark of {rating.value} needs it.")
    return None
