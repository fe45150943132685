"""Cards of what a story embeds from other sites: what readers see and hear, that nothing is loaded before a click."""

import re

import pytest
from django.core.files.base import ContentFile

from articles.models import Article, Embed
from tests.support.factories import make_article, make_version, open_language
from tests.support.pictures import encoded, quarters

pytestmark = pytest.mark.django_db
WATCH = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
VIDEO = f"<p>{WATCH}</p>"
CARD = re.compile(r'<div class="embed".*?</div>', re.DOTALL)


def cards(client, body, **fields):
    story = make_article(body=body, **fields)
    return CARD.findall(client.get(story.get_absolute_url()).content.decode())


def know(provider="youtube", **facts):
    Embed.objects.filter(provider=provider).update(**facts)


def picture(provider="youtube"):
    Embed.objects.get(provider=provider).picture.save("a.jpg", ContentFile(encoded(quarters(64, 48))))


def test_a_card_leads_to_the_video_and_names_its_player_its_title_and_its_author(client):
    story = make_article(body=f"<p>Before.</p>{VIDEO}<p>After.</p>")
    know(title='Dogs & "cats"', author="A <i>channel</i>")
    picture()
    page = client.get(story.get_absolute_url()).content.decode()
    [card] = CARD.findall(page)
    assert f'<a class="frame wide" href="{WATCH}"' in card
    assert 'data-player="https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1&amp;rel=0"' in card
    assert 'data-title="Video on YouTube: Dogs &amp; &#34;cats&#34;"' in card
    assert '<span class="chip play">Play <span class="unseen">Dogs &amp; &#34;cats&#34;</span></span>' in card
    assert f'<a href="{WATCH}">Dogs &amp; “cats”</a> · <span>A &lt;i&gt;channel&lt;/i&gt;</span>' in card
    assert page.index("Before.") < page.index(card) < page.index("After.")


def test_a_picture_is_our_own_file_with_its_size(client):
    story = make_article(body=VIDEO)
    picture()
    [card] = CARD.findall(client.get(story.get_absolute_url()).content.decode())
    assert re.search(r'<img src="/media/embeds/[^"]+\.jpg" width="64" height="48" alt="" loading="lazy"', card)


def test_nothing_on_the_page_is_loaded_from_another_site(client):
    story = make_article(body=f"{VIDEO}<p>https://x.com/jack/status/20</p><p>https://osm.org/#map=5/51.5/-0.1</p>")
    page = client.get(story.get_absolute_url()).content.decode()
    assert "<iframe" not in page
    assert not re.findall(r'(?:\ssrc|srcset|<link[^>]*href)="(?:https?:)?//(?!127\.0\.0\.1|testserver)', page)


def test_without_a_title_a_card_says_host_and_path(client):
    story = make_article(body=VIDEO)
    picture()
    [card] = CARD.findall(client.get(story.get_absolute_url()).text)
    assert f'<a href="{WATCH}">youtube.com/watch?v=dQw4w9WgXcQ</a>' in card


def test_without_a_picture_a_card_is_low_and_says_its_address_once(client):
    [card] = cards(client, VIDEO)
    assert '<a class="frame low"' in card
    assert 'data-shape="wide"' in card
    assert '<span>youtube.com/watch?v=dQw4w9WgXcQ</span><span class="chip play">Show the video</span>' in card
    assert card.count(">youtube.com/watch?v=dQw4w9WgXcQ<") == 1


def test_a_title_without_a_picture_is_on_a_low_card(client):
    story = make_article(body=VIDEO)
    know(title="Dogs")
    [card] = CARD.findall(client.get(story.get_absolute_url()).text)
    assert '<a class="frame low"' in card
    assert ">Dogs</span>" in card


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("https://soundcloud.com/forss/flickermood", ["Sound on SoundCloud", "Listen"]),
        ("https://osm.org/#map=5/51.5/-0.1", ["Map on OpenStreetMap", "Show the map", "openstreetmap.org: 51.5, -0.1"]),
        ("https://t.me/telegram/83", ["Post on Telegram", "Show the post", "t.me/telegram/83"]),
        ("https://x.com/jack/status/20", ["Post on X", "Show the post"]),
    ],
)
def test_a_card_says_what_there_is_and_who_learns_of_a_click(client, address, words):
    [card] = cards(client, f"<p>{address}</p>")
    assert all(word in card for word in words)
    assert "data-player" in card
    assert "A click loads it from" in card


