"""Pages against two floors measured in the same run: (a) an empty JSON view, (b) one indexed query of 50 rows in a 50-row template.

In process, through the whole middleware, signed in, with 10,000 candidates in one opening. Ratios, medians of 60 calls.
"""

import statistics
import time
from datetime import timedelta

from django.db import connection
from django.http import JsonResponse
from django.shortcuts import render
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import include, path, reverse
from django.utils import timezone

from hiring.candidates.models import Application, Candidate
from hiring.interviews.models import Interview, Rating, Scorecard, Stage
from tests import factories

CANDIDATES, CALLS = 10_000, 60


def floor_a(request):
    return JsonResponse({})


def floor_b(request):
    rows = Application.objects.order_by("pk").values_list(
        "pk", "candidate__name", "candidate__email", "stage", "applied_on", "version", "opening__pay_low"
    )[:50]
    return render(request, "floor.html", {"rows": rows})


floor_a.login_required = floor_b.login_required = False
urlpatterns = [path("floor-a/", floor_a), path("floor-b/", floor_b), path("", include("teamapp.urls"))]


def main():
    world = build()
    with override_settings(ROOT_URLCONF="bench.pages", TEMPLATES=_with_floor_template()):
        report(world)


def report(world):
    client, bare = Client(), Client()
    client.force_login(world["manager"])
    opening, application = world["opening"], world["application"]
    print(f"{'floor':34}{'ms':>8}")
    for name, url in (("(a) empty view", "/floor-a/"), ("(b) 50 rows", "/floor-b/")):
        print(f"{name:34}{median(bare, url)[0]:8.2f}")
    print(f"\n{'page':34}{'÷ (b)':>8}{'queries':>9}{'KB':>7}")
    pages = {
        "candidate list": reverse("candidates:list", args=[opening.pk]),
        "candidate detail": reverse("candidates:application_detail", args=[application.pk]),
        "interviews of a candidate": reverse("interviews:of_application", args=[application.pk]),
        "panel": reverse("interviews:panel", args=[application.pk]),
        "plan": reverse("interviews:plan", args=[opening.pk]),
        "home": reverse("home:queue"),
        "openings": reverse("openings:list"),
        "description": reverse("openings:description", args=[opening.pk]),
        "questions": reverse("catalog:questions"),
        "pay table": "/pay/",
    }
    for name, url in pages.items():
        _, queries, size = median(client, url)
        ms, base = in_turns((client, url), (bare, "/floor-b/"))
        print(f"{name:34}{ms / base:8.2f}{queries:9}{size / 1024:7.1f}")


def in_turns(*requests):
    """Median milliseconds of each (client, url), asked for in turns so that a busy machine slows all alike."""
    times = [[] for _ in requests]
    for _ in range(CALLS):
        for (client, url), taken in zip(requests, times, strict=True):
            start = time.perf_counter()
            client.get(url)
            taken.append((time.perf_counter() - start) * 1000)
    return [statistics.median(taken) for taken in times]


def median(client, url):
    """(median ms, queries, bytes) of CALLS requests after five to warm up."""
    for _ in range(5):
        response = client.get(url)
        assert response.status_code == 200, (url, response.status_code)
    with CaptureQueriesContext(connection) as captured:
        response = client.get(url)
        queries = len(captured)
    times = []
    for _ in range(CALLS):
        start = time.perf_counter()
        client.get(url)
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times), queries, len(response.content)


def build():
    """An opening with 10,000 candidates, of whom 40 have a scorecard each from two interviewers."""
    manager = factories.make_user("Mona Manager", part="manager")
    opening = factories.make_opening(manager)
    people = Candidate.objects.bulk_create(
        Candidate(name=f"Candidate {number:05}", email=f"c{number}@example.org", created_by=manager) for number in range(CANDIDATES)
    )
    stages = [Application.Stage.APPLIED, Application.Stage.SCREEN, Application.Stage.INTERVIEW, Application.Stage.REJECTED]
    applications = Application.objects.bulk_create(
        Application(candidate=person, opening=opening, stage=stages[number % 4], applied_on=timezone.localdate())
        for number, person in enumerate(people)
    )
    stage = Stage.objects.create(opening=opening, position=1, name="Technical interview", minutes=60)
    rubric = factories.openings.freeze_rubric(opening, by=manager)
    skills = list(rubric.skills.all())
    for interviewer in (factories.make_user(f"Interviewer {number}") for number in range(2)):
        for application in applications[2:160:4]:
            interview = Interview.objects.create(
                application=application,
                stage=stage,
                interviewer=interviewer,
                starts_at=timezone.now() - timedelta(days=1),
                minutes=60,
                created_by=manager,
            )
            card = Scorecard.objects.create(interview=interview, rubric=rubric, recommendation="yes", submitted_at=timezone.now())
            Rating.objects.bulk_create(
                Rating(scorecard=card, skill=skill, value=(application.pk + skill.position) % 5 + 1) for skill in skills
            )
    return {"manager": manager, "opening": opening, "application": applications[2]}


def _with_floor_template():
    from django.conf import settings

    engine = {**settings.TEMPLATES[0], "DIRS": [*settings.TEMPLATES[0]["DIRS"], settings.BASE_DIR / "bench" / "templates"]}
    return [engine, *settings.TEMPLATES[1:]]
