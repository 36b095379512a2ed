"""Private votes: nobody sees another's before all are in or a manager opens them, and nobody who owes a card sees any."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from hiring.decisions import queries
from hiring.decisions.actions import RoundIsOpen, cast_vote, open_votes, start_round
from hiring.decisions.models import Vote, VoteRound
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def application(opening, interviewer, colleague):
    """Met and rated by two."""
    application = factories.make_application(opening, "Noor Rahman", stage="debrief")
    factories.make_scorecard(factories.make_interview(application, interviewer), {"model-deployment": 1, "testing": 3})
    factories.make_scorecard(factories.make_interview(application, colleague), {"model-deployment": 4, "testing": 3})
    return application


def page(user, application, **data):
    client = Client()
    client.force_login(user)
    url = f"/applications/{application.pk}/vote/"
    return client.post(url, data, follow=True) if data else client.get(url)


def test_the_panel_and_the_hiring_manager_are_awaited(application, manager, interviewer, colleague, recruiter):
    application.opening.memberships.create(user=recruiter, part="recruiter")
    assert queries.awaited(application) == sorted([colleague, interviewer, manager], key=lambda user: user.name)


def test_a_round_waits_for_the_same_people_on_each_side(application, manager, interviewer, colleague, recruiter, admin, outsider):
    application.opening.memberships.create(user=recruiter, part="recruiter")
    cast_vote(application, choice="reject", by=interviewer)
    begun = application.vote_rounds.get()
    everyone = (manager, interviewer, colleague, recruiter, admin, outsider)
    waiting = [user for user in everyone if VoteRound.objects.awaiting(user).exists()]
    assert waiting == [manager, colleague]
    assert set(waiting) == set(queries.still_awaited(begun))


def test_a_vote_is_hidden_from_everyone_else_until_the_last_is_in(application, manager, interviewer, colleague):
    page(interviewer, application, choice="reject", note="The rollback story was thin.")
    page(colleague, application, choice="offer")
    for user in (manager, colleague):
        html = page(user, application).text
        assert "The rollback story was thin." not in html
        assert list(Vote.objects.visible_to(user).exclude(by=user)) == []
    page(manager, application, choice="evidence")
    for user in (manager, interviewer, colleague):
        html = page(user, application).text
        assert "1 offer, 1 reject and 1 more evidence." in html
        assert "The rollback story was thin." in html


def test_a_manager_can_open_the_votes_early_and_the_panel_cannot(application, manager, interviewer):
    cast_vote(application, choice="reject", by=interviewer)
    with pytest.raises(ValidationError, match="Only those who manage"):
        open_votes(application, by=interviewer)
    opened = open_votes(application, by=manager)
    assert opened.opened_by == manager
    assert "before all were in" in page(interviewer, application).text


def test_nothing_is_opened_where_nobody_voted(application, manager):
    with pytest.raises(ValidationError, match="Nobody has voted yet"):
        open_votes(application, by=manager)


def test_a_vote_can_be_changed_until_the_votes_are_open_and_not_after(application, manager, interviewer):
    cast_vote(application, choice="reject", by=interviewer)
    cast_vote(application, choice="hold", by=interviewer)
    open_votes(application, by=manager)
    with pytest.raises(RoundIsOpen):
        cast_vote(application, choice="offer", by=interviewer)
    assert [vote.choice for vote in Vote.objects.visible_to(interviewer)] == ["hold"]


def test_a_further_round_leaves_the_first_as_it_was(application, manager, interviewer):
    cast_vote(application, choice="reject", note="Thin.", by=interviewer)
    open_votes(application, by=manager)
    start_round(application, by=manager)
    cast_vote(application, choice="offer", by=interviewer)
    html = page(manager, application).text
    assert "Round 1" in html
    assert "Thin." in html
    assert html.count('<h3 class="row-title">Ines Interviewer</h3>') == 1


@pytest.mark.parametrize("owing", ["manager", "admin", "colleague"])
def test_whoever_owes_a_card_neither_votes_nor_sees_a_vote(application, manager, admin, interviewer, colleague, owing):
    user = {"manager": manager, "admin": admin, "colleague": colleague}[owing]
    cast_vote(application, choice="reject", note="Thin.", by=interviewer)
    open_votes(application, by=manager)
    factories.make_interview(application, user)
    response = page(user, application)
    assert response.status_code == 403
    assert "Your own card first" in response.text
    assert "Thin." not in response.text
    assert list(Vote.objects.visible_to(user)) == []
    with pytest.raises(ValidationError, match="whose cards are in"):
        cast_vote(application, choice="offer", by=user)
    assert user not in queries.awaited(application)


def test_an_interviewer_who_left_the_opening_sees_no_vote(application, manager, interviewer, colleague):
    cast_vote(application, choice="reject", by=interviewer)
    open_votes(application, by=manager)
    application.opening.memberships.filter(user=colleague).delete()
    assert page(colleague, application).status_code == 404
    assert list(Vote.objects.visible_to(colleague)) == []


def test_the_agenda_comes_after_ones_own_vote_widest_gap_first(application, manager, interviewer):
    assert "What to talk about" not in page(manager, application).text
    html = page(manager, application, choice="hold").text
    assert "3 points apart: Ines Interviewer 1, Colin Colleague 4" in html
    points = queries.agenda(application, manager)
    assert [(point.skill, point.apart) for point in points][0] == ("Model deployment", 3)
    assert all(point.is_missing for point in points[1:])


def test_a_vote_without_a_choice_keeps_the_note(application, manager):
    response = page(manager, application, note="Typed already.")
    assert "choice" in response.context["form"].errors
    assert "Typed already." in response.text


def test_the_page_asks_as_often_for_six_voters_as_for_two(application, opening, manager, interviewer, django_assert_num_queries):
    client, counts = Client(), []
    client.force_login(manager)
    other = factories.make_application(opening, stage="debrief")
    for number in range(5):
        user = factories.make_user(f"Rater {number}", email=f"more{number}@example.org")
        factories.make_scorecard(factories.make_interview(other, user))
        if number:
            cast_vote(other, choice="hold", by=user)
    cast_vote(application, choice="hold", by=interviewer)
    for each in (application, other):
        cast_vote(each, choice="hold", by=manager)
        client.get(f"/applications/{each.pk}/vote/")
        with django_assert_num_queries(12) as asked:
            client.get(f"/applications/{each.pk}/vote/")
        counts.append(len(asked))
    assert counts[0] == counts[1]
