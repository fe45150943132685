"""Not one word of a story that readers may not read is in a byte that they can fetch.

Every address of the site is asked (ADDRESSES): a new one is missing here until it is added.
"""

from datetime import timedelta

import pytest
from django.urls import URLPattern, URLResolver, reverse
from django.utils import timezone

from articles.front import curation
from articles.models import Article, Author, Byline, Correction, FrontSlot, Photo, Redirect, TopStory
from articles.urls import urlpatterns
from articles.web.shared_rows import ROWS
from portal.partners.models import Partner, PartnerStory
from tests.support.factories import make_article, make_site_page, make_topic_page, show
from tests.support.pictures import encoded, make_photo, quarters, upload

pytestmark = pytest.mark.django_db
FIELDS = ("headline", "summary", "source", "body", "tag", "author", "bio", "alt", "caption", "credit")
FIELDS += ("dateline_place", "comment", "correction", "blurb", "ownalt", "owncaption", "owncredit")
STATES = ("draft", "scheduled", "withdrawn", "retracted")
MOVED = 1_000_000  # added to a story's number: that of a brief that became part of it
FORMS = ("rss", "atom", "json")


def word(state, field):
    """The word that stands in that field of the story in that state, and nowhere else."""
    return f"zq{state}{field}"


def make_story(state, number, **fields):
    """A story with words of its own in all that hangs on it, and put wherever a story can be put."""
    picture = encoded(quarters(60 + number, 40), comment=word(state, "comment").encode())
    photo = make_photo(image=upload(picture), **{name: word(state, name) for name in ("alt", "caption", "credit")})
    article = make_article(
        **{name: word(state, name) for name in ("headline", "summary", "source", "dateline_place")},
        body=f"<p>{word(state, 'body')} stands here. So does more.</p>",
        tags=["Roads", word(state, "tag")],
        **fields,
    )
    show(article, make_photo(), photo, **{name: word(state, f"own{name}") for name in ("alt", "caption", "credit")})
    author = Author.objects.create(name=word(state, "author"), bio=word(state, "bio"), photo=photo)
    Byline.objects.create(article=article, author=author)
    Correction.objects.bulk_create([Correction(article=article, text=word(state, "correction"))])
    TopStory.objects.create(article=article, blurb=word(state, "blurb"))
    Redirect.objects.create(number=article.pk + MOVED, article=article)
    return article


@pytest.fixture
def site():
    """A public story, and one in each state in which none or not all may read it."""
    hour, now = timedelta(hours=1), timezone.now()
    make_story("public", 0, published_at=now - hour)
    hidden = [
        make_story("draft", 1, published_at=None),
        make_story("scheduled", 2, published_at=now + hour),
        make_story("withdrawn", 3, published_at=now - hour, withdrawn_at=now),
        make_story("retracted", 4, published_at=now - hour, retracted_at=now),
    ]
    for place, article in enumerate(hidden):
        FrontSlot.objects.create(article=article, place=place)
    sleeping = Partner.objects.create(name=word("draft", "partner"), active=False)
    PartnerStory.objects.create(partner=sleeping, title=word("draft", "partner"), url="https://asleep.example/")
    make_topic_page("Roads", lead=hidden[2])
    picture = encoded(quarters(70, 40))
    make_topic_page(
        word("draft", "tag"),
        introduction=f"<p>{word('draft', 'topic')}</p>",
        facts=word("draft", "topic"),
        photo=make_photo(image=upload(picture), alt=word("draft", "topic")),
    )
    curation.record()
    make_site_page("about")
    make_site_page("contact", title=word("draft", "page"), body=f"<p>{word('draft', 'page')}</p>", on_site=False)
    awake = Partner.objects.create(name="Awake", site_url="https://awake.example/")
    hidden = {"title": word("draft", "partner"), "url": "https://awake.example/1", "hidden": True}
    PartnerStory.objects.create(partner=awake, **hidden)


def of_articles(name, *rest):
    numbers = [*Article.objects.values_list("pk", flat=True), *Redirect.objects.values_list("number", flat=True)]
    return [reverse(f"articles:{name}", args=[number, *rest]) for number in numbers]


def of_tags(name, *rest):
    slugs = ["roads", *(word(state, "tag") for state in STATES)]
    return [reverse(f"articles:{name}", args=[slug, *rest]) for slug in slugs]


def of_authors(name, *rest):
    return [reverse(f"articles:{name}", args=[word(state, "author"), *rest]) for state in ("public", *STATES)]


def of_days(name, parts):
    days = {timezone.localdate(timezone.now() + timedelta(hours=hours)) for hours in (-1, 0, 1)}
    return [reverse(f"articles:{name}", args=[day.year, day.month, day.day][:parts]) for day in days]


def in_forms(address, *args):
    return [path for form in FORMS for path in address(*args, form)]


def searches():
    places = ["", "&section=region", "&tag=roads", f"&from={timezone.localdate():%Y-%m-%d}", "&page=2"]
    return [f"/search/{query}{place}" for place in places for query in ("?q=stands", "?q=zq*", "?q=Roads")]