def test_facebook_and_instagram_are_plain_cards_without_a_player(client):
    story = make_article(
        body="<p>https://www.facebook.com/zuck/posts/101</p><p>https://instagram.com/p/CUbHfhpswxt/</p>"
    )
    know("facebook", own_title="What Mark wrote")
    page = client.get(story.get_absolute_url()).content.decode()
    facebook, instagram = CARD.findall(page)
    assert "What Mark wrote" in facebook
    assert "instagram.com/p/CUbHfhpswxt/" in instagram
    assert "data-player" not in page
    assert "embed.js" not in page


def test_the_script_is_loaded_only_where_something_plays(client):
    with_video, without = make_article(body=VIDEO), make_article()
    assert b"js/embed" in client.get(with_video.get_absolute_url()).content
    assert b"js/embed" not in client.get(without.get_absolute_url()).content


def test_an_editors_title_stands_before_the_sites_own(client):
    story = make_article(body=VIDEO)
    know(title="WATCH THIS!!!", own_title="The minister's speech")
    page = client.get(story.get_absolute_url()).content.decode()
    assert "The minister’s speech" in page
    assert "WATCH" not in page


def test_the_shape_of_a_player_is_what_the_site_says(client):
    story = make_article(body=VIDEO)
    know(shape="standard")
    picture()
    assert '<a class="frame standard"' in client.get(story.get_absolute_url()).content.decode()


def test_facts_that_arrive_appear_on_the_page(client):
    story = make_article(body=VIDEO)
    assert b"A late title" not in client.get(story.get_absolute_url()).content
    know(title="A late title")
    assert b"A late title" in client.get(story.get_absolute_url()).content


def test_embeds_cost_one_query_and_a_story_without_them_none(client, django_assert_num_queries):
    with_video, without = make_article(body=VIDEO * 3), make_article()
    client.get(without.get_absolute_url())
    with django_assert_num_queries(1):
        Article(body=f"<p>Words.</p>{VIDEO}").embeds  # noqa: B018
    with django_assert_num_queries(0):
        Article(body=without.body).embeds  # noqa: B018
    assert len(CARD.findall(client.get(with_video.get_absolute_url()).content.decode())) == 3


def test_the_dateline_stands_in_the_first_paragraph_of_words(client):
    story = make_article(body=f"{VIDEO}<p>Then words.</p>", source="PanARMENIAN.Net")
    page = client.get(story.get_absolute_url()).content.decode()
    assert '<p><span class="source">PanARMENIAN.Net</span> – Then words.</p>' in page.replace("\xa0", " ")


def test_an_address_is_not_the_blurb_of_a_story():
    assert make_article(body=f"{VIDEO}<p>The first sentence. The second.</p>").teaser == "The first sentence."


def test_our_words_are_in_the_pages_language_and_a_title_in_its_own(client):
    open_language("ru")
    source = make_article(body=VIDEO)
    version = make_version(source, "ru", "Заголовок", body=f"<p>Слова новости о минувшем дне.</p>{VIDEO}")
    know(title="An English title")
    picture()
    [card] = CARD.findall(client.get(version.get_absolute_url()).content.decode())
    assert '<div class="embed" lang="ru">' in card
    assert "Видео на YouTube" in card
    assert 'lang="en">An English title</a>' in card


def test_the_policy_allows_the_players_frames_and_no_others(client):
    policy = client.get(make_article(body=VIDEO).get_absolute_url())["Content-Security-Policy"]
    [frames] = re.findall(r"frame-src ([^;]+)", policy)
    assert frames.split() == [
        "https://www.youtube-nocookie.com",
        "https://player.vimeo.com",
        "https://platform.twitter.com",
        "https://t.me",
        "https://w.soundcloud.com",
        "https://www.openstreetmap.org",
    ]
