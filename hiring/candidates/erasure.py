"""Taking a person out of what is kept, so that a number stands in their place."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from hiring.accounts.actions import forget_words, record
from hiring.background.files import forget_files

from .models import Application, Candidate, Document, ImportDraft, StageMove
from .signals import candidate_erased

GROUNDS = {"asked": "They asked for it", "time": "The time for keeping it is over", "mistake": "They were added by mistake"}


@transaction.atomic
def erase_candidate(candidate: Candidate, *, by, ground: str) -> None:
    """Take out the person's name, contact, files and every word about them, in all openings; `ground` is a key of GROUNDS.

    What stays tells of nobody: that someone applied, when, at which stage they ended, and the marks, which other candidates'
    scores rest on. Raises ValidationError while an application of theirs is under way. Erasing twice changes nothing.
    """
    candidate = Candidate.objects.select_for_update().get(pk=candidate.pk)
    if candidate.is_erased:
        return
    applications = list(Application.objects.select_for_update().filter(candidate=candidate).values_list("pk", flat=True))
    under_way = Application.objects.under_way().filter(candidate=candidate).select_related("opening")
    if under_way:
        openings = ", ".join(f"“{application.opening}”" for application in under_way)
        raise ValidationError(f"{candidate.name} is under way in {openings}. End it there first, for example as withdrawn.")
    _forget_drafts(candidate.email)
    _forget_documents(applications)
    StageMove.objects.filter(application__in=applications).update(reason="")
    candidate_erased.send(Candidate, applications=applications)
    forget_words("application", applications)
    Candidate.objects.filter(pk=candidate.pk).update(
        name=f"Erased candidate {candidate.pk}", email="", phone="", location="", source="",
        version=candidate.version + 1, erased_at=timezone.now(),
    )  # fmt: skip
    record("erased", candidate, by=by, because=ground)


def refuse_if_erased(candidate: Candidate) -> None:
    """Raises ValidationError. Asked within the transaction that would write about the person, whose row it holds."""
    if Candidate.objects.select_for_update().get(pk=candidate.pk).is_erased:
        raise ValidationError("This person was erased. Nothing can be added about them.")


def _forget_documents(applications):
    documents = Document.objects.filter(application__in=applications)
    files = list(documents.values_list("file", flat=True))
    documents.delete()
    forget_files(files)


def _forget_drafts(email):
    """Their rows of imports that nobody has confirmed; the rows of others wait on."""
    for draft in ImportDraft.objects.select_for_update():
        others = [row for row in draft.rows if row["email"].strip().lower() != email.lower()]
        if not others:
            draft.delete()
        elif len(others) < len(draft.rows):
            draft.rows = others
            draft.save(update_fields=["rows"])
