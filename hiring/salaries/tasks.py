"""Work behind the pages of pay: checking a company's own file, printing the table."""

import gc
import logging
import time
from contextlib import contextmanager, suppress

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from hiring.accounts.models import Company
from hiring.background.actions import beat
from hiring.background.models import Job
from hiring.background.printing import print_document
from hiring.background.work import GiveUp, handles

from .columns import from_data
from .loading import LAST_ADVERT
from .models import Figure, OwnImport, Series
from .observations import ROLE_NAMES
from .own_cells import NoPolicy
from .reading import SHOWN_FAULTS, Reader, TooMuch
from .shipped import shipped_benchmark
from .staging import Stage, clear
from .table_choice import asked_table
from .tables import pay_table
from .uploads import Unreadable, records

logger = logging.getLogger(__name__)
BEAT_SECONDS = 1


class Stopped(Exception):
    """Someone cancelled the job or discarded the file, or another job or worker reads it."""


def _may_see(user, source):
    return OwnImport.objects.visible_to(user).filter(pk=source).exists()


@handles("salaries.check_import", may_see=_may_see)
def check_import(job):
    """Stage the rows of a file. They count for nothing until a person accepts them; a stop half-way leaves none."""
    source = _taken_over(job)
    try:
        _stage(source, job)
    except Exception as fault:
        with suppress(Stopped), _only_reading(source, job):
            clear(source)
        if not isinstance(fault, Stopped):
            raise GiveUp(_in_words(fault, source)) from None


def _taken_over(job):
    """The import as this job's own. Whoever read it before writes no more of it: see `_only_reading`."""
    found = OwnImport.objects.filter(pk=job.arguments["source"], state__in=[OwnImport.State.MAPPED, OwnImport.State.PREVIEWED])
    with transaction.atomic():
        if not found.exclude(path="").update(job=job.pk, state=OwnImport.State.MAPPED):
            raise GiveUp("This file is no longer there. Upload it again.")
        source = found.get()
        clear(source)
    return source


@contextmanager
def _only_reading(source, job):
    """A transaction in which nobody else begins to read the file or discards it. Raises Stopped if someone has."""
    with transaction.atomic():
        held = OwnImport.objects.filter(pk=source.pk, job=job.pk, state=OwnImport.State.MAPPED).update(state=OwnImport.State.MAPPED)
        if not held or not Job.objects.filter(pk=job.pk, worker=job.worker).exists():
            raise Stopped
        yield


def _in_words(fault, source):
    if isinstance(fault, Unreadable | TooMuch | NoPolicy):
        return str(fault)
    if isinstance(fault, UnicodeDecodeError):
        return "The file changed while it was read. Upload it again."
    # The name of the fault alone: a message or a trace could hold someone's pay.
    logger.error("Import %s of own pay data stopped: %s", source.pk, type(fault).__name__)
    return "Something went wrong while reading the file, and nothing was kept. Please try again."


def _stage(source, job):
    mapping = from_data(source.mapping)
    titles = {name: tuple(pair) for name, pair in source.titles.items()}
    reader = Reader(mapping, shipped_benchmark(), titles=titles, today=timezone.localdate(), bands=not source.counts_people)
    stage, told = Stage(source, reader), time.monotonic()
    with without_collection(), records(source.path, source.encoding, source.sheet) as (rows, position):
        header = next(rows)
        for batch in reader.batches(rows, _width(header)):
            with _only_reading(source, job):
                stage.write(batch)
            if time.monotonic() - told > BEAT_SECONDS:
                told = time.monotonic()
                if not beat(job, done=int(100 * position()), message=f"{reader.tally.rows:,} rows read"):
                    raise Stopped
    with _only_reading(source, job):
        stage.finish()
        OwnImport.objects.filter(pk=source.pk).update(
            state=OwnImport.State.PREVIEWED, report=report(reader), as_of=reader.newest or mapping.day
        )
        if not beat(job):
            raise Stopped


@contextmanager
def without_collection():
    """The collector looks through every list that is alive again and again; rows make no cycles, so it would find nothing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _width(header):
    while header and not header[-1].strip():
        header.pop()
    return len(header)


@handles("salaries.table_pdf", may_see=lambda user, **chosen: user.is_authenticated and user.is_active)
def table_pdf(job):
    chosen, company = job.arguments["chosen"], Company.current()
    asked = asked_table(chosen)
    table = pay_table(job.created_by, sort=job.arguments["sort"], **asked)
    source = Series.objects.select_related("source").get(pk=chosen["series"]).source
    context = {
        "table": table, "chosen": chosen, "company": company, "source": source, "moved": asked["moved"], "as_of": LAST_ADVERT,
        "role_name": ROLE_NAMES[chosen["role"]], "today": timezone.localdate(), "age": Figure(as_of=LAST_ADVERT).age,
    }  # fmt: skip
    html = render_to_string("salaries/table_pdf.html", context)
    beat(job, done=1, message="Laying out the pages")
    return {"file": print_document(html, name=f"pay-{chosen['role']}-{chosen['level']}-{chosen['series']}.pdf")}


def report(reader: Reader) -> dict:
    """What the page shows before anything is taken: counts, faults, how numbers were read, rates, titles."""
    tally = reader.tally
    rates = {
        (g.currency, g.year): {"currency": g.currency, "year": g.year, "rate": g.rate, "rate_year": g.rate_year} for g in reader.groups
    }
    title_rows = reader.title_rows
    titles = [
        {"name": name, "title": name.partition("|")[0], "rows": title_rows[name], "role": read.role, "level": read.level,
         "confidence": read.confidence, "why": read.why}
        for name, read in reader.readings.items()
    ]  # fmt: skip
    return {
        "rows": tally.rows, "kept": tally.kept, "refused": tally.refused, "repeated": tally.repeated, "left_out": tally.left_out,
        "faults": sorted(tally.faults, key=lambda fault: fault["row"])[:SHOWN_FAULTS], "repeats": tally.repeats,
        "rules": [{"rule": rule, **told} for rule, told in tally.rules.items()],
        "rates": [rates[key] for key in sorted(rates)], "titles": sorted(titles, key=lambda each: -each["rows"]),
    }  # fmt: skip
