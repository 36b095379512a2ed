"""Every door of the app as data: routes from the URL conf, rows of the matrix, forms from the pages, bodies from the schema."""

import importlib
import pkgutil
import re
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from django.db import connection, transaction
from django.http import QueryDict
from django.test.client import ClientHandler
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLResolver

import tests
from teamapp.api_pages import reference


def all_rows():
    rows = []
    for package in pkgutil.iter_modules(tests.__path__):
        if package.ispkg and importlib.util.find_spec(f"tests.{package.name}.matrix"):
            rows += importlib.import_module(f"tests.{package.name}.matrix").ROWS
    return rows


def all_route_names(resolver=None, prefix=""):
    """Names of all routes, with their namespaces; format suffixes of the API are the same doors."""
    names = set()
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            names |= all_route_names(pattern, f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix)
        elif pattern.name and "format" not in str(pattern.pattern):
            names.add(prefix + pattern.name)
    return names


def opened_by(kind, *, but_not=None):
    """Rows of doors that let `kind` in, less those that `but_not` gets through as well."""
    return [row for row in all_rows() if _lets_in(row, kind) and not (but_not and _lets_in(row, but_not))]


def _lets_in(row, kind):
    return row.expected(kind) not in (401, 403, 404)


def path_of(row, world):
    return reverse(row.name, args=row.args(world)) + row.query


def pages(world, rows):
    """Paths of everything that is read with GET, once each."""
    return sorted({path_of(row, world) for row in rows if row.method == "get"})


class Undo(Exception):
    """Ends a request's transaction without keeping what it wrote."""


@contextmanager
def undone():
    """Whatever is written inside is taken back at the end."""
    try:
        with transaction.atomic():
            yield
            raise Undo
    except Undo:
        pass


@contextmanager
def writes_noted():
    """A list of the tables that are written to while it is open."""
    tables = []

    def note(execute, sql, params, many, context):
        if found := re.match(r'(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"', sql):
            tables.append(found.group(1))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield tables


class ListeningHandler(ClientHandler):
    """Answers a test client as ever; `response.wsgi_request.GET.asked` tells which words of its address a page has read."""

    def get_response(self, request):
        request.GET = Words.of(request.GET)
        return super().get_response(request)


class Words(QueryDict):
    @classmethod
    def of(cls, query):
        words = cls(mutable=True)
        for name, values in query.lists():
            words.setlist(name, values)
        words._mutable = False
        return words

    @cached_property
    def asked(self):
        return set()

    def __getitem__(self, name):
        self.asked.add(name)
        return super().__getitem__(name)

    def __contains__(self, name):
        self.asked.add(name)
        return super().__contains__(name)

    def getlist(self, name, default=None):
        self.asked.add(name)
        return super().getlist(name, default)

    def items(self):
        raise TypeError("Read each word of an address by its name, so that the tests can know which to send")


@dataclass(frozen=True)
class Door:
    """Something that takes a body: where, how, and the fields with what a person or program would send."""

    path: str
    method: str
    fields: dict


def form_doors(client, paths):
    """The POST forms on all pages that this client may open; one door for each address."""
    doors = {}
    for path in paths:
        response = client.get(path)
        if response.status_code == 200 and response["Content-Type"].startswith("text/html"):
            for action, fields in forms_on(response.content.decode(), path):
                doors.setdefault(action, {}).update(fields)
    return [Door(path, "post", fields) for path, fields in sorted(doors.items())]


def api_doors(world, rows):
    """Every write of the API with the fields of its schema; values are those of its row in the matrix."""
    doors = []
    operations = [operation for _, group in reference()[1] for operation in group if operation.method != "GET"]
    for row in rows:
        path = path_of(row, world)
        for operation in operations:
            if row.method == operation.method.lower() and re.fullmatch(re.sub(r"{\w+}", "[^/]+", operation.path), path):
                doors.append(Door(path, row.method, {**{field.name: None for field in operation.body}, **row.data}))
    return doors


def api_parameters(path):
    """Names of what a GET of the API reads from its query, by the schema."""
    operations = [operation for _, group in reference()[1] for operation in group if operation.method == "GET"]
    return [each.name for operation in operations if operation.path == path for each in operation.parameters]


def forms_on(html, path):
    """[(path, {name: value})] of the forms that POST, and of controls that htmx posts."""
    parser = _Forms(path)
    parser.feed(html)
    return parser.found


class _Forms(HTMLParser):
    def __init__(self, path):
        super().__init__()
        self.path, self.found, self.fields, self.area, self.choice = path, [], None, None, None

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "form":
            self.fields = {}
            target = given.get("hx-post") or (given.get("action") or self.path if given.get("method", "").lower() == "post" else None)
            if target:
                self._add(target)
        elif "hx-post" in given:
            self._add(given["hx-post"])
        if given.get("formaction") and self.fields is not None:
            self._add(given["formaction"])
        if self.fields is None:
            return
        if tag in ("input", "button") and given.get("name") and given["name"] != "csrfmiddlewaretoken":
            if given.get("type") not in ("radio", "checkbox") or "checked" in given or given["name"] not in self.fields:
                self.fields[given["name"]] = given.get("value") or ""
        elif tag == "textarea":
            self.area = given.get("name")
            self.fields[self.area] = ""
        elif tag == "select":
            self.choice = given.get("name")
            self.fields[self.choice] = ""
        elif tag == "option" and self.choice and (not self.fields[self.choice] or "selected" in given):
            self.fields[self.choice] = given.get("value") or ""

    def handle_data(self, data):
        if self.area:
            self.fields[self.area] += data

    def handle_endtag(self, tag):
        if tag == "form":
            self.fields = None
        elif tag == "textarea":
            self.area = None
        elif tag == "select":
            self.choice = None

    def _add(self, target):
        self.found.append((urlsplit(urljoin(self.path, target)).path, self.fields if self.fields is not None else {}))
