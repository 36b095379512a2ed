import pytest

from .chromium import chromium
from .running import running_app


@pytest.fixture(scope="session")
def app(tmp_path_factory):
    """The app with the demo company, shared by all browser tests of a run."""
    with running_app(tmp_path_factory.mktemp("app")) as (url, manage):
        yield url


@pytest.fixture(scope="session")
def browser():
    with chromium() as browser:
        yield browser


@pytest.fixture
def visit(app, browser):
    """visit("mail", phone=False) → a page signed in as that person, in a browser context of its own."""
    contexts = []

    def sign_in(email, *, phone=False):
        size = {"width": 390, "height": 844} if phone else {"width": 1280, "height": 900}
        context = browser.new_context(viewport=size, base_url=app, locale="en-GB")
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        problems = []
        page.on("pageerror", lambda fault: problems.append(str(fault)))
        page.on("console", lambda message: problems.append(message.text) if "Content Security Policy" in message.text else None)
        page.problems = problems
        page.goto("/sign-in/")
        page.get_by_label("Email").fill(email)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.wait_for_url("**/")
        return page

    yield sign_in
    for context in contexts:
        context.close()


PASSWORD = "rolecall demo"
