"""What no interview should ask: each kind is found, and questions about the work are left alone."""

import pytest
from django.urls import reverse

from hiring.catalog.actions import add_entry
from hiring.catalog.bodies import body_of
from hiring.catalog.models import Question
from hiring.catalog.off_limits import off_limits

ASKED = [
    ("What is your current salary, and what was the last rise?", "Asks what they earn now or earned before"),
    ("How much do you earn now?", "Asks what they earn now or earned before"),
    ("Tell me your salary history.", "Asks what they earn now or earned before"),
    ("When did you graduate?", "Asks for age"),
    ("How old are you, if I may?", "Asks for age"),
    ("Do you have children?", "Asks about family"),
    ("Are you planning to start a family?", "Asks about family"),
    ("What does your husband do?", "Asks about family"),
    ("Where are you really from?", "Asks for origin"),
    ("Which language did you speak first, that is, what is your mother tongue?", "Asks for origin"),
    ("Have you had any health problems?", "Asks about health"),
    ("How many days were you sick last year?", "Asks about health"),
    ("Which church do you attend?", "Asks for beliefs or a union"),
    ("Are you a member of a trade union?", "Asks for beliefs or a union"),
    ("Are you gay?", "Asks for sexual orientation or gender identity"),
    ("Have you ever been arrested?", "Asks for a criminal record"),
    ("What is your credit score?", "Asks about money at home"),
]
FINE = [
    "What do you make of a model whose error grows with the age of the account?",
    "How would you model the number of children in a household from shopping data?",
    "The salary column is missing for a third of the rows. What do you do?",
    "Where are your features computed, and how old are they when the model reads them?",
    "How did you tell your partner team that the health check of the service was wrong?",
    "Would you vote for shipping it?",
    "How would you test whether the credit model treats nationality fairly?",
    "What pay do you expect?",
    "How were you involved when the union of the two tables lost rows?",
]


@pytest.mark.parametrize(("text", "claim"), ASKED)
def test_each_kind_is_found(text, claim):
    assert [found.claim for _, found in off_limits([text])] == [claim]


@pytest.mark.parametrize("text", FINE)
def test_questions_about_the_work_are_left_alone(text):
    assert off_limits([text]) == []


@pytest.mark.django_db
def test_the_page_of_a_question_says_what_is_wrong_with_it(client, admin):
    body = body_of(Question.objects.filter(kind="behavioural").first()) | {"slug": "ours"}
    question = add_entry("question", body | {"prompt": "What was hardest, and what is your current salary?"}, by=admin)
    client.force_login(admin)
    text = client.get(reverse("catalog:question", args=[question.slug])).content.decode()
    assert "Asks what they earn now or earned before:" in text
    assert "“your current salary”" in text
    add_entry("question", body | {"slug": "fine", "prompt": "What was hardest about the last one?"}, by=admin)
    assert "Asks what" not in client.get(reverse("catalog:question", args=["fine"])).content.decode()
