"""Links that a sentence, a chat program or a template has damaged lead to the page that was meant, in one step."""

from urllib.parse import quote, urlsplit

import pytest
from django.contrib.auth.models import User
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.models import Author, Byline, Section, Tag
from articles.models.preview_link import address_of, make_link
from articles.web.damaged_addresses import repaired
from articles.web.public_page import PUBLIC
from tests.support.combinations import examples, sample
from tests.support.factories import make_article, make_brief

pytestmark = pytest.mark.django_db
# What follows a link in English, Russian and Armenian texts, and what programs put there.
GLUED = [
    *(
        ")",
        "]",
        "}",
        ">",
        "<",
        ".",
        ",",
        ";",
        ":",
        "!",
        "*",
        "_",
        "-",
        "--",
        "~",
        "|",
        "`",
        "^",
        "$",
        "+",
        "=",
        "\\",
        "/",
    ),
    *("'", '"', "’", "‘", "”", "“", "„", "»", "«", "›", "‹", "‟", "″", "&quot;", "&gt;", "&amp;", "</a>", '">'),
    *(
        "…",
        "...",
        "—",
        "–",
        "։",
        "՝",
        "՞",
        "՜",
        "։»",
        "՛",
        "·",
        "。",
        "،",
        "؛",
        "\u200b",
        "\u00a0",
        "\ufeff",
        " ",
        "\t",
    ),
    *("&utm_source=x", "&fbclid=IwAR0", ";jsessionid=1", " смотри", "—смотри", ", կարդա", " and more", "Читать", "👍"),
    *(
        "https://evil.example/",
        " https://portal.example/news/1/",
        "http://x",
        ").",
        "),",
        ")։",
        "”.",
        "».",
        "//",
        "///",
    ),
    *("(", "[1]", "#top", "?utm_source=x", "%", "%20", "%C2%BB", "\\n", "\\u200b", "\r\n"),
]


@pytest.fixture
def story():
    story = make_article("The bridge opens", tags=["Roads"])
    Byline.objects.create(article=story, author=Author.objects.create(name="Ani"))
    return story


def leads_to(client, path, query=""):
    """Where the decoded path leads in one step; None if it does not redirect."""
    answer = client.generic("GET", "/", PATH_INFO=path.encode().decode("latin-1"), QUERY_STRING=query.lstrip("?"))
    return answer["Location"] if answer.status_code == 301 else None


@pytest.mark.parametrize("glued", GLUED)
def test_what_is_glued_to_the_address_of_a_story_does_not_count(client, story, glued):
    address = story.get_absolute_url()
    assert leads_to(client, address + glued) == address
    if glued != "/":
        assert leads_to(client, address.rstrip("/") + glued) == address
    assert leads_to(client, f"/news/{story.pk}/another-slug/{glued}") == address
    assert leads_to(client, f"/news/{story.pk}/{glued}") == address
    assert leads_to(client, f"/news/{story.pk}{glued}") == address


PAGES = (
    "/latest/",
    "/section/region/",
    "/tag/roads/",
    "/author/ani/",
    "/archive/2020/10/02/",
    "/corrections/",
    "/partners/",
)


@pytest.mark.parametrize("glued", sample(GLUED, 4))
def test_neither_does_it_on_other_pages(client, story, glued):
    slash = set(glued) == {"/"}
    assert [leads_to(client, page + glued) for page in PAGES] == list(PAGES)
    assert slash or [leads_to(client, page.rstrip("/") + glued) for page in PAGES] == list(PAGES)


@pytest.mark.parametrize("glued", [")", "»", ".", ",", "…", "/", '"', "&x=1", " and"])
@pytest.mark.parametrize(
    "page",
    [
        "/feeds/latest.rss",
        "/section/region/feed.atom",
        "/sitemap.xml",
        "/robots.txt",
        "/news/{}.json",
        "/news/{}.md",
        "/news/{}/history/",
    ],
)
def test_feeds_data_and_histories_are_not_swallowed(client, story, page, glued):
    page = page.format(story.pk)
    assert client.get(page).status_code == 200
    assert leads_to(client, page + glued) == page


@pytest.mark.parametrize(
    "path", ["//news/{}/the-bridge-opens/", "/news//{}/the-bridge-opens//", "/news/{}//the-bridge-opens/"]
)
def test_doubled_slashes_are_single_ones(client, story, path):
    assert leads_to(client, path.format(story.pk)) == story.get_absolute_url()


@pytest.mark.parametrize(
    "path", ["/news/{}", "/news/{}/", "/news/{}/the-bridge-opens", "/news/0{}/the-bridge-opens/", "/news/{}/a/b/c"]
)
def test_a_story_takes_one_step_whatever_follows_its_number(client, story, path):
    assert leads_to(client, path.format(story.pk)) == story.get_absolute_url()


def test_a_renamed_section_takes_one_step_too(client, story):
    section = Section.objects.get(slug="region")
    section.slug = "world"
    section.save()
    assert (
        leads_to(client, "/section/region/)", "?before=1-1&utm_source=x") == "/section/world/?before=1-1&utm_source=x"
    )


