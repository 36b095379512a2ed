"""Every kind of page that an account reaches by following links, one address for each kind."""

import re
from urllib.parse import urlsplit

FILES = re.compile(r"/(export|markdown|html|template|schema)/|\.(csv|xlsx|pdf|md)$|/static/|^/documents/\d+/(\?|$)|^/files/")
MOST = 150
OWN = (  # differ so much from one account to another that each account shows its own
    "/", "/openings/", "/openings/N/description/", "/interviews/", "/interviews/N/kit/", "/applications/N/", "/scorecards/N/",
)  # fmt: skip


def kind(path):
    """One name for all pages of a kind: /openings/3/plan/ and /openings/7/plan/ are the same."""
    parts = urlsplit(path)
    words = re.sub(r"(?<=/)\d+(?=/)|[0-9a-f-]{36}", "N", parts.path)
    words = re.sub(r"^/(roles|skills|questions|pay/places)/(?!compare/|which/|add/)[\w-]+/", r"/\1/N/", words)
    words = re.sub(r"/description/(?!send/|versions/)[a-z_]+/edit/", "/description/N/edit/", words)
    return words + (f"?{parts.query.split('=')[0]}" if parts.query else "")


def reach(page, seen):
    """Yields each address with its status once the page stands there. `seen` holds the kinds that are done, across accounts."""
    queue, mine = ["/"], set()
    while queue and len(mine) < MOST:
        path = queue.pop(0)
        name = kind(path)
        if name in mine or (name in seen and name not in OWN) or FILES.search(path):
            continue
        mine.add(name)
        seen.add(name)
        response = page.goto(path)
        queue += page.eval_on_selector_all(
            "a[href]", "links => links.filter(a => a.origin === location.origin && !a.download).map(a => a.pathname + a.search)"
        )
        yield path, response.status
