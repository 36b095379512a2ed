"""PDFs as people get them: a button, progress, a download with the right words in it."""

import re

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from . import acts

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def printed(page, button):
    """(text, pages) of the PDF that a button makes."""
    page.get_by_role("button", name=button).click()
    page.wait_for_url("**/jobs/**")
    expect(page.get_by_role("link", name="Download")).to_be_visible(timeout=60_000)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download").click()
    assert download.value.suggested_filename.endswith(".pdf")
    reader = PdfReader(download.value.path())
    return solid(" ".join(sheet.extract_text() for sheet in reader.pages)), len(reader.pages)


def solid(text):
    """Without spaces and hyphens, which a line's end adds or takes, and without the dashes before the lines of a list."""
    return re.sub(r"[\s\-\u00ad\u2010\u2013]+", "", text)


def shown(page, selector):
    return [solid(text) for text in page.locator(selector).all_text_contents()]


def test_an_interviewer_prints_a_kit_with_its_questions_and_anchors(visit):
    page = visit("david@tidewell.example")
    page.goto("/interviews/")
    page.locator("a[href$='/kit/']").first.click()
    page.wait_for_url("**/kit/")
    prompts, anchors = shown(page, ".kit-prompt"), shown(page, "details.fine dl.facts dd")
    text, pages = printed(page, "PDF to write on")
    assert (len(prompts) > 0, len(anchors) >= 5, pages >= 2) == (True, True, True)
    assert [words for words in (*prompts, *anchors) if words not in text] == []


def test_a_manager_prints_the_kits_of_a_whole_plan(visit):
    page = visit("elena@tidewell.example")
    opening = acts.opening_number(page, "Senior machine learning engineer")
    page.goto(f"/openings/{opening}/plan/")
    kits = dict.fromkeys(
        page.eval_on_selector_all("main a[href^='/stages/']", "links => links.map(link => link.pathname.match(/\\d+/)[0])")
    )
    text, pages = printed(page, "Kits")
    assert pages >= len(kits) == 4
    for stage in kits:
        page.goto(f"/stages/{stage}/kit/")
        words = [solid(page.locator("h1").inner_text()), *shown(page, ".kit-prompt"), *shown(page, "details.fine dl.facts dd")]
        assert [each for each in words if each not in text] == []
