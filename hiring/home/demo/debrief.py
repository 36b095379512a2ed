"""The opening whose candidates have met everyone: thirty cards, marked more and less strictly, and one decision."""

from datetime import timedelta

from django.utils import timezone

from hiring.decisions import actions as decisions
from hiring.decisions.models import Decision, Vote
from hiring.interviews import actions as interviews

from .clock import dated
from .conversations import advance, meet, rate

SEATS = {
    "Screening call": ["sunniva", "david"],
    "Engineering and deployment": ["jonas", "priya"],
    "System design": ["jonas", "priya"],
    "Team conversation": ["sunniva", "david"],
}
FURTHER = "leila.haddad@mail.example"
VOTED_ON = "chidi.eze@mail.example"


def hold_debrief_round(opening, applications, people, interviewer, cast, now):
    with dated(now - timedelta(days=26)):
        stages = {stage.name: stage for stage in interviews.plan_for(opening, by=cast["elena"])}
        for name, accounts in SEATS.items():
            interviews.change_stage(stages[name], [cast[account] for account in accounts], by=cast["elena"])
    for number, person in enumerate(people):
        application = applications[person["email"]]
        day = now - timedelta(days=18 - number)
        advance(application, "screen", cast, day - timedelta(days=2))
        for place, (name, account) in enumerate(person["panel"].items()):
            starts_at = _at(day + timedelta(days=2 * place), 9 + (number + 2 * place) % 7)
            interview = meet(application, stages[name], account, cast, starts_at)
            rate(interview, person, account, interviewer, cast, hours_later=2 + (number + place) % 5)
            if place == 0:
                advance(application, "interview", cast, starts_at + timedelta(hours=8))
        advance(application, "debrief", cast, now - timedelta(days=2, hours=number))
    _decide(applications[FURTHER], cast, now - timedelta(days=1, hours=3))
    with dated(now - timedelta(hours=5)):
        decisions.cast_vote(
            applications[VOTED_ON], choice=Vote.Choice.OFFER, note="Would run our releases from the first week.", by=cast["priya"]
        )
        decisions.cast_vote(applications[VOTED_ON], choice=Vote.Choice.EVIDENCE, note="Monitoring was told, not shown.", by=cast["jonas"])


def _at(day, hour):
    return timezone.localtime(day).replace(hour=hour, minute=0, second=0, microsecond=0)


def _decide(application, cast, moment):
    with dated(moment):
        decisions.record_decision(
            application,
            outcome=Decision.Outcome.FURTHER,
            reason=(
                "Nobody has talked with Leila about Kubernetes and C++ yet, since the team conversation did not take place, "
                "and two cards are two points apart on monitoring. One more conversation before anyone decides."
            ),
            present=[cast["elena"], cast["marta"], cast["jonas"]],
            dissent="Jonas would have decided now: what he heard about monitoring was too thin for him.",
            by=cast["elena"],
        )
