"""The demo company from its accounts to its candidates, in the order in which it would have come about."""

from datetime import timedelta

import yaml
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from hiring.accounts import actions as accounts
from hiring.accounts.demo_accounts import ACCOUNTS, PASSWORD
from hiring.accounts.models import User
from hiring.candidates import actions as candidates
from hiring.candidates.models import Candidate
from hiring.catalog.models import Role
from hiring.openings import actions as openings
from hiring.openings.models import Opening
from hiring.openings.queries import latest_description
from hiring.teams import actions as teams
from hiring.teams.models import Member, Team

from .clock import dated
from .cvs import cvs_of
from .debrief import hold_debrief_round
from .interviews import begin_interviews
from .marks import Interviewer

OLD_FIGURES = "The pay figures end in July 2025 and none are newer. The range agrees with the two offers that we made this autumn."
FOLDER = settings.BASE_DIR / "fixtures" / "demo"


def other_data():
    """What is in the database already, in words; empty for one that only has the catalogue and pay figures."""
    counts = {
        "account": User.objects.count(),
        "team": Team.objects.count(),
        "opening": Opening.objects.count(),
        "candidate": Candidate.objects.count(),
    }
    return [f"{count} {word}{'' if count == 1 else 's'}" for word, count in counts.items() if count]


@transaction.atomic
def build_demo():
    """All of it or nothing."""
    texts, people = _read("company"), _read("candidates")
    now = timezone.now()
    with dated(now - timedelta(days=40)):
        cast = hire_cast()
        set_up_company(texts["company"], by=cast["ada"])
        team = add_team(texts["team"], cast)
        add_team(texts["other_team"], cast)
    everyone = [*people["debrief"], *people["interviews"]]
    cvs = dict(zip([person["email"] for person in everyone], cvs_of(everyone), strict=True))
    interviewer = Interviewer(_read("evidence"))

    with dated(now - timedelta(days=34)):
        debrief = approve(open_position(texts["openings"]["debrief"], team, cast), cast)
    applied = add_candidates(debrief, people["debrief"], cvs, now - timedelta(days=24), cast)
    hold_debrief_round(debrief, applied, people["debrief"], interviewer, cast, now)

    with dated(now - timedelta(days=15)):
        running = approve(open_position(texts["openings"]["interviews"], team, cast), cast)
    applied = add_candidates(running, people["interviews"], cvs, now - timedelta(days=9), cast)
    begin_interviews(running, applied, people["interviews"], interviewer, cast, now)

    with dated(now - timedelta(days=2)):
        open_position(texts["openings"]["description"], team, cast)


def _read(name):
    return yaml.safe_load((FOLDER / f"{name}.yaml").read_text())


def hire_cast():
    """The accounts by their short name ("elena"). Everyone gets the one password, hashed once because hashing is slow."""
    first = next(account for account in ACCOUNTS if account.part == User.Part.ADMIN)
    admin = User.objects.create_superuser(first.email, first.name)
    for account in ACCOUNTS:
        if account != first:
            accounts.add_person(User(email=account.email, name=account.name, part=account.part), by=admin)
    User.objects.filter(email__in=[account.email for account in ACCOUNTS]).update(password=make_password(PASSWORD))
    return {user.email.partition("@")[0]: user for user in User.objects.all()}


def set_up_company(fields, *, by):
    accounts.update_company(by=by, version=1, **{key: told.strip() if isinstance(told, str) else told for key, told in fields.items()})


def add_team(texts, cast):
    team = teams.add(Team(**{name: told for name, told in texts.items() if name != "members"}), by=cast["elena"])
    roles = {role.code: role for role in Role.objects.all()}
    for row in texts.get("members", ()):
        user = cast[row["account"]]
        seat = Member(team=team, name=user.name, user=user, role=roles[row["role"]], level=row["level"], reports_to=row["reports_to"])
        teams.add(seat, by=cast["elena"])
    return team


def open_position(texts, team, cast):
    company = accounts.Company.current()
    opening = Opening(
        title=texts["title"],
        role=Role.objects.get(code=texts["role"]),
        level=texts["level"],
        country_id=texts["country"],
        state=texts.get("state", ""),
        area=texts["area"],
        team=team,
        reports_to=texts["reports_to"],
        supervises=texts["supervises"],
        remote=texts["remote"],
        hiring_manager=cast[texts["manager"]],
        purpose=company.purpose,
        goals=company.goals,
        contribution=texts["contribution"].strip(),
    )
    return openings.open_position(opening, by=cast["marta"])


def approve(opening, cast):
    """A first edit by the recruiter, then approval by the hiring manager, who did not write it."""
    newest = latest_description(opening)
    text = f"{newest.texts['hiring']['text']} Questions before you apply are welcome and cost you nothing."
    version = openings.save_section(opening, "hiring", {"text": text}, base=newest.number, by=cast["marta"])
    openings.send_for_approval(version, opening.hiring_manager, by=cast["marta"])
    openings.approve_description(version, by=opening.hiring_manager, exception=OLD_FIGURES)
    opening.refresh_from_db()
    return opening


def add_candidates(opening, people, cvs, first_day, cast):
    """Applications by the candidate's address, a few hours apart, each with a CV."""
    applications = {}
    for number, person in enumerate(people):
        moment = first_day + timedelta(hours=7 * number)
        with dated(moment):
            details = {key: person[key] for key in ("name", "email", "location", "source")}
            application = candidates.add_candidate(opening, by=cast["marta"], applied_on=timezone.localdate(moment), **details)
            candidates.attach_document(application, cvs[person["email"]], f"{person['name']}.pdf", by=cast["marta"])
        applications[person["email"]] = application
    return applications
