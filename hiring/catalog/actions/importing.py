"""Taking over a catalogue that was exported, here or elsewhere."""

from dataclasses import dataclass, replace

from django.db import transaction

from hiring.catalog.bodies import as_json, body_of, in_full
from hiring.catalog.content import LISTS, CatalogueRefused, Fault, Sheet, entries_of, entry_faults, known_by
from hiring.catalog.content.uploads import sheets_of
from hiring.catalog.models import Edit, WaitingImport
from hiring.catalog.queries import surroundings

from .editing import add_entry, change_entry
from .loading import MovedOn

FOLDERS = {"skills": Edit.Kind.SKILL, "questions": Edit.Kind.QUESTION, "roles": Edit.Kind.ROLE, "practice": Edit.Kind.PRACTICE}


@dataclass(frozen=True)
class Imported:
    added: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: int
    stamp: list


@transaction.atomic
def import_catalogue(sheets: dict[str, Sheet], *, by, dry_run: bool = False, seen: list | None = None) -> Imported:
    """Entries that differ become changes of the company, unknown ones its own; nothing is retired.

    All or nothing: raises `CatalogueRefused` with every fault. A dry run does the same and takes it back; its `stamp`
    given as `seen` to the import that follows makes that raise `MovedOn` if someone changed these entries in between.
    The version of the files is left out: it belongs to the release.
    """
    faults = [fault for file, sheet in sheets.items() for fault in _unreadable(file, sheet)]
    added, changed, unchanged, stamp = [], [], 0, []
    for folder, kind in FOLDERS.items():
        rows, met, name = {row.slug: row for row in in_full()[kind]}, set(), known_by(kind)
        around = surroundings(kind)
        for file, part in _parts(sheets, folder):
            slug = part.value.get(name) if isinstance(part.value.get(name), str) else ""
            row = rows.get(slug)
            if slug in met:
                faults.append(Fault(file, part.line((name,)), slug, "stands twice among these files"))
                continue
            met.add(slug or None)
            before = body_of(row) if row else None
            if before and as_json(before) == as_json(part.value):
                unchanged += 1
                continue
            found = entry_faults(kind, part, replace(around, own=slug if row else ""), file)
            faults += [replace(fault, key=f"{slug}.{fault.key}".strip(".")) for fault in found]
            if found:
                continue
            stamp.append([kind, slug, row.version if row else 0])
            around.put(slug, part.value, before)
            if row:
                change_entry(row, part.value, by=by, version=row.version)
                changed.append(f"{kind} {row.slug}")
            else:
                added.append(f"{kind} {add_entry(kind, part.value, by=by).slug}")
    if faults:
        raise CatalogueRefused(sorted(set(faults)))
    if seen is not None and seen != stamp:
        raise MovedOn
    if dry_run:
        transaction.set_rollback(True)
    return Imported(tuple(added), tuple(changed), unchanged, stamp)


def try_import(sheets: dict[str, Sheet], content: bytes, name: str, *, by) -> WaitingImport | None:
    """What the import would do, kept until it is confirmed, in the place of what was tried before; None if it would do nothing.

    Raises `CatalogueRefused` and then keeps nothing.
    """
    discard_import(by)
    found = import_catalogue(sheets, by=by, dry_run=True)
    if not found.stamp:
        return None
    return WaitingImport.objects.create(by=by, name=name[:150], content=content, unchanged=found.unchanged, stamp=found.stamp)


@transaction.atomic
def confirm_import(waiting: WaitingImport, *, by) -> Imported:
    """Take over what was tried. Raises `CatalogueRefused` or `MovedOn` if the catalogue has changed since."""
    done = import_catalogue(sheets_of(bytes(waiting.content), waiting.name), by=by, seen=waiting.stamp)
    waiting.delete()
    return done


def discard_import(by) -> None:
    WaitingImport.objects.visible_to(by).delete()


def _unreadable(file, sheet):
    folder = file.split("/")[0]
    for problem in sheet.problems:
        yield Fault(file, problem.line, "", problem.message)
    if folder == "catalogue.yaml" or sheet.value is None:
        return
    if folder not in FOLDERS:
        yield Fault(file, 1, "", f"unexpected file; folders are {', '.join(FOLDERS)}")
    elif not isinstance(sheet.value, dict):
        yield Fault(file, 1, "", "must be a mapping")
    elif (key := LISTS.get(folder)) and not isinstance(sheet.value.get(key), list):
        yield Fault(file, 1, key, "must be a list of entries")


def _parts(sheets, folder):
    """(file, sheet of one entry) with the lines of the file; entries that are no mapping become one that lacks all."""
    for file, sheet in sheets.items():
        if file.split("/")[0] == folder:
            for _, path, body in entries_of(file, sheet.value):
                yield file, sheet.part(path, body if isinstance(body, dict) else {})
