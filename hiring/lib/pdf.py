"""PDFs with WeasyPrint, which no other module knows.

`render_pdf` runs this module in a limited child. Documents may use our own static files and nothing else:
no network, no files, no attachments.
"""

import json
import sys
from pathlib import Path

from .sandbox import run_child

# A host that cannot exist: relative links inside stylesheets resolve against it, and the fetcher maps it to folders.
BASE_URL = "https://static.invalid/"
TYPES = {".css": "text/css", ".svg": "image/svg+xml", ".png": "image/png", ".ttf": "font/ttf", ".otf": "font/otf"}


def render_pdf(html, *, folders):
    """PDF bytes of an HTML text.

    `folders` maps the first part of a path to the folders that serve it ({"css": ["/…/static/css"]}).
    Raises sandbox.ChildFailed.
    """
    job = {"html": html, "folders": {key: [str(folder) for folder in found] for key, found in folders.items()}}
    return run_child("hiring.lib.pdf", json.dumps(job).encode())


def static_file(url, folders):
    """The path that one of our own URLs names, or ValueError for anything else, `..` and odd types included."""
    if not url.startswith(BASE_URL):
        raise ValueError(f"Documents fetch nothing but our own files: {url[:60]}")
    prefix, _, rest = url[len(BASE_URL) :].partition("/")
    for folder in map(Path, folders.get(prefix, ())):
        path = (folder / rest).resolve()
        if folder.resolve() in path.parents and path.suffix in TYPES and path.is_file():
            return path
    raise ValueError(f"No such file: {url[:80]}")


def _main():
    from weasyprint import HTML
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    job = json.load(sys.stdin)

    class OwnFilesOnly(URLFetcher):
        def fetch(self, url, headers=None):
            path = static_file(url, job["folders"])
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": TYPES[path.suffix]})

    fetcher, fonts = OwnFilesOnly(allow_redirects=False), FontConfiguration()
    document = HTML(string=job["html"], base_url=BASE_URL, url_fetcher=fetcher)
    sys.stdout.buffer.write(document.write_pdf(font_config=fonts))


if __name__ == "__main__":
    _main()
