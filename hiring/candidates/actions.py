"""Writes on candidates: adding them, moving them through stages, their details and files."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from hiring.accounts.actions import record
from hiring.background.files import keep_file
from hiring.openings.actions import Conflict
from hiring.openings.models import Opening

from .erasure import refuse_if_erased
from .files import CheckedFile, check_file
from .importing import Fault, ImportRefused
from .models import Application, Candidate, Document, ImportDraft, StageMove
from .plain_text import HIDDEN, hidden_characters, one_line
from .queries import check_import, person_of

DETAILS = ("name", "email", "phone", "location", "source")


def add_candidate(
    opening: Opening,
    *,
    by,
    name: str,
    email: str,
    phone: str = "",
    location: str = "",
    source: str = "",
    applied_on: date | None = None,
    cv: CheckedFile | None = None,
    same_person: bool = False,
) -> Application:
    """A person and their application, with a checked file if there is one.

    Raises ValidationError by field; for a known address on `email`, with code "known", unless `same_person` says to add an
    application for that person (their details stay as they are), or with code "applied" if they have one here already.
    """
    details = _tidy({"name": name, "email": email, "phone": phone, "location": location, "source": source}, by)
    applied_on = applied_on or timezone.localdate()
    if applied_on > timezone.localdate():
        raise ValidationError({"applied_on": "This day has not come yet. Write the day on which they applied."})
    try:
        with transaction.atomic():
            Opening.objects.select_for_update().get(pk=opening.pk)
            candidate = _person_to_add(opening, details["email"], same_person) or Candidate.objects.create(created_by=by, **details)
            application = Application.objects.create(candidate=candidate, opening=opening, applied_on=applied_on)
            StageMove.objects.create(application=application, to_stage=application.stage, by=by)
            record("added", application, by=by, opening=opening.pk)
            if cv:
                _keep_document(application, cv, title="CV", by=by)
    except IntegrityError as fault:
        raise _on_email("A person with this address was added just now. Send the form again.", "known") from fault
    return application


def _person_to_add(opening, email, same_person):
    person = person_of(email)
    if person and opening.applications.filter(candidate=person).exists():
        raise _on_email("This person is a candidate of this opening already.", "applied")
    if person and not same_person:
        raise _on_email("A person with this address is known already. Say below if you mean the same person.", "known")
    return person


def _tidy(details, by):
    """Each detail as one line. Raises ValidationError by field for what nobody can see, and for one's own address."""
    details = {name: one_line(text) for name, text in details.items()}
    faults = {name: HIDDEN for name, text in details.items() if hidden_characters(text)}
    if details["email"].lower() == by.email.lower():
        faults["email"] = "This is your own address. Someone else must look after your application."
    if faults:
        raise ValidationError(faults)
    return details


def _on_email(text, code):
    return ValidationError({"email": ValidationError(text, code=code)})


def import_candidates(opening: Opening, rows: list[dict], *, by) -> list[Application]:
    """Add a candidate for each row, all or none. Rows are dicts of `name` and `email`, and if known `phone`, `location`,
    `source` and `applied_on` (a date or YYYY-MM-DD; today if empty). Raises ImportRefused with its `faults`.

    A known address gets an application for that person, whose details stay as they are.
    """
    try:
        with transaction.atomic():
            Opening.objects.select_for_update().get(pk=opening.pk)
            check = check_import(opening, rows, by=by)
            if check.faults:
                raise ImportRefused(check.faults)
            return _add_all(opening, check, by=by)
    except IntegrityError as fault:
        raise ImportRefused([Fault(1, "", "Someone added one of these people just now. Look at the rows again.")]) from fault


def _add_all(opening, check, *, by):
    new = {
        row["row"]: Candidate(created_by=by, **{key: row[key] for key in DETAILS}) for row in check.rows if row["row"] not in check.known
    }
    Candidate.objects.bulk_create(new.values(), batch_size=500)
    people = {**new, **check.known}
    applications = [Application(candidate=people[row["row"]], opening=opening, applied_on=row["applied_on"]) for row in check.rows]
    Application.objects.bulk_create(applications, batch_size=500)
    StageMove.objects.bulk_create(
        (StageMove(application=application, to_stage=application.stage, by=by) for application in applications), batch_size=500
    )
    record("imported candidates into", opening, by=by, rows=len(applications))
    return applications