def test_a_link_to_the_front_page_loses_only_signs(client):
    assert [leads_to(client, path) for path in ("/)", "/»", "//", "/,", "/…")] == ["/"] * 5
    assert [client.get(quote(path)).status_code for path in ("/Новости", "/) новости", "/@admin")] == [404] * 3


@pytest.mark.parametrize(
    "path",
    [
        *(
            "/section/nowhere/)",
            "/tag/nothing»",
            "/author/nobody,",
            "/archive/1999/)",
            "/latest/more",
            "/section/region/feed.pdf)",
        ),
        *(
            "/wp-login.php",
            "/nothing)",
            "/news/0/)",
            "/news/999999999/x/)",
            "/news/12abc",
            "/news/{}.pdf",
            "/news/{}²",
            "/news/{}٣/",
        ),
        *("/archive/2020/10/02٣", "/section/", "/section/)", "/tag/region/)", "/media/x.jpg)", "/admin/nothing)"),
    ],
)
def test_where_no_page_was_certainly_meant_there_is_none(client, story, path):
    answer = client.get(quote(path.format(story.pk)), follow=True)  # Django may append a slash
    assert answer.status_code == 404 or answer.redirect_chain[0][0].startswith("/admin/login/")


def test_a_hidden_story_stays_hidden_behind_a_damaged_address(client, story):
    draft = make_article("Draft", published_at=None)
    assert client.get(f"/news/{draft.pk}/{draft.slug}/)").status_code == 404
    story.withdraw()
    for path in (f"/news/{story.pk}/x/)", f"/news/{story.pk})", f"/news/{story.pk}/a/b"):
        assert client.get(path).status_code == 410


def test_a_brief_has_damaged_addresses_too_and_no_data(client):
    brief = make_brief("Snow in Gyumri")
    assert leads_to(client, f"{brief.get_absolute_url()})") == brief.get_absolute_url()
    assert client.get(f"/news/{brief.pk}.json)").status_code == 404


def test_a_preview_link_in_brackets_opens_and_is_counted_once(client):
    draft, editor = make_article("Draft", published_at=None), User.objects.create(username="editor")
    link = make_link(draft, editor)
    path = urlsplit(address_of(link)).path
    answer = client.get(f"{path})", follow=True)
    assert (answer.status_code, [one for one, _ in answer.redirect_chain]) == (200, [path])
    assert client.get(f"{path})")["Cache-Control"] == "private, no-store"
    link.refresh_from_db()
    assert link.openings == 1


def test_a_redirect_keeps_its_query_as_it_was_written(client, story):
    query = "?utm_source=%C3%A9&utm_medium=a+b&empty=&flag&before=x"
    assert leads_to(client, f"{story.get_absolute_url()})", query) == story.get_absolute_url() + query


def test_only_reading_is_led_on(client, story):
    assert client.post(f"{story.get_absolute_url()})").status_code == 404
    assert client.head(f"{story.get_absolute_url()})").status_code == 301


def test_it_may_be_cached_as_the_page_may(client, admin_client, story):
    address = f"{story.get_absolute_url()})"
    assert client.get(address)["Cache-Control"] == PUBLIC
    assert admin_client.get(address)["Cache-Control"] == "private, no-cache"
    assert "Cache-Control" not in client.get("/search/)?q=bridge")


# Whatever anybody writes

PARTS = [
    "/",
    "//",
    "\\",
    "news",
    "1",
    "2",
    "history",
    "section",
    "region",
    "tag",
    "roads",
    "latest",
    "archive",
    "2020",
    "feeds",
]
PARTS += [
    "evil.example",
    "//evil.example",
    "http://",
    "https:",
    "@",
    "%2f",
    "%5c",
    "%0d%0a",
    "\r\n",
    "..",
    ".",
    "?",
    "&",
    ")",
    "։",
]
PARTS += ["1.json", "feed.rss", "latest.rss", "preview", ":", "Set-Cookie: a=b", "\t", "\x00", "é", "slug", "-", "_"]
paths = st.lists(st.sampled_from(PARTS) | st.text(max_size=4), max_size=9).map("".join)
queries = (
    st.text(st.characters(max_codepoint=255), max_size=20) | st.just("before=1-1") | st.just("after=1-1&utm_source=x")
)


@given(paths)
def test_what_is_repaired_is_a_path_of_ours_and_another_one(path):
    for found in repaired(f"/{path}"):
        assert found != f"/{path}"
        assert found.startswith("/")
        assert not found.startswith("//")
        assert set(found) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/_.-:")


@settings(max_examples=examples(300), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=paths, query=queries)
def test_no_address_leads_to_another_site_or_round_in_a_circle(client, path, query):
    if not Tag.objects.exists():
        make_article("The bridge opens", tags=["Roads"])
    answer = client.generic("GET", "/" + quote(path, safe="/%"), QUERY_STRING=query)
    for _ in range(2):
        if answer.status_code not in (301, 302):
            break
        location = answer["Location"]
        assert location.startswith("/")
        assert not location.startswith(("//", "/\\"))
        assert location.isascii()
        assert not set(location) & set(' \r\n\t\\"<>#')
        answer = client.get(location)
    assert answer.status_code not in (301, 302)
