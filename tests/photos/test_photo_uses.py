"""A story's own words for a photo are what readers see; where it has none, the photo's own serve."""

import json

import pytest
from django.db import IntegrityError, transaction

from articles.models import Article, FrontSlot, PhotoUse, ShownPhoto
from tests.support.factories import make_article, make_top_story, show
from tests.support.pictures import make_photo

pytestmark = pytest.mark.django_db
OWN = {"caption": "The bridge on its first day", "credit": "Photo: Vahe", "alt": "Cars on a new bridge"}


@pytest.fixture
def bridge():
    return make_photo(660, 440, alt="A bridge", caption="A bridge over a gorge", credit="Photo: Anahit Sargsyan")


@pytest.fixture
def own(bridge):
    """A story that says something of its own under the photo."""
    article = make_article("Bridge opens")
    show(article, bridge, **OWN)
    return article


@pytest.fixture
def plain(bridge):
    """A story that shows the same photo and says nothing of its own."""
    return make_article("Bridge planned", photo=bridge)


def images(client, address) -> list[str]:
    """The alternative texts of the pictures of a story's page, in order; not of those beside related stories."""
    story = client.get(address).text.partition('class="box related"')[0]
    return [part.split('alt="')[1].split('"')[0] for part in story.split("<img ")[1:]]


def test_the_page_shows_the_words_of_the_story(client, own, plain):
    page = client.get(own.get_absolute_url()).text
    assert 'The bridge on its first day <span class="credit">Photo: Vahe</span>' in page
    assert images(client, own.get_absolute_url()) == ["Cars on a new bridge"]
    assert "A bridge over a gorge" not in page
    page = client.get(plain.get_absolute_url()).text
    assert 'A bridge over a gorge <span class="credit">Photo: Anahit Sargsyan</span>' in page
    assert images(client, plain.get_absolute_url()) == ["A bridge"]


def test_each_text_is_taken_by_itself(client, bridge):
    article = make_article()
    show(article, bridge, caption="On its first day")
    page = client.get(article.get_absolute_url()).text
    assert 'On its first day <span class="credit">Photo: Anahit Sargsyan</span>' in page
    assert 'alt="A bridge"' in page


def test_words_from_right_to_left_have_their_direction(client, bridge):
    article = make_article()
    show(article, bridge, caption="پل جدید")
    assert 'dir="auto">پل جدید' in client.get(article.get_absolute_url()).text


@pytest.mark.parametrize("address", ["/latest/", "/section/region/", "/archive/2020/10/02/", "/tag/roads/"])
def test_lists_have_the_alternative_text_of_the_story(client, bridge, address):
    article = make_article("Bridge opens", tags=["Roads"])
    show(article, bridge, **OWN)
    assert images(client, address) == ["Cars on a new bridge"]


def test_the_front_page_has_it_in_lead_seconds_and_blocks(client, bridge):
    articles = [make_article(f"Bridge {number} opens", minutes=number) for number in range(6)]
    for number, article in enumerate(articles):
        show(article, bridge, alt=f"Bridge {number}")
    assert images(client, "/") == [f"Bridge {number}" for number in (5, 4, 3, 2, 1)]


def test_a_slot_of_the_front_page_has_it(client, own):
    make_article("Newer", minutes=9)
    FrontSlot.objects.create(place=0, article=own)
    assert images(client, "/") == ["Cars on a new bridge"]


def test_a_top_story_that_leads_has_it(client, own):
    make_top_story(own)
    assert images(client, "/") == ["Cars on a new bridge"]


def test_cards_of_links_and_search_engines_get_it(client, own):
    page = client.get(own.get_absolute_url()).text
    assert '<meta property="og:image:alt" content="Cars on a new bridge">' in page
    [graph] = [json.loads(part.split("</script>")[0]) for part in page.split('<script type="application/ld+json">')[1:]]
    [story] = [node for node in graph["@graph"] if node["@type"] == "NewsArticle"]
    [image] = story["image"]
    assert (image["caption"], image["creditText"]) == (OWN["caption"], OWN["credit"])


def test_the_story_as_data_and_the_feeds_have_it(client, own):
    [photo] = client.get(f"/news/{own.pk}.json").json()["associations"]
    assert photo["by"] == "Photo: Vahe"
    assert [text["value"] for text in photo["descriptions"]] == [OWN["alt"], OWN["caption"]]
    for form in ("rss", "atom", "json"):
        assert "A bridge over a gorge" not in client.get(f"/feeds/latest.{form}").text
    assert "Cars on a new bridge" in client.get("/feeds/latest.rss").text


def test_further_photos_stand_below_the_text_in_their_order(client, bridge):
    article = make_article()
    show(article, bridge, make_photo(alt="A tunnel", caption="The tunnel"), make_photo(alt="A road"))
    assert images(client, article.get_absolute_url()) == ["A bridge", "A tunnel", "A road"]
    page = client.get(article.get_absolute_url()).text
    text = page.index("It has two sentences")
    assert page.index("<figcaption>A bridge over a gorge") < text < page.index("<figcaption>The tunnel")
    photos = client.get(f"/news/{article.pk}.json").json()["associations"]
    assert [photo["name"] for photo in photos] == ["photo", "photo2", "photo3"]
    assert images(client, "/latest/") == ["A bridge"]


def test_what_is_shown_already_is_not_written_again(own, bridge, django_assert_num_queries):
    tunnel = make_photo(alt="A tunnel")
    before = own.photo_uses.get().pk
    with django_assert_num_queries(3):  # two of them are the savepoint
        PhotoUse.objects.show(own, [ShownPhoto(bridge.pk, **OWN)])
    PhotoUse.objects.show(own, [ShownPhoto(tunnel.pk), ShownPhoto(bridge.pk, **OWN)])
    assert PhotoUse.objects.shown_in(own.pk) == [ShownPhoto(tunnel.pk), ShownPhoto(bridge.pk, **OWN)]
    assert own.photo_uses.get(position=1).pk == before
    PhotoUse.objects.show(own, [])
    assert own.lead_photo is None


def test_lists_load_the_lead_photo_with_the_stories_also_where_there_is_none(own, plain, django_assert_num_queries):
    show(own, own.lead_photo.photo, make_photo(alt="A tunnel"))
    make_article("Rain")
    with django_assert_num_queries(1):
        stories = Article.objects.for_cards().order_by("pk")
        found = [story.lead_photo and story.lead_photo.shown_caption for story in stories]
    assert found == ["A bridge over a gorge", "A bridge over a gorge", None]


def test_two_photos_cannot_have_one_position(own, bridge):
    with pytest.raises(IntegrityError), transaction.atomic():
        PhotoUse.objects.create(article=own, photo=bridge, position=1)


def test_a_photo_that_is_deleted_leaves_the_story(client, own, bridge):
    bridge.delete()
    assert images(client, own.get_absolute_url()) == []
