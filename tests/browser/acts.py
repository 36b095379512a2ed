"""What a test does beside the browser's window: requests that the app's own forms and API send, with a page's session."""

import re
from datetime import datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

numbers = count(1)


def post(page, path, **fields):
    response = page.request.post(path, form=fields, headers=token(page))
    assert response.status == 200, f"{path} answered {response.status}"
    return response


def api(page, path, method="GET", **data):
    response = page.request.fetch(f"/api/{path}", method=method, data=data or None, headers=token(page))
    assert response.ok, f"{path} answered {response.status}: {response.text()[:300]}"
    return response.json()


def token(page):
    return {"X-CSRFToken": next(cookie["value"] for cookie in page.context.cookies() if cookie["name"] == "csrftoken")}


def opening_number(page, title):
    page.goto("/openings/")
    return re.search(r"/openings/(\d+)/", page.get_by_role("link", name=title, exact=True).first.get_attribute("href")).group(1)


def add_candidate(manager, opening, name):
    """(application number, full name) of a new candidate; the name gets a word that no other has."""
    full = f"{name} {next(numbers)}{datetime.now():%M%S%f}"
    added = api(manager, "applications/", "POST", opening=int(opening), name=full, email=f"{full.replace(' ', '.')}@example.org".lower())
    return added["id"], full


def set_interview(manager, application, *, stage, interviewer, hours_ago=3):
    """The number of an interview that began so many hours ago."""
    path = f"/applications/{application}/interviews/add/"
    form = manager.request.get(path).text()
    begun = datetime.now(ZoneInfo("Europe/London")) - timedelta(hours=hours_ago)
    chosen = {"stage": option(form, stage), "interviewer": option(form, interviewer), "starts_at": f"{begun:%Y-%m-%dT%H:%M}"}
    shown = post(manager, path, **chosen).text()
    return max(int(number) for number in re.findall(r"/interviews/(\d+)/kit/", shown))


def option(form, words):
    return re.search(rf'<option value="(\d+)"[^>]*>{re.escape(words)}', form).group(1)


def submit_card(interviewer, interview, *, mark, evidence):
    """Open, fill and submit the card of an interview as its interviewer. Returns its number."""
    card = api(interviewer, f"interviews/{interview}/open-scorecard/", "POST")
    fields = {"recommendation": "yes", "summary": evidence}
    for rating in card["ratings"]:
        fields |= {f"mark-{rating['skill']}": str(mark), f"evidence-{rating['skill']}": evidence}
    api(interviewer, f"scorecards/{card['id']}/draft/", "PATCH", revision=card["revision"], fields=fields)
    api(interviewer, f"scorecards/{card['id']}/submit/", "POST")
    return card["id"]
