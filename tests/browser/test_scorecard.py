"""A scorecard in the browser: what is typed is never lost, whatever happens to the connection, the page or the device."""

import re

import pytest
from playwright.sync_api import expect

from . import acts

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

SAVED = re.compile(r"Saved \d\d:\d\d")
EVIDENCE = "What did they say or do?"


@pytest.fixture
def card(visit):
    """(page, address, candidate): a card that Jonas has just opened on his phone."""
    manager, jonas = visit("elena@tidewell.example"), visit("jonas@tidewell.example", phone=True)
    application, candidate = acts.add_candidate(manager, acts.opening_number(manager, "Data scientist"), "Ida Card")
    interview = acts.set_interview(manager, application, stage="Statistics and modelling", interviewer="Jonas Weber")
    address = f"/interviews/{interview}/scorecard/"
    jonas.goto(address)
    jonas.get_by_role("button", name="Open the scorecard").click()
    expect(jonas.get_by_role("heading", name=candidate, level=1)).to_be_visible()
    return jonas, address, candidate


def skills(page):
    """The folds of the skills that this stage asks about, in order."""
    return page.locator(".scorecard > details.card-skill:not(#skill-overall)")


def state(page):
    return page.locator("[data-states]")


def evidence(page, number=0):
    skill = skills(page).nth(number)
    if skill.get_attribute("open") is None:
        skill.locator("summary").first.click()
    return skill.get_by_label(EVIDENCE)


def minutes(page):
    """What the first question took."""
    return page.locator("#minutes select").first


def saving(page, break_with):
    """Let every save of this page meet with `break_with`, a function of the route."""
    page.route("**/scorecard/save/", break_with)


def mend(page):
    page.unroute("**/scorecard/save/")
    page.evaluate("window.dispatchEvent(new Event('online'))")


def test_a_draft_saves_itself_within_two_seconds_and_survives_a_reload(card):
    page, address, _ = card
    with page.expect_response("**/scorecard/save/", timeout=2_500) as saved:
        evidence(page).press_sequentially("She named the confounder", delay=5)
    assert saved.value.status == 200
    expect(state(page)).to_contain_text(SAVED)
    page.reload()
    expect(evidence(page)).to_have_value("She named the confounder")


def test_typing_without_a_pause_is_saved_within_two_seconds_all_the_same(card):
    page, _, _ = card
    with page.expect_response("**/scorecard/save/", timeout=4_000) as saved:
        evidence(page).press_sequentially("no pause long enough to count as one, " * 2, delay=50)
    assert saved.value.status == 200


def test_what_is_typed_before_the_page_is_all_there_is_saved_too(card):
    page, address, _ = card
    held = []
    page.route("**/js/scorecard*.js", lambda route: held.append(route))
    page.goto(address, wait_until="commit")
    evidence(page).fill("Typed on a slow train.")
    skills(page).nth(0).get_by_role("radio").nth(3).check()
    assert held
    held[0].continue_()
    page.unroute("**/js/scorecard*.js")
    expect(state(page)).to_contain_text(SAVED)
    page.reload()
    expect(evidence(page)).to_have_value("Typed on a slow train.")
    expect(skills(page).nth(0).get_by_role("radio").nth(3)).to_be_checked()


def test_what_is_typed_without_a_connection_is_kept_and_goes_out_by_itself(card):
    page, _, _ = card
    page.context.set_offline(True)
    evidence(page).fill("Typed in the lift.")
    expect(state(page)).to_contain_text("Offline")
    expect(page.locator("[data-banner-place]")).to_contain_text("Kept on this device")
    expect(evidence(page)).to_have_value("Typed in the lift.")
    page.context.set_offline(False)
    expect(state(page)).to_contain_text(SAVED)
    page.reload()
    expect(evidence(page)).to_have_value("Typed in the lift.")


def test_what_is_kept_on_the_device_survives_a_reload_and_goes_out_once_the_server_answers(card):
    page, _, _ = card
    saving(page, lambda route: route.abort())
    evidence(page).fill("Typed before the battery died.")
    skills(page).nth(0).get_by_role("radio").nth(3).check()
    page.locator("#skill-overall > summary").click()
    page.get_by_text("How long each question took").click()
    minutes(page).select_option("20")
    expect(state(page)).to_contain_text("Offline")
    page.reload()
    expect(evidence(page)).to_have_value("Typed before the battery died.")
    expect(state(page)).to_contain_text("Offline")
    mend(page)
    expect(state(page)).to_contain_text(SAVED)
    page.evaluate("localStorage.clear()")
    page.reload()
    expect(evidence(page)).to_have_value("Typed before the battery died.")
    expect(skills(page).nth(0).get_by_role("radio").nth(3)).to_be_checked()
    expect(minutes(page)).to_have_value("20")


