"""The button "Test this feed": what would be taken, or why nothing can be; nothing is written."""

import pytest

from portal.partners.models import Partner, PartnerStory
from tests.support.feedserver import answering, feed, feed_server, item, redirecting

pytestmark = pytest.mark.django_db
TEST = "/admin/partners/partner/test/"


@pytest.fixture
def server(settings):
    settings.PARTNERS_ALLOW_PRIVATE = True
    with feed_server() as server:
        yield server


def tried(client, url, zone=""):
    answer = client.post(TEST, {"feed_url": url, "zone": zone})
    assert answer.status_code == 200
    assert not Partner.objects.exists()
    assert not PartnerStory.objects.exists()
    return answer.text


def test_it_shows_what_would_be_taken(admin_client, server):
    items = [
        item(1, "&lt;script&gt;alert(1)&lt;/script&gt;Grapes", pubDate="Fri, 02 Oct 2020 19:13:00 AMT"),
        item(2, "Fish", link="javascript:alert(1)"),
        item(3, "No time"),
    ]
    page = tried(admin_client, server.put("/feed", feed(*items)))
    assert "“Ararat Weekly”: 3 items in the feed, 2 would be taken" in " ".join(page.split())
    assert page.index("No time") < page.index(">Grapes</a>") < page.index("October 2, 2020 - 19:13 AMT")
    assert "alert(1)" not in page


def test_it_reads_times_by_the_zone_in_the_form(admin_client, server):
    url = server.put("/feed", feed(item(pubDate="Fri, 02 Oct 2020 18:13:00")))
    assert "October 2, 2020 - 19:13 AMT" in tried(admin_client, url, "Europe/Moscow")


def test_it_says_where_a_feed_has_moved(admin_client, server):
    server.put("/new", feed())
    assert f"<code>{server['/new']}</code>" in tried(admin_client, server.put("/old", redirecting("/new", 301)))


@pytest.mark.parametrize(
    ("page", "why"),
    [
        (answering(b"", 404), "it answers 404 not found"),
        (answering(b"", 410), "this feed has ended"),
        (b"<!doctype html><title>Home</title>", "this is a web page, no feed"),
    ],
)
def test_it_says_why_nothing_can_be_taken(admin_client, server, page, why):
    assert why in tried(admin_client, server.put("/feed", page))


def test_it_asks_no_closed_net(admin_client, server, settings):
    settings.PARTNERS_ALLOW_PRIVATE = False
    assert "closed net" in tried(admin_client, server.put("/feed", feed()))
    assert server.asked == []


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("", "Type the feed&#x27;s address first."),
        ("javascript:alert(1)", "Enter a valid URL."),
        ("https://me:secret@ararat.example/", "without a password"),
    ],
)
def test_an_address_that_is_none_is_not_asked(admin_client, url, why):
    assert why in tried(admin_client, url)


def test_it_takes_a_button_to_ask(admin_client):
    assert admin_client.get(TEST).status_code == 403


def test_the_form_has_the_button(admin_client):
    assert f'formaction="{TEST}"' in admin_client.get("/admin/partners/partner/add/").text
