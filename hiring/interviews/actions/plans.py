"""Stages and the questions that they ask."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Max

from hiring.accounts.actions import record
from hiring.openings.actions import Conflict, add_member
from hiring.openings.models import Membership, Opening

from .. import queries
from ..models import Stage, StageQuestion
from ..stages import starting_stages
from ..suggestion import suggested


def plan_for(opening, *, by):
    """Fill the plan of an opening: its first stages if it has none, and questions into the minutes that are free.

    Questions that are asked already stay. Returns the stages. The choice is made before anything is locked.
    """
    starting_plan(opening, by=by)
    added, plan = suggested(*queries.choice(opening))
    bank = queries.bank([slug for slugs in added.values() for slug in slugs])
    with transaction.atomic():
        for stage in opening.stages.select_for_update():
            for slug in added.get(stage.pk, ()):
                if not stage.questions.filter(slug=slug).exists():
                    copy_question(stage, bank[slug])
        record("chose questions for", opening, by=by, questions=len(bank), method=plan.method, coverage=round(plan.coverage, 3))
    return list(opening.stages.prefetch_related("interviewers", "questions"))


@transaction.atomic
def starting_plan(opening, *, by):
    """The stages that a plan for this role begins with; nothing if there are stages already."""
    Opening.objects.select_for_update().get(pk=opening.pk)
    if opening.stages.exists():
        return
    for position, stage in enumerate(starting_stages(opening.role.code), 1):
        Stage.objects.create(
            opening=opening,
            position=position,
            name=stage.name,
            minutes=stage.minutes,
            focus=stage.focus,
            purpose=stage.purpose,
            changed_by=by,
        )
    record("planned stages for", opening, by=by)


@transaction.atomic
def add_stage(stage, interviewers, *, by):
    """Save a new Stage at the end of its opening's plan."""
    last = stage.opening.stages.aggregate(last=Max("position"))["last"] or 0
    stage.position, stage.changed_by = last + 1, by
    stage.save()
    _seat(stage, interviewers, by=by)
    record("added a stage to", stage.opening, by=by, stage=stage.name)
    return stage


@transaction.atomic
def change_stage(stage, interviewers, *, by, version=None):
    """Save an edited Stage. Raises openings' Conflict if it was saved by someone else since `version`."""
    version = stage.version if version is None else version
    if not Stage.objects.filter(pk=stage.pk, version=version).update(version=F("version") + 1):
        raise Conflict(Stage.objects.select_related("changed_by").prefetch_related("interviewers").get(pk=stage.pk))
    stage.version, stage.changed_by = version + 1, by
    stage.save()
    _seat(stage, interviewers, by=by)
    record("changed a stage of", stage.opening, by=by, stage=stage.name)


def _seat(stage, interviewers, *, by):
    """Who holds the stage. Whoever has no part in the opening yet becomes an interviewer of it."""
    stage.interviewers.set(interviewers)
    members = set(stage.opening.memberships.values_list("user_id", flat=True))
    for user in interviewers:
        if user.pk not in members:
            add_member(stage.opening, user, Membership.Part.INTERVIEWER, by=by)


@transaction.atomic
def move_stage(stage, step, *, by):
    """One place earlier (`step` −1) or later (+1)."""
    order = list(stage.opening.stages.select_for_update())
    place = order.index(stage)
    other = place + step
    if 0 <= other < len(order):
        order[place], order[other] = order[other], order[place]
        for position, each in enumerate(order, 1):
            Stage.objects.filter(pk=each.pk).update(position=position)
        record("moved a stage of", stage.opening, by=by, stage=stage.name)


@transaction.atomic
def remove_stage(stage, *, by):
    """Raises ValidationError once someone has been invited to it: what was asked must stay on record."""
    if stage.interviews.exists():
        raise ValidationError(f"“{stage}” has interviews. What candidates were asked stays on record, so it cannot be removed.")
    record("removed a stage of", stage.opening, by=by, stage=stage.name)
    stage.delete()


@transaction.atomic
def add_question(stage, question, *, by, replaces=None):
    """Copy a question of the bank into a stage, in place of the StageQuestion `replaces` if that is given."""
    if stage.questions.filter(slug=question.slug).exists():
        raise ValidationError("This stage asks that question already.")
    if replaces is not None:
        replaces.delete()
    added = copy_question(stage, question)
    record("added a question to", stage, by=by, question=question.slug)
    return added


def copy_question(stage, question):
    last = stage.questions.aggregate(last=Max("position"))["last"] or 0
    return StageQuestion.objects.create(stage=stage, position=last + 1, **queries.copy_of(question))


@transaction.atomic
def remove_question(question, *, by):
    record("removed a question from", question.stage, by=by, question=question.slug)
    question.stage.questions.filter(position__gt=question.position).update(position=F("position") - 1)
    question.delete()
