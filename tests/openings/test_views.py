import io
import json
import re

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from hiring.background import actions as background
from hiring.background.models import Job
from hiring.catalog.models import Role
from hiring.openings import actions, queries
from hiring.openings.models import Opening
from tests import factories

pytestmark = pytest.mark.django_db
FORM = {
    "level": "senior",
    "country": "GB",
    "area": "London",
    "reports_to": "Head of Machine Learning",
    "supervises": "no one",
    "employment": "full_time",
    "remote": "hybrid",
    "purpose": "Parcels arrive.",
    "goals": "Nine of ten.",
    "contribution": "You keep it right.",
}


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def form_for(manager, **changes):
    return {**FORM, "role": Role.objects.get(code="MLE").pk, "hiring_manager": manager.pk, **changes}


def test_opening_a_position_leads_to_its_description(manager):
    response = signed_in(manager).post("/openings/new/", form_for(manager), follow=True)
    opening = Opening.objects.get()
    assert response.redirect_chain[-1][0] == f"/openings/{opening.pk}/description/"
    assert opening.title == "Senior machine learning engineer"
    assert "Parcels arrive." in response.text


def test_a_form_with_faults_keeps_what_was_typed_and_names_the_field(manager):
    response = signed_in(manager).post("/openings/new/", form_for(manager, country="", apply_by="2020-01-01", goals="Typed goal."))
    assert response.status_code == 200
    assert "Typed goal." in response.text
    assert set(response.context["form"].errors) == {"country", "apply_by"}
    assert Opening.objects.count() == 0


def test_a_new_country_changes_the_facts_of_the_next_version(opening, manager):
    data = form_for(manager, country="DE", version=opening.version, title=opening.title)
    assert signed_in(manager).post(f"/openings/{opening.pk}/edit/", data).status_code == 302
    assert queries.latest_description(opening).facts["country"] == "Germany"
    assert queries.latest_description(opening).number == 2


def test_a_stale_edit_shows_both_texts_and_overwrites_nothing(opening, manager, admin):
    first = form_for(manager, version=1, title=opening.title, goals="Mona’s goal.")
    signed_in(manager).post(f"/openings/{opening.pk}/edit/", first)
    response = signed_in(admin).post(f"/openings/{opening.pk}/edit/", {**first, "goals": "Ada’s goal."})
    opening.refresh_from_db()
    assert response.status_code == 409
    assert "Mona’s goal." in response.text
    assert "Ada’s goal." in response.text
    assert "Mona Manager" in response.text
    assert opening.goals == "Mona’s goal."


def test_a_range_is_saved_and_a_stale_one_is_shown_with_what_stands(opening, manager):
    client, url = signed_in(manager), f"/openings/{opening.pk}/pay/"
    assert 'value="87,000"' not in client.get(url).text
    sent = {"version": 1, "pay_low": "87,000", "pay_high": "117k", "pay_currency": "gbp"}
    assert client.post(url, sent).status_code == 302
    assert 'value="87,000"' in client.get(url).text
    stale = client.post(url, {**sent, "pay_high": "120000"})
    assert stale.status_code == 409
    assert "120000" in stale.text
    assert "Pay rules of this place" in stale.text
    assert queries.latest_description(opening).facts["pay_high"] == 117_000


@pytest.mark.parametrize(
    ("low", "high", "says"),
    [("117000", "87000", "87,000 is below the lower end, 117,000."), ("87000", "", "A range needs both ends."), ("a lot", "1", "is not one amount"), ("-5", "9", "below zero"), ("1", "9" * 13, "less than or equal to")],
)  # fmt: skip
def test_pay_that_cannot_be_is_refused_and_kept_as_typed(opening, manager, low, high, says):
    response = signed_in(manager).post(
        f"/openings/{opening.pk}/pay/", {"version": 1, "pay_low": low, "pay_high": high, "pay_currency": "GBP"}
    )
    assert says in response.text
    assert f'value="{low}"' in response.text


