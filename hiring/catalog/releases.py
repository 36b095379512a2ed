"""The release that the files of the installed app hold, and what one release says otherwise than another."""

import hashlib
from pathlib import Path

from django.conf import settings

from .bodies import MODELS, as_json
from .content import Sheet, entries_of, flat, known_by
from .models import Edit, ReleaseChange

ORDER = (Edit.Kind.ROLE, Edit.Kind.SKILL, Edit.Kind.QUESTION, Edit.Kind.PRACTICE)
Bodies = dict[tuple[str, str], dict]  # flat bodies by kind and slug


def installed_folder() -> Path:
    return settings.CATALOGUE_FOLDER


def digest_of(folder: Path) -> str:
    total = hashlib.sha256()
    for path in sorted(folder.rglob("*.yaml")):
        total.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


def bodies_in(sheets: dict[str, Sheet]) -> Bodies:
    found = [each for file, sheet in sheets.items() for each in entries_of(file, sheet.value)]
    return {(kind, body[known_by(kind)]): flat(as_json(body)) for kind, _, body in found}


def changes_between(version: str, before: Bodies, after: Bodies) -> list[ReleaseChange]:
    """What the release says otherwise, entry by entry, not saved. Entries that a company wrote itself are left out."""
    own = {
        (kind, slug) for kind, model in MODELS.items() for slug in model.objects.filter(catalogue_version="").values_list("slug", flat=True)
    }
    found = []
    for kind, slug in sorted({**before, **after}.keys() - own, key=lambda entry: (ORDER.index(entry[0]), entry[1])):
        was, now = before.get((kind, slug)), after.get((kind, slug))
        if was is None or now is None:
            verb = ReleaseChange.Verb.ADDED if was is None else ReleaseChange.Verb.RETIRED
            found.append(ReleaseChange(version=version, verb=verb, kind=kind, slug=slug))
            continue
        keys = [key for key in was | now if key != "check" and was.get(key) != now.get(key)]
        if keys:
            texts = {"was": {key: was.get(key) for key in keys}, "now": {key: now.get(key) for key in keys}}
            found.append(ReleaseChange(version=version, verb=ReleaseChange.Verb.CHANGED, kind=kind, slug=slug, **texts))
    return found
