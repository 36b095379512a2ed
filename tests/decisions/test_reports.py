"""Reports of an opening and of the company, their CSV, and what they keep back."""

import csv
import io
import random
import re

import pytest
from django.test import Client

from hiring.candidates.actions import move
from hiring.decisions.fairness import Person
from hiring.decisions.fairness import fairness as rules_of
from hiring.decisions.models import VoluntaryAnswer
from tests import factories
from tests.decisions.cast import make_panel

pytestmark = pytest.mark.django_db


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def page(user, url):
    response = signed_in(user).get(url)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.text))


def rows_of(user, url):
    response = signed_in(user).get(url)
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_an_opening_reports_its_funnel_times_and_signal(opening, manager):
    application = make_panel(opening, 6)[0]
    move(application, "offer", by=manager)
    text = page(manager, f"/openings/{opening.pk}/report/")
    assert "Technical interview 18 180" in text
    assert "Krippendorff" in text
    assert "Rater A" not in text
    rows = rows_of(manager, f"/openings/{opening.pk}/report/funnel.csv")
    assert [(row["stage"], row["reached"], row["under_way"]) for row in rows][3:5] == [("Debrief", "6", "5"), ("Offer", "1", "1")]
    assert rows_of(manager, f"/openings/{opening.pk}/report/signals.csv")[0]["cards"] == "18"
    assert len(rows_of(manager, f"/openings/{opening.pk}/report/times.csv")) == 5
    assert signed_in(manager).get(f"/openings/{opening.pk}/report/secrets.csv").status_code == 404


def test_a_manager_reports_on_their_own_openings_and_an_admin_on_all(opening, manager, outsider, admin):
    make_panel(opening, 3)
    other = factories.make_opening(outsider, title="Theirs")
    factories.make_scorecard(factories.make_interview(factories.make_application(other), factories.make_user("Far Away")))
    assert [row["of"] for row in rows_of(manager, "/reports/signals.csv")] == ["ML engineer, mid"]
    assert [row["of"] for row in rows_of(outsider, "/reports/signals.csv")] == ["Theirs"]
    assert len(rows_of(admin, "/reports/signals.csv")) == 2
    assert "3 applications." in page(manager, "/reports/")
    assert "4 applications." in page(admin, "/reports/")


def test_nothing_to_report_says_so(opening, manager):
    assert "Nothing to report yet" in page(manager, f"/openings/{opening.pk}/report/")
    assert "Nothing to report yet" in page(manager, "/reports/")


@pytest.mark.parametrize(
    "url", ["/openings/{pk}/report/", "/reports/", "/openings/{pk}/report/signals.csv", "/openings/{pk}/report/funnel.csv"]
)
def test_an_application_that_is_closed_to_the_reader_is_in_no_figure(opening, manager, url):
    first, *_ = make_panel(opening, 3)
    factories.make_interview(first, manager)
    client, url = signed_in(manager), url.format(pk=opening.pk)
    before = _figures(client.get(url).text)
    first.stage = "offer"
    first.save()
    factories.make_scorecard(factories.make_interview(first, factories.make_user("Another")), {"testing": 1})
    assert _figures(client.get(url).text) == before
    if not url.endswith(".csv"):
        assert "One application is left out: your own card first." in before


def _figures(html):
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"|X-CSRFToken": "[^"]+"|\d+\.\d+ days', "", html.replace("&quot;", '"'))


def test_cells_cannot_become_formulas(opening, manager):
    opening.title = "=HYPERLINK(evil)"
    opening.save()
    make_panel(opening, 2)
    assert rows_of(manager, "/reports/signals.csv")[0]["of"] == "'=HYPERLINK(evil)"


@pytest.mark.parametrize("url", ["/openings/{pk}/report/", "/reports/"])
def test_a_report_asks_as_often_for_eight_candidates_as_for_one(manager, recruiter, django_assert_max_num_queries, url):
    counts = []
    for user, count in ((manager, 1), (recruiter, 8)):
        opening = factories.make_opening(user)
        make_panel(opening, count, raters=1) if count == 1 else _more(opening, count)
        client = signed_in(user)
        client.get(url.format(pk=opening.pk))
        with django_assert_max_num_queries(14) as asked:
            client.get(url.format(pk=opening.pk))
        counts.append(len(asked))
    assert counts[0] == counts[1]


def _more(opening, count):
    rater, stage = factories.make_user("Only Rater"), factories.make_stage(opening)
    for _ in range(count):
        factories.make_scorecard(factories.make_interview(factories.make_application(opening), rater, stage=stage))


