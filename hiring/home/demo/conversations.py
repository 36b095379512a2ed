"""Interviews that took place, and the cards that came out of them."""

from datetime import timedelta

from hiring.candidates import actions as candidates
from hiring.candidates.models import Application
from hiring.interviews import actions as interviews
from hiring.interviews.queries import asked_skills

from .clock import dated

PLACES = ("Video, link in the invitation", "Room Lighthouse", "Room Mole", "Video, link in the invitation")


def meet(application, stage, account, cast, starts_at, *, set_on=None):
    """Set an interview of `stage` with the interviewer `account` ("jonas")."""
    with dated(set_on or starts_at - timedelta(days=4)):
        place = PLACES[stage.position % len(PLACES)]
        return interviews.schedule(application, stage, cast[account], starts_at, by=cast["marta"], place=place)


def draft(interview, person, account, interviewer, cast, *, skills=None):
    """Open the card and mark all skills that the stage asks about, or the first `skills` of them."""
    card = interviews.open_scorecard(interview, by=cast[account])
    asked = [rating.skill.slug for rating in card.ratings.all() if rating.skill.slug in asked_skills(card)]
    fields = interviewer.fields(person, account, asked[:skills])
    if skills:
        fields["recommendation"] = ""
    else:
        fields |= interviewer.minutes(card.interview.stage.questions.all())
    return interviews.save_draft(card, fields, revision=card.revision, by=cast[account])


def rate(interview, person, account, interviewer, cast, *, hours_later=5):
    with dated(interview.ends_at + timedelta(hours=hours_later)):
        card = draft(interview, person, account, interviewer, cast)
        return interviews.submit_scorecard(card, by=cast[account])


def advance(application, stage, cast, moment):
    with dated(moment):
        candidates.move(application, Application.Stage(stage), by=cast["marta"])
