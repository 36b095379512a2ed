"""The demo company: built once, the same every time, and never beside other data."""

from datetime import timedelta

import pytest
import yaml
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import TestCase
from django.utils import timezone

from hiring.accounts.demo_accounts import ACCOUNTS, PASSWORD
from hiring.accounts.models import User
from hiring.candidates.models import Application, Document
from hiring.home.demo.marks import Interviewer
from hiring.home.needs import needs_of
from hiring.interviews.models import Interview, Rating, Scorecard
from hiring.openings.actions import review_of
from hiring.openings.models import Opening
from hiring.openings.queries import latest_description
from tests.factories import make_user


class DemoCompany(TestCase):
    @classmethod
    def setUpTestData(cls):
        call_command("demo", verbosity=0)

    def test_what_is_there(self):
        users = {user.email: user for user in User.objects.all()}
        assert sorted(users) == sorted(account.email for account in ACCOUNTS)
        assert all(user.check_password(PASSWORD) for user in users.values())
        described, running, debrief = Opening.objects.order_by("-created_at")
        assert [review.claim for review in review_of(latest_description(described)).blocking] == [
            "Goals and contribution: something is missing"
        ]
        assert (running.status, debrief.status) == ("open", "open")
        assert (running.applications.count(), debrief.applications.count()) == (5, 8)
        cards = Scorecard.objects.submitted().filter(interview__application__opening=debrief)
        assert cards.count() == 30
        assert Document.objects.count() == 13
        assert Interview.objects.unrated_by(users["elena@tidewell.example"]).count() == 2

    def test_everything_submitted_is_dated_after_its_interview_and_before_now(self):
        for card in Scorecard.objects.submitted().select_related("interview"):
            assert card.interview.ends_at < card.submitted_at < timezone.now()

    def test_every_mark_that_needs_evidence_has_some(self):
        assert not Rating.objects.filter(value__in=[1, 2, 5], evidence="").exists()

    def test_each_person_finds_what_the_sign_in_page_promises(self):
        def told(name):
            needs = needs_of(User.objects.get(email=f"{name}@tidewell.example"))
            return {group: [need.what for need in rows] for group, rows in needs.items()}

        assert told("elena")["late"] == ["Finish your scorecard for Noor Rahman"]
        (vote,) = (need for need in needs_of(User.objects.get(email="elena@tidewell.example"))["today"] if need.what == "Vote on Chidi Eze")
        assert vote.verdict[1] == "begun 5 h ago"
        assert told("elena")["today"][-1] == "Hold the debrief for “Senior machine learning engineer”"
        assert any(what.startswith("Interview Marek Dvořák at") for what in told("elena")["today"])
        assert told("tom")["moment"][0] == "Finish the description “Data engineer”"
        assert told("jonas")["late"] == ["Write your scorecard for Wei-Ling Chen"]
        assert any(what.startswith("Interview Marek Dvořák at") for what in told("priya")["today"])
        assert "Write your scorecard for Wei-Ling Chen" in told("david")["today"]
        assert "Finish your scorecard for Wei-Ling Chen" in told("sunniva")["today"]
        assert told("oskar") == {"late": [], "today": [], "moment": []}

    def test_the_outsider_sees_no_opening(self):
        oskar = User.objects.get(email="oskar@tidewell.example")
        assert not Opening.objects.visible_to(oskar).exists()
        assert not Application.objects.visible_to(oskar).exists()

    def test_a_second_run_refuses_and_changes_nothing(self):
        before = Rating.objects.count()
        with pytest.raises(CommandError):
            call_command("demo", verbosity=0)
        assert Rating.objects.count() == before

    def test_interviews_stand_around_now(self):
        now = timezone.now()
        upcoming = Interview.objects.filter(starts_at__gt=now - timedelta(minutes=1))
        assert {timezone.localdate(each.starts_at) - timezone.localdate(now) for each in upcoming} == {timedelta(0), timedelta(days=1)}


@pytest.mark.django_db
def test_it_refuses_to_mix_with_other_data():
    make_user("Someone Real")
    with pytest.raises(CommandError, match="has data already \\(1 account\\)"):
        call_command("demo", verbosity=0)
    call_command("demo", "--if-empty", verbosity=0)
    assert User.objects.count() == 1


def test_marks_and_words_are_the_same_every_time():
    evidence = yaml.safe_load((settings.BASE_DIR / "fixtures" / "demo" / "evidence.yaml").read_text())
    person = {"ability": 3.4, "strong": ["kubernetes"], "weak": []}
    first, second = (Interviewer(evidence).fields(person, "jonas", ["kubernetes", "communication"]) for _ in range(2))
    assert first == second
