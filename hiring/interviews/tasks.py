"""Work behind the pages: interview kits as PDF."""

from django.template.loader import render_to_string
from django.utils.text import slugify

from hiring.accounts.models import Company
from hiring.background.actions import beat
from hiring.background.printing import print_document
from hiring.background.work import GiveUp, handles
from hiring.openings.models import Opening

from . import documents, queries
from .models import Interview


def _may_see_interview(user, interview):
    return Interview.objects.visible_to(user).filter(pk=interview).exists()


def _may_see_opening(user, opening):
    return Opening.objects.managed_by(user).filter(pk=opening).exists()


@handles("interviews.kit_pdf", may_see=_may_see_interview)
def kit_pdf(job):
    interview = queries.interview_visible_to(job.created_by, job.arguments["interview"])
    kit = documents.kit(interview.stage, interview)
    return _printed(job, [kit], name=f"kit-{slugify(interview.stage.name)}-{slugify(interview.application.candidate.name)}")


@handles("interviews.kits_pdf", may_see=_may_see_opening)
def kits_pdf(job):
    opening = Opening.objects.managed_by(job.created_by).get(pk=job.arguments["opening"])
    kits = documents.kits(opening)
    if not kits:
        raise GiveUp("This plan has no stages yet. Add one, or let Rolecall plan it.")
    return _printed(job, kits, name=f"kits-{slugify(opening.title)}")


def _printed(job, kits, *, name):
    html = render_to_string("interviews/kit_pdf.html", {"kits": kits, "company": Company.current(), "internal": True})
    beat(job, done=1, message="Laying out the pages")
    return {"file": print_document(html, name=f"{name[:120]}.pdf")}
