"""What no person types, sent to every door that takes anything: no answer of 500, and nothing written by what is refused."""

import json
from urllib.parse import parse_qs, urlencode

import pytest
from django.test import Client

from tests.walking import ListeningHandler, all_rows, api_doors, api_parameters, form_doors, opened_by, pages, path_of, undone, writes_noted
from tests.world import make_world

BIG = 2**63
TEXTS = [
    "a\0b",
    "x" * 20_000,
    "9" * 5000,
    str(BIG),
    "-1",
    "NaN",
    "1e999",
    "٣",
    "0001-01-01",
    "9999-12-31T23:59",
    "<script>alert(1)</script>",
    "' OR 1=1 --",
    "../../etc/passwd",
    "\u202e\x1b[31m",
    "a,b\n=1+1",
]
VALUES = [None, True, [], {}, "", "a\0b", "x" * 20_000, BIG, -BIG, 10**300, 1.5, -1, [[[{}]]], {"a": {"b": "c"}}, ["a\0b", BIG], "\u202e"]
RAW = {
    "deep lists": "[" * 50_000 + "]" * 50_000,
    "deep lists that never end": '{"a":' * 50_000,
    "deep, under a name": '{"name": ' + "[" * 50_000 + "]" * 50_000 + "}",
    "not a number": '{"name": NaN, "version": Infinity}',
    "a lone surrogate": '{"name": "\\ud800", "reason": "\\udfff"}',
    "a lone surrogate as a name": '{"\\ud800": 1}',
    "a NUL": '{"name": "a\\u0000b"}',
    "a NUL as a name": '{"\\u0000": "b"}',
    "a number of 5,000 digits": '{"version": ' + "9" * 5000 + "}",
    "a number beyond floats": '{"version": 1e999}',
    "a list": "[]",
    "a text": '"text"',
    "a number": "1",
    "nothing": "null",
    "empty": "",
    "half of it": '{"name": "a',
    "bytes that are no text": b"\xff\xfe\x00",
    "a byte order mark": b"\xef\xbb\xbf{}",
}
BESIDE_RIGHT = ["area=%00&role=MLE&level=mid&country=GB", "low=NaN&high=Infinity", "sort=-password&level=mid", "newer=1&older=%C2%B2"]
ODD = ["abc", "-1", str(BIG), "%00", "%ff%fe", "1,2,x", "%C2%B2", "9" * 5000]


@pytest.fixture
def world(db):
    return make_world()


# The admin gets through most doors; the rest are those of whoever writes a scorecard.
WALKS = [("admin", None), ("interviewer", "admin"), ("colleague", "admin")]
walks = pytest.mark.parametrize(("kind", "but_not"), WALKS)


@pytest.fixture
def signed_in(world):
    def sign_in(kind):
        client = Client(raise_request_exception=False)
        client.handler = ListeningHandler(enforce_csrf_checks=False)
        client.force_login(world.user(kind))
        return client

    return sign_in


def broken(client, ask):
    """What is wrong with the answer to `ask()`, or with the page that it leads to; "" if nothing is."""
    with undone(), writes_noted() as written:
        response = ask()
        told = [table for table in written if table not in ("django_session", "accounts_signinattempt")]
        page = client.get(response["Location"]) if response.status_code == 302 else response
    if max(response.status_code, page.status_code) >= 500:
        return f"{response.status_code} {page.status_code} {page.request['PATH_INFO']} {repr((page.exc_info or response.exc_info or [0, 0])[1])[:300]}"
    return f"{response.status_code}, yet wrote to {told}" if response.status_code >= 400 and told else ""


def nothing_breaks(client, tries):
    """`tries` are (words, path, method, body, content type)."""
    found = []
    for words, path, method, body, kind in tries:
        if fault := broken(client, lambda: client.generic(method.upper(), path, body, content_type=kind)):  # noqa: B023
            found.append(f"{method} {path[:100]}: {words}: {fault}"[:400])
    assert not found, "\n".join(found)


