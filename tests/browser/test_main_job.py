"""From "we need an ML engineer" to a recorded decision, in a real browser, with a real worker, on the tests' database."""

import io
import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader, PdfWriter

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

MANAGER, ADMIN, FIRST, SECOND = ("elena@tidewell.example", "ada@tidewell.example", "jonas@tidewell.example", "sunniva@tidewell.example")
CONTRIBUTION = "You make every retrained model reach production within a day."


def a_cv():
    writer = PdfWriter()
    writer.add_blank_page(300, 300)
    out = io.BytesIO()
    writer.write(out)
    return {"name": "Noor Rahman CV.pdf", "mimeType": "application/pdf", "buffer": out.getvalue()}


def pdf_text(page, button):
    """Press a PDF button, watch its progress, download what comes and read its text."""
    page.get_by_role("button", name=button).first.click()
    page.wait_for_url("**/jobs/**")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download").click(timeout=60_000)
    reader = PdfReader(download.value.path())
    return re.sub(r"\s+", " ", " ".join(sheet.extract_text() for sheet in reader.pages))


def test_from_a_role_to_a_decision(visit):
    manager = visit(MANAGER)

    # 2. The role, before anything is opened.
    manager.goto("/roles/machine-learning-engineer/?level=mid")
    expect(manager.get_by_role("heading", name="Machine learning engineer", level=1)).to_be_visible()
    expect(manager.get_by_text("must").first).to_be_visible()

    # 3. The opening; the pay proposal appears while the form is filled.
    manager.goto("/openings/new/")
    manager.get_by_label("Role", exact=True).select_option(label="Machine learning engineer")
    manager.get_by_label("Level").select_option("mid")
    manager.get_by_label("Country").select_option(label="United Kingdom")
    expect(manager.locator("#pay-proposal")).to_contain_text("GBP a year")
    manager.get_by_label("City or metro area").fill("Leeds")
    manager.get_by_label("Reports to").fill("Head of Machine Learning")
    manager.get_by_label("Supervises").fill("no one")
    manager.get_by_role("button", name="Open the position").click()
    manager.wait_for_url("**/description/")
    opening = re.search(r"/openings/(\d+)/", manager.url).group(1)

    # 4. The description: one part is missing, is written, sent, approved by someone else, and printed.
    expect(manager.locator("#checks")).to_contain_text("1 blocks approval")
    manager.get_by_role("link", name="Goals and contribution").click()
    manager.get_by_label("How this role contributes").fill(CONTRIBUTION)
    manager.get_by_role("button", name="Save the section").click()
    expect(manager.locator("#checks")).to_contain_text("Nothing blocks approval")
    manager.get_by_role("link", name="Send for approval").click()
    manager.get_by_label("Who approves it").select_option(index=1)
    manager.get_by_role("button", name="Send for approval").click()

    admin = visit(ADMIN)
    admin.goto(f"/openings/{opening}/description/")
    admin.get_by_role("link", name="Review and approve").click()
    admin.get_by_label("Why you approve it all the same").fill("Our own offers of this autumn lie in this range.")
    admin.get_by_role("button", name="Approve the description").click()
    expect(admin.get_by_text("Approved", exact=True).first).to_be_visible()

    manager.goto(f"/openings/{opening}/description/")
    text = pdf_text(manager, "PDF")
    assert CONTRIBUTION in text
    assert all(
        part in text
        for part in ("Every day", "Every week", "Every month", "You report to the Head of Machine Learning. You supervise no one.")
    )
    assert "Leeds, United Kingdom" in text

    # 5. The plan: proposed, covered, and held by two people.
    manager.goto(f"/openings/{opening}/plan/")
    manager.get_by_role("button", name="Plan it for me").click()
    accept = manager.get_by_role("button", name=re.compile("Use this plan|Take this plan|Accept"))
    if accept.count():
        accept.first.click()
    expect(manager.get_by_role("heading", name="Coverage")).to_be_visible()
    manager.get_by_role("link", name="Edit").first.click()
    manager.get_by_label("Jonas Weber").check()
    manager.get_by_label("Sunniva Berg").check()
    manager.get_by_role("button", name="Save the stage").click()

    # 6. A candidate with a CV, and two interviews.
    manager.goto(f"/openings/{opening}/candidates/add/")
    candidate = f"Noor Rahman {opening}"
    manager.get_by_label("Name").fill(candidate)
    manager.get_by_label("Email").fill(f"noor.{opening}@example.org")
    manager.get_by_label("CV").set_input_files(a_cv())
    manager.get_by_role("button", name="Add the candidate").click()
    manager.wait_for_url("**/applications/**")
    application = re.search(r"/applications/(\d+)/", manager.url).group(1)
    begun = (datetime.now(ZoneInfo("Europe/London")) - timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M")
    for name in ("Jonas Weber", "Sunniva Berg"):
        manager.goto(f"/applications/{application}/interviews/")
        manager.get_by_role("link", name="Set an interview").first.click()
        manager.get_by_label("Stage").select_option(index=1)
        manager.get_by_label("Interviewer").select_option(label=name)
        manager.get_by_label("Date and time").fill(begun)
        manager.get_by_role("button", name="Save the interview").click()
        expect(manager.get_by_role("row").filter(has_text=name)).to_be_visible()

    # 7. The scorecard, on a phone: saved while typing, there after a reload, submitted on purpose.
    phone = visit(FIRST, phone=True)
    rate_and_submit(phone, candidate, mark=4)

    # 8. The second interviewer is blind until their own card is in.
    second = visit(SECOND, phone=True)
    second.goto(f"/applications/{application}/panel/")
    expect(second.locator("main")).to_contain_text("Your own card first")
    assert "Jonas Weber" not in second.locator("main").inner_text()
    rate_and_submit(second, candidate, mark=3)
    second.goto(f"/applications/{application}/panel/")
    expect(second.locator("main")).to_contain_text("Jonas Weber")

    # 9. The debrief and the decision, with dissent.
    manager.goto(f"/openings/{opening}/debrief/?with={application}")
    expect(manager.get_by_role("heading", name="Must-haves and the mean")).to_be_visible()
    expect(manager.locator("main")).to_contain_text(candidate)
    manager.goto(f"/applications/{application}/decide/")
    manager.get_by_role("radio", name=re.compile("^Offer")).check()
    manager.get_by_label("Why", exact=True).fill("Both saw a rollback that worked, and tests that would have caught the fault.")
    manager.get_by_label("Jonas Weber").check()
    manager.get_by_label("Dissent").fill("Sunniva would have liked a second look at monitoring.")
    manager.get_by_label("I have read the evidence").check()
    manager.get_by_role("button", name="Record the decision").click()
    expect(manager.locator("main")).to_contain_text("Both saw a rollback that worked")
    expect(manager.locator("main")).to_contain_text("second look at monitoring")

    # 10. Pay, with the Chilean figure shown as suspect and its arithmetic in the passport.
    manager.goto("/pay/")
    row = manager.get_by_role("row").filter(has_text="4,421,526 CLP")
    expect(row).to_contain_text("Wrong period?")
    row.get_by_role("link").first.click()
    expect(manager.locator("#passport")).to_contain_text("53,058,312")
    assert [page.problems for page in (manager, admin, phone, second)] == [[], [], [], []]


def rate_and_submit(page, candidate, *, mark):
    """Rate every skill of the stage with `mark`, let the rest stand as not part of it, and submit."""
    page.goto("/interviews/")
    page.get_by_role("link", name=f"your scorecard for {candidate}").click()
    opener, card = page.get_by_role("button", name="Open the scorecard"), page.locator("form.scorecard")
    expect(opener.or_(card)).to_be_visible()
    if opener.count():
        opener.click()
    expect(card).to_be_visible()
    expect(page.get_by_role("heading", name=candidate, level=1)).to_be_visible()
    skills = page.locator(".scorecard > details.card-skill:not(#skill-overall)")
    for number in range(skills.count()):
        skill = skills.nth(number)
        if skill.get_attribute("open") is None:
            skill.locator("summary").first.click()
        skill.get_by_role("radio").nth(mark - 1).check()
        skill.get_by_label("What did they say or do?").fill(f"Told of a rollback in twenty minutes, number {number}.")
    expect(page.locator("[data-states]")).to_contain_text(re.compile(r"Saved \d\d:\d\d"), timeout=10_000)
    page.reload()
    first = page.locator(".scorecard > details.card-skill").first
    expect(first.get_by_label("What did they say or do?")).to_have_value("Told of a rollback in twenty minutes, number 0.")
    overall = page.locator("#skill-overall")
    if overall.get_attribute("open") is None:
        overall.locator("summary").first.click()
    overall.get_by_label("Yes", exact=True).check()
    expect(page.locator("[data-states]")).to_contain_text(re.compile(r"Saved \d\d:\d\d"), timeout=10_000)
    page.goto(page.url.split("/scorecard/")[0] + "/scorecard/review/")
    page.get_by_role("button", name="Submit the scorecard").click()
    page.wait_for_url("**/panel/")
