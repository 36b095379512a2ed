"""What is kept with a decision: the figures that whoever decided had before them."""

import hashlib
import json
from collections import defaultdict
from dataclasses import replace

from hiring.openings.models import RubricSkill

from .. import standing as rules
from ..feedback import NamedSkill, draft
from .table import Cards, table


def evidence(application, viewer) -> dict:
    """What the page shows of a candidate to whoever decides, as plain data to be kept with the decision."""
    return evidence_of(table(application.opening, viewer), application)


def figures_digest(found: dict) -> str:
    """A short name for the figures of one candidate, for a form to tell which of them its reader saw.

    Not for the marks of everybody: a card about another candidate counts only where it moves these figures.
    """
    shown = {key: value for key, value in found.items() if key not in ("marks_sha256", "closed_to_decider")}
    return hashlib.sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()[:16]


def evidence_of(seen, application) -> dict:
    place = seen.standing.places.get(application.pk)
    cards = seen.cards.get(application.pk, Cards())
    found = {
        "method": seen.standing.method,
        "rubric": seen.rubric.number,
        "rubric_sha256": seen.rubric.sha256,
        "marks_sha256": seen.digest,
        "cards": {"submitted": cards.submitted, "missing": cards.missing, "ahead": cards.ahead},
        "closed_to_decider": len(seen.closed),
        "gates": [],
        "score": None,
        "mean": None,
        "ratings": 0,
    }
    if place is None:
        return found
    score = place.score
    return found | {
        "gates": [
            {
                "skill": gate.skill,
                "name": seen.skill_names[gate.skill],
                "threshold": gate.threshold,
                "state": gate.state,
                "chance": _rounded(gate.p_met),
                "opinions": gate.opinions,
            }
            for gate in place.gates
        ],
        "score": _rounded(score.score),
        "low": _rounded(score.low),
        "high": _rounded(score.high),
        "mean": _rounded(score.raw),
        "coverage": _rounded(score.coverage),
        "ratings": score.ratings,
        "interviews": score.interviews,
        "why": place.why,
        "notes": list(score.notes),
    }


def reweighted(seen, weights: dict[str, int]) -> rules.Marks:
    """The marks of a table under other weights by skill; a skill that is not named keeps its own."""
    skills = tuple(replace(skill, weight=weights.get(skill.slug, skill.weight)) for skill in seen.skills)
    return replace(seen.marks, skills=skills)


def what_if_evidence(application, weights: dict[str, int], viewer) -> dict:
    """One candidate under other weights, as plain data to be kept with a decision."""
    return what_if_of(table(application.opening, viewer), application, weights)


def what_if_of(seen, application, weights: dict[str, int]) -> dict:
    standing = rules.standing(reweighted(seen, weights))
    place = standing.places.get(application.pk)
    order = [each.candidate for each in standing.ordered]
    return {
        "weights": {skill.slug: weights.get(skill.slug, skill.weight) for skill in seen.skills},
        "score": _rounded(place.score.score) if place else None,
        "low": _rounded(place.score.low) if place else None,
        "high": _rounded(place.score.high) if place else None,
        "place": order.index(application.pk) + 1 if application.pk in order else None,
        "of": len(order),
    }


def weights_from(text: str, skills) -> dict[str, int]:
    """Weights as the address of a page holds them, `sql:40,python:60`; empty if anything in it is not a weight of these skills."""
    pairs = [part.partition(":") for part in text.split(",") if part]
    found = {slug: int(weight) for slug, _, weight in pairs if weight.isascii() and weight.isdecimal() and len(weight) <= 3}
    known = {skill.slug: skill.weight for skill in skills}
    if len(found) != len(pairs) or not set(found) <= set(known) or any(weight > 100 for weight in found.values()):
        return {}
    whole = known | found
    return whole if found and any(whole.values()) else {}


def feedback_draft(application, seen, slugs) -> str:
    """A draft for the candidate about the named skills, in the order of the rubric."""
    marks = defaultdict(list)
    for mark in seen.marks.marks:
        if mark.candidate == application.pk:
            marks[mark.skill].append(mark.value)
    named = [
        NamedSkill(
            skill.name, skill.anchors, skill.expected, sum(marks[skill.slug]) / len(marks[skill.slug]) if marks[skill.slug] else None
        )
        for skill in seen.rubric.skills.all()
        if skill.slug in slugs
    ]
    return draft(application.candidate.name.split()[0], application.opening.title, named)


def names_of_skills(decision) -> list[str]:
    """Names of the skills that a decision rests on, as its opening's rubrics have them."""
    if not decision.skills:
        return []
    rows = RubricSkill.objects.filter(rubric__opening=decision.application.opening_id, slug__in=decision.skills)
    names = dict(rows.order_by("rubric__number").values_list("slug", "name"))
    return [names.get(slug, slug) for slug in decision.skills]


def _rounded(value):
    return None if value is None else round(value, 4)
