"""Work behind an opening's pages."""

from django.template.loader import render_to_string
from django.utils.text import slugify

from hiring.accounts.models import Company
from hiring.background.actions import beat
from hiring.background.printing import print_document
from hiring.background.work import handles

from .documents import description_document
from .models import DescriptionVersion, Opening


def _may_see(user, version):
    return Opening.objects.visible_to(user).filter(descriptions=version).exists()


@handles("openings.description_pdf", may_see=_may_see)
def description_pdf(job):
    version = DescriptionVersion.objects.select_related("opening").get(pk=job.arguments["version"])
    company = Company.current()
    document = description_document(version, company.name)
    html = render_to_string("openings/description_pdf.html", {"document": document, "company": company})
    beat(job, done=1, message="Laying out the pages")
    return {"file": print_document(html, name=f"{slugify(document.title)}-v{version.number}.pdf")}
