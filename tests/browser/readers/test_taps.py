"""A thumb on a phone and a mouse at a desk, for real: taps open what was tapped, words can be selected, Tab goes once
to each story."""

import re
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page, expect

from articles.text.languages.site_languages import DEFAULT
from tests.support.combinations import sample
from tests.support.demo import KINDS

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
# Each click is written down, and leads nowhere.
LISTEN = """
window.opened = [];
addEventListener("click", event => {
    opened.push(event.target.closest("a")?.href ?? `no link: ${event.target.outerHTML.slice(0, 80)}`);
    event.preventDefault();
}, true);
"""
# What a thumb goes for, each with the address that it wants; its middle is asked for just before the tap.
AIM = """() => {
    window.targets = [];
    const aim = (element, link) => {
        if (element?.checkVisibility() && link) targets.push({element, href: link.href});
    };
    for (const link of document.querySelectorAll(":is(.headline a, a.headline):is(main *, aside *)")) {
        const entry = link.closest("article, li, .first");
        aim(link, link);
        aim(entry?.querySelector("picture img"), link);
        aim(entry?.querySelector(".blurb"), link);
    }
    for (const link of document.querySelectorAll(
        "main .label a, :is(.day, .tags, .byline, .partner-news, .partner-block, .top-stories, .box-name, .turn) a"
    )) aim(link, link);
    return targets.map(({href}) => href);
}"""
MIDDLE = """number => {
    const {element} = targets[number];
    element.scrollIntoView({block: "center", inline: "center", behavior: "instant"});
    const {left, top, width, height} = element.getClientRects()[0];
    return [left + width / 2, top + height / 2];
}"""
ENGLISH = [kind for kind in KINDS if DEFAULT in kind.languages]


@pytest.fixture(scope="module")
def phone(browser, demo_server):
    context = browser.new_context(base_url=demo_server, **PHONE)
    context.route(lambda address: not address.startswith(demo_server), lambda route: route.fulfill(body="elsewhere"))
    yield context
    context.close()


@pytest.fixture
def desk(browser, demo_server):
    page = browser.new_page(base_url=demo_server, viewport={"width": 1280, "height": 1000})
    yield page
    page.close()


# test_links_are_hit.py asks for each link of all kinds what lies over it.
@pytest.mark.parametrize(
    "kind", sample([kind for kind in KINDS if DEFAULT in kind.languages], 3), ids=lambda kind: kind.name
)
def test_a_tap_opens_what_the_thumb_went_for(phone, kind, django_db_blocker):
    page = phone.new_page()
    page.add_init_script(LISTEN)
    page.goto(kind.address())
    wanted = page.evaluate(AIM)
    for number in range(len(wanted)):
        page.touchscreen.tap(*page.evaluate(MIDDLE, number))
    assert page.evaluate("opened") == wanted
    page.close()


@pytest.mark.parametrize("address", ["/", "/latest/", "/section/culture/", "/archive/2020/10/02/"])
@pytest.mark.parametrize("part", [".headline a", "picture img", ".blurb"])
def test_headline_picture_and_blurb_lead_to_the_story(phone, address, part):
    page = phone.new_page()
    page.goto(address)
    entry = page.locator(".card").filter(has=page.locator("picture")).first
    story = entry.locator(".headline a").get_attribute("href")
    entry.locator(part).tap(force=True)  # without asking who is on top: a thumb does not ask, either
    page.wait_for_url(lambda url: url.endswith(story))
    expect(page.locator(".story h1")).to_be_visible()
    page.close()


def test_a_partners_headline_leads_to_the_partner_and_the_boxs_name_to_all_of_them(phone, demo_server):
    page = phone.new_page()
    page.goto("/")
    page.locator(".partner-news li a").first.tap()
    page.wait_for_url("https://ararat.example/grapes/")
    page.goto("/")
    page.get_by_role("link", name="Partner news").tap()
    page.wait_for_url(f"{demo_server}/partners/")
    page.close()


def test_the_section_above_a_headline_leads_to_the_section(phone, demo_server):
    for address in ("/", "/latest/", "/search/?q=museum"):
        page = phone.new_page()
        page.goto(address)
        label = page.locator("main .card .label a").first
        section = label.get_attribute("href")
        label.tap()
        page.wait_for_url(urljoin(demo_server, section))
        page.close()


def test_a_click_at_a_desk_opens_the_story_from_its_picture_and_its_blurb(desk: Page):
    for part in ("picture img", ".blurb"):
        desk.goto("/latest/")
        entry = desk.locator(".card").filter(has=desk.locator("picture")).first
        story = entry.locator(".headline a").get_attribute("href")
        entry.locator(part).click(force=True)
        desk.wait_for_url(lambda url, story=story: url.endswith(story))


def test_words_of_a_blurb_can_be_selected_from_beside_it(desk: Page):
    desk.goto("/")
    box = desk.locator(".lead .blurb").bounding_box()
    desk.mouse.move(box["x"] - 15, box["y"] + 10)
    desk.mouse.down()
    desk.mouse.move(box["x"] + 100, box["y"] + 35, steps=5)
    desk.mouse.move(box["x"] + 200, box["y"] + 35, steps=5)
    desk.mouse.up()
    assert re.match(r"Russian President Vladimir Putin .* \w+", desk.evaluate("getSelection().toString()"))
    assert desk.url.endswith("/")


@pytest.mark.parametrize("address", ["/", "/latest/", "/section/culture/", "/search/?q=museum"])
def test_the_keyboard_meets_each_link_once_and_in_the_order_of_the_page(desk: Page, address):
    desk.goto(address)
    stories = desk.locator("main .card .whole").evaluate_all("links => links.map(link => link.textContent)")
    met = []
    desk.locator("main").focus()
    while desk.evaluate("document.activeElement.closest('main')"):
        desk.keyboard.press("Tab")
        if desk.evaluate("document.activeElement.matches('main .whole')"):
            met.append(desk.evaluate("document.activeElement.textContent"))
            assert desk.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    assert met == stories
    assert met


def test_a_story_is_read_out_as_label_headline_picture_and_blurb_with_one_link_to_it(desk: Page):
    desk.goto("/latest/")
    entry = desk.locator(".card").filter(has=desk.locator("picture")).first
    expect(entry).to_match_aria_snapshot("""
        - paragraph:
          - link "Culture"
        - heading "Twenty-six museums to stay open long past midnight" [level=2]:
          - link "Twenty-six museums to stay open long past midnight"
        - paragraph: /One ticket is good for all museums and buses/
        - img "A museum with lit windows and a red door at night, a crescent moon above the town."
    """)
    assert entry.locator("a").count() == 2
