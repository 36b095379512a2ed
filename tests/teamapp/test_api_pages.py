"""The API as people read it, and the promise that every operation says what it takes."""

import pytest
from django.urls import reverse

from teamapp.api_pages import reference


def test_every_operation_says_what_it_is_for():
    _, groups = reference()
    assert [f"{each.method} {each.path}" for _, operations in groups for each in operations if not each.about] == []


def test_an_operation_tells_its_fields_and_answers():
    _, groups = reference()
    section = next(each for each in dict(groups)["openings"] if each.path == "/api/openings/{id}/section/")
    assert [(field.name, field.required) for field in section.body] == [("section", True), ("texts", True), ("base", True)]
    assert section.answers == (("201", "Description"), ("409", "Changed meanwhile; the newest"))


@pytest.mark.django_db
def test_the_page_lists_them_and_says_how_to_begin(client, interviewer):
    client.force_login(interviewer)
    page = client.get(reverse("api_docs")).content.decode()
    assert "Authorization: Token YOUR_TOKEN" in page
    assert "/api/openings/{id}/section/" in page
