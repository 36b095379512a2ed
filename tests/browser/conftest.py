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


@pytest.fixture(scope="session")
def sessions(app, browser):
    """sessions("mail") → the cookies of that person, who signs in once in a run."""
    known = {}

    def session(email):
        if email not in known:
            context = browser.new_context(base_url=app, locale="en-GB")
            page = context.new_page()
            page.goto("/sign-in/")
            page.get_by_label("Email").fill(email)
            page.get_by_label("Password").fill(PASSWORD)
            page.get_by_role("button", name="Sign in", exact=True).click()
            page.wait_for_url("**/")
            known[email] = context.storage_state()
            context.close()
        return known[email]

    return session


@pytest.fixture
def visit(app, browser, sessions):
    """visit("mail", phone=False) → a page signed in as that person, in a browser context of its own."""
    contexts = []

    def signed_in(email, *, phone=False, **options):
        size = {"width": 390, "height": 844} if phone else {"width": 1280, "height": 900}
        options = {"viewport": size, "base_url": app, "locale": "en-GB", "storage_state": sessions(email), **options}
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.problems = watch(page)
        page.goto("/")
        return page

    yield signed_in
    for context in contexts:
        context.close()


def watch(page):
    """What goes wrong in the page from now on: faults in scripts and errors on the console, among them requests that
    fail and whatever the Content-Security-Policy refuses."""
    problems = []
    page.on("pageerror", lambda fault: problems.append(f"script: {fault}"))
    page.on("console", lambda message: problems.append(f"console: {message.text}") if message.type == "error" else None)
    return problems


PASSWORD = "rolecall demo"
