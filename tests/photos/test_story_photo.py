"""A story's photo on its page, with what a reader must know of it."""

import pytest

from tests.support.factories import make_article
from tests.support.pictures import make_photo

pytestmark = pytest.mark.django_db


def figure(client, **fields):
    """The page's `<figure>`; empty when there is none."""
    page = client.get(make_article(photo=make_photo(**fields)).get_absolute_url()).text
    return page.partition("<figure>")[2].partition("</figure>")[0]


def test_the_photo_stands_with_caption_and_credit(client):
    html = figure(client, alt="A <bridge>", caption="The bridge & the river.", credit="Photo: Anahit")
    assert 'alt="A &lt;bridge&gt;"' in html
    assert '<figcaption>The bridge &amp; the river. <span class="credit">Photo: Anahit</span></figcaption>' in html


def test_a_photo_that_says_nothing_of_itself_has_no_caption(client):
    html = figure(client)
    assert "<img " in html
    assert "figcaption" not in html


def test_it_is_not_loaded_lazily_since_it_stands_before_the_text(client):
    assert 'loading="lazy"' not in figure(client)


def test_a_story_without_a_photo_has_no_figure(client):
    assert "<figure>" not in client.get(make_article().get_absolute_url()).text


def test_a_tall_photo_has_a_place_of_its_own_shape_no_higher_than_a_window(client):
    assert 'width="320" height="608"' in figure(client, width=400, height=760)


def test_related_stories_have_their_pictures_beside_them(client):
    for number, size in enumerate([(600, 400), (800, 1000)]):  # a tall one is cut to the shape of the others
        make_article(f"A bridge {number}", tags=["Bridges"], photo=make_photo(*size, alt=f"Bridge {number}"))
    make_article("A bridge without a picture", tags=["Bridges"])
    related = client.get(make_article(tags=["Bridges"]).get_absolute_url()).text.partition('id="related"')[2]
    related = related.partition("</section>")[0]
    assert related.count("<li") == 3
    assert related.count("<picture") == related.count('class="card pictured"') == 2
    assert related.count('sizes="min(') == related.count(', 6rem)"')
