"""What candidates of an opening are rated on: copied, changed by number, frozen."""

import hashlib
import json

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from hiring.accounts.actions import record
from hiring.catalog.queries import profile

from .. import queries
from ..models import Opening, Rubric, RubricSkill


def copy_profile(opening):
    """The opening's first rubric: the role's weighted skills, with their anchors as they stand now."""
    rubric = Rubric.objects.create(opening=opening, number=1)
    RubricSkill.objects.bulk_create(
        _rubric_skill(rubric, row, opening.level, position) for position, row in enumerate(profile(opening.role, opening.level))
    )
    return rubric


@transaction.atomic
def change_weights(opening, rows, *, reason, by):
    """Set weight, expected mark and must-have per skill of the current rubric (`rows`: slug to a dict of them).

    A frozen rubric is never changed: the change becomes the next number, and cards already open keep theirs.
    """
    current = queries.current_rubric(opening)
    if sum(row["weight"] for row in rows.values()) != 100:
        raise ValidationError(f"The weights add up to {sum(row['weight'] for row in rows.values())}, not 100.")
    skills = list(current.skills.all())
    if current.is_frozen:
        current = Rubric.objects.create(opening=opening, number=current.number + 1)
        for skill in skills:
            skill.pk, skill.rubric = None, current
    for skill in skills:
        skill.weight, skill.expected, skill.must_have = (rows[skill.slug][name] for name in ("weight", "expected", "must_have"))
        skill.save()
    current.weights_reason = reason
    current.save(update_fields=["weights_reason"])
    record("changed the rubric of", opening, by=by, number=current.number, reason=reason)
    return current


@transaction.atomic
def freeze_rubric(opening, *, by):
    """The opening's current rubric, frozen from now on. Called when a scorecard opens; the first call freezes."""
    Opening.objects.select_for_update().get(pk=opening.pk)
    rubric = queries.current_rubric(opening)
    if not rubric.is_frozen:
        rubric.frozen_at, rubric.sha256 = timezone.now(), rubric_digest(rubric)
        rubric.save(update_fields=["frozen_at", "sha256"])
        record("froze the rubric of", opening, by=by, number=rubric.number, sha256=rubric.sha256)
    return rubric


def rubric_digest(rubric):
    """SHA-256 over what candidates are rated on, so that a later change would show."""
    rows = [[s.slug, s.name, s.definition, s.anchors, s.weight, s.expected, s.must_have] for s in rubric.skills.all()]
    return hashlib.sha256(json.dumps(rows, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _rubric_skill(rubric, row, level, position):
    return RubricSkill(
        rubric=rubric,
        slug=row.skill.slug,
        name=row.skill.name,
        definition=row.skill.definition,
        anchors={str(mark): text for mark, text in row.skill.anchors_for(level).items()},
        weight=row.weight,
        expected=row.expected,
        must_have=row.must_have,
        position=position,
    )
