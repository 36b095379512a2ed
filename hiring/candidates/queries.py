"""Reads shaped for the pages of candidates."""

from dataclasses import dataclass

from django.db.models import Case, Count, IntegerField, OuterRef, Q, Subquery, Value, When
from django.utils import timezone

from hiring.accounts.prepared import prepared

from .importing import Fault, check_rows
from .models import Application, Candidate, Document, StageMove

SORTS = {
    "name": ["candidate__name", "pk"],
    "-name": ["-candidate__name", "-pk"],
    "applied": ["applied_on", "pk"],
    "-applied": ["-applied_on", "-pk"],
    "stage": ["stage_place", "candidate__name", "pk"],
    "-stage": ["-stage_place", "candidate__name", "pk"],
}
STAGE_PLACE = Case(
    *(When(stage=value, then=Value(place)) for place, value in enumerate(Application.Stage.values)), output_field=IntegerField()
)
LOOKUP_BATCH = 500
PAGE_SIZE = 50


@prepared
def visible_application(user, pk):
    """It alone, or nothing; with what its pages show and `is_managed`."""
    found = Application.objects.visible_to(user).with_contact_right(user).filter(pk=pk)
    return found.select_related("candidate__changed_by", "opening__country", "opening__team")


@prepared
def managed_application(user, pk):
    return Application.objects.managed_by(user).filter(pk=pk).select_related("candidate__changed_by", "opening__country", "opening__team")


@prepared
def documents_of(application):
    return Document.objects.filter(application=application).select_related("file", "uploaded_by")


@prepared
def moves_of(application):
    return StageMove.objects.filter(application=application).select_related("by")


@prepared
def further_applications(user, candidate, but):
    """Of the same person, in openings that the user manages."""
    return Application.objects.managed_by(user).filter(candidate=candidate).exclude(pk=but).select_related("opening")


def applications_of(opening, user, *, stage="", words="", sort="name"):
    """The opening's applications for its table or export, each with its person."""
    found = Application.objects.managed_by(user).filter(opening=opening).select_related("candidate")
    if stage:
        found = found.filter(stage=stage)
    for word in words.split():
        found = found.filter(Q(candidate__name__icontains=word) | Q(candidate__email__icontains=word))
    return _ordered(found, sort)


def _ordered(applications, sort):
    if sort.lstrip("-") == "stage":
        applications = applications.alias(stage_place=STAGE_PLACE)
    return applications.order_by(*SORTS[sort])


@prepared
def table_lines(user, opening, *, start, sort, **narrowed):
    """What the table shows of each application of a page, with the newest file and the last move, as tuples.

    The page is found first: PostgreSQL would look for the file and the move of everybody before it sorts.
    """
    page = applications_of(opening, user, sort=sort, **narrowed)[start : start + PAGE_SIZE]
    documents = Document.objects.filter(application=OuterRef("pk"))
    found = _ordered(Application.objects.filter(pk__in=page.values("pk")), sort).annotate(
        document=Subquery(documents.values("pk")[:1]),
        document_title=Subquery(documents.values("title")[:1]),
        moved_at=Subquery(StageMove.objects.filter(application=OuterRef("pk")).values("at")[:1]),
    )
    columns = ("pk", "candidate__name", "candidate__email", "candidate__source", "stage", "applied_on", "moved_at")
    return found.values_list(*columns, "document", "document_title")


def stage_counts(opening, user):
    """(value, label, count) of each stage, in their order; empty ones too."""
    counts = dict(_counted(user, opening.pk))
    return [(value, label, counts.get(value, 0)) for value, label in Application.Stage.choices]


@prepared
def _counted(user, opening):
    rows = Application.objects.managed_by(user).filter(opening=opening).order_by().values_list("stage")
    return rows.annotate(Count("pk"))


def person_of(email):
    """The candidate with this mail address, or None."""
    return Candidate.objects.of_address(email).first()


@dataclass(frozen=True)
class ImportCheck:
    """What an import would do. `known` maps row numbers to the people who get a further application."""

    rows: list
    faults: list[Fault]
    known: dict

    @property
    def new_count(self):
        return len(self.rows) - len(self.known)


def check_import(opening, rows, *, by):
    """The dry run of an import, and the check of the import itself."""
    cleaned, faults = check_rows(rows, today=timezone.localdate(), own_address=by.email)
    people = _people([row["email"] for row in cleaned])
    here = set(opening.applications.filter(candidate__in=people.values()).values_list("candidate", flat=True)) if people else set()
    known = {}
    for row in cleaned:
        person = people.get(row["email"].lower())
        if person and person.pk in here:
            faults.append(Fault(row["row"], "email", f"“{row['email']}” is a candidate of this opening already."))
        elif person:
            known[row["row"]] = person
    return ImportCheck(cleaned, sorted(faults, key=lambda fault: fault.row), known)


def _people(emails):
    """Candidates by lower-case address, looked up in batches that every database takes."""
    batches = (emails[start : start + LOOKUP_BATCH] for start in range(0, len(emails), LOOKUP_BATCH))
    return {person.email.lower(): person for batch in batches for person in Candidate.objects.of_address(*batch)}
