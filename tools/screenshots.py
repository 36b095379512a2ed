"""Every page and PDF with the demo data, at 1280 and 390 px, light and dark, into var/screenshots/.

Walks the links of the running app as each demo account and takes one picture per kind of page.
"""

import re
import sys
import tempfile
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pypdfium2

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.browser.chromium import chromium  # noqa: E402
from tests.browser.conftest import PASSWORD  # noqa: E402
from tests.browser.running import running_app  # noqa: E402

OUT = ROOT / "var" / "screenshots"
SIZES = {"1280": {"width": 1280, "height": 900}, "390": {"width": 390, "height": 844}}
SCHEMES = ("light", "dark")
FILES = re.compile(r"/(export|file|markdown|html|template|schema|documents/)|\.(csv|xlsx|pdf|md)$|/static/")
PAGES_PER_ACCOUNT = 120


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, running_app(Path(folder)) as (url, _), chromium() as browser:
        shots(browser, url, None, ["/sign-in/"])
        seen = set()
        for email in accounts(browser, url):
            shots(browser, url, email, walk(browser, url, email, seen))
        for email in accounts(browser, url)[:3]:
            pdfs(browser, url, email)
    print(f"{len(list(OUT.glob('*.png')))} pictures in {OUT}")


def accounts(browser, url):
    page = browser.new_context(base_url=url).new_page()
    page.goto("/sign-in/")
    emails = re.findall(r"[\w.]+@[\w.]+", page.inner_text("body"))
    page.context.close()
    return list(dict.fromkeys(emails))


def signed_in(browser, url, email, **options):
    context = browser.new_context(base_url=url, locale="en-GB", **options)
    page = context.new_page()
    if email:
        page.goto("/sign-in/")
        page.get_by_label("Email").fill(email)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in", exact=True).click()
    return page


def kind(path):
    """One address for all pages of a kind: /openings/3/plan/ and /openings/7/plan/ are the same."""
    parts = urlsplit(path)
    words = re.sub(r"(?<=/)\d+(?=/)|[0-9a-f-]{36}", "N", parts.path)
    words = re.sub(r"^/(roles|skills|questions)/(?!compare|which)[a-z0-9-]+/", r"/\1/N/", words)
    return words + ("?" + parts.query.split("=")[0] if parts.query else "")


def walk(browser, url, email, seen):
    """Addresses of pages that the account reaches by links and that no account before it has shown."""
    page = signed_in(browser, url, email)
    queue, found = ["/"], []
    while queue and len(found) < PAGES_PER_ACCOUNT:
        path = queue.pop(0)
        label = f"{email} {kind(path)}" if kind(path) in ("/", "/openings/") else kind(path)
        if label in seen or FILES.search(path) or path.startswith("/api/schema"):
            continue
        seen.add(label)
        response = page.goto(path)
        if not response or response.status != 200 or "text/html" not in response.headers.get("content-type", ""):
            continue
        found.append(path)
        links = page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
        queue += [
            urlsplit(link)._replace(scheme="", netloc="", fragment="").geturl() for link in links if link.startswith(urljoin(url, "/"))
        ]
    page.context.close()
    return found


def shots(browser, url, email, paths):
    for size, viewport in SIZES.items():
        for scheme in SCHEMES:
            page = signed_in(browser, url, email, viewport=viewport, color_scheme=scheme)
            for path in paths:
                page.goto(path)
                page.wait_for_load_state("networkidle")
                page.screenshot(path=OUT / f"{picture_name(email, path)}-{size}-{scheme}.png", full_page=True)
                if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"):
                    print(f"{path} at {size} px scrolls sideways")
            page.context.close()


def picture_name(email, path):
    name = kind(path).strip("/").replace("/", "_").replace("?", "-")
    return name or f"home-{email.split('@')[0]}"


def pdfs(browser, url, email):
    """Press every PDF button that the account's openings and kits show, and draw the pages of what comes."""
    page = signed_in(browser, url, email)
    for start in ("/openings/", "/interviews/"):
        page.goto(start)
        links = page.eval_on_selector_all("main a[href]", "links => links.map(link => link.href)")
        for link in [link for link in links if re.search(r"/(description|kit)/$", link)][:2]:
            page.goto(link)
            button = page.get_by_role("button", name="PDF")
            if button.count():
                button.first.click()
                with page.expect_download() as download:
                    page.get_by_role("link", name="Download").click(timeout=30_000)
                draw(Path(download.value.path()), download.value.suggested_filename)
    page.context.close()


def draw(path, name):
    for number, sheet in enumerate(pypdfium2.PdfDocument(path), 1):
        sheet.render(scale=1.5).to_pil().save(OUT / f"{name}-p{number}.png")


if __name__ == "__main__":
    main()
