"""Every page that an account reaches: it fits a phone and a desk, breaks nothing, and says to a screen reader what it shows."""

import pytest
from playwright.sync_api import expect

from hiring.accounts.demo_accounts import ACCOUNTS

from .faults import page_faults
from .links import reach

pytestmark = [
    pytest.mark.browser,
    pytest.mark.xdist_group("browser"),
    pytest.mark.one_database,  # what a page looks like does not hang on where its rows are kept; test_every_page walks both
]

WIDTH = "document.documentElement.scrollWidth"
SIZES = ({"width": 1280, "height": 900}, {"width": 360, "height": 740})
DARK_PAPER = "rgb(15, 21, 26)"


@pytest.fixture(scope="module")
def seen():
    """Kinds of pages that an account before has shown."""
    return set()


@pytest.mark.parametrize("email", [account.email for account in ACCOUNTS])
def test_every_page_in_reach_is_whole(visit, seen, email):
    page, faults = visit(email, reduced_motion="reduce"), []
    for path, status in reach(page, seen):
        if status != 200:
            faults.append(f"{path} answered {status}")
        faults += [f"{path}: {fault}" for fault in page_faults(page)]
        for size in SIZES:
            page.set_viewport_size(size)
            if (width := page.evaluate(WIDTH)) > size["width"]:
                faults.append(f"{path} is {width} px wide on a screen of {size['width']}")
        page.set_viewport_size(SIZES[0])
        faults += [f"{path}: {problem}" for problem in page.problems]
        page.problems.clear()
    assert faults == []


def test_signing_in_and_errors_are_whole_too(visit, browser, app):
    context = browser.new_context(base_url=app, viewport=SIZES[1])
    page = context.new_page()
    for path in ("/sign-in/", "/no-such-page/"):
        page.goto(path)
        assert page_faults(page) == []
        assert page.evaluate(WIDTH) == SIZES[1]["width"]
    context.close()


def test_the_paper_is_dark_where_the_device_is(visit):
    page = visit("elena@tidewell.example", color_scheme="dark")
    expect(page.locator("body")).to_have_css("background-color", DARK_PAPER)
    page.emulate_media(color_scheme="light")
    expect(page.locator("body")).to_have_css("background-color", "rgb(244, 246, 243)")


def test_a_second_press_on_a_slow_network_sends_nothing_twice(visit):
    page = visit("oskar@tidewell.example")
    page.goto("/account/")
    page.get_by_label("What it is for").fill("nightly export")
    network = page.context.new_cdp_session(page)
    network.send("Network.emulateNetworkConditions", {"offline": False, "latency": 700, "downloadThroughput": -1, "uploadThroughput": -1})
    button = page.get_by_role("button", name="Make a token").bounding_box()
    for _ in range(2):  # by the mouse itself: a locator waits for the first press to be answered
        page.mouse.click(button["x"] + button["width"] / 2, button["y"] + button["height"] / 2)
        page.wait_for_timeout(200)
    expect(page.get_by_text("Copy your new token now.")).to_be_visible()
    expect(page.get_by_role("rowheader", name="nightly export")).to_have_count(1)
