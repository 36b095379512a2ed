import hashlib
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from hiring.accounts.models import User
from hiring.decisions import documents, pack
from hiring.decisions.models import Pack

SIGNS = {"ok": "ok     ", "differs": "DIFFERS", "note": "note   "}


class Command(BaseCommand):
    help = (
        "Check a decision pack. For the JSON file: whether each part is what its SHA-256 says, whether the hash over all holds, whether "
        "the scores come out of the marks in the file, and, where the database holds the application, whether its rows still say the "
        "same. For the PDF: whether it is, byte for byte, one that was kept. Ends with code 1 if anything differs."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", help="a pack as downloaded, .json or .pdf")
        parser.add_argument("--offline", action="store_true", help="look at the file alone, and at no database")

    def handle(self, *, file, offline, **options):
        try:
            content = Path(file).read_bytes()
        except OSError as fault:
            raise CommandError(f"{file}: {fault.strerror or fault}") from fault
        lines = self._pdf(content, offline) if content.startswith(b"%PDF") else self._json(content, offline)
        for line in lines:
            self.stdout.write(f"{SIGNS[line.kind]} {line.what}: {line.words}")
        if differing := sum(line.differs for line in lines):
            raise CommandError(f"{differing} of {len(lines)} checks differ. This pack does not hold as it stands.")
        self.stdout.write("Everything that was checked matches.")

    def _json(self, content, offline):
        try:
            made = pack.read(content)
        except pack.NoPack as fault:
            raise CommandError(f"This is no decision pack: {fault}.") from fault
        lines = [*pack.check_hashes(made), *pack.check_scores(made)]
        return lines if offline else [*lines, *_live(made)]

    def _pdf(self, content, offline):
        if offline:
            raise CommandError("A PDF can be compared only with the database. Without one, check the JSON file of the same pack.")
        sha256 = hashlib.sha256(content).hexdigest()
        kept = Pack.objects.filter(pdf__sha256=sha256).select_related("by").first()
        if kept is None:
            return [pack.Line("differs", "the PDF", f"no pack that was kept has this file ({sha256})")]
        return [pack.Line("ok", "the PDF", f"as kept on {kept.at:%d %B %Y} for {kept.by.name}; its JSON states {kept.sha256}")]


def _live(made):
    """The pack beside the database, seen as whoever made it, or as an admin who owes no card there."""
    try:
        application, viewer = _seen(made["about"])
    except DatabaseError as fault:
        return [pack.Line("note", "the database", f"not compared: {str(fault).splitlines()[0][:100]}")]
    if application is None:
        return [pack.Line("differs", "the database", "holds no such application, or nobody who may see its decision")]
    kept = Pack.objects.filter(application=application, sha256=made["sha256"]).exists()
    found = (
        pack.Line("ok", "the record of packs", "this pack was made here")
        if kept
        else pack.Line("differs", "the record of packs", "no pack with this hash was made here")
    )
    return [found, *(_named(line) for line in pack.check_live(made, documents.parts(application, viewer)))]


def _named(line):
    return pack.Line(line.kind, f"{line.what}, live", line.words)


def _seen(about):
    admins = User.objects.filter(part=User.Part.ADMIN, is_active=True)
    maker = about.get("made_by", {}).get("id") if isinstance(about.get("made_by"), dict) else None
    key = about.get("application")
    for viewer in [*User.objects.filter(pk=maker if isinstance(maker, int) else 0), *admins]:
        application = (
            Pack.applications_for(viewer)
            .filter(pk=key if isinstance(key, int) else 0)
            .select_related("candidate", "opening__role", "opening__country", "opening__hiring_manager")
            .first()
        )
        if application:
            return application, viewer
    return None, None
