"""Partners in the newsroom, and their headlines as readers see them."""

import re
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.utils import timezone

from portal.partners.models import Partner, PartnerStory
from portal.partners.sidebar import functions
from portal.partners.views import PartnersPage
from tests.support.factories import NOON, make_article
from tests.support.languages import page_in
from tests.support.newsroom import take
from tests.support.pictures import encoded, quarters
from tests.support.templates import render

pytestmark = pytest.mark.django_db


@pytest.fixture
def partner():
    return Partner.objects.create(name="Ararat Weekly", site_url="https://ararat.example/")


def fields(**changes):
    """What the partner's form sends."""
    typed = {"name": "Ararat Weekly", "site_url": "ararat.example", "feed_url": "ararat.example/feed", "active": "on"}
    return typed | {"shows": 5, "interval": 15} | changes


def add(client, **changes):
    return client.post("/admin/partners/partner/add/", fields(**changes))


def story(of, title="Grapes are late", number=1, **more):
    url = f"https://ararat.example/{number}"
    return PartnerStory.objects.create(partner=of, title=title, url=url, published_at=NOON, **more)


def errors(answer) -> list[str]:
    """The fields of the form that came back which hold errors."""
    assert answer.status_code == 200
    return list(answer.context["adminform"].form.errors)


def test_a_partner_is_entered_by_hand(admin_client):
    assert add(admin_client).status_code == 302
    partner = Partner.objects.get()
    assert (partner.site_url, partner.feed_url) == ("https://ararat.example", "https://ararat.example/feed")


@pytest.mark.parametrize("name", ["site_url", "feed_url"])
@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://ararat.example/", "data:text/html,x", "//"])
def test_only_web_addresses_are_taken(admin_client, url, name):
    assert errors(add(admin_client, **{name: url})) == [name]


@pytest.mark.parametrize("url", ["https://me:secret@ararat.example/", "http://ararat.example:25/"])
def test_a_feed_that_would_never_be_fetched_is_refused(admin_client, url):
    assert errors(add(admin_client, feed_url=url)) == ["feed_url"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("zone", "Yerevan"), ("language", "English!"), ("language", "ua")),
        *(("shows", 0), ("shows", 31), ("interval", 4), ("interval", 1441)),
    ],
)
def test_what_a_partner_cannot_be_is_refused(admin_client, name, value):
    assert errors(add(admin_client, **{name: value})) == [name]


def test_the_language_of_its_headlines_is_written_as_usual(admin_client):
    add(admin_client, language="sr-latn")
    assert Partner.objects.get().language == "sr-Latn"


@pytest.mark.parametrize("words", ["\u200b\u200b", "\u202e", "—"], ids=ascii)
def test_a_name_can_be_read(admin_client, words):
    assert errors(add(admin_client, name=words)) == ["name"]


def test_lists_of_partners_and_stories_open(admin_client, partner):
    one = story(partner)
    for path in ("partner/", "partnerstory/", f"partner/{partner.pk}/change/", f"partnerstory/{one.pk}/change/"):
        assert admin_client.get(f"/admin/partners/{path}").status_code == 200


def test_the_database_takes_no_time_but_ours(partner):
    with pytest.raises(IntegrityError):
        PartnerStory.objects.create(
            partner=partner, title="Old", url="https://x.am/", published_at=datetime(1, 1, 2, tzinfo=UTC)
        )


@pytest.mark.parametrize(
    "query", ["published_at__year=1", "published_at__year=9999", "published_at__gte=0001-01-01 00:00%2B04:00"]
)
def test_a_filter_that_cannot_be_is_no_error(admin_client, partner, query):
    assert admin_client.get(f"/admin/partners/partnerstory/?{query}", follow=True).status_code == 200


def test_stories_are_hidden_and_shown_again_and_that_is_all(admin_client, client, partner):
    one = story(partner)
    take(admin_client, "hide", one, app="partners", model="partnerstory")
    assert "Grapes are late" not in client.get("/").text + client.get("/partners/").text
    take(admin_client, "show", one, app="partners", model="partnerstory")
    assert "Grapes are late" in client.get("/").text
    for path in ("add/", f"{one.pk}/delete/"):
        assert admin_client.post(f"/admin/partners/partnerstory/{path}", {"post": "yes"}).status_code == 403
    admin_client.post(f"/admin/partners/partnerstory/{one.pk}/change/", {"title": "Mine"})
    assert PartnerStory.objects.get().title == "Grapes are late"


def test_a_partner_goes_with_its_stories(admin_client, partner):
    story(partner)
    admin_client.post(f"/admin/partners/partner/{partner.pk}/delete/", {"post": "yes"})
    assert not Partner.objects.exists()
    assert not PartnerStory.objects.exists()


def test_another_address_and_switching_on_begin_anew(admin_client, partner):
    trouble = {"last_error": "It answers 500.", "failures": 3, "etag": '"x"', "next_fetch": timezone.now()}
    for change in ({"feed_url": "ararat.example/new"}, {"active": "on"}):
        Partner.objects.update(feed_url="https://ararat.example/feed", active="feed_url" in change, **trouble)
        admin_client.post(f"/admin/partners/partner/{partner.pk}/change/", fields(**change))
        partner.refresh_from_db()
        assert (partner.last_error, partner.failures, partner.etag, partner.next_fetch) == ("", 0, "", None)


