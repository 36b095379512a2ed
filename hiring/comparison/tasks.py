"""Work behind the comparison: its PDF."""

from django.template.loader import render_to_string

from hiring.accounts.models import Company
from hiring.background.actions import beat
from hiring.background.printing import print_document
from hiring.background.work import GiveUp, handles
from hiring.catalog.queries import role_levels_named

from .documents import compare_document
from .queries import places_with_pay


def _may_see(user, keys, country, with_own):
    """Roles and public figures are open to everyone who works here; a paper with our own pay only while its sight lasts."""
    return user.is_active and (user.sees_pay_data or not with_own)


@handles("comparison.compare_pdf", may_see=_may_see)
def compare_pdf(job):
    asked, user = job.arguments, job.created_by
    sides = role_levels_named(asked["keys"], user)
    if len(sides) < 2:
        raise GiveUp("Fewer than two of these roles are left. Choose them again.")
    document = compare_document(sides, places_with_pay(user).get(pk=asked["country"]), user, with_own=asked["with_own"])
    context = {"document": document, "company": Company.current(), "internal": True, "wide": len(sides) > 2}
    html = render_to_string("comparison/compare_pdf.html", context)
    beat(job, done=1, message="Laying out the pages")
    return {"file": print_document(html, name=f"compare-{'-'.join(asked['keys'])}.pdf")}
