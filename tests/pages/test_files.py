"""Audio, video and documents on a story's page and wherever else the story is."""

import json
import re

import pytest

from articles.models import Article
from articles.models.languages.drafting import draft_version
from articles.reading.story import whole_story
from tests.support.factories import make_article, open_language
from tests.support.files import make_file, pdf, show_files
from tests.support.pictures import make_photo

pytestmark = pytest.mark.django_db


def data_of(html: str) -> list[dict]:
    """Return what the page says to search engines."""
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)[1])["@graph"]


@pytest.fixture
def film():
    return make_file(
        "film.mp4",
        title='The "bridge" <opens>',
        credit="Video: Ani Petrosyan",
        language="en",
        transcript="First words.\n\nSecond words.",
        captions=("en", "hy"),
        poster=make_photo(),
    )


@pytest.fixture
def sound():
    return make_file("sound.mp3", title="The tone")


@pytest.fixture
def budget():
    return make_file("b.pdf", pdf(), title="Բյուջե / 2026")


@pytest.fixture
def story(film, sound, budget):
    article = make_article("Bridge opens", body=f"<p>Before.</p><p>[file {film.pk}]</p><p>After.</p><p>[file 999]</p>")
    show_files(article, film, sound, budget)
    return article


@pytest.fixture
def html(client, story):
    return client.get(story.get_absolute_url()).text


def test_a_placed_file_stands_in_its_place_and_the_others_below(html):
    order = [html.index(words) for words in ("– Before.", "<video", "<p>After.", "<audio", 'type="application/pdf"')]
    assert order == sorted(order)
    assert "[file" not in html
    assert (html.count("<video"), html.count("<audio")) == (1, 1)


def test_a_video_has_its_size_its_captions_and_loads_nothing_but_the_poster(html, film):
    tag = re.search(r"<video[^>]*>", html)[0]
    for said in ('controls preload="none" playsinline', 'width="64" height="36"', 'class="frame wide"'):
        assert said in tag
    assert f'poster="{film.poster.sources()[-1].webp}"' in tag
    assert "autoplay" not in tag
    assert re.findall(r'<track kind="captions" src="[^"]+\.vtt" srclang="(\w+)" label="([^"]+)">', html) == [
        ("en", "English"),
        ("hy", "Հայերեն"),
    ]
    assert " default" not in html[html.index("<track") : html.index("</video>")]


def test_the_link_has_name_type_length_and_size(html):
    assert "MP4, 0:03, 10 KB · " in html
    assert 'type="application/pdf" download="Բյուջե 2026.pdf"' in html
    assert "The “bridge” &lt;opens&gt;</a>" in html
    assert "Video: Ani Petrosyan" in html


def test_the_transcript_is_there_without_a_script(html):
    assert "<summary>Transcript</summary>" in html
    assert "<p>First words.</p>\n<p>Second words.</p>" in html


def test_the_policy_lets_the_page_play_files_of_the_site_alone(client, story):
    policy = client.get(story.get_absolute_url())["Content-Security-Policy"]
    assert "media-src 'self';" in policy + ";"


def test_a_page_in_russian_names_sizes_in_russian(client, film):
    open_language("ru")
    article = make_article("Мост открыт", body="<p>Мост открыт для всех.</p>", language="ru", site_language="ru")
    show_files(article, film)
    text = client.get(article.get_absolute_url()).text
    assert "MP4, 0:03, 10 КБ" in text
    assert "Расшифровка" in text


def test_a_story_without_files_has_none_of_it(client):
    text = client.get(make_article().get_absolute_url()).text
    assert "<video" not in text
    assert 'class="file"' not in text


def test_a_draft_that_translates_the_story_shows_its_files(story):
    draft = draft_version(story, "hy")
    assert draft.file_uses.count() == 3


def test_the_data_for_search_engines_names_each_file(client, story, film, html):
    [article] = [one for one in data_of(html) if one["@type"] == "NewsArticle"]
    [video], [audio], [document] = article["video"], article["audio"], article["hasPart"]
    assert (video["@type"], audio["@type"], document["@type"]) == ("VideoObject", "AudioObject", "DigitalDocument")
    assert video["contentUrl"].endswith(film.file.url)
    assert (video["duration"], video["transcript"]) == ("PT3S", "First words.\n\nSecond words.")
    assert video["thumbnailUrl"].endswith(".jpg")


def test_feeds_have_enclosures_with_length_and_type(client, story, film):
    rss = client.get("/feeds/latest.rss").text
    length = f'length="{film.size}" type="video/mp4" url="http'
    assert f"<enclosure {length}" in rss
    assert rss.count("<enclosure") == 1
    atom = client.get("/feeds/latest.atom").text
    assert re.search(rf'<link [^>]*length="{film.size}" rel="enclosure"', atom)
    [item] = json.loads(client.get("/feeds/latest.json").text)["items"]
    assert [one["mime_type"] for one in item["attachments"]] == ["video/mp4", "audio/mpeg", "application/pdf"]
    assert item["attachments"][0]["duration_in_seconds"] == 3
    assert "[file" not in rss + atom + item["content_html"]
    assert item["content_html"].index("Before") < item["content_html"].index(film.file.url)


def test_markdown_and_plain_text_have_links_where_they_can(client, story, film):
    markdown = client.get(f"/news/{story.pk}.md").text
    assert f"{film.file.url}>) (MP4, 0:03, 10 KB)" in markdown
    assert markdown.index("Before") < markdown.index(film.file.url) < markdown.index("After")
    item = json.loads(client.get(f"/news/{story.pk}.json").text)
    files = [one for one in item["associations"] if one["rel"] == "enclosure"]
    assert [one["type"] for one in files] == ["video", "audio", "text"]
    assert files[0]["renditions"][0]["sizeInBytes"] == film.size
    assert "[file" not in client.get(f"/news/{story.pk}.txt").text


def test_a_retracted_story_hands_no_file_on(client, story):
    Article.objects.filter(pk=story.pk).update(retracted_at=story.published_at)
    item = client.get(f"/news/{story.pk}.json").text
    assert "enclosure" not in item


def test_no_file_costs_a_query_more(client, story, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = whole_story(story.pk)
        [film, *_] = [use.media_file for use in found.file_uses.all()]
        assert [one.language for one in film.captions.all()] == ["en", "hy"]
        assert film.poster.alt == "A bridge"
    with django_assert_num_queries(2):
        client.get("/feeds/latest.rss")
