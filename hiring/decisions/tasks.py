"""Work behind the pages of decisions: the pack, as JSON and as PDF."""

from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.text import slugify

from hiring.background.actions import beat
from hiring.background.files import forget_files, keep_file
from hiring.background.printing import print_document
from hiring.background.work import GiveUp, handles
from hiring.openings.models import Opening

from . import actions, documents, pack, queries
from .models import Look, Pack


def _may_see(user, application):
    return Pack.applications_for(user).filter(pk=application).exists()


@handles("decisions.pack", may_see=_may_see)
def decision_pack(job):
    """Both files of one pack; the job's own file is the PDF."""
    found = Pack.applications_for(job.created_by).filter(pk=job.arguments["application"])
    application = found.select_related("candidate", "opening__role", "opening__country", "opening__hiring_manager").first()
    if application is None:
        raise GiveUp("This pack is closed to you now: a card of yours is missing in this opening, or you no longer manage it.")
    actions.looked(Look.Page.PACK, queries.table(application.opening, job.created_by), by=job.created_by, shown=[application])
    made = documents.decision_pack(application, job.created_by)
    beat(job, done=1, message="Laying out the pages")
    name = f"decision-pack-{slugify(application.candidate.name)[:80] or application.pk}"
    pdf = print_document(render_to_string("decisions/pack_pdf.html", documents.printed(made)), name=f"{name}.pdf")
    beat(job, done=2, message="Keeping both files")
    json = keep_file(pack.readable(made), name=f"{name}.json", content_type="application/json")
    decision = application.decisions.order_by("-at", "-pk").first()
    try:
        kept = actions.keep_pack(application, decision, made, json=json, pdf=pdf, by=job.created_by)
    except ValidationError as fault:
        forget_files([json.pk, pdf.pk])
        raise GiveUp(" ".join(fault.messages)) from fault
    return {"file": pdf, "pack": kept.pk}


@handles("decisions.standing", may_see=lambda user, **arguments: False)
def standing(job):
    """Work out an opening's ranking as those see it who owe no card in it, and keep it for every process."""
    opening = Opening.objects.filter(pk=job.arguments["opening"]).first()
    if opening:
        actions.keep_standing(opening)
