"""The comparison on paper, made by the job that its button starts."""

import io

import pytest
from django.urls import reverse
from pypdf import PdfReader

from hiring.background import actions as background
from hiring.background.models import Job

FIELDS = {"a": "ds-senior", "b": "mle-senior", "country": "GB"}


def printed(client, **fields):
    """The PDF's text with single spaces, asked for through the button and made by the worker."""
    response = client.post(reverse("comparison:compare_pdf"), fields)
    job = Job.objects.get()
    assert response.url == job.get_absolute_url()
    background.work_on(background.claim(job.pk, "test"))
    made = client.get(reverse("background:job_file", args=[job.pk]))
    reader = PdfReader(io.BytesIO(b"".join(made.streaming_content)))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split()), reader


def test_two_roles_on_paper(client, interviewer):
    client.force_login(interviewer)
    text, reader = printed(client, **FIELDS)
    assert "Senior data scientist or senior machine learning engineer?" in text
    assert "A senior data scientist answers for problem formulation and modelling" in text
    for part in (
        "Who owns which step",
        "Accountable",
        "Where they differ",
        "What they share",
        "Tools in common",
        "Each month",
        "Pay in the United Kingdom",
        "33 ranges, as counted",
    ):
        assert part in text
    assert reader.pages[0].mediabox.width < reader.pages[0].mediabox.height


def test_four_roles_lie_on_wide_pages(client, interviewer):
    client.force_login(interviewer)
    text, reader = printed(client, a="ds-mid", b="mle-mid", c="de-mid", d="pm-mid")
    assert "or mid-level product manager?" in text
    assert reader.pages[0].mediabox.width > reader.pages[0].mediabox.height


@pytest.mark.parametrize("fields", [{}, {"a": "ds-mid"}, {"a": "ds-mid", "b": "ds-mid"}, {"a": "ds-mid", "b": "emperor-mid"}])
def test_fewer_than_two_roles_make_no_job(client, interviewer, fields):
    client.force_login(interviewer)
    response = client.post(reverse("comparison:compare_pdf"), fields, follow=True)
    assert "Choose at least two roles" in response.content.decode()
    assert not Job.objects.exists()


def test_roles_retired_in_the_meantime_are_named(client, interviewer):
    client.force_login(interviewer)
    client.post(reverse("comparison:compare_pdf"), FIELDS)
    job = Job.objects.get()
    Job.objects.update(arguments=job.arguments | {"keys": ["ds-senior", "gone-senior"]})
    background.work_on(background.claim(job.pk, "test"))
    job.refresh_from_db()
    assert (job.state, job.message) == ("failed", "Fewer than two of these roles are left. Choose them again.")
