"""The company's own pay on its way in: received, mapped, looked at, taken or discarded. No amount enters the trail."""

from django.db import transaction
from django.utils import timezone

from hiring.accounts.actions import record
from hiring.background import actions as background
from hiring.background.models import Job

from .. import uploads
from ..columns import Mapping, as_data
from ..models import OwnCellDoubt, OwnDoubt, OwnImport
from ..own_cells import write_cells
from ..staging import clear
from ..titles import SURE

State = OwnImport.State
CONFIRMED = "confirmed"


def receive(upload, *, kind: str, encoding: str, by) -> OwnImport:
    """Keep the file and look at its head. Raises uploads.Unreadable, and then keeps nothing."""
    path = uploads.keep_upload(upload)
    try:
        source = OwnImport(kind=kind, encoding=encoding, file_name=upload.name[:150], path=path, created_by=by)
        if uploads.is_workbook(path):
            source.sheets = uploads.workbook_sheets(path)
            if len(source.sheets) == 1:
                source.sheet = source.sheets[0]
        else:
            uploads.check_text(path, encoding)
        if source.sheet or not source.sheets:
            source.head = uploads.head(path, encoding, source.sheet)
        with transaction.atomic():
            source.save()
            record("uploaded", source, by=by)
    except BaseException:
        uploads.remove_upload(path)
        raise
    return source


def choose_sheet(source: OwnImport, sheet: str):
    """Raises uploads.Unreadable."""
    source.head = uploads.head(source.path, source.encoding, sheet)
    source.sheet, source.mapping = sheet, {}
    source.save(update_fields=["sheet", "head", "mapping"])


@transaction.atomic
def map_columns(source: OwnImport, mapping: Mapping, *, by) -> Job:
    source.mapping = as_data(mapping)
    source.save(update_fields=["mapping"])
    return check_again(source, by=by)


@transaction.atomic
def check_again(source: OwnImport, *, by) -> Job:
    """Read the whole file in the worker. What an earlier reading left is removed by the new one."""
    for earlier in Job.objects.filter(pk=source.job):
        background.cancel(earlier)
    job = background.enqueue(
        "salaries.check_import", title=f"Reading {source.file_name}"[:200], by=by, back_url=source.get_absolute_url(), total_steps=100,
        source=source.pk,
    )  # fmt: skip
    OwnImport.objects.filter(pk=source.pk, state__in=[State.UPLOADED, State.MAPPED, State.PREVIEWED]).update(state=State.MAPPED, job=job.pk)
    return job


@transaction.atomic
def confirm_titles(source: OwnImport, chosen: dict[str, tuple[str, str]], *, by) -> Job | None:
    """Roles and levels of titles as a person reads them; an empty role leaves the title out. A change reads the file again."""
    found = {each["name"]: each for each in source.report.get("titles", [])}
    chosen = {name: pair for name, pair in chosen.items() if name in found}
    changed = [name for name, pair in chosen.items() if (found[name]["role"], found[name]["level"]) != pair]
    source.titles = source.titles | chosen
    for name in chosen:
        found[name]["confidence"] = CONFIRMED
    source.save(update_fields=["titles", "report"])
    record("confirmed the titles of", source, by=by, titles=len(chosen), changed=len(changed))
    return check_again(source, by=by) if changed else None


def unconfirmed(source: OwnImport) -> list[dict]:
    """Titles that a person has yet to confirm: all whose reading is not certain, the left-out ones included."""
    return [each for each in source.report.get("titles", []) if each["confidence"] not in (SURE, CONFIRMED)]


@transaction.atomic
def accept(source: OwnImport, *, by) -> bool:
    """Let the rows count, in place of the file of the same kind before. One UPDATE: what was looked at is what is taken."""
    if unconfirmed(source):
        return False
    # Held together: of two files of a kind that are taken at once, the later must find the earlier.
    list(OwnImport.objects.select_for_update().filter(kind=source.kind, state__in=[State.PREVIEWED, State.ACCEPTED]).order_by("pk"))
    taken = OwnImport.objects.filter(pk=source.pk, state=State.PREVIEWED, job=source.job).update(
        state=State.ACCEPTED, decided_by=by, decided_at=timezone.now(), path="", head={}
    )
    if not taken:
        return False
    for earlier in OwnImport.objects.filter(kind=source.kind, state=State.ACCEPTED).exclude(pk=source.pk):
        _close(earlier, State.REPLACED, by)
    record("accepted", source, by=by, rows=source.report["kept"], left_out=source.report["refused"])
    transaction.on_commit(lambda: uploads.remove_upload(source.path))
    return True


@transaction.atomic
def discard(source: OwnImport, *, by):
    """Remove the file and its rows, whether they counted or not."""
    for job in Job.objects.filter(pk=source.job):
        background.cancel(job)
    _close(source, State.CANCELLED, by)
    record("discarded", source, by=by)


@transaction.atomic
def decide_doubt(doubt: OwnDoubt, *, status: str, by):
    """Keep the rows, read them as suggested, or exclude them. They stay as written."""
    before = doubt.status
    doubt.status, doubt.by, doubt.at = status, by, timezone.now()
    doubt.save(update_fields=["status", "by", "at"])
    write_cells(doubt.group.source)
    record(f"{status} doubtful rows of", doubt.group.source, by=by, rows=doubt.rows, doubt=doubt.kind, before=before)


@transaction.atomic
def decide_cell(doubt: OwnCellDoubt, *, status: str, by):
    """Show a cell that lies far from its model as it is, or leave it out."""
    before = doubt.status
    doubt.status, doubt.by, doubt.at = status, by, timezone.now()
    doubt.save(update_fields=["status", "by", "at"])
    write_cells(doubt.source)
    record(f"{status} a doubtful cell of", doubt.source, by=by, doubt=doubt.kind, before=before)


@transaction.atomic
def give_sight(user, *, sees: bool, by):
    """Let someone see the company's own pay data, or no longer."""
    user.sees_pay_data = sees
    user.save(update_fields=["sees_pay_data"])
    record("gave sight of pay data to" if sees else "took sight of pay data from", user, by=by, name=user.name)


def _close(source, state, by):
    clear(source)
    path, source.path, source.head, source.state, source.decided_by, source.decided_at = source.path, "", {}, state, by, timezone.now()
    source.report = {name: source.report[name] for name in ("rows", "kept", "refused", "repeated", "left_out") if name in source.report}
    source.titles = {}
    source.save(update_fields=["path", "head", "state", "decided_by", "decided_at", "report", "titles"])
    transaction.on_commit(lambda: uploads.remove_upload(path))