# --- Fairness --------------------------------------------------------------------


@pytest.fixture
def reader(admin):
    admin.sees_demographics = True
    admin.save()
    return admin


def decided(opening, groups):
    """`groups`: (sex, ethnicity, how many offered, how many rejected)."""
    for sex, ethnicity, offered, rejected in groups:
        for number in range(offered + rejected):
            application = factories.make_application(opening, stage="offer" if number < offered else "rejected")
            VoluntaryAnswer.objects.create(application=application, sex=sex, ethnicity=ethnicity)


LARGE = [("woman", "white", 6, 14), ("man", "white", 8, 12), ("woman", "asian", 7, 13), ("man", "asian", 9, 11)]


def test_groups_that_are_large_enough_are_compared(opening, reader):
    decided(opening, LARGE)
    rows = {(row["by"], row["group"]): row for row in rows_of(reader, "/reports/fairness/selection.csv")}
    women = rows["sex", "Woman"]
    assert (women["selected"], women["people"], women["rate"], women["ratio"]) == ("13", "40", "0.325", "0.7647")
    assert "could well be chance" in women["note"]
    assert rows["both", "Man, Asian"]["people"] == "20"
    assert rows["sex", "Another gender"]["note"] == "hidden: too few"
    assert rows["ethnicity", "Another"]["note"] == "hidden: too few"
    assert "80 decided applications" in page(reader, "/reports/fairness/")


def test_a_count_under_five_is_hidden_and_cannot_be_found_by_subtraction(opening, reader):
    """Of 20 offers, 8 + 9 would leave the 3 of women: one of the large groups goes as well."""
    decided(opening, [("woman", "white", 3, 14), ("man", "white", 8, 12), ("another", "white", 9, 14)])
    rows = {row["group"]: row for row in rows_of(reader, "/reports/fairness/selection.csv") if row["by"] == "sex"}
    assert (rows["Woman"]["note"], rows["Man"]["note"]) == ("hidden: too few", "hidden: too few")
    assert rows["Another gender"]["people"] == "23"


@pytest.mark.parametrize("seed", range(12))
def test_no_shown_figures_leave_a_count_under_five(seed):
    """Whatever is subtracted from whatever, along each line of the tables, in both outcomes."""
    draw = random.Random(seed)
    sexes, ethnicities = ["woman", "man", "another"], ["asian", "black", "white"]
    weights = [draw.random() ** 3 for _ in range(16)]
    kinds = [(sex, each) for sex in [*sexes, None] for each in [*ethnicities, None]]
    people = [Person(*kind, draw.random() < 0.4) for kind in draw.choices(kinds, weights, k=draw.choice([20, 60, 200]))]
    by_sex, by_ethnicity, both = rules_of(people, sexes, ethnicities).selection
    for is_selected in (True, False):
        mine = [person for person in people if person.is_selected is is_selected]
        count = lambda sex=..., each=...: sum(sex in (..., p.sex) and each in (..., p.ethnicity) for p in mine)  # noqa: B023, E731
        shown_sexes, shown_ethnicities = [g.group for g in by_sex.groups], [g.group for g in by_ethnicity.groups]
        cells = [g.group for g in both.groups]
        lines = [(count(), [count(sex) for sex in shown_sexes]), (count(), [count(..., each) for each in shown_ethnicities])]
        lines += [(count(sex), [count(*cell) for cell in cells if cell[0] == sex]) for sex in shown_sexes if cells]
        lines += [(count(..., each), [count(*cell) for cell in cells if cell[1] == each]) for each in shown_ethnicities if cells]
        for total, parts in lines:
            assert all(part >= 5 for part in parts)
            assert not parts or total - sum(parts) >= 5 or len(people) and total == sum(parts)


def test_few_people_are_not_enough_data(opening, reader):
    decided(opening, [("woman", "white", 1, 2), ("man", "asian", 2, 1)])
    text = page(reader, "/reports/fairness/")
    assert "Too few to say" in text
    assert all(row["note"] == "hidden: too few" for row in rows_of(reader, "/reports/fairness/selection.csv"))


def test_one_person_more_changes_nothing_until_the_step_is_full(opening, reader):
    decided(opening, LARGE)
    before = signed_in(reader).get("/reports/fairness/selection.csv").content
    decided(opening, [("woman", "white", 1, 3)])
    assert signed_in(reader).get("/reports/fairness/selection.csv").content == before
    decided(opening, [("woman", "white", 0, 1)])
    assert signed_in(reader).get("/reports/fairness/selection.csv").content != before


