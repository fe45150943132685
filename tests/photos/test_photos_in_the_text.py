"""Photos within a story's text: a paragraph `[photo 41]` is the place of a photo."""

import re

import pytest

from articles.formats.figures import with_figures
from articles.models import Article, PhotoUse
from articles.photos.renditions import pair_shape
from articles.text import placed_photos, richtext
from tests.support.factories import make_article, make_photo, show

pytestmark = pytest.mark.django_db
IMAGE = re.compile(r'<img [^>]*alt="([^"]*)"')


def paragraph(*photos) -> str:
    return f"<p>{' '.join(f'[photo {photo.pk}]' for photo in photos)}</p>"


def story(*photos, body="", **fields):
    article = make_article(body=body or "<p>Rain fell.</p>", source="", **fields)
    show(article, *photos)
    return article


def main(client, article) -> str:
    """The page's story in one line, without the sidebars."""
    page = client.get(article.get_absolute_url()).text
    return page.partition("<article")[2].partition("</article>")[0]


def order(html: str) -> list[str]:
    """The paragraphs and photos of a page's story, in order."""
    return re.findall(r'(?<=<p>)[A-Z]\w+(?= \w+\.</p>)|(?<=alt=")[^"]*', html)


@pytest.fixture
def photos():
    return [make_photo(alt=alt) for alt in ("bridge", "tunnel", "tower")]


def test_a_photo_stands_where_its_paragraph_is_and_the_others_around_the_text(client, photos):
    article = story(*photos, body=f"<p>Rain fell.</p>{paragraph(photos[1])}<p>Snow came.</p>")
    assert order(main(client, article)) == ["bridge", "Rain", "tunnel", "Snow", "tower"]


def test_the_lead_photo_can_be_placed_too(client, photos):
    article = story(*photos[:1], body=f"<p>Rain fell.</p>{paragraph(photos[0])}")
    assert order(main(client, article)) == ["Rain", "bridge"]


def test_a_placed_photo_is_a_figure_with_its_size_caption_credit_and_description(client):
    photo = make_photo(alt="A <bridge>", caption="The bridge", credit="Photo: Ani")
    html = main(client, story(make_photo(), photo, body=f"<p>Rain fell.</p>{paragraph(photo)}<p>Snow came.</p>"))
    figure = html.partition("<p>Rain fell.</p>")[2].partition("<figure>")[2].partition("</figure>")[0]
    assert 'width="1081" height="608" alt="A &lt;bridge&gt;" loading="lazy"' in figure
    assert '<figcaption>The bridge <span class="credit">Photo: Ani</span></figcaption>' in figure


def test_the_text_of_a_new_paragraph_after_the_dateline_stays_where_it_was(client, photos):
    article = story(*photos, body=f"{paragraph(photos[1])}<p>Rain fell.</p>")
    article.source = "Reuters"
    article.save()
    html = main(client, article)
    assert html.index('alt="tunnel"') < html.index('<span class="source">Reuters</span>') < html.index("Rain fell.")
    assert "</span>\N{NO-BREAK SPACE}– Rain fell.</p>" in html


@pytest.mark.parametrize("times", [1, 2])
def test_a_place_of_a_photo_that_the_story_does_not_show_is_nothing(client, photos, times):
    article = story(photos[0], body=f"<p>Rain fell.</p>{paragraph(photos[1]) * times}")
    html = main(client, article)
    assert order(html) == ["bridge", "Rain"]
    assert "[photo" not in html
    assert "<!--" not in html


def test_a_photo_placed_twice_appears_once(client, photos):
    article = story(*photos[:2], body=f"{paragraph(photos[1])}<p>Rain fell.</p>{paragraph(photos[1])}")
    assert order(main(client, article)) == ["bridge", "tunnel", "Rain"]


def test_two_in_one_paragraph_stand_side_by_side(client, photos):
    article = story(*photos, body=f"<p>Rain fell.</p>{paragraph(*photos[1:])}")
    html = main(client, article)
    pair = html.partition('<div class="pair">')[2].partition("</div>")[0]
    assert IMAGE.findall(pair) == ["tunnel", "tower"]
    assert pair.count("-wide-") > 2
    assert all("-full-" not in files for files in re.findall(r'srcset="([^"]*)"', pair))


