"""Without a mouse: the skip link, the bar, search, drawers, tabs and choices; and the look that someone chose."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

ELENA = "elena@tidewell.example"


def focus(page):
    """Name and place of what holds the focus."""
    return page.evaluate(
        "() => { const at = document.activeElement; return [(at.getAttribute('aria-label') || at.textContent).trim(),"
        " at.closest('main') ? 'main' : at.closest('.bar') ? 'bar' : '']; }"
    )


def tab(page, times=1):
    for _ in range(times):
        page.keyboard.press("Tab")


def test_tab_goes_from_the_skip_link_through_the_bar_to_the_page(visit):
    page = visit(ELENA)
    tab(page)
    assert focus(page) == ["Skip to the page", ""]
    expect(page.locator(".skip-link")).to_be_in_viewport()
    tab(page)
    assert focus(page) == ["Rolecall", "bar"]
    places = []
    for _ in range(12):
        tab(page)
        places.append(focus(page))
    assert [name for name, place in places if place == "bar"][:5] == ["Home", "Roles", "Openings", "Teams", "Pay"]
    assert places[-1][1] == "main"


def test_the_skip_link_leads_into_the_page(visit):
    page = visit(ELENA)
    tab(page)
    page.keyboard.press("Enter")
    tab(page)
    assert focus(page)[1] == "main"


def test_what_holds_the_focus_is_outlined(visit):
    page = visit(ELENA)
    tab(page, 3)
    assert page.evaluate("getComputedStyle(document.activeElement).outlineWidth") == "3px"


def test_the_slash_goes_to_search_unless_someone_writes(visit):
    page = visit(ELENA)
    page.keyboard.press("/")
    search = page.get_by_role("searchbox")
    expect(search).to_be_focused()
    page.keyboard.type("Noor/R")
    expect(search).to_have_value("Noor/R")
    search.fill("Noor")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("main")).to_contain_text("Noor Rahman")


def test_a_drawer_opens_by_enter_and_escape_gives_the_number_back(visit):
    page = visit(ELENA)
    page.goto("/pay/")
    number = page.locator("a[data-drawer]").first
    number.focus()
    page.keyboard.press("Enter")
    drawer = page.locator("#passport")
    expect(drawer).to_be_visible()
    expect(drawer).to_be_focused()
    page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    expect(number).to_be_focused()
    number.press("Enter")
    drawer.get_by_role("button", name="Close").press("Enter")
    expect(number).to_be_focused()


def test_tabs_and_segments_are_links_or_radios_that_keys_reach(visit):
    page = visit(ELENA)
    page.goto("/openings/")
    page.get_by_role("link", name="Senior machine learning engineer").first.press("Enter")
    page.get_by_role("navigation", name="This opening").get_by_role("link", name=re.compile("^Ranking")).press("Enter")
    page.wait_for_url("**/ranking/")
    current = page.get_by_role("navigation", name="This opening").locator("[aria-current=page]")
    expect(current).to_contain_text("Ranking")
    page.goto("/pay/")
    segment = page.locator(".segmented a:not([aria-current]), .segmented input:not(:checked)").first
    before = page.url
    segment.press("Enter" if segment.evaluate("element => element.tagName") == "A" else "Space")
    page.wait_for_url(lambda url: url != before)


def test_the_menu_of_a_phone_opens_holds_the_focus_and_closes(visit):
    page = visit(ELENA, phone=True)
    opener = page.get_by_role("button", name="Menu")
    opener.press("Enter")
    menu = page.locator("#menu")
    expect(page.locator("#menu:focus, #menu :focus")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(opener).to_be_focused()


def test_the_look_that_someone_chose_stays_on_every_device(visit):
    page = visit("oskar@tidewell.example", color_scheme="light")
    page.goto("/account/")
    page.get_by_label("Dark").check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    elsewhere = visit("oskar@tidewell.example", phone=True, color_scheme="light")
    expect(elsewhere.locator("html")).to_have_attribute("data-bs-theme", "dark")
    assert elsewhere.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(15, 21, 26)"
    elsewhere.goto("/account/")
    elsewhere.get_by_label("As my device").check()
    elsewhere.get_by_role("button", name="Save", exact=True).click()
    expect(elsewhere.locator("html")).to_have_attribute("data-bs-theme", "light")