def test_a_stale_section_shows_both_texts_and_overwrites_nothing(opening, manager, admin):
    url = f"/openings/{opening.pk}/description/goals/edit/"
    signed_in(manager).post(url, {"base": 1, "goal": "Mona’s goal.", "contribution": "c"})
    response = signed_in(admin).post(url, {"base": 1, "goal": "Ada’s goal.", "contribution": "c"})
    assert "Mona’s goal." in response.text
    assert "Ada’s goal." in response.text
    assert queries.latest_description(opening).texts["goals"]["goal"] == "Mona’s goal."


def test_other_words_are_put_in_place_of_those_a_check_found(opening, manager):
    actions.save_section(opening, "needs", {"must": "Writing: native English"}, base=1, by=manager)
    data = {"section": "needs", "quote": "native English", "instead": "fluent"}
    signed_in(manager).post(f"/openings/{opening.pk}/description/swap/", data)
    assert queries.latest_description(opening).texts["needs"]["must"] == "Writing: fluent"


def test_only_words_that_a_check_found_are_swapped(opening, manager):
    data = {"section": "purpose", "quote": "parcels", "instead": "bombs"}
    signed_in(manager).post(f"/openings/{opening.pk}/description/swap/", data)
    assert opening.descriptions.count() == 1


def test_markup_in_a_text_is_shown_as_text(opening, manager):
    actions.save_section(opening, "goals", {"goal": "<script>alert(1)</script>"}, base=1, by=manager)
    page = signed_in(manager).get(f"/openings/{opening.pk}/description/").text
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_interviewers_see_an_approved_text_only(opening, manager, admin, interviewer):
    actions.add_member(opening, interviewer, "interviewer", by=manager)
    url = f"/openings/{opening.pk}/description/"
    assert "Not approved yet" in signed_in(interviewer).get(url).text
    actions.approve_description(queries.latest_description(opening), by=admin, exception="By our own offers.")
    assert "Parcels" not in signed_in(interviewer).get(url).text
    assert opening.purpose in signed_in(interviewer).get(url).text


def test_the_pdf_carries_the_text(opening, manager):
    client = signed_in(manager)
    response = client.post(f"/openings/{opening.pk}/description/1/pdf/")
    job = Job.objects.get()
    assert response.url == job.get_absolute_url()
    background.work_on(background.claim(job.pk, "test"))
    job.refresh_from_db()
    assert (job.state, job.message) == ("done", "")
    reader = PdfReader(io.BytesIO(b"".join(client.get(f"/jobs/{job.pk}/file/").streaming_content)))
    text = re.sub(r"\s+", " ", " ".join(page.extract_text() for page in reader.pages))
    assert opening.purpose in text
    assert opening.contribution in text
    assert "Every week" in text
    assert "You report to the Head of Machine Learning. You supervise no one." in text


def test_a_removed_manager_can_no_longer_fetch_the_pdf(opening, manager, admin):
    client = signed_in(manager)
    client.post(f"/openings/{opening.pk}/description/1/pdf/")
    job = Job.objects.get()
    background.work_on(background.claim(job.pk, "test"))
    opening.memberships.all().delete()
    assert client.get(f"/jobs/{job.pk}/file/").status_code == 404


def test_markdown_and_html_carry_the_same_text(opening, manager):
    client = signed_in(manager)
    markdown = client.get(f"/openings/{opening.pk}/description/1/markdown/").text
    html = client.get(f"/openings/{opening.pk}/description/1/html/").text
    assert markdown.startswith("# ML engineer, mid\n\nWe exist so that parcels arrive")
    assert "### Every day\n\n- " in markdown
    posting = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.S).group(1))
    assert posting["title"] == "ML engineer, mid"
    assert posting["jobLocation"]["address"] == {"@type": "PostalAddress", "addressCountry": "GB"}
    assert opening.contribution in posting["description"]


def count_queries(client, url, django_assert_max_num_queries):
    with django_assert_max_num_queries(40) as counted:
        assert client.get(url).status_code == 200
    return len(counted)


