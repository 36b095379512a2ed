"""Work behind the catalogue's pages: a comparison as PDF."""

from django.template.loader import render_to_string

from hiring.accounts.models import Company
from hiring.background.actions import beat
from hiring.background.printing import print_document
from hiring.background.work import GiveUp, handles

from . import queries
from .documents import compare_document


def _may_see(user, keys):
    """The catalogue is open to everyone who works here."""
    return user.is_active


@handles("catalog.compare_pdf", may_see=_may_see)
def compare_pdf(job):
    sides = queries.role_levels_named(job.arguments["keys"], job.created_by)
    if len(sides) < 2:
        raise GiveUp("Fewer than two of these roles are left. Choose them again.")
    context = {"document": compare_document(sides), "company": Company.current(), "internal": True, "wide": len(sides) > 2}
    html = render_to_string("catalog/compare_pdf.html", context)
    beat(job, done=1, message="Laying out the pages")
    return {"file": print_document(html, name=f"compare-{'-'.join(job.arguments['keys'])}.pdf")}