@pytest.mark.parametrize("answer", [{"status": 500, "body": "a fault"}, {"status": 503}, {"status": 200, "body": "<html>a proxy</html>"}])
def test_a_server_that_fails_loses_nothing(card, answer):
    page, _, _ = card
    saving(page, lambda route: route.fulfill(**answer))
    evidence(page).fill("Typed while the server was down.")
    expect(state(page)).to_contain_text("Offline")
    page.get_by_role("button", name=re.compile("^Next")).click()
    mend(page)
    expect(state(page)).to_contain_text(SAVED)
    page.reload()
    expect(evidence(page)).to_have_value("Typed while the server was down.")


def test_two_devices_show_both_texts_and_overwrite_nothing(card, visit):
    phone, address, _ = card
    desk = visit("jonas@tidewell.example")
    desk.goto(address)
    evidence(phone).fill("From the phone.")
    expect(state(phone)).to_contain_text(SAVED)
    evidence(desk).fill("From the desk.")
    expect(state(desk)).to_contain_text("Changed on another device")
    clash = desk.get_by_role("alert")
    expect(clash).to_contain_text("There: From the phone.")
    expect(clash).to_contain_text("Here: From the desk.")
    expect(evidence(desk)).to_have_value("From the desk.")
    phone.reload()
    expect(evidence(phone)).to_have_value("From the phone.")
    desk.get_by_role("button", name="Keep what is here").click()
    expect(state(desk)).to_contain_text(SAVED)
    phone.reload()
    expect(evidence(phone)).to_have_value("From the desk.")


def test_the_other_text_is_taken_where_someone_says_so(card, visit):
    phone, address, _ = card
    desk = visit("jonas@tidewell.example")
    desk.goto(address)
    evidence(phone).fill("From the phone.")
    expect(state(phone)).to_contain_text(SAVED)
    evidence(desk).fill("From the desk.")
    desk.get_by_role("button", name="Take the other").click()
    expect(evidence(desk)).to_have_value("From the phone.")
    desk.reload()
    expect(evidence(desk)).to_have_value("From the phone.")


def test_a_tab_that_saves_leaves_what_another_tab_keeps(card):
    page, address, _ = card
    other = page.context.new_page()
    other.goto(address)
    saving(other, lambda route: route.abort())
    evidence(other, 1).fill("Kept by a tab that is closed before it could send.")
    expect(state(other)).to_contain_text("Offline")
    evidence(page).fill("Saved by the other tab.")
    expect(state(page)).to_contain_text(SAVED)
    other.close()
    page.reload()
    expect(evidence(page, 1)).to_have_value("Kept by a tab that is closed before it could send.")
    expect(evidence(page)).to_have_value("Saved by the other tab.")


def test_two_tabs_that_change_different_fields_both_count(card):
    page, address, _ = card
    other = page.context.new_page()
    other.goto(address)
    evidence(page).fill("About the first skill.")
    expect(state(page)).to_contain_text(SAVED)
    evidence(other, 1).fill("About the second skill.")
    expect(state(other)).to_contain_text(SAVED)
    other.reload()
    expect(evidence(other)).to_have_value("About the first skill.")
    expect(evidence(other, 1)).to_have_value("About the second skill.")


def test_keys_mark_and_go_on_unless_someone_is_writing(card):
    page, _, _ = card
    page.set_viewport_size({"width": 1280, "height": 900})
    first, second = skills(page).nth(0), skills(page).nth(1)
    for key, place in (("1", 0), ("5", 4), ("0", 5), ("4", 3)):
        page.keyboard.press(key)
        expect(first.get_by_role("radio").nth(place)).to_be_checked()
    page.keyboard.press("n")
    expect(second).to_have_attribute("open", "")
    expect(first).not_to_have_attribute("open", "")
    page.keyboard.press("2")
    expect(second.get_by_role("radio").nth(1)).to_be_checked()
    evidence(page, 1).press_sequentially("n 5 0")
    expect(second.get_by_role("radio").nth(1)).to_be_checked()
    expect(evidence(page, 1)).to_have_value("n 5 0")
    page.get_by_role("button", name="Switch off").click()
    page.locator("h1").click()
    page.keyboard.press("3")
    expect(second.get_by_role("radio").nth(1)).to_be_checked()