def test_other_changes_do_not(admin_client, partner):
    Partner.objects.update(feed_url="https://ararat.example/feed", last_error="It answers 500.")
    admin_client.post(f"/admin/partners/partner/{partner.pk}/change/", fields(shows=2, site_url=partner.site_url))
    partner.refresh_from_db()
    assert (partner.shows, partner.last_error) == (2, "It answers 500.")


# What readers see


def test_the_box_shows_the_newest_of_each_partner_as_many_as_it_may(client, partner):
    other = Partner.objects.create(name="Sevan Daily", site_url="https://sevan.example/", shows=1)
    Partner.objects.filter(pk=partner.pk).update(shows=2)
    for number in range(3):
        story(partner, f"Grapes {number}", number)
        story(other, f"Fish {number}", number)
    box = client.get("/").text.partition('id="partner-news"')[2].partition("</section>")[0]
    assert re.findall(r"(?:Grapes|Fish) \d", box) == ["Fish 2", "Grapes 2", "Grapes 1"]


def test_the_box_is_one_query_however_many_partners(django_assert_num_queries, rf, partner):
    for number in range(5):
        story(Partner.objects.create(name=str(number), site_url="https://x.example/"), number=number)
    request = rf.get("/")
    with django_assert_num_queries(1):
        rendered = render("{{ partner_news() }}", request=request, site_languages=lambda: ("en",), **functions(request))
    assert rendered.count("<li") == 5


def test_the_page_lists_all_of_each_partner_by_name(client, partner):
    other = Partner.objects.create(name="Akhuryan", site_url="https://akhuryan.example/", language="hy")
    Partner.objects.create(name="Silent", site_url="https://silent.example/")
    for number in range(7):
        story(partner, f"Grapes {number}", number)
    story(other, "Ջուր")
    page = client.get("/partners/").text
    main = page.partition("<main")[2].partition("</main>")[0]
    assert re.findall(r"<h2[^>]*>([^<]+)</h2>", main) == ["Akhuryan", "Ararat Weekly"]
    assert re.findall(r"Grapes \d", main) == [f"Grapes {number}" for number in range(6, -1, -1)]
    assert '<a href="https://akhuryan.example/" rel="noopener external">' in main
    assert 'rel="noopener external" lang="hy">Ջուր' in main
    assert '<meta name="robots" content="noindex">' in page


def test_the_page_without_stories_says_so(client):
    assert "None of our partners has news" in client.get("/partners/").text


def test_what_partners_publish_is_in_nothing_that_we_call_ours(client, partner):
    article = make_article("Bridge opens")
    story(partner, "Grapesarelate")
    ours = ["/feeds/latest.rss", "/feeds/latest.atom", "/feeds/latest.json", "/sitemap.xml", "/sitemaps/pages.xml"]
    ours += ["/sitemap-news.xml", "/robots.txt", f"/news/{article.pk}.json", f"/news/{article.pk}.txt"]
    for path in ours:
        said = client.get(path).text
        assert "grapesarelate" not in said.lower(), path
        assert "/partners/" not in said, path
    results = client.get("/search/?q=Grapesarelate").text.partition("<main")[2].partition("</main>")[0]
    assert "ararat.example" not in results
    for path in ("/", "/partners/", article.get_absolute_url()):
        for block in re.findall(r"<script type=.application/ld.json.*?</script>", client.get(path).text, re.S):
            assert "Grapes" not in block


# The logo


def logo(client, data, name="logo.png"):
    return add(client, logo=SimpleUploadedFile(name, data))


def test_a_logo_is_kept_small_and_stands_on_the_page(admin_client, client):
    assert logo(admin_client, encoded(quarters(640, 320), "PNG")).status_code == 302
    partner = Partner.objects.get()
    assert (partner.logo_width, partner.logo_height) == (192, 96)
    story(partner)
    assert f'<img src="{partner.logo.url}" width="192" height="96" alt=""' in client.get("/partners/").text
    assert client.get(partner.logo.url)["Content-Type"] == "image/png"


@pytest.mark.parametrize(
    "data",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"\x89PNG\r\n\x1a\n" + b"x" * 99,
        b"x" * 1_000_001,
        encoded(quarters(4001, 2), "PNG"),
    ],
    ids=["svg", "damaged", "large", "long"],
)
def test_what_is_no_logo_is_refused(admin_client, data):
    assert errors(logo(admin_client, data)) == ["logo"]
    assert not Partner.objects.exists()


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", ["Ararat", "Émile", "Zoo", "Елена", "Ёлка", "Жук", "Երևան", "Երկիր"]),
        ("ru", ["Елена", "Ёлка", "Жук", "Ararat", "Émile", "Zoo", "Երևան", "Երկիր"]),
        ("hy", ["Երևան", "Երկիր", "Ararat", "Émile", "Zoo", "Елена", "Ёлка", "Жук"]),
    ],
)
def test_partners_are_listed_in_the_order_of_the_pages_alphabet(language, names):
    for number, name in enumerate(sorted(names)):
        partner = Partner.objects.create(name=name, site_url="https://ararat.example/")
        for story_number in (2 * number, 2 * number + 1):
            story(partner, number=story_number)
    with page_in(language):
        page = PartnersPage(request=None, site_languages=lambda request: ("en",))
        partners = page.get_context_data()["partners"]
    assert [partner.name for partner, _ in partners] == names
    assert {len(stories) for _, stories in partners} == {2}
