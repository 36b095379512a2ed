"""What is wrong with a page: by axe-core for everyone's rules, by `page_faults.js` for our own."""

from pathlib import Path

from axe_playwright_python.base import AXE_SCRIPT

HERE = Path(__file__).parent
OURS = (HERE / "page_faults.js").read_text()
CONTRAST = (HERE / "contrast.js").read_text()  # all that a dark page can break and the same light page does not
EVERYTHING_ELSE = (
    """async () => (await axe.run({ resultTypes: ["violations"], rules: { "color-contrast": { enabled: false } } })).violations"""
)


def page_faults(page):
    """Sentences, of the page as it stands, in light and dark."""
    page.evaluate(AXE_SCRIPT)
    faults = page.evaluate(OURS) + _violations(page, EVERYTHING_ELSE) + _violations(page, CONTRAST)
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")  # a colour on its way has a contrast of its own
    faults += [f"dark: {fault}" for fault in _violations(page, CONTRAST)]
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    return faults


def _violations(page, judge):
    return [f"{rule['id']}: {node['failureSummary']} {node['html'][:160]}" for rule in page.evaluate(judge) for node in rule["nodes"]]