def test_the_review_names_what_is_missing_with_links_to_it(card):
    page, address, _ = card
    marks = {0: 1, 1: 5, 2: 4}
    for number, mark in marks.items():
        evidence(page, number)
        skills(page).nth(number).get_by_role("radio").nth(mark - 1).check()
    expect(state(page)).to_contain_text(SAVED)
    names = [skills(page).nth(number).locator("h2").inner_text() for number in marks]
    page.goto(f"{address}review/")
    gaps = page.locator(".gaps")
    expect(gaps).to_contain_text(f"{names[0]}: say what they said or did. A mark of 1 needs it.")
    expect(gaps).to_contain_text(f"{names[1]}: say what they said or did. A mark of 5 needs it.")
    expect(gaps).not_to_contain_text(names[2])
    expect(gaps).to_contain_text("Choose a recommendation.")
    page.get_by_role("button", name="Submit the scorecard").click()
    expect(gaps).to_contain_text("A mark of 5 needs it.")
    gaps.get_by_role("link", name=re.compile("A mark of 5")).click()
    expect(skills(page).nth(1)).to_have_attribute("open", "")
    expect(skills(page).nth(1).get_by_label(EVIDENCE)).to_be_in_viewport()


def test_a_double_press_of_submit_makes_one_version(card):
    page, address, candidate = card
    for number in range(skills(page).count()):
        evidence(page, number).fill("Said so in plain words.")
        skills(page).nth(number).get_by_role("radio").nth(3).check()
    overall = page.locator("#skill-overall")
    overall.locator("summary").first.click()
    overall.get_by_label("Yes", exact=True).check()
    expect(state(page)).to_contain_text(SAVED)
    page.goto(f"{address}review/")
    page.get_by_role("button", name="Submit the scorecard").dblclick()
    page.wait_for_url("**/panel/")
    page.goto(address)
    expect(page.get_by_role("heading", name=candidate, level=1)).to_be_visible()
    expect(page.locator(".history > li")).to_have_count(1)


def test_a_card_is_written_and_submitted_without_javascript(card, app, browser):
    signed_in, address, candidate = card
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": 390, "height": 844}, base_url=app, storage_state=signed_in.context.storage_state()
    )
    page = context.new_page()
    page.goto(address)
    count = skills(page).count()
    for number in range(count):
        skill = skills(page).nth(number)
        expect(skill).to_have_attribute("open", "")
        skill.get_by_role("radio").nth(4).check()
        skill.get_by_label(EVIDENCE).fill(f"Written without a script, number {number}.")
        page.get_by_role("button", name=re.compile("^Next")).click()
    overall = page.locator("#skill-overall")
    expect(overall).to_have_attribute("open", "")
    overall.get_by_label("Strong yes").check()
    page.get_by_role("button", name="Review and submit").click()
    expect(page.locator("main")).to_contain_text(f"Written without a script, number {count - 1}.")
    page.get_by_role("button", name="Submit the scorecard").click()
    expect(page.get_by_role("heading", name=f"{candidate}, card by card")).to_be_visible()
    page.goto(address)
    expect(page.get_by_role("heading", name="Recommendation: strong yes")).to_be_visible()
    context.close()


def test_the_cv_stands_beside_the_card_on_a_desk_and_is_not_fetched_by_a_phone(visit):
    fetched = {}
    for phone in (False, True):
        page = visit("elena@tidewell.example", phone=phone)
        asked = fetched[phone] = []
        page.on("request", lambda request, asked=asked: asked.append(request.url) if "/documents/" in request.url else None)
        page.get_by_role("link", name=re.compile("^Finish your scorecard for Noor Rahman")).first.click()
        page.wait_for_url("**/scorecard/")
        page.wait_for_load_state("networkidle")
        expect(page.locator("iframe[title='CV of Noor Rahman']")).to_be_visible(visible=not phone)
    assert (bool(fetched[False]), fetched[True]) == (True, [])
