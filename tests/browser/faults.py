"""What is wrong with a page: by axe-core for everyone's rules, by `page_faults.js` for our own."""

from pathlib import Path

from axe_playwright_python.sync_playwright import Axe

OURS = (Path(__file__).parent / "page_faults.js").read_text()
EVERYTHING = {"resultTypes": ["violations"]}
CONTRAST = {**EVERYTHING, "runOnly": ["color-contrast"]}  # all that a dark page can break and the same light page does not


def page_faults(page):
    """Sentences, of the page as it stands, in light and dark."""
    faults = page.evaluate(OURS) + _violations(page, EVERYTHING)
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")  # a colour on its way has a contrast of its own
    faults += [f"dark: {fault}" for fault in _violations(page, CONTRAST)]
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    return faults


def _violations(page, options):
    return [
        f"{rule['id']}: {node['failureSummary']} {node['html'][:160]}"
        for rule in Axe().run(page, options=options).response["violations"]
        for node in rule["nodes"]
    ]
