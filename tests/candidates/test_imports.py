"""The import as a recruiter meets it: upload, look, confirm."""

import io

import pytest
from django.urls import reverse

from hiring.candidates.actions import add_candidate, import_candidates
from hiring.candidates.models import Application, Candidate, ImportDraft
from tests import factories

pytestmark = pytest.mark.django_db
GOOD = "name;email;phone;Shoe size;applied_on\nZoë Žižek;zoe@example.org;+44 20;38;2026-11-03\nNoor Rahman;noor@example.org;;41;\n"


@pytest.fixture
def signed_in(client, manager):
    client.force_login(manager)
    return client


def upload(client, opening, text, name="candidates.csv"):
    file = io.BytesIO(text if isinstance(text, bytes) else text.encode())
    file.name = name
    return client.post(reverse("candidates:import", args=[opening.pk]), {"file": file}, follow=True)


def faults(answer):
    return [(fault.row, fault.column) for fault in answer.context["faults"]]


def test_nothing_is_saved_before_the_word_and_all_after(signed_in, opening):
    preview = upload(signed_in, opening, GOOD)
    text = preview.content.decode()
    assert "Zoë Žižek" in text
    assert "noor@example.org" in text
    assert "Left out: Shoe size." in text
    assert Candidate.objects.count() == 0
    done = signed_in.post(preview.request["PATH_INFO"], follow=True)
    assert [name for _, name, *_ in done.context["lines"]] == ["Noor Rahman", "Zoë Žižek"]
    assert ImportDraft.objects.count() == 0


def test_every_fault_is_named_by_row_and_column_and_nothing_is_kept(signed_in, opening):
    here = factories.make_application(opening).candidate.email
    rows = [
        "name,email,applied_on",
        "A,a@example.org,03/11/2026",
        ",b,",
        "C,A@example.org,2999-01-01",
        f"D,{here},",
        "E,e@example.org,,surplus",
    ]
    answer = upload(signed_in, opening, "\n".join(rows))
    assert faults(answer) == [(2, "applied_on"), (3, "name"), (3, "email"), (4, "applied_on"), (4, "email"), (5, "email"), (6, "")]
    assert "7 things to mend" in answer.content.decode()
    assert "stands in row 2 as well" in answer.content.decode()
    assert (Candidate.objects.count(), ImportDraft.objects.count()) == (1, 0)


def test_many_faults_are_counted_and_fifty_are_shown(signed_in, opening):
    answer = upload(signed_in, opening, "name,email\n" + "A,nowhere\n" * 80)
    assert len(answer.context["faults"]) == 50
    # Each row but the first repeats the address as well.
    assert answer.context["fault_count"] == 159


def test_a_file_that_cannot_be_read_is_refused_in_words(signed_in, opening):
    answer = upload(signed_in, opening, GOOD.encode("latin-1", "replace").replace(b"?", b"\xeb"))
    assert "save it as “CSV UTF-8”" in answer.context["form"].errors["file"][0]


def test_too_large_a_file_is_refused_by_its_size(signed_in, opening):
    answer = upload(signed_in, opening, b"name,email\n" + b"x" * (5 << 20))
    assert answer.context["form"].errors["file"] == ["The file has 5.0 MB; at most 5 MB can be imported at once. Split it and try again."]


def test_known_people_get_a_further_application(signed_in, opening, manager):
    person = factories.make_application(factories.make_opening(manager), "Zoë Žižek").candidate
    preview = upload(signed_in, opening, f"name,email\nZ. Zizek,{person.email}\n")
    assert "known already" in preview.content.decode()
    signed_in.post(preview.request["PATH_INFO"])
    assert Application.objects.get(opening=opening).candidate == person


def test_what_changed_since_the_preview_stops_the_whole_import(signed_in, opening, manager):
    preview = upload(signed_in, opening, GOOD)
    add_candidate(opening, by=manager, name="Noor Rahman", email="NOOR@example.org")
    answer = signed_in.post(preview.request["PATH_INFO"])
    assert faults(answer) == [(3, "email")]
    assert Application.objects.filter(opening=opening).count() == 1


def test_sending_the_confirmation_twice_imports_once(signed_in, opening):
    preview = upload(signed_in, opening, GOOD).request["PATH_INFO"]
    signed_in.post(preview)
    assert signed_in.post(preview).status_code == 404
    assert Application.objects.count() == 2


def test_giving_up_forgets_the_rows(signed_in, opening):
    preview = upload(signed_in, opening, GOOD).request["PATH_INFO"]
    signed_in.post(preview, {"discard": "1"})
    assert (ImportDraft.objects.count(), Candidate.objects.count()) == (0, 0)


def test_a_preview_is_its_owners_alone(client, signed_in, opening, admin):
    preview = upload(signed_in, opening, GOOD).request["PATH_INFO"]
    client.force_login(admin)
    assert client.get(preview).status_code == 404


def test_the_template_imports_its_own_columns(signed_in, opening):
    template = signed_in.get(reverse("candidates:import_template", args=[opening.pk])).content
    assert template.decode("utf-8-sig").strip() == "name,email,phone,location,source,applied_on"
    preview = upload(signed_in, opening, template + b"Noor Rahman,noor@example.org,,,,\r\n")
    assert [row["name"] for row in preview.context["check"].rows] == ["Noor Rahman"]


def test_what_is_exported_can_be_imported_elsewhere(signed_in, opening, manager):
    factories.make_application(opening, '=Zoë, “the” "one"', phone="+44 20", location="-", source="\tTab")
    exported = signed_in.get(reverse("candidates:export", args=[opening.pk])).content
    Application.objects.all().delete()
    before = Candidate.objects.values("name", "phone", "location").get()
    Candidate.objects.all().delete()
    signed_in.post(upload(signed_in, opening, exported).request["PATH_INFO"])
    assert Candidate.objects.values("name", "phone", "location").get() == before


@pytest.mark.parametrize("count", [1, 3])
def test_an_import_takes_the_same_queries_however_long(opening, manager, count, django_assert_num_queries):
    rows = [{"name": f"P{n}", "email": f"p{n}@example.org"} for n in range(count)]
    with django_assert_num_queries(8):
        import_candidates(opening, rows, by=manager)