ADDRESSES = {
    "front": lambda: ["/", "/?preview=1"],
    "latest": lambda: ["/latest/", "/latest/?after=0-1", "/latest/?before=99999999999999999-1"],
    "section": lambda: ["/section/region/"],
    "tag": lambda: of_tags("tag"),
    "author": lambda: of_authors("author"),
    "tags": lambda: ["/tags/", "/tags/?letter=Z", "/tags/?letter=R"],
    "authors": lambda: ["/authors/", "/authors/?letter=Z"],
    "archive": lambda: ["/archive/", f"/archive/?date={timezone.localdate():%Y-%m-%d}", "/archive/?date=zq"],
    "year": lambda: of_days("year", 1),
    "month": lambda: of_days("month", 2),
    "day": lambda: of_days("day", 3),
    "corrections": lambda: ["/corrections/"],
    "search": searches,
    "open_search": lambda: ["/opensearch.xml"],
    "article": lambda: of_articles("article", "-") + [path.removesuffix("-/") for path in of_articles("article", "-")],
    "history": lambda: of_articles("history"),
    "preview": lambda: ["/preview/nonsense/"],  # whoever has the link may read the draft
    "latest_feed": lambda: [f"/feeds/latest.{form}" for form in FORMS],
    "corrections_feed": lambda: ["/feeds/corrections.atom"],
    "feed_list": lambda: ["/feeds/all.opml"],
    "section_feed": lambda: [f"/section/region/feed.{form}" for form in FORMS],
    "tag_feed": lambda: in_forms(of_tags, "tag_feed"),
    "author_feed": lambda: in_forms(of_authors, "author_feed"),
    "sitemap": lambda: ["/sitemap.xml"],
    "news_sitemap": lambda: ["/sitemap-news.xml"],
    "pages_sitemap": lambda: ["/sitemaps/pages.xml"],
    "month_sitemap": lambda: [f"/sitemaps/{timezone.localdate():%Y-%m}.xml"],
    "robots": lambda: ["/robots.txt"],
    "article_txt": lambda: of_articles("article_txt"),
    "article_md": lambda: of_articles("article_md"),
    "article_json": lambda: of_articles("article_json"),
    "site_page": lambda: ["/about/", "/contact/"],
    "partners": lambda: ["/partners/"],
    "of the project": lambda: ["/manifest.webmanifest", "/healthz", "/readyz", "/nothing/", "/media/photos/"],
    "media": lambda: [source.jpeg for photo in Photo.objects.all() for source in photo.sources()],
}
# What may be read of a story that was taken back: itself, what was said of it, and where it stood.
RETRACTED = {
    "article": {*FIELDS},
    "history": {"headline", "summary", "source", "dateline_place", "body"},
    "article_md": {"headline", "author", "correction"},
    "article_json": {*FIELDS},
    "corrections": {"headline", "correction"},
    "corrections_feed": {"headline", "correction"},
    **{name: {"headline"} for name in ("latest_feed", "section_feed", "tag_feed", "author_feed")},
}
# The names that came to be known with a story stay at their own addresses.
KNOWN = {"tag": {"tag"}, "tag_feed": {"tag"}, "author": {"author", "bio", "alt"}, "author_feed": {"author"}}


def words_not_to_be_read(name):
    may = {word("retracted", field) for field in RETRACTED.get(name, ())}
    may |= {word(state, field) for state in ("withdrawn", "retracted") for field in KNOWN.get(name, ())}
    return {word(state, field) for state in STATES for field in (*FIELDS, "partner", "page")} - may


def all_of(client, path):
    """Everything that readers get for the address, in small letters: headers and bytes, redirects followed.

    Asked as a stranger does, and as the page cache does, which lets pieces of pages be kept.
    """
    return _said(client.get(path, follow=True)) + _said(client.get(path, follow=True, **{ROWS: {}}))


def _said(answer):
    said = [answer.getvalue() if answer.streaming else answer.content]
    said += [f"{name}: {value}".encode() for name, value in answer.headers.items()]
    said += [address.encode() for address, _ in answer.redirect_chain]
    return b"\n".join(said).decode("utf-8", "replace").lower()


def test_every_address_is_asked():
    names = {pattern.name for pattern in urlpatterns if isinstance(pattern, URLPattern)}
    names |= {one.name for pattern in urlpatterns if isinstance(pattern, URLResolver) for one in pattern.url_patterns}
    assert names - {None} <= set(ADDRESSES)


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("name", ADDRESSES)
def test_no_word_of_a_hidden_story_is_in_any_byte(client, name):
    for path in ADDRESSES[name]():
        said = all_of(client, path)
        assert [one for one in words_not_to_be_read(name) if one in said] == [], path


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("state", STATES)
def test_a_search_for_a_hidden_word_answers_as_for_a_word_that_nobody_wrote(client, state, field):
    def found(one):
        return [client.get(f"/search/{query.format(one)}").text.replace(one, "") for query in ("?q={}", "?q=a&tag={}")]

    assert found(word(state, field)) == found("nobodywrotethis")


LISTS = ("front", "latest", "section", "day", "corrections", "latest_feed", "section_feed", "month_sitemap", "article")


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("name", LISTS)
def test_the_public_story_is_there(client, name):
    """Else the tests above would find nothing wherever they look."""
    assert any(word("public", "headline") in all_of(client, path) for path in ADDRESSES[name]())


@pytest.mark.parametrize(
    ("state", "status"), [("draft", 404), ("scheduled", 404), ("withdrawn", 200), ("retracted", 200)]
)
@pytest.mark.parametrize(
    "path", ["/tag/{}tag/", "/tag/{}tag/feed.atom", "/author/{}author/", "/author/{}author/feed.rss"]
)
@pytest.mark.usefixtures("site")
def test_a_tag_and_an_author_are_unknown_until_a_story_of_theirs_has_appeared(client, state, status, path):
    assert client.get(path.format(f"zq{state}")).status_code == status


@pytest.mark.parametrize(("state", "status"), [("draft", 404), ("scheduled", 404), ("withdrawn", 410), ("public", 301)])
@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("address", ["/news/{}/", "/news/{}/history/", "/news/{}.txt", "/news/{}.md", "/news/{}.json"])
def test_the_number_of_a_brief_that_became_a_hidden_story_does_not_tell_its_address(client, state, status, address):
    number = Article.objects.get(headline=word(state, "headline")).pk + MOVED
    assert client.get(address.format(number)).status_code == status
