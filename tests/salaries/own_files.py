"""Small files of a company's own pay, and the steps from upload to use."""

import csv
import io
from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from hiring.background import actions as background
from hiring.salaries import actions
from hiring.salaries.actions.own import unconfirmed
from hiring.salaries.columns import Mapping, guessed

HEAD = ["Employee ID", "Job Title", "Country", "Currency", "Base Salary", "Date"]


def person(number, title="Senior ML Engineer", country="GB", currency="GBP", pay=100_000, day="2026-03-01"):
    return [f"E{number}", title, country, currency, pay, day]


def people(count, **changes):
    """`count` people whose pay differs by 1,000."""
    pay = changes.pop("pay", 100_000)
    start = changes.pop("start", 1)
    return [person(start + i, pay=pay + 1_000 * i, **changes) for i in range(count)]


def as_bytes(rows, head=HEAD, encoding="utf-8", separator=","):
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator).writerows([head, *rows])
    return out.getvalue().encode(encoding)


def upload(content, name="payroll.csv"):
    return SimpleUploadedFile(name, content)


def received(by, rows, *, kind="payroll", head=HEAD, encoding="utf-8-sig", **options):
    return actions.receive(upload(as_bytes(rows, head, **options)), kind=kind, encoding=encoding, by=by)


def read(source, by, **changes):
    """Map the columns as guessed, and let the worker read the file."""
    header = source.head["header"]
    columns = guessed(header)
    usual = {"columns": columns, "day": date(2026, 3, 1), "names": {name: header[place] for name, place in columns.items()}}
    job = actions.map_columns(source, Mapping(**usual | changes), by=by)
    return work(source, job)


def work(source, job):
    background.work_on(background.claim(job.pk, "test"))
    job.refresh_from_db()
    source.refresh_from_db()
    return job


def taken(by, rows, **options):
    """From rows to an import in use."""
    source = received(by, rows, **options)
    read(source, by)
    actions.confirm_titles(source, {each["name"]: (each["role"], each["level"]) for each in unconfirmed(source)}, by=by)
    assert actions.accept(source, by=by)
    source.refresh_from_db()
    return source
