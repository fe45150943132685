"""JSON-LD is data: the content policy refuses none of it, and nothing in it runs."""

import pytest
from playwright.sync_api import Page

from tests.support.factories import make_article


@pytest.mark.parametrize("path", ["/", "/section/region/", "/tag/roads/", "/news/{}/the-story/"])
def test_a_page_with_data_makes_the_console_say_nothing(page: Page, complaints, path):
    story = make_article("</script><script>document.title = 'taken'</script>", slug="the-story", tags=["Roads"])
    page.goto(path.format(story.pk))
    data = page.evaluate("JSON.parse(document.querySelector('script[type=\"application/ld+json\"]').textContent)")
    assert data["@context"] == "https://schema.org"
    assert page.title() != "taken"
    assert complaints == []
