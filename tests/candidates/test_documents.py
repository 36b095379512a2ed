"""Files of candidates: what is taken, under which name, and how they are handed out."""

import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from hiring.background.models import StoredFile
from hiring.candidates.models import Document
from hiring.lib.documents import FAULTS
from tests import factories
from tests.lib.test_documents import pdf, word

pytestmark = pytest.mark.django_db


@pytest.fixture
def application(opening):
    return factories.make_application(opening)


@pytest.fixture
def signed_in(client, manager):
    client.force_login(manager)
    return client


def upload(client, application, content, name="cv.pdf", **changes):
    file = io.BytesIO(content)
    file.name = name
    return client.post(reverse("candidates:document_add", args=[application.pk]), {"file": file, "title": "CV", **changes})


def test_a_word_file_is_a_download_only(signed_in, application):
    assert upload(signed_in, application, word(), "Lebenslauf.pdf").status_code == 302
    document = Document.objects.get()
    assert document.file.name == "Lebenslauf.docx"
    answer = signed_in.get(document.get_absolute_url() + "?inline=1")
    assert answer["Content-Disposition"] == 'attachment; filename="Lebenslauf.docx"'
    assert b"".join(answer) == word_content(document)


def word_content(document):
    with document.file.open() as file:
        return file.read()


def test_files_go_out_closed_in(signed_in, application):
    upload(signed_in, application, pdf())
    url = Document.objects.get().get_absolute_url()
    for address, disposition in ((url, 'attachment; filename="cv.pdf"'), (url + "?inline=1", 'inline; filename="cv.pdf"')):
        answer = signed_in.get(address)
        assert answer["Content-Disposition"] == disposition
        assert answer["Content-Type"] == "application/pdf"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["X-Frame-Options"] == "SAMEORIGIN"
        assert "sandbox" in answer["Content-Security-Policy"].split("; ")
        assert "default-src 'none'" in answer["Content-Security-Policy"]
        assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("x" * 184 + ".pdf", "x" * 146 + ".pdf"),
        ("ж" * 300 + ".pdf", None),
        ("../../etc/passwd", "passwd.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.pdf"),
        ('a"b.pdf', 'a"b.pdf'),
        ("Zoë Žižek (final).pdf", "Zoë Žižek (final).pdf"),
    ],
)
def test_names_of_files_break_nothing(signed_in, application, name, kept):
    assert upload(signed_in, application, pdf(), name).status_code == 302
    document = Document.objects.get()
    assert len(document.file.name) <= 150
    assert kept in (None, document.file.name)
    assert name not in document.file.path
    assert signed_in.get(document.get_absolute_url()).status_code == 200
    assert signed_in.get(application.get_absolute_url()).status_code == 200


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "The file is empty."), (b"<html>", FAULTS["type"]), (pdf("secret"), FAULTS["encrypted"]), (b"%PDF-1.7 no", FAULTS["broken"])],
    ids=["nothing", "a page", "a locked PDF", "no PDF inside"],
)
def test_what_is_refused_says_why_and_keeps_the_title(signed_in, application, content, said):
    answer = upload(signed_in, application, content, title="Work sample")
    assert said in answer.context["form"].errors["file"][0]
    assert answer.context["form"]["title"].value() == "Work sample"
    assert Document.objects.count() == 0


def test_the_size_is_asked_before_the_type(signed_in, application, settings):
    settings.MAX_CV_BYTES = 1 << 20
    answer = upload(signed_in, application, b"%PDF-" + b"0" * (2 << 20))
    assert answer.context["form"].errors["file"] == ["The file has 2.0 MB; at most 1 MB can be kept. Save it smaller and try again."]


def test_removing_asks_for_a_reason(signed_in, application):
    upload(signed_in, application, pdf())
    document = Document.objects.get()
    url = reverse("candidates:document_remove", args=[document.pk])
    assert "Say why the file goes" in signed_in.post(url, {"reason": " "}).content.decode()
    assert signed_in.post(url, {"reason": "It was another person’s."}).status_code == 302
    assert signed_in.get(document.get_absolute_url()).status_code == 404


def test_an_interviewer_may_open_and_not_change_a_file(client, application, interviewer, manager):
    factories.make_interview(application, interviewer)
    client.force_login(manager)
    upload(client, application, pdf())
    client.force_login(interviewer)
    document = Document.objects.get()
    assert client.get(document.get_absolute_url()).status_code == 200
    assert upload(client, application, pdf()).status_code == 404
    assert client.post(reverse("candidates:document_remove", args=[document.pk]), {"reason": "x"}).status_code == 404


def test_one_account_does_not_fill_the_disk_for_everyone(signed_in, application, recruiter, settings):
    settings.UPLOADS_A_DAY = 2
    first, second, third = word(), pdf(), pdf()
    assert [upload(signed_in, application, content).status_code for content in (first, second)] == [302, 302]
    page = upload(signed_in, application, third, title="Work sample")
    assert "You have sent 2 files within 24 hours" in page.content.decode()
    assert 'value="Work sample"' in page.content.decode()
    file = io.BytesIO(third)
    file.name = "cv.pdf"
    api = signed_in.post(reverse("api:document-list"), {"application": application.pk, "file": file, "title": "CV"})
    assert (api.status_code, "within 24 hours" in api.json()["file"][0]) == (400, True)
    person = {"name": "Nia New", "email": "nia@example.org", "cv": io.BytesIO(third)}
    person["cv"].name = "cv.pdf"
    added = signed_in.post(reverse("candidates:add", args=[application.opening_id]), person)
    assert "within 24 hours" in added.content.decode()
    assert Document.objects.count() == 2

    StoredFile.objects.update(created_at=timezone.now() - timedelta(hours=24, seconds=1))
    settings.UPLOAD_BYTES_A_DAY = len(third) - 1
    assert "0 MB within 24 hours" in upload(signed_in, application, third).content.decode()
    settings.UPLOAD_BYTES_A_DAY = len(third)
    assert upload(signed_in, application, third).status_code == 302