def test_the_list_asks_the_database_the_same_number_of_times_for_one_and_many(manager, django_assert_max_num_queries):
    client = signed_in(manager)
    factories.make_opening(manager)
    one = count_queries(client, "/openings/", django_assert_max_num_queries)
    for number in range(3):
        factories.make_opening(manager, title=f"Opening {number}")
    assert count_queries(client, "/openings/", django_assert_max_num_queries) == one


def test_the_list_is_searched_by_title_team_and_manager_and_comes_in_pages(manager):
    client = signed_in(manager)
    factories.make_opening(manager, title="Harbour engineer", team=factories.make_team("Arrivals"))
    for number in range(50):
        factories.make_opening(manager, title=f"Opening {number:02}")
    first = client.get("/openings/").content.decode()
    assert "1 to 50 of 51" in first
    assert "Harbour engineer" not in first
    assert "Harbour engineer" in client.get("/openings/?page=2").content.decode()
    for words in ("harbour", "ARRIVALS", "arri Mona harb"):
        found = client.get("/openings/", {"q": words}).content.decode()
        assert "Harbour engineer" in found
        assert "Opening 00" not in found
    assert "No opening fits this search" in client.get("/openings/?q=nowhere").content.decode()


def test_a_closed_opening_leaves_list_and_first_screen_and_comes_back(opening, manager):
    actions.approve_description(queries.latest_description(opening), by=manager, exception="Read twice.")
    client = signed_in(manager)
    assert "is closed" in client.post(reverse("openings:close", args=[opening.pk]), follow=True).content.decode()
    assert [opening in client.get(reverse("openings:list"), {"status": status}).context["page"] for status in ("", "closed")] == [
        False,
        True,
    ]
    assert opening.get_absolute_url() not in client.get("/").content.decode()
    assert "This opening is closed." in client.get(reverse("openings:description", args=[opening.pk])).content.decode()
    client.post(reverse("openings:reopen", args=[opening.pk]))
    assert [opening in client.get(reverse("openings:list"), {"status": status}).context["page"] for status in ("open", "closed")] == [
        True,
        False,
    ]


def test_a_state_of_another_country_is_refused(manager):
    response = signed_in(manager).post("/openings/new/", form_for(manager, state="US-CO"))
    assert response.context["form"].errors == {"state": ["Colorado is not in United Kingdom. Choose another, or none."]}


def test_pages_exports_and_api_carry_what_the_law_of_the_place_asks(manager, admin):
    opening = factories.make_opening(manager, country_id="US", state="US-CO", area="Denver")
    client, base = signed_in(manager), f"/openings/{opening.pk}"
    assert "Denver, Colorado, United States" in client.get(f"{base}/description/").text
    assert "Colorado asks for it (Equal Pay for Equal Work Act" in client.get(f"{base}/description/").text
    actions.save_section(opening, "pay", {"text": "Thirty days of leave.", "other": "A yearly bonus of 5%."}, base=1, by=manager)
    assert "4 of 5 met" in client.get(f"{base}/pay/").text
    posting = json.loads(
        re.search(r'<script type="application/ld\+json">(.*?)</script>', client.get(f"{base}/description/2/html/").text, re.S)[1]
    )
    assert (posting["jobBenefits"], posting["incentiveCompensation"]) == ("Thirty days of leave.", "A yearly bonus of 5%.")
    assert posting["jobLocation"]["address"]["addressRegion"] == "Colorado"
    assert "### Other pay\n\nA yearly bonus of 5%." in client.get(f"{base}/description/2/markdown/").text
    newest, first = client.get(f"/api/openings/{opening.pk}/descriptions/").json()
    assert (newest["pay_rules"]["met"], first["pay_rules"]["met"]) == (4, 2)


def test_the_proposal_names_the_law_of_the_place(manager):
    role = Role.objects.get(code="DE").pk
    shown = signed_in(manager).get(f"/openings/pay-proposal/?role={role}&level=mid&country=US&state=US-WA").text
    assert "What the law there asks" in shown
    assert "Equal Pay and Opportunities Act, RCW 49.58.110" in shown
    assert "read on 24 November 2026" in shown
