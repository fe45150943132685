"""A visit to one page, as a reader with a phone and one at a desk see it; what it showed is kept for the tests."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

PHONE, DESK = 390, 1280
WIDTHS = (320, PHONE, 768, DESK, 1680)
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
AXE = Axe()
AXE_OPTIONS = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}

WATCH_FOR_SHIFTS = """
window.shifts = [];
new PerformanceObserver(list => {
    for (const shift of list.getEntries())
        for (const {node} of shift.sources)
            shifts.push(`${shift.value.toFixed(4)} ${node?.outerHTML?.slice(0, 80) ?? node?.nodeName}`);
}).observe({type: "layout-shift", buffered: true});
"""
SCROLL_THROUGH = """async () => {
    const painted = () => new Promise(done => requestAnimationFrame(() => setTimeout(done)));
    for (let top = 0; top < document.scrollingElement.scrollHeight; top += innerHeight) {
        scrollTo(0, top);
        await painted();
    }
    await Promise.all([...document.images].map(image => image.complete || new Promise(done => {
        image.addEventListener("load", done);
        image.addEventListener("error", done);
    })));
    await painted();
    scrollTo(0, 0);
    return shifts;
}"""
STICKS_OUT = """() => {
    const {scrollWidth} = document.scrollingElement;
    if (scrollWidth <= innerWidth) return [];
    const wide = [...document.body.querySelectorAll("*")].filter(e => e.getBoundingClientRect().right > innerWidth + 1);
    return [`${scrollWidth} px`, ...wide.map(element => element.outerHTML.slice(0, 80))];
}"""


@dataclass
class Visit:
    """What one page showed."""

    status: int
    requests: list[tuple[str, str]] = field(default_factory=list)  # (kind of resource, address) of the first load
    console: list[str] = field(default_factory=list)
    shifts: dict[int, list[str]] = field(default_factory=dict)  # by width: what moved after it was painted
    sticking_out: dict[int, list[str]] = field(default_factory=dict)  # by width: what is wider than the screen
    violations: dict[tuple[int, str], list[str]] = field(default_factory=dict)  # by width and colour scheme


def visit(browser: Browser, url: str) -> Visit:
    """Opens `url` with a clean browser, on a phone and at a desk, in light and in dark."""
    page = browser.new_page(viewport={"width": PHONE, "height": 844}, color_scheme="light")
    page.add_init_script(WATCH_FOR_SHIFTS)
    seen = Visit(status=0)
    listen(page, url, seen)
    for width in (PHONE, DESK):
        page.set_viewport_size({"width": width, "height": 844})
        seen.status = page.goto(url).status
        seen.shifts[width] = page.evaluate(SCROLL_THROUGH)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            seen.violations[width, scheme] = violations(page)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844})
        seen.sticking_out[width] = page.evaluate(STICKS_OUT)
    page.context.close()
    return seen


def listen(page: Page, url: str, seen: Visit) -> None:
    """Writes down what the page asks for and what its console says."""

    def said(message):
        own_status = message.location["url"] == url and "the server responded with a status of" in message.text
        if not own_status:  # an error page is what was asked for
            seen.console.append(f"{message.type}: {message.text}")

    page.on("console", said)
    page.on("pageerror", lambda error: seen.console.append(f"error: {error}"))
    page.on("request", lambda request: seen.requests.append((request.resource_type, request.url)))


def violations(page: Page) -> list[str]:
    """A line for each element that breaks one of axe's rules."""
    found = AXE.run(page, options=AXE_OPTIONS).response["violations"]
    return [f"{rule['id']}: {node['html']} {node['failureSummary']}" for rule in found for node in rule["nodes"]]


def host(url: str) -> str:
    return urlsplit(url).netloc
