"""A phone without a network: the stories read last can be read; online nothing ever comes from the phone."""

import pytest
from django.core.signals import request_started
from playwright.sync_api import Page, expect

from articles.models import Article
from portal.readership.reader import is_reader
from tests.browser.visit import wait_until
from tests.support.factories import make_article, make_section, open_language, show
from tests.support.pictures import make_photo

READY = "navigator.serviceWorker.ready.then(() => true)"
KEPT = "name => caches.open(name).then(cache => cache.keys()).then(keys => keys.map(key => new URL(key.url).pathname))"


@pytest.fixture
def phone(browser, live_server):
    """A page of a phone on which the service worker may run."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, base_url=live_server.url)
    page = context.new_page()
    make_section()
    page.goto("/")
    page.evaluate(READY)
    wait_until(page, "navigator.serviceWorker.controller !== null")
    yield page
    context.close()


def read(page: Page, story: Article) -> None:
    """Open the story and wait until it is kept."""
    page.goto(story.get_absolute_url())
    number = f"/news/{story.pk}/"
    wait_until(
        page,
        f"caches.open('stories').then(all => all.keys()).then(all => all.some(one => one.url.endsWith('{number}')))",
    )


def test_a_story_is_read_again_without_a_network_and_says_so(phone):
    story = make_article("The bridge opens")
    show(story, make_photo())
    read(phone, story)
    phone.context.set_offline(True)
    phone.reload()
    expect(phone.get_by_role("heading", level=1)).to_have_text("The bridge opens")
    expect(phone.get_by_role("note")).to_contain_text("This is the story as you last read it on this device.")
    assert phone.evaluate("getComputedStyle(document.querySelector('.masthead')).maxInlineSize") != "none", "no style"


def test_other_pages_say_that_there_is_no_network_and_list_what_is_kept(phone):
    first, second = make_article("The bridge opens"), make_article("Snow in June")
    read(phone, first)
    read(phone, second)
    phone.context.set_offline(True)
    phone.goto("/latest/")
    expect(phone.get_by_role("heading", level=1)).to_have_text("There is no network")
    expect(phone.get_by_role("list").first.get_by_role("link")).to_have_text(["Snow in June", "The bridge opens"])
    phone.get_by_role("link", name="The bridge opens").tap()
    expect(phone.get_by_role("heading", level=1)).to_have_text("The bridge opens")
    phone.context.set_offline(False)
    phone.goto("/latest/")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Latest news")


def test_online_a_story_is_never_the_kept_one(phone):
    story = make_article("The bridge opens")
    read(phone, story)
    Article.objects.filter(pk=story.pk).update(headline="The bridge is closed")
    phone.reload()
    expect(phone.get_by_role("heading", level=1)).to_have_text("The bridge is closed")


def test_a_withdrawn_story_is_forgotten(phone):
    story = make_article("The bridge opens")
    read(phone, story)
    story.withdraw("why not")
    assert phone.goto(story.get_absolute_url()).status == 410
    wait_until(phone, "caches.open('stories').then(all => all.keys()).then(all => all.length === 0)")
    phone.context.set_offline(True)
    phone.goto(story.get_absolute_url())
    expect(phone.get_by_text("No story is kept here yet.")).to_be_visible()


def test_the_thirty_stories_read_last_are_kept(phone):
    stories = [make_article(f"Story {number}") for number in range(32)]
    for story in stories:
        read(phone, story)
    assert phone.evaluate(KEPT, "stories") == [f"/news/{story.pk}/" for story in stories[2:]]


def test_a_reader_removes_them(phone):
    read(phone, make_article("The bridge opens"))
    phone.goto("/offline/")
    phone.get_by_role("button", name="Remove them from this device").tap()
    expect(phone.get_by_text("No story is kept here yet.")).to_be_visible()
    assert phone.evaluate(KEPT, "stories") == phone.evaluate(KEPT, "pictures") == []


def test_a_language_has_its_own_words(phone):
    open_language("ru")
    read(phone, make_article("Мост открыт", language="ru"))
    phone.context.set_offline(True)
    phone.reload()
    expect(phone.get_by_role("note")).to_contain_text("Нет сети")
    phone.goto("/ru/latest/")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Нет сети")


def test_the_newsroom_is_not_its_business(phone):
    phone.context.set_offline(True)
    with pytest.raises(Exception, match="ERR_INTERNET_DISCONNECTED"):
        phone.goto("/admin/")


def test_it_asks_for_a_page_once_and_as_a_browser_does(phone):
    story, asked = make_article("The bridge opens"), []
    hear = lambda environ, **_: asked.append(environ)  # noqa: E731
    request_started.connect(hear)
    try:
        read(phone, story)
    finally:
        request_started.disconnect(hear)
    [page] = [environ for environ in asked if environ["PATH_INFO"] == story.get_absolute_url()]
    assert is_reader(page | {"HTTP_USER_AGENT": "Firefox"}), page
