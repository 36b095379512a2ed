"""PDFs with WeasyPrint, which no other module knows.

`render_pdf` runs this module in a limited child. Documents may use our own static files and nothing else:
no network, no files, no attachments.
"""

import json
import sys
from pathlib import Path

from .sandbox import Limits, run_child

SCHEME = "static:"
TYPES = {".css": "text/css", ".svg": "image/svg+xml", ".png": "image/png", ".ttf": "font/ttf", ".otf": "font/otf"}
LIMITS = Limits(cpu_seconds=30, wall_seconds=60, memory_bytes=2 << 30, output_bytes=50 << 20)


def render_pdf(html, *, folders, stylesheets=()):
    """PDF bytes of an HTML text.

    `folders` maps a prefix of `static:` URLs to the folder that serves it ({"css": "/…/static/css"});
    `stylesheets` are `static:` URLs. Raises sandbox.ChildFailed.
    """
    job = {"html": html, "folders": {key: str(folder) for key, folder in folders.items()}, "stylesheets": list(stylesheets)}
    return run_child("hiring.lib.pdf", json.dumps(job).encode(), limits=LIMITS)


def static_file(url, folders):
    """The path that a `static:` URL names, or ValueError for anything else, `..` and odd types included."""
    if not url.startswith(SCHEME):
        raise ValueError(f"Documents fetch nothing but our own files: {url[:60]}")
    prefix, _, rest = url[len(SCHEME) :].lstrip("/").partition("/")
    if prefix not in folders:
        raise ValueError(f"No folder {prefix!r}")
    folder = Path(folders[prefix]).resolve()
    path = (folder / rest).resolve()
    if folder not in path.parents or path.suffix not in TYPES or not path.is_file():
        raise ValueError(f"No such file: {rest[:60]}")
    return path


def _main():
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    job = json.load(sys.stdin)

    class OwnFilesOnly(URLFetcher):
        def fetch(self, url, headers=None):
            path = static_file(url, job["folders"])
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": TYPES[path.suffix]})

    fetcher, fonts = OwnFilesOnly(allowed_protocols=["static"]), FontConfiguration()
    sheets = [CSS(url=url, url_fetcher=fetcher, font_config=fonts) for url in job["stylesheets"]]
    document = HTML(string=job["html"], base_url=f"{SCHEME}//", url_fetcher=fetcher)
    sys.stdout.buffer.write(document.write_pdf(stylesheets=sheets, font_config=fonts))


if __name__ == "__main__":
    _main()
