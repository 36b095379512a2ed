"""What holds on every route: headers, markup, reading that changes nothing, and ids that tell nothing."""

import re
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.urls import reverse

from tests.matrix import KINDS
from tests.walking import all_rows, opened_by, pages, path_of, undone, writes_noted
from tests.world import make_world

POLICY = {
    "default-src": "'none'", "script-src": "'self'", "style-src": "'self'", "img-src": "'self'", "font-src": "'self'",
    "connect-src": "'self'", "form-action": "'self'", "base-uri": "'none'", "frame-ancestors": "'none'", "object-src": "'none'",
}  # fmt: skip
# Reading these leaves a row on purpose: who saw marks and who took contacts out is part of the record.
LEAVES_A_TRACE = {
    "export": {"accounts_trailentry"},
    **dict.fromkeys(["ranking", "debrief", "decide", "explanation", "what-if"], {"decisions_look"}),
}


@pytest.fixture
def world(db):
    return make_world()


@pytest.fixture
def signed_in(world):
    def sign_in(kind):
        client = Client(raise_request_exception=False)
        if kind != "anonymous":
            client.force_login(world.user(kind))
        return client

    return sign_in


class Inline(HTMLParser):
    """Collects what a strict policy would block: inline styles, scripts, handlers and script addresses."""

    def __init__(self, html):
        super().__init__()
        self.found, self.open_script = [], False
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.open_script = tag == "script" and "src" not in given
        if tag == "style" or self.open_script and given.get("type") not in ("application/json", "application/ld+json"):
            self.found.append(f"<{tag}>")
        for name, value in attributes:
            if (
                name == "style"
                or name.startswith(("on", "hx-on"))
                or (value or "").strip().lower().startswith(("javascript:", "data:text"))
            ):
                self.found.append(f"<{tag} {name}={value}>")


def policy_of(response):
    words = [part.split() for part in response.get("Content-Security-Policy", "").split(";") if part.strip()]
    return {name: " ".join(sources) for name, *sources in words}


@pytest.mark.parametrize(
    ("kind", "but_not"),
    [("anonymous", None), ("admin", None), ("recruiter", "admin"), ("manager", "admin"), ("interviewer", "admin"), ("colleague", "admin")],
)
def test_every_page_is_strict_private_and_reads_only(kind, but_not, world, signed_in):
    client = signed_in(kind)
    wrong = []
    for path in pages(world, opened_by(kind, but_not=but_not)):
        with undone(), writes_noted() as written:
            response = client.get(path)
            body = response.getvalue() if response.streaming else response.content
        policy = policy_of(response)
        framed = {"frame-ancestors": "'self'"} if policy.get("frame-ancestors") == "'self'" and "sandbox" in policy else {}
        if not framed and {name: policy.get(name) for name in POLICY} != POLICY or "unsafe" in response.get("Content-Security-Policy", ""):
            wrong.append(f"{path}: policy {policy}")
        if response.get("X-Content-Type-Options") != "nosniff":
            wrong.append(f"{path}: may be sniffed")
        if kind != "anonymous" and "no-store" not in response.get("Cache-Control", ""):
            wrong.append(f"{path}: may be kept: {response.get('Cache-Control')}")
        if response["Content-Type"].startswith("text/html") and (found := Inline(body.decode()).found):
            wrong.append(f"{path}: {found}")
        if b"htmx" in body and b'"historyCacheSize": 0' not in body and response["Content-Type"].startswith("text/html"):
            wrong.append(f"{path}: htmx keeps a history of pages")
        if told := set(written) - {"django_session", *LEAVES_A_TRACE.get(path.strip("/").rpartition("/")[2], ())}:
            wrong.append(f"{path}: GET wrote to {told}")
    assert wrong == []


def test_pages_of_errors_are_strict_too(world, signed_in, client):
    answers = {
        "missing": signed_in("admin").get("/openings/999999/"),
        "missing, signed out": client.get("/no-such-page/"),
        "forbidden": signed_in("interviewer").get(reverse("accounts:people")),
        "no token": Client(enforce_csrf_checks=True).post(reverse("accounts:sign_in")),
        "a refused address": client.get("/", headers={"host": "evil.example"}),
    }
    for words, response in answers.items():
        assert 400 <= response.status_code < 500, words
        assert policy_of(response).get("script-src") == "'self'", words
        assert Inline(response.content.decode()).found == [], words


def test_the_page_of_our_own_faults_is_strict_and_tells_nothing(world, signed_in, settings):
    settings.ROOT_URLCONF = "tests.faulty_urls"
    response = signed_in("admin").get("/fault/")
    page = response.content.decode()
    assert response.status_code == 500
    assert policy_of(response)["script-src"] == "'self'"
    assert Inline(page).found == []
    assert "Traceback" not in page and "a secret of ours" not in page


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "anonymous"])
def test_ids_of_others_answer_like_ids_of_nothing(kind, world, signed_in):
    client = signed_in(kind)
    wrong = []
    for row in all_rows():
        path = path_of(row, world)
        nowhere = "/".join(_no_such(part) for part in path.split("/"))
        if row.expected(kind) == 404 and nowhere != path:
            theirs, nothing = (_answer(client, row, each) for each in (path, nowhere))
            if theirs != nothing:
                wrong.append(f"{row.method} {path} and {nowhere}: {theirs[0]} and {nothing[0]}")
    assert wrong == []


def _no_such(part):
    if part.isdigit():
        return "987654321"
    return "00000000-0000-4000-8000-000000000000" if len(part) == 36 and part.count("-") == 4 else part


def _answer(client, row, path):
    kind = {"content_type": "application/json"} if row.name.startswith("api:") and row.method != "get" else {}
    with undone():
        response = getattr(client, row.method)(path, row.data or None, **kind)
    headers = {name: value for name, value in response.headers.items() if name not in ("Content-Length", "Set-Cookie", "Expires")}
    return response.status_code, headers, re.sub(rb'value="\w{64}"|"X-CSRFToken": "\w{64}"', b"", response.content)


@pytest.mark.parametrize("kind", ["anonymous", "admin", "recruiter", "interviewer", "colleague"])
def test_no_write_goes_without_a_token_of_its_form(kind, world):
    client = Client(enforce_csrf_checks=True)
    if kind != "anonymous":
        client.force_login(world.user(kind))
    for row in all_rows():
        if row.method == "get":
            continue
        with writes_noted() as written:
            response = getattr(client, row.method)(path_of(row, world), row.data or None, content_type="application/json")
        assert response.status_code in ((401, 403) if row.name.startswith("api:") else (403,)), path_of(row, world)
        assert written == []
