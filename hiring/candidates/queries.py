"""Reads shaped for the pages of candidates."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Case, Count, F, IntegerField, OuterRef, Q, Subquery, Value, When
from django.utils import timezone

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


def applications_of(opening, user, *, stage="", words="", sort="name"):
    """The opening's applications for its table or export, each with its person."""
    found = Application.objects.managed_by(user).filter(opening=opening).select_related("candidate")
    if stage in Application.Stage.values:
        found = found.filter(stage=stage)
    for word in words.split():
        found = found.filter(Q(candidate__name__icontains=word) | Q(candidate__email__icontains=word))
    if sort.lstrip("-") == "stage":
        found = found.alias(stage_place=STAGE_PLACE)
    return found.order_by(*SORTS.get(sort, SORTS["name"]))


def table_lines(applications):
    """What the table shows of each, with the newest file and the last move: one query, and no model to be built."""
    documents = Document.objects.filter(application=OuterRef("pk"))
    return applications.values(
        "pk",
        "applied_on",
        "stage",
        name=F("candidate__name"),
        email=F("candidate__email"),
        source=F("candidate__source"),
        document=Subquery(documents.values("pk")[:1]),
        document_title=Subquery(documents.values("title")[:1]),
        moved_at=Subquery(StageMove.objects.filter(application=OuterRef("pk")).values("at")[:1]),
    )


def stage_counts(opening, user):
    """(value, label, count) of each stage, in their order; empty ones too."""
    rows = Application.objects.managed_by(user).filter(opening=opening).order_by().values_list("stage").annotate(Count("pk"))
    counts = Counter(dict(rows))
    return [(value, label, counts[value]) for value, label in Application.Stage.choices]


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
