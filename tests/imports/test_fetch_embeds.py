"""What other sites say of embeds: asked by oEmbed, kept, tried again after a failure, never from a closed network."""

import json
from datetime import timedelta
from io import BytesIO, StringIO
from urllib.parse import urlsplit

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.utils import timezone
from PIL import Image

from articles.imports.embeds import background, fetching, oembed
from articles.imports.embeds.fetching import FAILURES_MAX, fetch_due
from articles.imports.embeds.oembed import Facts, NoFacts, read
from articles.models import Embed
from articles.models.embed import WITH_FACTS
from articles.outside.fetch import WebClient
from tests.support.factories import make_article
from tests.support.feedserver import answering, feed_server, pouring, redirecting
from tests.support.pictures import encoded, quarters

pytestmark = pytest.mark.django_db(transaction=True)
WATCH = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
SAID = {"type": "video", "title": "Rick <b>Astley</b>", "author_name": "Rick & co", "width": 200, "height": 113}


@pytest.fixture
def server(monkeypatch):
    with feed_server() as server:
        for provider in oembed.ENDPOINTS:
            monkeypatch.setitem(oembed.ENDPOINTS, provider, server[f"/{provider}"])
        monkeypatch.setattr(
            fetching, "_client", lambda most: WebClient("news-portal", private=True, total=2, bytes_max=most)
        )
        yield server


def says(server, said, address=WATCH, provider="youtube"):
    """Let the provider say that of the address."""
    url = urlsplit(oembed.question(provider, address))
    page = said if callable(said) else json.dumps(said).encode()
    server.put(f"{url.path}?{url.query}", page)


def wanted(body=f"<p>{WATCH}</p>"):
    make_article(body=body)
    return Embed.objects.get()


def test_a_saved_story_wants_each_address_once_and_a_second_story_nothing_more():
    make_article(body=f"<p>{WATCH}</p><p>https://youtu.be/dQw4w9WgXcQ?t=9</p><p>https://t.me/telegram/83</p>")
    make_article(body=f"<p>{WATCH}</p>")
    rows = [(row.provider, row.address, row.next_fetch is None) for row in Embed.objects.order_by("provider")]
    assert rows == [("telegram", "https://t.me/telegram/83", True), ("youtube", WATCH, False)]


def test_title_author_and_picture_are_kept_the_picture_as_a_file_of_our_own(server):
    embed = wanted()
    picture = server.put("/picture.png", answering(encoded(quarters(1200, 900), "PNG")))
    says(server, SAID | {"thumbnail_url": picture})
    assert [str(outcome) for outcome in fetch_due()] == [f"{WATCH}: fetched"]
    embed.refresh_from_db()
    assert (embed.title, embed.author, embed.shape) == ("Rick <b>Astley</b>", "Rick & co", "wide")
    assert (embed.next_fetch, embed.failures, embed.last_error) == (None, 0, "")
    assert (embed.picture_width, embed.picture_height) == (960, 720)
    with embed.picture.open() as file, Image.open(BytesIO(file.read())) as stored:
        assert (stored.format, stored.size, stored.info.get("exif")) == ("JPEG", (960, 720), None)
    assert "picture" not in embed.picture.name


def test_a_new_picture_replaces_the_old_file(server):
    embed = wanted()
    says(server, SAID | {"thumbnail_url": server.put("/a", answering(encoded(quarters(60, 40))))})
    fetch_due()
    embed.refresh_from_db()
    before = embed.picture.name
    embed.ask_again()
    embed.save()
    fetch_due()
    embed.refresh_from_db()
    assert not default_storage.exists(before)
    assert default_storage.exists(embed.picture.name)


def test_a_picture_that_cannot_be_had_leaves_title_and_author_and_is_tried_again(server):
    embed = wanted()
    says(server, SAID | {"thumbnail_url": server["/none.jpg"]})
    fetch_due()
    embed.refresh_from_db()
    assert (embed.title, embed.author, embed.picture.name) == ("Rick <b>Astley</b>", "Rick & co", "")
    assert embed.last_error == "its picture: it answers 404 not found"
    assert embed.next_fetch > timezone.now()


@pytest.mark.parametrize(
    ("page", "why"),
    [
        (answering(b"", 404), "it answers 404 not found"),
        (answering(b"", 401), "it answers 401 unauthorized"),
        (answering(b"<html>"), "its answer is no oEmbed: it is not JSON"),
        (answering(b"[" * 100_000), "its answer is no oEmbed: it is not JSON"),
        (answering(b"[]"), "its answer is no oEmbed: it is not a JSON object"),
        (answering(b'{"title": 7, "author_name": null}'), "its answer has neither a title nor an author"),
        (pouring(b"{", b" " * 10_000), "it is larger than 0.2 MB"),
        (redirecting("javascript:alert(1)"), "it redirects to 'javascript:alert(1)', which is no web address"),
    ],
)
def test_an_answer_that_is_none_says_why_and_is_tried_again(server, page, why):
    embed = wanted()
    says(server, page)
    assert fetch_due() == [(WATCH, why)]
    embed.refresh_from_db()
    assert (embed.last_error, embed.failures, embed.fetched_at) == (why, 1, None)
    assert timedelta(minutes=1) < embed.next_fetch - timezone.now() < timedelta(minutes=3)


