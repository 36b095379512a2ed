"""An opening keeps the catalogue that it was opened with, and says when a newer one is loaded."""

import re
from html import unescape

import pytest
from django.urls import reverse

from hiring.catalog.models import Release, ReleaseChange
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
    assert "Nothing in its role and skills reads differently now." in text
    skill = opening.rubrics.first().skills.first()
    changed = {"was": {"definition": "Before."}, "now": {"definition": "After."}}
    for slug in (skill.slug, "something-else"):
        ReleaseChange.objects.create(version="9.1.0", verb="changed", kind="skill", slug=slug, **changed)
    text = client.get(url).content.decode()
    assert f"Of what this opening uses, {skill.name} reads differently now." in text
    page = client.get(unescape(re.search('<a href="([^"]+)">See what changed', text)[1])).content.decode()
    assert (page.count("After."), f"What has changed since {opened_with}" in page) == (1, True)
    Opening.objects.filter(pk=opening.pk).update(status=Opening.Status.CLOSED)
    assert NEWER not in client.get(url).content.decode()
