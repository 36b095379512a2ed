"""Queries whose SQL is made once: the rows are those of the plain query, whoever asks."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hiring.accounts.models import TrailEntry, User
from hiring.accounts.prepared import prepared
from hiring.candidates.models import Application, Candidate
from hiring.openings.models import Opening
from tests import factories

pytestmark = pytest.mark.django_db


def test_every_viewer_gets_the_rows_of_the_plain_query(admin, manager, recruiter, interviewer, outsider, opening):
    other = factories.make_opening(outsider, title="Data engineer")
    for applied in (opening, other):
        for name in ("Noor Rahman", "Marek Dvořák"):
            factories.make_application(applied, name)
    own = factories.make_application(other, "Ada Admin").candidate
    Candidate.objects.filter(pk=own.pk).update(email=admin.email.upper())

    def applications(user, opening):
        return Application.objects.visible_to(user).filter(opening=opening).order_by("pk").select_related("candidate")

    quick = prepared(applications)
    gone = factories.make_user("Gone Admin", part="admin", is_active=False)
    for user in (admin, manager, recruiter, interviewer, outsider, gone, manager):
        for key in (opening.pk, other.pk, 0):
            assert quick(user, key) == list(applications(user, key))
    assert [row.candidate.name for row in quick(outsider, other.pk)] == ["Noor Rahman", "Marek Dvořák", "Ada Admin"]
    assert "Ada Admin" not in [row.candidate.name for row in quick(admin, other.pk)]


def test_the_query_is_built_for_each_kind_of_viewer_and_not_for_each_viewer(manager, outsider, admin, opening):
    built = []

    @prepared
    def titles(user):
        built.append(user.part)
        return Opening.objects.visible_to(user).values_list("title", flat=True)

    assert titles(manager) == [opening.title]
    assert titles(outsider) == []
    once = len(built)
    assert titles(manager) == [opening.title]
    assert len(built) == once
    assert titles(admin) == [opening.title]
    assert len(built) == 2 * once


def test_days_and_words_are_values_too(manager):
    now = timezone.now()
    for hours in (1, 3):
        entry = TrailEntry.objects.create(by=manager, verb="opened", kind="Opening", object_id=str(hours))
        TrailEntry.objects.filter(pk=entry.pk).update(at=now - timedelta(hours=hours))

    @prepared
    def entries(verb, since):
        return TrailEntry.objects.filter(verb=verb, at__gte=since).values_list("object_id", "at", named=True)

    assert [(row.object_id, row.at) for row in entries("opened", now - timedelta(hours=2))] == [("1", now - timedelta(hours=1))]
    assert len(entries("opened", now - timedelta(hours=4))) == 2
    assert entries("closed", now - timedelta(hours=4)) == []


def test_a_query_that_reads_rows_while_it_is_built_is_refused(manager, opening):
    """What the stand-in may see, nothing, would stand in the query of everybody."""

    @prepared
    def titles(user):
        return Opening.objects.filter(pk__in=list(Opening.objects.visible_to(user))).values_list("title", flat=True)

    with pytest.raises(TypeError, match="while the query is built"):
        titles(manager)


def test_a_rule_that_asks_for_more_than_a_stand_in_has_is_refused(manager):
    for rule in (lambda user: User.objects.filter(name=user.name), lambda user: User.objects.filter(email=user.email.strip())):
        with pytest.raises(TypeError):
            prepared(rule)(manager)
