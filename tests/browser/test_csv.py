"""Candidates by CSV: every fault named by row and column, all or nothing, and out again."""

import csv
import io

import pytest
from playwright.sync_api import expect

from . import acts

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def upload(page, opening, text, encoding="utf-8"):
    page.goto(f"/openings/{opening}/candidates/import/")
    page.locator("input[type=file]").set_input_files({"name": "people.csv", "mimeType": "text/csv", "buffer": text.encode(encoding)})
    page.get_by_role("button", name="Read the file").click()


def test_a_csv_is_mended_imported_whole_and_exported(visit):
    page = visit("marta@tidewell.example")
    opening = acts.opening_number(page, "Data scientist")
    upload(
        page,
        opening,
        "name,email,applied_on\nGood Person,good@example.net,2026-03-01\n,no-name@example.net,\nBad Mail,not an address,31.02.26\n",
    )
    faults = page.get_by_role("group", name="Faults")
    expect(faults.get_by_role("row").filter(has_text="Row 3, name")).to_be_visible()
    expect(faults.get_by_role("row").filter(has_text="Row 4, email")).to_be_visible()
    expect(faults.get_by_role("row").filter(has_text="Row 4, applied_on")).to_be_visible()
    page.goto(f"/openings/{opening}/candidates/")
    expect(page.get_by_text("Good Person")).to_have_count(0)

    upload(page, opening, "Name;Email;Location;Shoe size\n=Łukasz Żak;lukasz@example.net;Łódź;43\nZoë Öz;zoe@example.net;;\n", "utf-8-sig")
    expect(page.locator("main")).to_contain_text("Left out: Shoe size")
    page.get_by_role("button", name="Import 2 candidates").click()
    expect(page.get_by_role("link", name="Zoë Öz").first).to_be_visible()

    with page.expect_download() as download:
        page.get_by_role("link", name="Export CSV").click()
    rows = list(csv.DictReader(io.StringIO(download.value.path().read_text("utf-8-sig"))))
    mine = {row["email"]: row for row in rows}
    assert mine["lukasz@example.net"]["name"] == "'=Łukasz Żak"
    assert mine["lukasz@example.net"]["location"] == "Łódź"
    assert "good@example.net" not in mine
