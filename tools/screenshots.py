"""Every page and PDF with the demo data, at 1280 and 390 px, light and dark, into var/screenshots/.

Walks the links of a fresh app as each demo account and takes pictures of one page of each kind; `--only` takes those
whose name contains a pattern, `--docs` takes the three of the README into docs/screenshots/. Exits with 1 and says
where, if a page answered with an error or scrolls sideways.
"""

import argparse
import io
import re
import sys
import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.browser.chromium import chromium  # noqa: E402
from tests.browser.conftest import PASSWORD  # noqa: E402
from tests.browser.links import kind, reach  # noqa: E402
from tests.browser.running import running_app  # noqa: E402

OUT = ROOT / "var" / "screenshots"
SIZES = {"1280": {"width": 1280, "height": 900}, "390": {"width": 390, "height": 844}}
SCHEMES = ("light", "dark")
PRINT = "main form[action*='pdf/']"
WIDTHS = "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"


DOCS = {  # name: (account, words of the links that lead there, size)
    "home": ("elena", [], "1280"),
    "ranking": ("elena", ["Senior machine learning engineer", "Ranking"], "1280"),
    "scorecard-phone": ("sunniva", ["Finish your scorecard"], "390"),
}


def main(only, url, docs):
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        if url:
            return take_docs(browser, url) if docs else take(browser, url, only)
        with running_app(Path(folder)) as (fresh, _):
            return take_docs(browser, fresh) if docs else take(browser, fresh, only)


def take_docs(browser, url):
    folder = ROOT / "docs" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    for name, (account, links, size) in DOCS.items():
        page = signed_in(browser, url, f"{account}@tidewell.example")
        page.set_viewport_size(SIZES[size])
        for words in links:
            with page.expect_navigation():
                page.locator("main").get_by_role("link", name=re.compile(f"^{words}")).first.click()
        picture = page.screenshot(full_page=size == "1280", animations="disabled")
        Image.open(io.BytesIO(picture)).convert("RGB").quantize(256, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(
            folder / f"{name}.png", optimize=True
        )
        page.context.close()
    return 0


def take(browser, url, only):
    """Pictures of everything; returns how many pages had a fault."""
    faults, seen, printed = [], set(), set()
    page = browser.new_context(base_url=url).new_page()
    page.goto("/sign-in/")
    faults += pictures(page, "sign-in", only)
    emails = dict.fromkeys(re.findall(r"[\w.]+@[\w.]+\.example", page.inner_text("main")))
    for email in emails:
        page, printable = signed_in(browser, url, email), []
        for path, status in reach(page, seen):
            if status != 200:
                faults.append(f"{path} answered {status}")
            faults += pictures(page, picture_name(email, path), only)
            if page.locator(PRINT).count() and kind(path) not in printed:
                printed.add(kind(path))
                printable.append(path)
        if not only or only in "pdf":
            for path in printable:
                print_page(page, path)
        page.context.close()
    print(f"{len(list(OUT.glob('*.png')))} pictures in {OUT}")
    print("\n".join(faults))
    return len(faults)


def signed_in(browser, url, email):
    context = browser.new_context(base_url=url, locale="en-GB", viewport=SIZES["1280"], reduced_motion="reduce")
    page = context.new_page()
    page.goto("/sign-in/")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/")
    return page


def picture_name(email, path):
    name = re.sub(r"[^\w-]+", "_", kind(path)).strip("_")
    return f"{name or 'home'}-{email.partition('@')[0]}"


def pictures(page, name, only):
    """The page as it stands in each size and scheme, whole unless it has a foot that sticks to the screen. Yields a
    sentence where it is wider than the screen."""
    if only and only not in name:
        return
    whole = not page.locator(".scorecard-foot").count()
    for size, viewport in SIZES.items():
        page.set_viewport_size(viewport)
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            page.screenshot(path=OUT / f"{name}-{size}-{scheme}.png", full_page=whole, animations="disabled")
        wide, screen = page.evaluate(WIDTHS)
        if wide > screen:
            yield f"{page.url} scrolls sideways at {size} px"
    page.set_viewport_size(SIZES["1280"])
    page.emulate_media(color_scheme="light")


def print_page(page, path):
    """Press the page's PDF button, wait for the download and draw its pages."""
    page.goto(path)
    page.locator(PRINT).first.evaluate("form => form.requestSubmit()")  # where the button waits in a menu as well
    page.wait_for_url("**/jobs/**")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download").click(timeout=60_000)
    draw(Path(download.value.path()), Path(download.value.suggested_filename).stem)


def draw(path, name):
    for number, sheet in enumerate(pypdfium2.PdfDocument(path), 1):
        sheet.render(scale=1.5).to_pil().save(OUT / f"pdf-{name}-p{number}.png")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", metavar="PATTERN", default="", help="only pictures whose name contains it; “pdf” for the PDFs alone")
    parser.add_argument("--url", default="", help="an app with the demo data that is running already, instead of a fresh one")
    parser.add_argument("--docs", action="store_true", help="only the pictures that the README shows")
    given = parser.parse_args()
    sys.exit(1 if main(given.only, given.url, given.docs) else 0)
