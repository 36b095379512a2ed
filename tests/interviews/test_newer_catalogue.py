"""An opening keeps the catalogue that it was opened with, and says when a newer one is loaded."""

import re
from html import unescape
from textwrap import shorten

import pytest
from django.urls import reverse

from hiring.catalog.models import Question, Release, ReleaseChange
from hiring.interviews.actions import plan_for
from hiring.openings.models import Opening
from hiring.openings.queries import newer_release

NEWER = "A newer catalogue is loaded"


@pytest.mark.parametrize(
    ("opened_with", "loaded", "is_newer"),
    [
        ("1.0.0", "1.0.0", False),
        ("1.0.0", "1.0.1", True),
        ("1.9.0", "1.10.0", True),
        ("1.10.0", "1.9.0", False),
        ("2.0.0", "1.9.9", False),
        ("", "1.0.0", False),
    ],
)
def test_versions_are_compared_by_number(opening, opened_with, loaded, is_newer):
    Release.objects.update(version=loaded)
    opening.catalogue_version = opened_with
    assert (newer_release(opening) is not None) is is_newer


def test_without_a_catalogue_nothing_is_newer(opening):
    Release.objects.all().delete()
    assert newer_release(opening) is None


@pytest.mark.parametrize("name", ["openings:description", "interviews:plan"])
def test_those_who_manage_it_are_told(client, opening, manager, name):
    client.force_login(manager)
    url = reverse(name, args=[opening.pk])
    opened_with = opening.catalogue_version
    assert NEWER not in client.get(url).content.decode()
    Release.objects.update(version="9.1.0")
    text = client.get(url).content.decode()
    assert f"{NEWER}: 9.1.0 of" in text
    assert f"This opening keeps {opened_with}" in text
    assert "Nothing that it uses has changed." in text
    skill = opening.rubrics.first().skills.first()
    changed = {"was": {"definition": "Before."}, "now": {"definition": "After."}}
    for slug in (skill.slug, "something-else"):
        ReleaseChange.objects.create(version="9.1.0", verb="changed", kind="skill", slug=slug, **changed)
    text = client.get(url).content.decode()
    assert f"Of what this opening uses, {skill.name} has changed." in text
    page = client.get(unescape(re.search('<a href="([^"]+)">See what changed', text)[1])).content.decode()
    assert (page.count("After."), f"What has changed since {opened_with}" in page) == (1, True)
    for slug in (question.slug for question in plan_for(opening, by=manager)[0].questions.all()[:2]):
        ReleaseChange.objects.create(
            version="9.1.0", verb="changed", kind="question", slug=slug, was={"weak": "Old."}, now={"weak": "New."}
        )
    Question.objects.filter(slug=slug).update(weak="New.")
    text = unescape(client.get(url).content.decode())
    asked = shorten(Question.objects.get(slug=slug).prompt, 60, placeholder="…")
    assert f"Of what this opening uses, {skill.name}, “{asked}” have changed." in text
    page = client.get(re.search('<a href="([^"]+)">See what changed', text)[1]).content.decode()
    assert [page.count(word) for word in ("Old.", "New.", "After.")] == [1, 1, 1]
    Opening.objects.filter(pk=opening.pk).update(status=Opening.Status.CLOSED)
    assert NEWER not in client.get(url).content.decode()