@walks
def test_forms_withstand_what_no_person_types(kind, but_not, world, signed_in):
    client = signed_in(kind)
    doors = form_doors(client, pages(world, opened_by(kind, but_not=but_not)))
    assert doors
    tries = []
    for door in doors:
        bodies = [(dict.fromkeys(door.fields, text), f"all {text[:20]!r}") for text in (TEXTS if door.fields else TEXTS[:1])]
        odd = {name: TEXTS[0] if value.strip("0123456789") else str(BIG) for name, value in list(door.fields.items())[:12]}
        bodies += [({**door.fields, name: text}, f"{name} {text[:20]!r}") for name, text in odd.items()]
        tries += [(words, door.path, "post", urlencode(fields), "application/x-www-form-urlencoded") for fields, words in bodies]
        tries += [
            ("no text", door.path, "post", "&".join(f"{name}=%ED%A0%80" for name in door.fields), "application/x-www-form-urlencoded")
        ]
        tries += [("torn", door.path, "post", b"--x\r\nContent-Disposition: form-data", "multipart/form-data; boundary=x")]
        tries += [("many", door.path, "post", "a=1&" * 1500, "application/x-www-form-urlencoded")]
    nothing_breaks(client, tries)


@walks
def test_the_api_withstands_what_no_program_sends(kind, but_not, world, signed_in):
    doors = api_doors(world, opened_by(kind, but_not=but_not))
    assert doors
    tries = []
    for door in doors:
        tries += [(words, door.path, door.method, body, "application/json") for words, body in RAW.items()]
        for value in VALUES:
            bodies = [dict.fromkeys(door.fields, value), *({**door.fields, name: value} for name in door.fields)]
            tries += [(f"{str(value)[:20]!r}", door.path, door.method, json.dumps(body), "application/json") for body in bodies]
    nothing_breaks(signed_in(kind), tries)


@walks
def test_addresses_withstand_what_no_link_says(kind, but_not, world, signed_in):
    """Pages get all odd words at once, so that one that is passed over hides no other; the API, which refuses, one by one."""
    client, tries = signed_in(kind), []
    for path in sorted({path.partition("?")[0] for path in pages(world, opened_by(kind, but_not=but_not))}):
        if path.startswith("/api/"):
            queries = [f"{name}={odd}" for name in api_parameters(path) for odd in ODD]
        else:
            queries = odd_queries(sorted(names_read(client, path)))
        tries += [(query[:60], f"{path}?{query}", "get", "", "text/plain") for query in queries]
    assert tries
    nothing_breaks(client, tries)


def names_read(client, path):
    """The words of its address that a page reads: the first may lead it to others."""
    names, read = {"word"}, set()
    while names - read:
        read |= names
        with undone():
            names = client.get(path, dict.fromkeys(read, "1")).wsgi_request.GET.asked
    return read - {"word"}


def odd_queries(names):
    """One odd word for all, and each its own in three turns; then what is wrong only beside what is right. A page that reads
    nothing gets them all once."""
    same = ["&".join(f"{name}={odd}" for name in names) for odd in ODD]
    turns = ["&".join(f"{name}={ODD[(place + turn) % len(ODD)]}" for place, name in enumerate(names)) for turn in range(3)]
    beside = [query for query in BESIDE_RIGHT if set(parse_qs(query)) & set(names)]
    return list(dict.fromkeys(same + turns + beside)) if names else ["&".join(f"word={odd}" for odd in ODD)]


def test_ids_beyond_every_column_are_missing_ids(world, signed_in):
    client = signed_in("admin")
    for row in all_rows():
        parts = path_of(row, world).split("/")
        for place in [place for place, part in enumerate(parts) if part.isdigit()]:
            for number in ("0", str(2**31), str(BIG), str(2**64), "9" * 4000, "9" * 5000):
                far = "/".join([*parts[:place], number, *parts[place + 1 :]])
                response = client.generic(row.method.upper(), far)
                assert response.status_code == 404 or row.expected("admin") == response.status_code == 403, f"{row.method} {far[:80]}"