def test_a_failure_keeps_what_was_known_and_the_last_is_not_tried_again(server):
    embed = wanted()
    Embed.objects.update(title="As it was", failures=FAILURES_MAX - 1)
    fetch_due()
    embed.refresh_from_db()
    assert (embed.title, embed.failures, embed.next_fetch) == ("As it was", FAILURES_MAX, None)


def test_each_failure_doubles_the_wait_up_to_half_a_day():
    waits = [fetching._wait(failures) / timedelta(minutes=1) for failures in range(1, FAILURES_MAX)]
    assert all(min(2**at, 720) <= wait <= 1.2 * min(2**at, 720) for at, wait in enumerate(waits, start=1))
    assert 40 <= sum(waits) / 60 <= 50  # hours until the last try
    assert fetching._wait(30) <= timedelta(hours=14.4)


def test_a_closed_network_is_never_asked(monkeypatch):
    with feed_server() as server:
        monkeypatch.setitem(oembed.ENDPOINTS, "youtube", server["/youtube"])
        wanted()
        [outcome] = fetch_due()
        assert outcome.trouble == "its host is in a private or otherwise closed net, where nothing is fetched"
        assert server.asked == []


def test_a_row_that_another_program_has_claimed_is_left_to_it(server):
    wanted()
    claimed = next(fetching._claimed())
    assert claimed.address == WATCH
    assert fetch_due() == []
    assert timedelta(minutes=4) < Embed.objects.get().next_fetch - timezone.now() <= fetching.CLAIM


def test_a_row_that_is_gone_meanwhile_leaves_no_file(server):
    wanted()
    says(server, SAID | {"thumbnail_url": server.put("/a", answering(encoded(quarters(60, 40))))})
    embed = next(fetching._claimed())
    Embed.objects.all().delete()
    fetching.fetch(embed)
    assert not default_storage.exists(embed.picture.name)


def test_every_site_of_which_facts_are_wanted_has_an_endpoint():
    assert set(oembed.ENDPOINTS) == set(WITH_FACTS)


def test_what_x_quotes_is_the_title_as_plain_text(server):
    quoted = (
        '<blockquote><p lang="en" dir="ltr">just setting up<br>my <a href="https://t.co/a">twttr</a>'
        ' &amp; more</p>&mdash; jack <a href="https://twitter.com/jack">March 21, 2006</a></blockquote><script>x()'
    )
    assert read(json.dumps({"author_name": "jack", "html": quoted}).encode()) == Facts(
        "just setting up my twttr & more", "jack", "", ""
    )


def test_x_is_asked_about_the_host_that_it_documents():
    asked = oembed.question("x", "https://x.com/jack/status/20")
    assert "url=https%3A%2F%2Ftwitter.com%2Fjack%2Fstatus%2F20" in asked


def test_soundclouds_title_does_not_repeat_the_artist():
    assert read(b'{"title": "Flickermood by Forss", "author_name": "Forss"}').title == "Flickermood"


def test_a_title_is_one_line_without_invisible_characters_and_not_too_long():
    facts = read(json.dumps({"title": "A\u202e\nB " + "word " * 100}).encode())
    assert facts.title.startswith("A B word word")
    assert facts.title.endswith("word…")
    assert len(facts.title) <= 300


@pytest.mark.parametrize(
    ("size", "shape"), [((200, 113), "wide"), ((480, 360), "standard"), ((300, 300), "square"), ((113, 200), "tall")]
)
def test_the_players_proportions_are_the_nearest_that_pages_have(size, shape):
    said = SAID | dict(zip(("width", "height"), size, strict=True))
    assert read(json.dumps(said).encode()).shape == shape


@pytest.mark.parametrize("data", [b"", b"null", b'"text"', b"\xff\xfe", b'{"html": "<p>"}', b'{"html": "<![x"}'])
def test_bytes_that_say_nothing_are_no_facts(data):
    with pytest.raises(NoFacts):
        read(data)


def test_the_command_prints_each_address_and_asks_again_about_failures_if_told_to(server):
    wanted()
    Embed.objects.update(next_fetch=None, last_error="it was down", failures=FAILURES_MAX)
    says(server, SAID)
    assert run() == ""
    assert run("--failed") == f"{WATCH}: fetched\n1 fetched, 0 failed\n"
    assert run("--failed") == ""


def run(*arguments):
    printed = StringIO()
    call_command("fetch_embeds", *arguments, stdout=printed)
    return printed.getvalue()


def test_a_thread_fetches_after_the_commit(server):
    wanted()
    says(server, SAID)
    background._run()
    assert Embed.objects.get().title == "Rick <b>Astley</b>"
