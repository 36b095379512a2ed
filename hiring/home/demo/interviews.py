"""The opening whose interviews are under way: cards in, late, half written and still to come, around the present moment."""

from datetime import timedelta

from django.utils import timezone

from hiring.interviews import actions as interviews

from .clock import dated
from .conversations import advance, draft, meet, rate

SEATS = {
    "Screening call": ["sunniva", "david"],
    "Statistics and modelling": ["jonas", "priya"],
    "Analysis case": ["david"],
    "Team conversation": ["sunniva", "elena"],
}


def begin_interviews(opening, applications, people, interviewer, cast, now):
    with dated(now - timedelta(days=11)):
        plan = {stage.name: stage for stage in interviews.plan_for(opening, by=cast["elena"])}
        for name, accounts in SEATS.items():
            interviews.change_stage(plan[name], [cast[account] for account in accounts], by=cast["elena"])
    screening, technical, case, team = (plan[name] for name in SEATS)
    noor, weiling, marek, ana, _ = (applications[person["email"]] for person in people)
    who = {applications[person["email"]].pk: person for person in people}

    def held(application, stage, account, ended_hours_ago):
        return meet(application, stage, account, cast, now - timedelta(hours=ended_hours_ago, minutes=stage.minutes))

    def rated(application, stage, account, ended_hours_ago):
        return rate(held(application, stage, account, ended_hours_ago), who[application.pk], account, interviewer, cast)

    for application, days in ((noor, 7), (weiling, 6), (marek, 5), (ana, 2)):
        advance(application, "screen", cast, now - timedelta(days=days))
    for application, days in ((noor, 6), (weiling, 5), (marek, 3)):
        rated(application, screening, "sunniva", days * 24 + 8)
        advance(application, "interview", cast, now - timedelta(days=days))
    rated(noor, technical, "jonas", 76)
    rated(noor, technical, "priya", 75)
    with dated(now - timedelta(hours=25)):
        draft(held(noor, team, "elena", 27), who[noor.pk], "elena", interviewer, cast, skills=2)
    held(weiling, technical, "jonas", 31)
    held(weiling, case, "david", 4)
    with dated(now - timedelta(hours=1)):
        draft(held(weiling, team, "sunniva", 2), who[weiling.pk], "sunniva", interviewer, cast, skills=2)
    meet(marek, team, "elena", cast, soon(now, 130), set_on=now - timedelta(days=2))
    meet(marek, technical, "priya", cast, soon(now, 250), set_on=now - timedelta(days=2))
    meet(ana, screening, "david", cast, tomorrow_at(now, 10), set_on=now - timedelta(days=1))


def soon(now, minutes):
    """In so many minutes, on a quarter of an hour; late in the evening sooner, so that it is still today."""
    latest = timezone.localtime(now).replace(hour=23, minute=45, second=0, microsecond=0)
    wanted = timezone.localtime(now + timedelta(minutes=minutes))
    wanted = wanted.replace(minute=wanted.minute // 15 * 15, second=0, microsecond=0)
    return max(min(wanted, latest), timezone.localtime(now))


def tomorrow_at(now, hour):
    return timezone.localtime(now + timedelta(days=1)).replace(hour=hour, minute=0, second=0, microsecond=0)
