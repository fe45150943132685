"""A visit to one page, as a reader with a phone or one at a desk sees it; what it showed is kept for the tests."""

import time
from dataclasses import dataclass, field

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

PHONE, DESK = 390, 1280
WIDTHS = (320, PHONE, 768, DESK, 1680)
HEIGHT = 844
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
AXE = Axe().axe_script
AXE_OPTIONS = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
# What a page is made of is the same in the dark; only its colours are others.
AXE_COLORS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
VIOLATIONS = """async options => {
    for (const {effect} of document.getAnimations()) effect.updateTiming({delay: 0, duration: 0});  // colours half way
    const {violations} = await axe.run(options);
    return violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html} ${node.failureSummary}`));
}"""
WATCH_FOR_SHIFTS = """
window.shifts = [];
window.painted = () => new Promise(done => requestAnimationFrame(() => setTimeout(done)));
new PerformanceObserver(list => {
    for (const {value, sources} of list.getEntries())
        shifts.push(`${value.toFixed(4)} ${sources.map(({node}) => node?.outerHTML?.slice(0, 80)).join(" ")}`);
}).observe({type: "layout-shift", buffered: true});
"""
READ_TO_THE_END = """async () => {
    for (let top = 0; top < document.scrollingElement.scrollHeight; top += innerHeight) {
        scrollTo(0, top);
        await painted();
    }
    await Promise.allSettled([...document.images].map(image => image.decode()));
    await painted();
    scrollTo(0, 0);
}"""
STICKING_OUT = """() => {
    const {scrollWidth} = document.scrollingElement;
    if (scrollWidth <= innerWidth) return [];
    const wide = [...document.body.querySelectorAll("*")].filter(e => e.getBoundingClientRect().right > innerWidth + 1);
    return [`${scrollWidth} px`, ...wide.map(element => element.outerHTML.slice(0, 80))];
}"""


@dataclass
class Visit:
    """What one page showed on a screen of one width."""

    status: int
    requests: list[str] = field(default_factory=list)  # the addresses that it asked for
    console: list[str] = field(default_factory=list)
    shifts: list[str] = field(default_factory=list)  # how far what moved after it was painted
    sticking_out: dict[int, list[str]] = field(default_factory=dict)  # by width: what is wider than the screen
    violations: dict[str, list[str]] = field(default_factory=dict)  # by colour scheme


def visit(browser: Browser, url: str, width: int) -> Visit:
    """Opens `url` with a clean browser of that width, in light and in dark, and then makes it wider and narrower."""
    page = browser.new_page(viewport={"width": width, "height": HEIGHT}, color_scheme="light")
    page.add_init_script(WATCH_FOR_SHIFTS)
    seen = Visit(status=0)
    listen(page, url, seen)
    seen.status = load(page, url)
    page.evaluate(READ_TO_THE_END)
    seen.shifts = page.evaluate("shifts")
    page.evaluate(AXE)
    for scheme, options in (("light", AXE_OPTIONS), ("dark", AXE_COLORS)):
        page.emulate_media(color_scheme=scheme)
        seen.violations[scheme] = page.evaluate(VIOLATIONS, options)
    for other in WIDTHS:
        page.set_viewport_size({"width": other, "height": HEIGHT})
        seen.sticking_out[other] = page.evaluate(STICKING_OUT)
    page.context.close()
    return seen


def listen(page: Page, url: str, seen: Visit) -> None:
    """Writes down what the page asks for and what its console says."""

    def hear(message):
        status_of_page = message.location["url"] == url and "the server responded with a status of" in message.text
        if not status_of_page:  # an error page is what was asked for
            seen.console.append(f"{message.type}: {message.text}")

    page.on("console", hear)
    page.on("pageerror", lambda error: seen.console.append(f"error: {error}"))
    page.on("request", lambda request: seen.requests.append(request.url))


def load(page: Page, url: str) -> int:
    """Opens `url` and returns its status.

    Pictures come after the first paint, as over a slow line: what keeps no place for them then moves.
    """
    pictures = []

    def hold_pictures(route):
        if route.request.resource_type == "image" and not page_is_painted:
            pictures.append(route)
        else:
            route.continue_()

    page_is_painted = False
    page.route("**/*", hold_pictures)
    status = page.goto(url, wait_until="domcontentloaded").status
    page.evaluate("painted()")
    page_is_painted = True
    for route in pictures:
        route.continue_()
    page.wait_for_load_state()
    return status


def wait_until(page: Page, condition: str, seconds: float = 10) -> None:
    """Wait until the JavaScript expression (or its promise) is true.

    Playwright's own way to wait evaluates text in the page if it is not true at once, which our content policy refuses.
    """
    end = time.monotonic() + seconds
    while not page.evaluate(condition):
        assert time.monotonic() < end, f"not true within {seconds} seconds: {condition}"
        page.wait_for_timeout(20)
