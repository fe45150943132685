"""What people, files and partners write stays text: no page, of readers or of the newsroom, makes an element of it."""

import json
from html.parser import HTMLParser

import pytest

from articles.models import Author, Byline, Correction
from portal.partners.models import Partner, PartnerStory
from tests.support.factories import make_article, make_brief, make_section, make_top_story
from tests.support.pictures import make_photo

pytestmark = pytest.mark.django_db
HOSTILE = "\"'><img src=x onerror=alert(1)></script><script>alert(2)</script>{{ 7|add:7 }}]]>--><blink>"
RUNS = ("javascript:", "data:text", "vbscript:")


class Elements(HTMLParser):
    """Reads a page; `foreign` lists what only hostile text can have put there, `data` the bodies of JSON-LD."""

    def __init__(self, page):
        super().__init__()
        self.foreign, self.data, self._is_data = [], [], False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        given = {name: (value or "").strip().lower() for name, value in attrs}
        self._is_data = given.get("type") == "application/ld+json"
        inline = tag == "script" and not {"src", "nonce"} & set(given) and not self._is_data
        runs = any(name.startswith("on") or value.startswith(RUNS) for name, value in given.items())
        if tag == "blink" or given.get("src") == "x" or inline or runs:
            self.foreign.append((tag, given))

    def handle_data(self, data):
        if self._is_data:
            self.data.append(data)

    def handle_endtag(self, tag):
        self._is_data = False


@pytest.fixture
def addresses():
    """Of readers, and of the newsroom, on a site whose every text is hostile."""
    section = make_section(HOSTILE[:60])
    photo = make_photo(400, 300)
    photo.alt = photo.caption = photo.credit = HOSTILE
    photo.save()
    texts = {"section": section, "summary": HOSTILE, "source": HOSTILE[:80], "tags": [HOSTILE[:60]]}
    story = make_article(HOSTILE, photo=photo, **texts)
    make_article("Another", **texts)
    make_brief(f"Brief {HOSTILE}")
    author = Author.objects.create(name=HOSTILE[:80], bio=HOSTILE)
    Byline.objects.create(article=story, author=author)
    Correction.objects.create(article=story, text=HOSTILE)
    make_top_story(story)
    partner = Partner.objects.create(name=HOSTILE[:80], site_url="https://partner.example/")
    PartnerStory.objects.create(partner=partner, title=HOSTILE, url=f"https://partner.example/{HOSTILE}")
    story.headline = f"New {HOSTILE}"
    story.save()
    pages = (story, section, author, story.tags.get())
    readers = [one.get_absolute_url() for one in pages] + [f"/news/{story.pk}/history/"]
    readers += ["/", "/latest/", "/archive/2020/10/02/", "/corrections/", "/partners/", f"/search/?q=alert {HOSTILE}"]
    lists = [f"articles/{name}/" for name in ("article", "tag", "author", "section", "photo", "topstory")]
    lists += [
        "articles/front/",
        "partners/partner/",
        "partners/partnerstory/",
        "admin/logentry/",
        f"articles/article/?q={HOSTILE}",
        "",
    ]
    forms = [f"articles/article/{story.pk}/{page}/" for page in ("change", "history")]
    forms += [f"articles/photo/{photo.pk}/change/", f"partners/partner/{partner.pk}/change/"]
    return readers, [f"/admin/{page}" for page in lists + forms]


def test_no_text_becomes_an_element_of_a_readers_page(client, addresses):
    for address in addresses[0]:
        answer = client.get(address)
        page = Elements(answer.text)
        assert (answer.status_code, page.foreign) == (200, []), address
        for data in page.data:
            json.loads(data)


def test_no_text_becomes_an_element_of_the_newsroom(admin_client, addresses):
    for address in addresses[1]:
        answer = admin_client.get(address)
        assert (answer.status_code, Elements(answer.text).foreign) == (200, []), address
