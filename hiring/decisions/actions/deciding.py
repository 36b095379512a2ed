"""Writes on decisions: recording one with the evidence it was made on, and taking one back with a trace."""

from textwrap import shorten

from django.core.exceptions import ValidationError
from django.db import transaction

from hiring.accounts.actions import record
from hiring.candidates.actions import move
from hiring.candidates.erasure import refuse_if_erased
from hiring.candidates.models import Application
from hiring.interviews.models import Interview
from hiring.openings.queries import current_rubric

from .. import queries
from ..grounds import faults
from ..models import Decision

STAGES = {
    Decision.Outcome.OFFER: Application.Stage.OFFER,
    Decision.Outcome.REJECT: Application.Stage.REJECTED,
    Decision.Outcome.FURTHER: Application.Stage.INTERVIEW,
}
MOVE_REASON_LENGTH = 300


class AlreadyDecided(Exception):
    """Someone else decided, or took the decision back, in between; `theirs` is what stands now (None: nothing)."""

    def __init__(self, theirs):
        super().__init__("decided by someone else")
        self.theirs = theirs


class FiguresMoved(ValidationError):
    """Marks came in or changed since whoever decides looked."""

    def __init__(self):
        told = "The figures have changed since you opened this form. Look at them again, tick the box again, and send it."
        super().__init__({"seen_evidence": told})


@transaction.atomic
def record_decision(
    application: Application,
    *,
    outcome: str,
    reason: str,
    present,
    dissent: str = "",
    by,
    seen_evidence: bool = True,
    instead_of=None,
    ground: str = "",
    skills=(),
    conditions: str = "",
    feedback: str = "",
    what_if: dict[str, int] | None = None,
    figures: str = "",
) -> Decision:
    """Record what people decided, keep the evidence as it stood, and move the application where the outcome leads.

    `present`: users. `instead_of`: the current decision that this one follows (a hold or a further interview), None if
    there is none; AlreadyDecided if another stands by now. `ground`: a key of grounds.py; `skills`: slugs of the rubric;
    `conditions`: of an offer; `feedback`: for the candidate, as a person edited it; `what_if`: other weights by skill that
    were used in the decision; `figures`: the digest of those that were on the screen, FiguresMoved if they are others by
    now. ValidationError says what is missing or not possible.
    """
    application = _held(application)
    current = application.decisions.current().first()
    if current != instead_of:
        raise AlreadyDecided(current)
    people = list(present)
    named = list(dict.fromkeys(skills))
    _check(application, current, outcome, reason, people, by, seen_evidence)
    _check_ground(application, outcome, ground, named, conditions)
    found = queries.evidence(application, by)
    if figures and figures != queries.figures_digest(found):
        raise FiguresMoved
    if current:
        _end(current)
    decision = Decision.objects.create(
        application=application,
        outcome=outcome,
        ground=ground,
        skills=named,
        reason=reason.strip(),
        conditions=conditions.strip(),
        feedback=feedback.strip(),
        dissent=dissent.strip(),
        evidence=found | {"seen": True} | _what_if(application, what_if, by),
        by=by,
    )
    decision.present.set(people)
    _move(application, STAGES.get(outcome), f"Decided: {decision.get_outcome_display().lower()}. {decision.reason}", by=by)
    record("decided on", application, by=by, decision=decision.pk, outcome=outcome)
    return decision


@transaction.atomic
def reverse_decision(decision: Decision, *, reason: str, by) -> Decision:
    """Take a decision back: a new row that names it. The application waits for a decision again, and is moved to the
    debrief if the decision had moved it to an offer or a rejection. AlreadyDecided if it is no longer the current one."""
    application = _held(decision.application)
    _check_blind_rule(application, by)
    if not reason.strip():
        raise ValidationError({"reason": "Say why. The reason is kept beside the decision that it takes back."})
    if not application.decisions.current().filter(pk=decision.pk).exists():
        raise AlreadyDecided(application.decisions.first())
    _end(decision)
    reversal = Decision.objects.create(
        application=application,
        outcome=decision.outcome,
        reason=reason.strip(),
        reversal_reason=reason.strip(),
        reverses=decision,
        is_current=False,
        by=by,
    )
    moved_to = STAGES.get(decision.outcome)
    if moved_to in (Application.Stage.OFFER, Application.Stage.REJECTED) and application.stage == moved_to:
        _move(application, Application.Stage.DEBRIEF, f"Decision taken back. {reversal.reason}", by=by)
    record("took back a decision on", application, by=by, decision=decision.pk)
    return reversal


def _held(application):
    """The application as it stands, held against others who decide at the same moment."""
    refuse_if_erased(application.candidate)
    return Application.objects.select_for_update(of=("self",)).select_related("candidate", "opening").get(pk=application.pk)


def _end(decision):
    """Only the mark of being current changes; what was decided stays as it was written."""
    Decision.objects.filter(pk=decision.pk).update(is_current=False)
    decision.is_current = False


def _move(application, stage, reason, *, by):
    if stage and stage != application.stage:
        move(application, stage, by=by, reason=shorten(reason, MOVE_REASON_LENGTH, placeholder="…"))


def _check(application, current, outcome, reason, people, by, seen_evidence):
    _check_blind_rule(application, by)
    if application.stage in Application.ENDED:
        raise ValidationError(f"{application.candidate} stands at “{application.get_stage_display()}”. There is nothing left to decide.")
    if current and current.is_final:
        raise ValidationError(f"“{current.get_outcome_display()}” stands. Take that decision back first, with a reason.")
    faults = {}
    if outcome not in Decision.Outcome.values:
        faults["outcome"] = "Choose what was decided."
    if not reason.strip():
        faults["reason"] = "Say why, in words that the candidate could read."
    if not people:
        faults["present"] = "Choose who was present, at least one person."
    if not seen_evidence:
        faults["seen_evidence"] = "Read the evidence first, then tick this."
    if faults:
        raise ValidationError(faults)


def _check_ground(application, outcome, ground, skills, conditions):
    known = set(current_rubric(application.opening).skills.values_list("slug", flat=True)) if skills else set()
    if strangers := [slug for slug in skills if slug not in known]:
        raise ValidationError({"skills": f"Not a skill of this rubric: {', '.join(strangers)}."})
    if found := faults(ground, outcome, skills, conditions):
        raise ValidationError(found)


def _what_if(application, weights, by):
    return {"what_if": queries.what_if_evidence(application, weights, by)} if weights else {}


def _check_blind_rule(application, by):
    if Interview.objects.unrated_by(by).filter(application=application).exists():
        raise ValidationError("Your own card first: you still owe a scorecard for this candidate.")
