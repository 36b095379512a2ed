"""Practising marks: the rule on plain values, then the pages."""

import doctest

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hiring.catalog import practice
from hiring.catalog.models import PracticeMark, PracticeSample
from hiring.catalog.practice import claim, difference, practised


def test_worked_example():
    assert doctest.testmod(practice).failed == 0


@pytest.mark.parametrize(
    ("pairs", "words"),
    [
        ([], "Mark an answer, then see what was agreed."),
        ([(3, 3)] * 7, "7 of 8 answers marked: too few to say how you mark."),
        ([(3, 3)] * 8, "You mark neither higher nor lower than agreed, as far as your answers can tell."),
        ([(4, 3)] * 8, "You mark higher than agreed, by about 1.0 of a mark."),
        ([(2, 4)] * 6 + [(3, 4)] * 4, "You mark lower than agreed, by about 1.6 of a mark."),
        ([(5, 3), (1, 3)] * 5, "You mark neither higher nor lower than agreed, as far as your answers can tell."),
    ],
)
def test_what_may_be_said_of_marks(pairs, words):
    assert claim(practised(pairs)) == words


def test_counts_and_interval():
    found = practised([(4, 3)] * 4 + [(3, 3)] * 4 + [(1, 4)] * 2)
    assert (found.marked, found.same, found.within_one) == (10, 4, 8)
    assert found.lean == pytest.approx(-0.2)
    assert (found.low, found.high) == pytest.approx((-0.8775, 0.4775), abs=1e-4)


def test_alike_differences_still_leave_room_for_rounding():
    found = practised([(4, 3)] * 8)
    assert found.low < 1 < found.high


def test_difference_in_words():
    assert [difference(3, 3), difference(5, 3), difference(2, 3)] == ["as agreed", "2 higher", "1 lower"]


@pytest.fixture
def sample(db):
    return PracticeSample.objects.current().first()


def marked(client, sample, answer, mark):
    return client.post(sample.get_absolute_url(), {"answer": answer, "mark": mark})


def test_the_agreed_mark_shows_only_after_ones_own(client, interviewer, sample):
    client.force_login(interviewer)
    (first, text), (second, other) = sample.shuffled
    before = client.get(sample.get_absolute_url()).content.decode()
    assert text["text"][:40] in before
    for hidden in (text["why"][:40], other["why"][:40], other["text"][:40], "agreed is"):
        assert hidden not in before
    response = marked(client, sample, first, 5)
    assert response.url == f"{sample.get_absolute_url()}#answer-{first}"
    after = client.get(sample.get_absolute_url()).content.decode()
    assert f"You said 5, agreed is {text['mark']}" in after
    assert text["why"][:40] in after
    assert other["text"][:40] in after
    assert other["why"][:40] not in after


def test_the_first_mark_stands(client, interviewer, sample):
    client.force_login(interviewer)
    answer = sample.shuffled[0][0]
    marked(client, sample, answer, 5)
    response = client.post(sample.get_absolute_url(), {"answer": answer, "mark": 1}, follow=True)
    assert "You gave this answer 5 before. The first mark stands." in response.content.decode()
    assert [each.mark for each in PracticeMark.objects.all()] == [5]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({}, "Choose the mark that the answer comes closest to"),
        ({"mark": 6}, "not one of the available choices"),
        ({"mark": "four"}, "not one of the available choices"),
        ({"mark": 4, "answer": "0" * 16}, "The text of this answer has changed. Read it again."),
        ({"mark": 4, "answer": "x\x00y"}, "Null characters are not allowed"),
        ({"mark": 4, "answer": "0" * 5_000}, "at most 16 characters"),
    ],
)
def test_a_mark_that_cannot_be_kept_is_refused(client, interviewer, sample, data, words):
    client.force_login(interviewer)
    response = client.post(sample.get_absolute_url(), {"answer": sample.shuffled[0][0]} | data)
    assert words in response.content.decode()
    assert not PracticeMark.objects.exists()


def test_a_changed_text_is_a_new_answer(client, interviewer, sample):
    client.force_login(interviewer)
    marked(client, sample, sample.shuffled[0][0], 3)
    for answer in sample.answers:
        answer["text"] += " That is all."
    sample.save()
    assert "agreed is" not in client.get(sample.get_absolute_url()).content.decode()
    assert "1 of 8 answers marked" in client.get(reverse("catalog:practice")).content.decode()


def test_nobody_sees_anothers_marks(client, interviewer, admin, sample):
    PracticeMark.objects.create(by=interviewer, sample=sample, answer=sample.shuffled[0][0], mark=5, agreed=2)
    assert list(PracticeMark.objects.visible_to(admin)) == []
    client.force_login(admin)
    assert "agreed is" not in client.get(sample.get_absolute_url()).content.decode()
    assert "Mark an answer, then see what was agreed." in client.get(reverse("catalog:practice")).content.decode()
    client.post(reverse("catalog:practice_forget"))
    assert PracticeMark.objects.count() == 1


def test_marks_over_all_samples_and_forgetting_them(client, interviewer):
    client.force_login(interviewer)
    for sample in PracticeSample.objects.current()[:5]:
        for digest, answer in sample.shuffled:
            marked(client, sample, digest, min(answer["mark"] + 1, 5))
    text = client.get(reverse("catalog:practice")).content.decode()
    assert "You mark higher than agreed, by about" in text
    assert f"Of {PracticeMark.objects.count()} answers, " in text
    client.post(reverse("catalog:practice_forget"))
    assert not PracticeMark.objects.exists()
    assert "Mark an answer, then see what was agreed." in client.get(reverse("catalog:practice")).content.decode()


def test_the_skill_leads_to_its_practice(client, interviewer, sample):
    client.force_login(interviewer)
    assert sample.get_absolute_url() in client.get(sample.skill.get_absolute_url()).content.decode()


def test_an_empty_catalogue_says_so(client, interviewer):
    PracticeSample.objects.update(retired=True)
    client.force_login(interviewer)
    assert "No sample answers yet" in client.get(reverse("catalog:practice")).content.decode()


def test_queries_do_not_grow_with_samples_or_marks(client, interviewer):
    client.force_login(interviewer)
    counts = []
    for keep in (1, 5):
        PracticeSample.objects.update(retired=True)
        kept = PracticeSample.objects.filter(pk__in=PracticeSample.objects.values("pk")[:keep])
        kept.update(retired=False)
        for sample in kept:
            marked(client, sample, sample.shuffled[0][0], 3)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("catalog:practice"))
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 6


def test_shipped_samples_reach_a_dozen_skills_with_two_answers_each(db):
    samples = PracticeSample.objects.current()
    assert samples.values("skill").distinct().count() >= 12
    assert all(len({answer["mark"] for answer in sample.answers}) >= 2 for sample in samples)
