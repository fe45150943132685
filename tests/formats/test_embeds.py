"""What a story embeds, for programs: a titled link in feeds, Markdown, ninjs and JSON-LD; an address in seeds."""

import json
import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone
from django.utils.http import http_date

from articles.imports.seeds.importer import import_seeds
from articles.imports.seeds.vocabulary import Vocabulary
from articles.models import Article, Embed
from articles.text.embeds.places import placed
from tests.support.factories import make_article

pytestmark = pytest.mark.django_db
WATCH = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
LINK = f'<p><a href="{WATCH}&amp;t=90s">Dogs &amp; "cats"</a> (A channel, YouTube)</p>'


@pytest.fixture
def story():
    story = make_article(
        "The council meets about the new road", body="<p>Words come first.</p><p>https://youtu.be/dQw4w9WgXcQ?t=90</p>"
    )
    Embed.objects.update(title='Dogs & "cats"', author="A channel")
    return story


def test_markdown_has_a_link_with_the_title(client, story):
    text = client.get(f"/news/{story.pk}.md").content.decode()
    assert f'\n[Dogs & "cats"](<{WATCH}&t=90s>) (A channel, YouTube)\n' in text


def test_data_are_as_new_as_the_facts_that_they_tell(client, story):
    later = timezone.now().replace(microsecond=0) + timedelta(hours=1)
    Embed.objects.update(fetched_at=later)
    assert client.get(f"/news/{story.pk}.md")["Last-Modified"] == http_date(later.timestamp())


def test_ninjs_has_a_link_in_its_html_and_title_and_address_in_its_text(client, story):
    html, plain = client.get(f"/news/{story.pk}.json").json()["bodies"]
    assert LINK in html["value"]
    assert plain["value"].endswith(f'\n\nDogs & "cats" (A channel, YouTube): {WATCH}&t=90s')


def test_json_feed_has_a_link_with_the_title(client, story):
    [item] = client.get("/feeds/latest.json").json()["items"]
    assert LINK in item["content_html"]


@pytest.mark.parametrize("form", ["rss", "atom"])
def test_other_feeds_have_it_too(client, story, form):
    feed = client.get(f"/feeds/latest.{form}").content.decode()
    assert 'Dogs &amp;amp; "cats"&lt;/a&gt; (A channel, YouTube)' in feed


def test_a_feed_asks_once_about_all_that_its_stories_embed(client, story, django_assert_num_queries):
    make_article(body="<p>https://t.me/telegram/83</p>")
    with django_assert_num_queries(3):
        client.get("/feeds/latest.rss")


def test_json_ld_cites_it(client, story):
    page = client.get(story.get_absolute_url()).content.decode()
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)[1])
    [article] = [thing for thing in data["@graph"] if thing["@type"] == "NewsArticle"]
    assert article["citation"] == [
        {
            "@type": "CreativeWork",
            "url": WATCH,
            "name": 'Dogs & "cats"',
            "creator": {"@type": "Thing", "name": "A channel"},
            "publisher": {"@type": "Organization", "name": "YouTube"},
        }
    ]


def test_without_a_title_the_address_is_the_links_text(client):
    story = make_article(body="<p>Words come first.</p><p>https://t.me/telegram/83</p>")
    text = client.get(f"/news/{story.pk}.md").content.decode()
    assert "[https://t.me/telegram/83](<https://t.me/telegram/83>) (Telegram)" in text


def test_a_seed_has_the_address_on_a_line_from_which_an_import_embeds_it_again(client, story, tmp_path):
    seed = client.get(f"/news/{story.pk}.txt").content
    assert b"\nhttps://youtu.be/dQw4w9WgXcQ?t=90\n" in seed
    Article.objects.all().delete()
    (tmp_path / "1.txt").write_bytes(seed)
    Embed.objects.all().delete()
    import_seeds([tmp_path], Vocabulary.load(settings.SEED_VOCABULARY))
    body = Article.objects.get(headline=story.headline).body
    assert [found.address for found in placed(body)] == [WATCH]
    assert Embed.objects.get().address == WATCH
