"""An admin edits a role's level: rows come and go without a new page, and the sum of the weights follows what is typed."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.mark.parametrize("phone", [False, True])
def test_rows_and_weights_follow_what_is_typed(visit, phone):
    page = visit("ada@tidewell.example", phone=phone)
    page.goto("/catalogue/role/data-engineer/edit/?part=mid")
    weights = page.locator("[name^=levels-mid-profile-][name$=-weight]")
    weights.nth(0).fill("1")
    total = sum(int(weight.input_value()) for weight in weights.all())
    expect(page.locator("[data-weights] output")).to_have_text(str(total))
    daily = page.get_by_role("group", name="Daily")
    rows = daily.get_by_role("textbox")
    count = rows.count()
    daily.get_by_role("button", name="Add a row").click()
    expect(rows).to_have_count(count + 1)
    expect(rows.nth(count)).to_be_focused()
    page.keyboard.type("Answers first.")
    daily.get_by_role("button", name=f"Move up: Daily, {count + 1}").click()
    expect(rows.nth(count - 1)).to_have_value("Answers first.")
    daily.get_by_role("button", name="Take away: Daily, 1").click()
    expect(rows).to_have_count(count)
    expect(weights.nth(0)).to_have_value("1")
    assert page.problems == []
