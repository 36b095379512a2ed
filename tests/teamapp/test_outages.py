"""A database that is away, and a disk that is full: said plainly, nothing half done, and well again by itself."""

import errno
import os

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse

from hiring.candidates.models import Document
from hiring.salaries.uploads import keep_upload
from tests.factories import make_application
from tests.lib.test_documents import pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(manager):
    client = Client(raise_request_exception=False)
    client.force_login(manager)
    return client


def away(*call):
    raise OperationalError("server closed the connection unexpectedly")


@pytest.mark.parametrize("path", ["/", "/up/", "/account/", "/sign-in/"])
def test_a_database_that_is_away_is_said_so(client, path):
    with connection.execute_wrapper(away):
        response = client.get(path)
    assert (response.status_code, response["Retry-After"]) == (503, "10")
    assert "Its database does not answer." in response.content.decode()
    assert "script-src" in response["Content-Security-Policy"]
    assert client.get(path).status_code in (200, 302)


def test_a_program_is_told_in_json(client):
    with connection.execute_wrapper(away):
        response = client.get("/api/openings/")
    assert (response.status_code, response.json()) == (503, {"detail": "Its database does not answer."})


def test_a_database_whose_disk_is_full_says_that(client):
    def full(*call):
        raise OperationalError("database or disk is full")

    with connection.execute_wrapper(full):
        assert "disk is full" in client.get("/").content.decode()


def test_a_full_disk_keeps_nothing_half_and_is_said_so(client, opening, monkeypatch):
    application = make_application(opening)
    add = reverse("candidates:document_add", args=[application.pk])
    unlike_others = pdf(width=417)  # what is kept already is not written again

    def send():
        return client.post(add, {"file": SimpleUploadedFile("cv.pdf", unlike_others), "title": "CV"})

    def full(handle):
        raise OSError(errno.ENOSPC, "No space left on device")

    before = files()
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        response = send()
    assert response.status_code == 503
    assert "disk is full" in response.content.decode()
    assert (files(), Document.objects.count()) == (before, 0)
    assert send().status_code == 302
    assert Document.objects.count() == 1


def test_a_file_of_pay_that_does_not_fit_leaves_nothing():
    class Upload:
        def chunks(self):
            yield b"role,pay"
            raise OSError(errno.ENOSPC, "No space left on device")

    before = files()
    with pytest.raises(OSError, match="No space left"):
        keep_upload(Upload())
    assert files() == before


def files():
    return sorted(os.path.join(folder, name) for folder, _, names in os.walk(default_storage.location) for name in names)