def test_scoring_shows_no_counts(opening, reader):
    from hiring.decisions.models import Decision

    decided(opening, LARGE)
    for number, answer in enumerate(VoluntaryAnswer.objects.all()):
        factories.make_decision(answer.application, reader, Decision.Outcome.REJECT, evidence={"score": 2 + number % 30 / 10})
    rows = rows_of(reader, "/reports/fairness/scoring.csv")
    assert "people" not in rows[0]
    shown = [row for row in rows if row["by"] == "sex" and row["rate"]]
    assert {row["group"] for row in shown} == {"Woman", "Man"}
    (told,) = [table["groups"] for table in signed_in(reader).get("/api/reports/fairness/").json()["scoring"] if table["by"] == "sex"]
    figures = [row[name] for row in [*shown, *told] for name in ("rate", "ratio", *({"low", "low_95"} & row.keys()), "p") if row[name]]
    assert len(figures) >= 8
    assert all(len(str(figure).partition(".")[2]) <= 2 for figure in figures)  # more digits would tell the counts


@pytest.mark.parametrize("kind", ["admin", "manager"])
def test_the_counts_are_closed_without_the_right(opening, admin, manager, kind):
    client = signed_in({"admin": admin, "manager": manager}[kind])
    assert client.get("/reports/fairness/").status_code == 403
    assert client.get("/reports/fairness/selection.csv").status_code == 403


def test_whoever_owes_a_card_for_someone_counted_finds_the_report_closed(opening, reader):
    decided(opening, LARGE)
    factories.make_interview(opening.applications.first(), reader)
    assert "Your own cards first" in page(reader, "/reports/fairness/")
    assert signed_in(reader).get("/reports/fairness/selection.csv").status_code == 404


def test_an_admin_gives_and_takes_the_right_with_a_trace(admin, manager):
    from hiring.accounts.models import TrailEntry

    client = signed_in(admin)
    client.post("/reports/fairness/readers/", {"sees": [manager.pk]})
    manager.refresh_from_db()
    assert manager.sees_demographics is True
    client.post("/reports/fairness/readers/", {})
    manager.refresh_from_db()
    assert manager.sees_demographics is False
    assert TrailEntry.objects.filter(kind="user", object_id=str(manager.pk), verb__contains="fairness").count() == 2


# --- Voluntary answers -----------------------------------------------------------


def test_a_candidate_answers_without_an_account_and_nobody_is_told(opening, manager):
    from hiring.accounts.models import TrailEntry

    application = factories.make_application(opening, "Cora Candidate")
    client = signed_in(manager)
    before = client.get(f"/applications/{application.pk}/answers/").context["url"]
    entries = TrailEntry.objects.count()
    path = before.split("testserver")[1]
    assert "Cora" not in Client().get(path).text
    assert "Thank you" in Client().post(path, {"sex": "woman", "ethnicity": "unsaid"}).text
    assert list(VoluntaryAnswer.objects.values_list("sex", "ethnicity")) == [("woman", "unsaid")]
    assert 'value="unsaid" class' in Client().get(path).text or "checked" in Client().get(path).text
    assert 'value="woman" required id="id_sex_0" checked' not in Client().get(path).text
    assert TrailEntry.objects.count() == entries
    for url in (f"/applications/{application.pk}/answers/", f"/applications/{application.pk}/"):
        assert "Woman" not in client.get(url).text


def test_a_second_answer_takes_the_place_of_the_first(opening, manager):
    application = factories.make_application(opening)
    path = signed_in(manager).get(f"/applications/{application.pk}/answers/").context["url"].split("testserver")[1]
    for sex in ("woman", "unsaid"):
        Client().post(path, {"sex": sex, "ethnicity": "unsaid"})
    assert VoluntaryAnswer.objects.get().sex == "unsaid"


@pytest.mark.parametrize("data", [{"sex": "x", "ethnicity": "unsaid"}, {}])
def test_an_answer_off_the_list_is_not_kept(opening, manager, data):
    application = factories.make_application(opening)
    path = signed_in(manager).get(f"/applications/{application.pk}/answers/").context["url"].split("testserver")[1]
    assert Client().post(path, data).status_code == 200
    assert VoluntaryAnswer.objects.count() == 0


def test_a_forged_link_leads_nowhere(db):
    assert Client().get("/voluntary/MQ:abc/").status_code == 404
