"""Plain makers of rows; each takes what a test cares about and fills in the rest."""

from datetime import timedelta
from itertools import count

from django.utils import timezone

from hiring.accounts.models import ApiToken, User
from hiring.candidates.models import Application, Candidate
from hiring.catalog.models import Role
from hiring.decisions.models import Decision
from hiring.interviews.models import Interview, Rating, Scorecard, ScorecardVersion, Stage, StageQuestion
from hiring.openings import actions as openings
from hiring.openings.models import Membership, Opening
from hiring.teams.models import Team

PASSWORD = "correct horse battery"
_numbers = count(1)


def make_user(name="Ines Interviewer", **changes):
    email = changes.pop("email", f"{name.lower().replace(' ', '.')}@example.org")
    return User.objects.create_user(email, name, PASSWORD, **changes)


def make_token(user, scope=ApiToken.Scope.WRITE):
    """The header of a program that acts for `user`."""
    return {"Authorization": f"Token {ApiToken.objects.create(user, name='A program', scope=scope)[1]}"}


def make_team(name="Forecasting", **changes):
    return Team.objects.get_or_create(name=name, defaults=changes)[0]


def make_opening(manager, *, members=(), **changes):
    """An opening for a mid ML engineer in the United Kingdom, opened by its manager; `members` are (user, part)."""
    fields = {
        "title": "ML engineer, mid",
        "role": Role.objects.get(code=changes.pop("role", "MLE")),
        "level": "mid",
        "country_id": "GB",
        "reports_to": "Head of Machine Learning",
        "supervises": "no one",
        "hiring_manager": manager,
        "purpose": "We exist so that parcels arrive when we said they would.",
        "goals": "By the end of 2027, nine of ten parcels arrive in the hour we gave.",
        "contribution": "You bring a retrained model to every depot within a day.",
    }
    opening = openings.open_position(Opening(**{**fields, **changes}), by=manager)
    for user, part in members:
        openings.add_member(opening, user, part, by=manager)
    return opening


def make_application(opening, name=None, *, stage=Application.Stage.INTERVIEW, **changes):
    number = next(_numbers)
    candidate = Candidate.objects.create(
        name=name or f"Candidate {number}", email=f"candidate{number}@example.org", created_by=opening.created_by, **changes
    )
    return Application.objects.create(candidate=candidate, opening=opening, stage=stage, applied_on=timezone.localdate())


def make_stage(opening, name="Technical interview", **changes):
    return Stage.objects.create(opening=opening, name=name, **{"position": opening.stages.count() + 1, "minutes": 60, **changes})


def make_stage_question(stage, slug="tell-me", skills=("communication",), **changes):
    fields = {"position": stage.questions.count() + 1, "kind": "behavioural", "prompt": "Tell me about a model that you explained."}
    return StageQuestion.objects.create(stage=stage, slug=slug, skills=list(skills), **{**fields, "minutes": 10, "guidance": {}, **changes})


def make_interview(application, interviewer, *, stage=None, **changes):
    """A standing interview that ended an hour ago; the interviewer becomes a member of the opening."""
    opening = application.opening
    Membership.objects.get_or_create(opening=opening, user=interviewer, defaults={"part": Membership.Part.INTERVIEWER})
    fields = {"starts_at": timezone.now() - timedelta(hours=2), "minutes": 60, "created_by": opening.created_by}
    return Interview.objects.create(
        application=application, stage=stage or make_stage(opening), interviewer=interviewer, **{**fields, **changes}
    )


def make_scorecard(interview, marks=None, *, submitted=True, recommendation="yes", evidence="Told of a rollback that they led."):
    """A card with `marks` (skill slug to 1–5 or None), by default 3 for every skill of the rubric."""
    rubric = openings.freeze_rubric(interview.application.opening, by=interview.interviewer)
    skills = list(rubric.skills.all())
    marks = {skill.slug: 3 for skill in skills} if marks is None else marks
    card = Scorecard.objects.create(interview=interview, rubric=rubric, recommendation=recommendation if submitted else "")
    Rating.objects.bulk_create(
        Rating(
            scorecard=card,
            skill=skill,
            value=marks.get(skill.slug),
            not_assessed="" if marks.get(skill.slug) else "time",
            evidence=evidence,
        )
        for skill in skills
    )
    if submitted:
        card.submitted_at = timezone.now()
        card.save()
        ScorecardVersion.objects.create(scorecard=card, number=1, content={"marks": marks}, by=interview.interviewer)
    return card


def make_decision(application, by, outcome=Decision.Outcome.HOLD, **changes):
    return Decision.objects.create(
        application=application, outcome=outcome, by=by, **{"reason": "We wait for the second round.", **changes}
    )
