"""The question bank with 5,000 questions against floor (b), one indexed query of 50 rows in a 50-row template, in the same run."""

from django.conf import settings
from django.shortcuts import render
from django.test import Client, override_settings
from django.urls import include, path, reverse

from bench.pages import median
from hiring.catalog.models import Question, QuestionSkill
from tests import factories

QUESTIONS = 5_000
GOAL = 2


def floor_b(request):
    rows = Question.objects.order_by("pk").values_list("slug", "prompt", "kind", "minutes", "level_from", "level_to", "retired")[:50]
    return render(request, "floor.html", {"rows": rows})


floor_b.login_required = False
urlpatterns = [path("floor-b/", floor_b), path("", include("teamapp.urls"))]
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
    engine = {**settings.TEMPLATES[0], "DIRS": [*settings.TEMPLATES[0]["DIRS"], settings.BASE_DIR / "bench" / "templates"]}
    client = Client()
    client.force_login(factories.make_user("Quinn Question", part="manager"))
    with override_settings(ROOT_URLCONF="bench.catalog", TEMPLATES=[engine]):
        base, _, _ = median(Client(), "/floor-b/")
        print(f"{Question.objects.count():,} questions; floor (b) {base:.2f} ms; the goal is at most {GOAL} times that")
        print(f"{'question bank':34}{'÷ (b)':>8}{'queries':>9}{'KB':>7}")
        for name, query in FILTERS.items():
            ms, queries, size = median(client, reverse("catalog:questions") + query)
            print(f"{name:34}{ms / base:8.2f}{queries:9}{size / 1024:7.1f}")


def grow():
    """Copies of the shipped questions, with their skills, until there are enough."""
    shipped = list(Question.objects.with_skills())
    copies = []
    for number in range(QUESTIONS - len(shipped)):
        source = shipped[number % len(shipped)]
        fields = {field.attname: getattr(source, field.attname) for field in Question._meta.concrete_fields if not field.primary_key}
        copies.append((source, Question(**fields | {"slug": f"{source.slug[:60]}-{number}"})))
    Question.objects.bulk_create([copy for _, copy in copies], batch_size=500)
    QuestionSkill.objects.bulk_create(
        [
            QuestionSkill(question=copy, skill_id=each.skill_id, position=each.position)
            for source, copy in copies
            for each in source.skill_rows.all()
        ],
        batch_size=1000,
    )
