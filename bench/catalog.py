"""The question bank with 5,000 questions against floor (b) in the same run.

Floor (b): one indexed query of 50 rows, drawn by a 50-row template of seven cells, one of them a number and one a date with
their filters, no sign-in. The bare column is against the same rows without those two filters.
"""

from django.shortcuts import render
from django.test import Client, override_settings
from django.urls import include, path, reverse
from django.utils import timezone

from bench.pages import _with_floor_template, in_turns, median
from hiring.catalog.models import Edition, Question, QuestionSkill
from tests import factories

QUESTIONS = 5_000
GOAL = 2


FIELDS = ("slug", "prompt", "kind", "minutes", "level_from", "changed_at", "position")


def floor_b(request):
    return render(request, "floor_with_filters.html", {"rows": _rows()})


def floor_bare(request):
    return render(request, "floor.html", {"rows": _rows()})


def _rows():
    return Question.objects.order_by("pk").values_list(*FIELDS)[:50]


floor_b.login_required = floor_bare.login_required = False
urlpatterns = [path("floor-b/", floor_b), path("floor-bare/", floor_bare), path("", include("teamapp.urls"))]
FILTERS = {
    "first page": "",
    "page 100": "?page=100",
    "skill, level and kind": "?skill=model-monitoring&level=senior&kind=technical",
    "role and level": "?role=data-scientist&level=mid",
    "search, two words": "?q=model+data",
    "search, no match": "?q=zzzzzz",
}


def main():
    grow()
    client = Client()
    client.force_login(factories.make_user("Quinn Question", part="manager"))
    with override_settings(ROOT_URLCONF="bench.catalog", TEMPLATES=_with_floor_template()):
        print(f"{Question.objects.count():,} questions; the goal is at most {GOAL} times floor (b)")
        print(f"{'question bank':34}{'÷ (b)':>8}{'÷ bare':>9}{'queries':>9}{'KB':>7}")
        for name, query in FILTERS.items():
            url = reverse("catalog:questions") + query
            _, queries, size = median(client, url)
            page, base, bare = in_turns((client, url), (Client(), "/floor-b/"), (Client(), "/floor-bare/"))
            print(f"{name:34}{page / base:8.2f}{page / bare:9.2f}{queries:9}{size / 1024:7.1f}")


def grow():
    """Copies of the shipped questions, with their skills, until there are enough."""
    shipped = list(Question.objects.with_skills())
    copies = []
    for number in range(QUESTIONS - len(shipped)):
        source = shipped[number % len(shipped)]
        fields = {field.attname: getattr(source, field.attname) for field in Question._meta.concrete_fields if not field.primary_key}
        copies.append((source, Question(**fields | {"slug": f"{source.slug[:60]}-{number}"})))
    Question.objects.bulk_create([copy for _, copy in copies], batch_size=500)
    Question.objects.update(changed_at=timezone.now())
    QuestionSkill.objects.bulk_create(
        [
            QuestionSkill(question=copy, skill_id=each.skill_id, position=each.position)
            for source, copy in copies
            for each in source.skill_rows.all()
        ],
        batch_size=1000,
    )
    Edition.renew()
