"""The release in the installed app's files beside the loaded one."""

from dataclasses import dataclass, replace
from datetime import date
from textwrap import shorten

from hiring.catalog.bodies import built_in_bodies
from hiring.catalog.content import Fault, faults_in, read_folder
from hiring.catalog.models import Edit, Release, ReleaseChange, in_order
from hiring.catalog.releases import Bodies, bodies_in, changes_between, digest_of, installed_folder


@dataclass(frozen=True)
class InstalledRelease:
    """`changes` are what loading it would change, not saved; empty where it has faults, is loaded already or is an older one."""

    digest: str
    loaded: Release | None
    version: str = ""
    released: date | None = None
    faults: tuple[Fault, ...] = ()
    changes: tuple[ReleaseChange, ...] = ()
    bodies: Bodies | None = None

    @property
    def is_loaded(self) -> bool:
        return bool(self.loaded) and self.loaded.digest == self.digest

    @property
    def is_older(self) -> bool:
        return bool(self.loaded and self.version) and in_order(self.version) < in_order(self.loaded.version)

    @property
    def can_be_loaded(self) -> bool:
        return not (self.faults or self.is_loaded or self.is_older)

    @property
    def counts(self) -> dict[str, int]:
        return {verb: sum(change.verb == verb for change in self.changes) for verb in ReleaseChange.Verb.values}

    @property
    def contested(self) -> int:
        """Entries of which it has a newer text where the company has one of its own."""
        ours = {(edit.kind, edit.slug): edit.fields for edit in Edit.objects.all()}
        pairs = ((change.now, ours.get((change.kind, change.slug), {})) for change in self.changes)
        return sum(any(key in fields and fields[key] != text for key, text in now.items()) for now, fields in pairs)

    def title_of(self, change: ReleaseChange) -> str:
        """What an entry that is not there yet will be called."""
        body = self.bodies[change.kind, change.slug]
        if change.kind == Edit.Kind.PRACTICE:
            body = self.bodies[Edit.Kind.QUESTION, body["question"]]
        return body.get("name") or shorten(body["prompt"], 90, placeholder="…")


def is_another_installed() -> bool:
    """Whether the files differ from what is loaded. One query."""
    folder, loaded = installed_folder(), Release.current()
    return folder.is_dir() and (loaded is None or loaded.digest != digest_of(folder))


def installed_release() -> InstalledRelease:
    """Reads all files; the same number of queries whatever they hold."""
    folder = installed_folder()
    digest, loaded = digest_of(folder), Release.current()
    if loaded and loaded.digest == digest:
        return InstalledRelease(digest, loaded, loaded.version, loaded.released)
    sheets = read_folder(folder)
    faults = faults_in(sheets)
    if faults:
        return InstalledRelease(digest, loaded, faults=tuple(faults))
    about, bodies = sheets["catalogue.yaml"].value, bodies_in(sheets)
    release = InstalledRelease(digest, loaded, about["version"], about["released"], bodies=bodies)
    if release.is_older or not loaded:
        return release
    return replace(release, changes=tuple(changes_between(release.version, built_in_bodies(), bodies)))
