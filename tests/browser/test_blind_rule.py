"""Before one's own card is in, a browser shows nothing of what others wrote, wherever one looks and by whatever door."""

from secrets import token_hex

import pytest

from . import acts

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

STAGE = "Statistics and modelling"


@pytest.fixture
def panel(visit):
    """Jonas's card is in, Priya's is not: (manager, Priya, what Jonas wrote, numbers of the opening, application and her
    interview, the candidate's name)."""
    secret = f"Quokka-{token_hex(6)} explained the likelihood to the whole room."
    manager, jonas, priya = (visit(f"{name}@tidewell.example") for name in ("elena", "jonas", "priya"))
    opening = acts.opening_number(manager, "Data scientist")
    application, candidate = acts.add_candidate(manager, opening, "Bela Blind")
    theirs, hers = (acts.set_interview(manager, application, stage=STAGE, interviewer=name) for name in ("Jonas Weber", "Priya Raman"))
    acts.submit_card(jonas, theirs, mark=5, evidence=secret)
    return manager, priya, secret, opening, application, hers, candidate


def texts(page, opening, application, interview, candidate):
    """What the page's owner gets at every door that could speak of this candidate, by address."""
    pages = ["/", "/interviews/", f"/interviews/{interview}/kit/", f"/interviews/{interview}/scorecard/"]
    pages += [f"/search/?q={words}" for words in (candidate, "Quokka", "likelihood")]
    pages += [f"/applications/{application}/{part}" for part in ("", "panel/", "interviews/", "explanation/", "decide/")]
    pages += [f"/openings/{opening}/{part}/" for part in ("candidates", "candidates/export", "ranking", "debrief", "decisions")]
    pages += [f"/openings/{opening}/debrief/?with={application}&evidence=1"]
    pages += [
        f"/api/{name}/" for name in ("interviews", "scorecards", "applications", f"applications/{application}", "documents", "openings")
    ]
    return {path: page.request.get(path).text() for path in pages}


def test_no_door_tells_a_blind_interviewer_what_another_wrote(panel):
    _, priya, secret, opening, application, interview, candidate = panel
    told = texts(priya, opening, application, interview, candidate)
    assert candidate in told["/interviews/"]
    assert [path for path, text in told.items() if secret in text] == []
    priya.goto(f"/applications/{application}/panel/")
    assert "Your own card first" in priya.inner_text("main")
    assert "Jonas Weber" not in priya.inner_text("main")
    cards = acts.api(priya, "scorecards/")["results"]
    assert [card for card in cards if card["application"] == application] == []


def test_the_same_doors_open_once_the_own_card_is_in(panel):
    manager, priya, secret, opening, application, interview, _ = panel
    acts.submit_card(priya, interview, mark=3, evidence="She wrote the model down and stopped there.")
    priya.goto(f"/applications/{application}/panel/")
    assert secret in priya.content()
    assert secret in manager.request.get(f"/openings/{opening}/debrief/?with={application}&evidence=1").text()