@pytest.mark.parametrize(
    ("one", "other", "shape"),
    [
        ((1600, 900), (900, 600), "wide"),
        ((600, 900), (900, 1600), "full"),
        ((1600, 900), (900, 1600), ""),
        ((2400, 900), (1600, 900), ""),
        ((300, 200), (1600, 900), ""),
    ],
    ids=["both wide", "both high", "a wide and a high one", "a panorama", "a small one"],
)
def test_only_pictures_of_like_shapes_make_a_pair(one, other, shape):
    assert pair_shape(one, other) == shape


def test_what_the_editor_and_the_sanitiser_make_of_it_is_still_a_place():
    for written in ("<p>[photo 41]</p>", "<p> [Photo&nbsp;41] </p>", "<p>[photo 41]<br></p>", "<p>[photo  41]</p>"):
        assert placed_photos.placed(richtext.sanitise(written)) == [41], written
    assert placed_photos.placed("<p>[photo 41] [photo 42]</p>") == [41, 42]


@pytest.mark.parametrize(
    "text", ["see [photo 41]", "[photo 41] above", "[photo]", "[photo x]", "[photo 1][photo 2][photo 3]"]
)
def test_other_words_are_text(client, text):
    article = story(make_photo(), body=f"<p>{text}</p>")
    assert placed_photos.placed(article.body) == []
    assert text in main(client, article).replace("\N{NO-BREAK SPACE}", " ")


def test_a_place_is_no_word_of_the_story(photos):
    body = f"{paragraph(photos[0])}<p>Rain fell on Gyumri all day.</p>"
    assert richtext.to_paragraphs(body) == ["Rain fell on Gyumri all day."]
    assert richtext.count_words(body) == 6
    assert Article.objects.get(pk=story(body=body).pk).opening == "Rain fell on Gyumri all day."


def test_the_seed_leaves_it_out(client, photos):
    assert (
        "photo"
        not in client.get(f"/news/{story(*photos, body=f'<p>Rain fell.</p>{paragraph(photos[1])}').pk}.txt").text
    )


def test_markdown_has_the_photos_where_the_page_has_them(client, settings):
    settings.SITE_URL = "https://portal.example"
    bridge, tunnel = (
        make_photo(alt="A [bridge]"),
        make_photo(alt="tunnel", caption="The *tunnel*.", credit="Photo: Ani"),
    )
    article = story(bridge, tunnel, body=f"<p>Rain fell.</p>{paragraph(tunnel)}<p>Snow came.</p>")
    text = client.get(f"/news/{article.pk}.md").text
    url = "https://portal.example/media/photos/2020/10/bridge-full-1600.jpg"
    assert f"![A \\[bridge\\]](<{url}>)\n\nRain fell.\n\n![tunnel](<{url}>)\\\nThe \\*tunnel\\*.\\\n" in text
    assert "\\\nPhoto: Ani\n\nSnow came." in text


def test_the_html_in_feeds_and_ninjs_has_figures(client, photos, settings):
    settings.SITE_URL = "https://portal.example"
    article = story(*photos, body=f"<p>Rain fell.</p>{paragraph(photos[1])}")
    url = "https://portal.example/media/photos/2020/10/bridge-full-1600.jpg"
    figure = f'<figure><img src="{url}" width="1600" height="900" alt="tunnel"></figure>'
    bodies = client.get(f"/news/{article.pk}.json").json()["bodies"]
    assert bodies[0]["value"] == f"<p>Rain fell.</p>{figure}\n"
    assert bodies[1]["value"] == "Rain fell."
    [item] = client.get("/feeds/latest.json").json()["items"]
    assert item["content_html"] == f"<p>Rain fell.</p>{figure}\n"
    assert [one["title"] for one in item["attachments"]] == ["tunnel", "tower"]


def test_what_may_not_be_passed_on_leaves_no_trace_there(client):
    kept = make_photo(alt="secret", may_be_passed_on=False)
    article = story(make_photo(), kept, body=f"<p>Rain fell.</p>{paragraph(kept)}")
    uses = PhotoUse.objects.filter(article=article).select_related("photo")
    assert with_figures(article.body, uses) == "<p>Rain fell.</p>"
    for path in (f"/news/{article.pk}.md", f"/news/{article.pk}.json", "/feeds/latest.json", "/feeds/latest.atom"):
        assert "secret" not in client.get(path).text, path
