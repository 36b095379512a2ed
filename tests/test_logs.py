"""Nothing that people write or that names a candidate stands in the logs, in messages to workers, or in mail."""

import logging
import re

import pytest
from celery import current_app
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from hiring.background import actions as background
from hiring.background.models import Job
from hiring.candidates.models import Application, Candidate
from hiring.interviews.models import Scorecard
from tests import factories
from tests.lib.test_documents import pdf

MARK = "quorvath"
PERSON = {"name": "Zyxwabel Quorvath", "email": "quorvath@example.org", "phone": "+44 20 7946 0000", "location": "Quorvath-on-Sea"}


@pytest.fixture
def logged(caplog):
    caplog.set_level(logging.INFO)
    return caplog


def test_the_main_job_leaves_no_names_and_no_words_in_the_logs(client, manager, opening, logged):
    client.force_login(manager)
    add = reverse("candidates:add", args=[opening.pk])
    assert client.post(add, {**PERSON, "cv": SimpleUploadedFile("Quorvath.pdf", pdf())}).status_code == 302
    assert client.post(add, {**PERSON, "cv": SimpleUploadedFile("Quorvath.pdf", b"%PDF-1.7 Quorvath, torn")}).status_code == 200
    application = Application.objects.get(candidate__email=PERSON["email"])
    rows = SimpleUploadedFile("quorvath.csv", f"name,email\nQuorvath Two,quorvath2@example.org\n,{MARK}\n".encode())
    assert client.post(reverse("candidates:import", args=[opening.pk]), {"file": rows}).status_code == 200
    assert client.get(reverse("home:search"), {"q": "Quorvath"}).status_code == 200

    interview = factories.make_interview(application, manager)
    client.post(reverse("interviews:scorecard", args=[interview.pk]))
    save = reverse("interviews:scorecard_save", args=[interview.pk])
    assert client.post(save, {"summary": "Quorvath told of a rollback", "revision": 0}).status_code == 200
    assert client.post(save, {"summary": "Quorvath, twice", "revision": 0}).status_code == 409
    assert client.post(save, {"evidence-no-such-skill": "Quorvath", "revision": 1}).status_code == 400
    Scorecard.objects.filter(interview=interview).update(recommendation="yes")
    client.post(reverse("interviews:scorecard_submit", args=[interview.pk]))
    decide = {"outcome": "hold", "reason": "Quorvath waits", "present": [manager.pk], "seen_evidence": "on", "ground": "other"}
    client.post(reverse("decisions:decide", args=[application.pk]), decide)

    client.post(reverse("interviews:kit_pdf", args=[interview.pk]))
    for job in Job.objects.all():
        background.work_on(background.claim(job.pk, "worker"))
    assert (
        client.post(f"/api/applications/{application.pk}/move/", '{"stage": "Quorvath"', content_type="application/json").status_code == 400
    )
    assert client.get(f"/applications/{application.pk + 1000}/").status_code == 404
    assert Candidate.objects.get().name == PERSON["name"]
    assert "Not Found" in logged.text
    assert re.search(MARK, logged.text, re.IGNORECASE) is None
    assert mail.outbox == []


def test_passwords_and_tokens_stand_in_no_log_and_in_no_address(client, manager, logged):
    sign_in = reverse("accounts:sign_in")
    client.post(sign_in, {"email": manager.email, "password": "quorvath wrong"})
    answer = client.post(sign_in, {"email": manager.email, "password": factories.PASSWORD})
    token = client.post(reverse("accounts:token_create"), {"name": "Export", "scope": "read"}).context["token"]
    client.get("/api/openings/", headers={"Authorization": f"Token {token}"})
    client.get("/api/openings/", headers={"Authorization": "Token quorvath"})
    assert not any(secret in logged.text + answer["Location"] for secret in ("quorvath", factories.PASSWORD, token, manager.email))


def test_a_message_to_a_worker_holds_the_number_of_its_row_alone(manager, opening, django_capture_on_commit_callbacks):
    with current_app.connection_for_read() as broker, broker.SimpleQueue("celery") as queue:
        queue.clear()
        with django_capture_on_commit_callbacks(execute=True):
            job = background.enqueue("openings.description_pdf", title="PDF for Quorvath", by=manager, version=1)
        message = queue.get(timeout=5)
        message.ack()
        assert message.payload[:2] == [[str(job.pk)], {}]
        assert MARK not in f"{message.body} {message.headers} {message.properties}".lower()