def keep_import(opening, rows, *, file_name, left_out, by) -> ImportDraft:
    """Keep a file's good rows until their owner confirms; earlier drafts of theirs, and all older than a day, go."""
    yesterday = timezone.now() - timedelta(days=1)
    ImportDraft.objects.filter(created_at__lt=yesterday).delete()
    ImportDraft.objects.filter(opening=opening, created_by=by).delete()
    return ImportDraft.objects.create(opening=opening, rows=rows, file_name=file_name, left_out=left_out, created_by=by)


def take_import(draft: ImportDraft, *, by) -> list[Application]:
    """Import a draft's rows and forget the draft. Raises ImportRefused, and keeps the draft, if they no longer fit."""
    with transaction.atomic():
        taken = ImportDraft.objects.filter(pk=draft.pk).delete()[0]
        return import_candidates(draft.opening, draft.rows, by=by) if taken else []


def move(application: Application, stage: str, *, by, reason: str = "", version: int | None = None) -> StageMove:
    """Move to another stage, because a person said so.

    Raises ValidationError if a reason is missing or nothing would change, and Conflict with the application as it stands
    if it was moved by someone else since `version` (by default, since `application` was read).
    """
    reason = reason.strip()
    check_move(application, stage, reason)
    version = application.version if version is None else version
    with transaction.atomic():
        refuse_if_erased(application.candidate)
        moved = Application.objects.filter(pk=application.pk, version=version).update(stage=stage, version=F("version") + 1)
        if not moved:
            raise Conflict(Application.objects.select_related("candidate").get(pk=application.pk))
        step = StageMove.objects.create(application=application, from_stage=application.stage, to_stage=stage, reason=reason, by=by)
        record("moved", application, by=by, to=stage)
    application.stage, application.version = stage, version + 1
    return step


def check_move(application, stage, reason):
    if stage not in Application.Stage.values:
        raise ValidationError({"stage": "Choose one of the stages."})
    if stage == application.stage:
        raise ValidationError({"stage": f"The candidate is at “{application.get_stage_display()}” already. Choose another stage."})
    if stage in Application.NEEDS_REASON and not reason:
        raise ValidationError({"reason": "Say why. The reason is kept with the candidate’s history."})
    if application.has_ended and not reason:
        raise ValidationError({"reason": "Say why this application is taken up again. The reason is kept with its history."})


@transaction.atomic
def change_candidate(candidate: Candidate, *, by, version: int, **details):
    """Change a person's details. Raises ValidationError by field, and Conflict with the person as they stand if someone
    else changed them since `version`.
    """
    refuse_if_erased(candidate)
    details = _tidy(details, by)
    other = person_of(details["email"])
    if other and other.pk != candidate.pk:
        raise _on_email("Another candidate has this address. Each person needs their own.", "known")
    changes = {"changed_by": by, "changed_at": timezone.now(), "version": F("version") + 1}
    if not Candidate.objects.filter(pk=candidate.pk, version=version).update(**details, **changes):
        raise Conflict(Candidate.objects.select_related("changed_by").get(pk=candidate.pk))
    record("changed the details of", candidate, by=by, fields=sorted(details))


def attach_document(application: Application, content: bytes, filename: str, *, by, title: str = "CV") -> Document:
    """Keep a candidate's PDF or DOCX. Raises ValidationError in words for whoever chose the file."""
    return keep_document(application, check_file(content, filename), by=by, title=title)


@transaction.atomic
def keep_document(application: Application, file: CheckedFile, *, by, title: str = "CV") -> Document:
    """Raises ValidationError once `by` has sent too much in a day."""
    return _keep_document(application, file, by=by, title=title)


def _keep_document(application, file, *, by, title):
    refuse_if_erased(application.candidate)
    kept = keep_file(file.content, name=file.name, content_type=file.content_type, sent_by=by)
    document = Document.objects.create(application=application, file=kept, title=title, pages=file.pages, uploaded_by=by)
    record("added a file to", application, by=by, document=document.pk, sha256=kept.sha256)
    return document


@transaction.atomic
def remove_document(document: Document, *, by, reason: str):
    """Take a file away from its application: from now on nobody can open it. The trail keeps that it was there, and why it went."""
    record("removed a file of", document.application, by=by, document=document.pk, sha256=document.file.sha256, reason=reason)
    document.delete()
