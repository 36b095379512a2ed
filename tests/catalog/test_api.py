"""The catalogue as JSON."""

import pytest

from hiring.catalog.models import Question, Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def get(client, interviewer):
    client.force_login(interviewer)
    return lambda path, **query: client.get(f"/api/{path}", query)


def test_roles_are_listed_and_one_comes_with_levels_and_profiles(get):
    assert [role["code"] for role in get("roles/").json()["results"]] == ["DS", "MLE", "DE", "PM", "FS"]
    role = get("roles/data-scientist/").json()
    assert {level["level"] for level in role["levels"]} == {"entry", "mid", "senior", "lead"}
    assert {sum(row["weight"] for row in level["profile"]) for level in role["levels"]} == {100}


def test_a_skill_comes_with_its_anchors(get):
    skill = get("skills/model-monitoring/").json()
    assert sorted(skill["anchors"]) == ["1", "2", "3", "4", "5"]


def test_questions_take_the_filters_of_the_page(get):
    body = get("questions/", kind="technical", level="senior", skill="model-monitoring").json()
    assert body["count"] == Question.objects.current().at_level("senior").filter(kind="technical", skills__slug="model-monitoring").count()
    assert all("model-monitoring" in question["skills"] for question in body["results"])


def test_a_filter_that_cannot_be_read_is_400(get):
    response = get("questions/", level="grand")
    assert (response.status_code, list(response.json())) == (400, ["level"])


def test_the_source_of_checks_is_not_given_out(get):
    assert "check" not in " ".join(get("questions/").json()["results"][0])


def test_nothing_can_be_written(client, admin):
    client.force_login(admin)
    for method in ("post", "put", "patch", "delete"):
        assert getattr(client, method)("/api/roles/data-scientist/", {}, content_type="application/json").status_code == 405


def test_retired_entries_leave_the_list_but_can_still_be_read(get):
    Role.objects.filter(code="PM").update(retired=True)
    assert "PM" not in [role["code"] for role in get("roles/").json()["results"]]
    assert get("roles/product-manager/").json()["retired"] is True


@pytest.mark.parametrize("path", ["roles/", "roles/data-scientist/", "skills/", "questions/", "practice-samples/"])
def test_queries_do_not_grow_with_rows(get, path, django_assert_max_num_queries):
    with django_assert_max_num_queries(7):
        assert get(path).status_code == 200
