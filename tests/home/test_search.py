"""Search finds what one may see, and nothing else."""

import pytest
from django.urls import reverse

from tests.factories import make_application, make_interview, make_opening

pytestmark = pytest.mark.django_db


def search(client, user, text):
    client.force_login(user)
    return client.get(reverse("home:search"), {"q": text}).content.decode()


def test_candidates_are_found_by_those_who_may_see_them(client, manager, interviewer, colleague, outsider, opening):
    application = make_application(opening, "Zofia Nowak")
    make_interview(application, interviewer)
    make_interview(make_application(opening, "Someone Else"), colleague)
    for user in (manager, interviewer):
        assert application.get_absolute_url() in search(client, user, "zofia nowak")
    for user in (colleague, outsider):
        assert "Nothing found for “zofia nowak”" in search(client, user, "zofia nowak")


def test_addresses_are_searched_for_managers_only(client, manager, interviewer, opening):
    application = make_application(opening, "Zofia Nowak")
    make_interview(application, interviewer)
    assert "Zofia Nowak" in search(client, manager, application.candidate.email)
    assert "Zofia Nowak" not in search(client, interviewer, application.candidate.email)


def test_openings_follow_membership(client, manager, outsider):
    make_opening(manager, title="Zeppelin engineer")
    assert "Zeppelin engineer" in search(client, manager, "zeppelin")
    assert "Nothing found" in search(client, outsider, "zeppelin")


def test_the_catalogue_is_open_to_everyone(client, outsider):
    page = search(client, outsider, "machine learning engineer")
    assert reverse("catalog:role", args=["machine-learning-engineer"]) in page


def test_one_letter_is_too_short_and_markup_stays_text(client, outsider):
    assert "Type at least two letters." in search(client, outsider, "z")
    assert "<b>x</b>" not in search(client, outsider, "<b>x</b>")


def test_percent_signs_are_letters_like_others(client, manager, opening):
    make_application(opening, "Zofia Nowak")
    assert "Zofia" not in search(client, manager, "%%")


@pytest.mark.parametrize("count", [1, 5])
def test_search_asks_the_database_the_same_number_of_times(client, manager, opening, django_assert_num_queries, count):
    for number in range(count):
        make_application(opening, f"Zofia Nowak {number}")
    client.force_login(manager)
    client.get(reverse("home:search"), {"q": "zofia"})  # the question bank is read once for each state of the catalogue
    with django_assert_num_queries(9):
        client.get(reverse("home:search"), {"q": "zofia"})
