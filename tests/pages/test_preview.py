"""The preview of a story that is not on the site: to the newsroom, and by a link that ends."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission, User
from django.urls import reverse

from articles.models import Article
from articles.models.preview_link import address_of, make_link
from tests.support.factories import NOON, make_article, make_brief, make_bylines, make_top_story
from tests.support.newsroom import ADD, CHANGE
from tests.support.pagecache import ask, make_page_cache
from tests.support.pictures import make_photo

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(NOON, tick=False)
    return time_machine


def in_state(state: str) -> Article:
    fields = {
        "draft": {"published_at": None},
        "scheduled": {"published_at": NOON + DAY},
        "withdrawn": {"withdrawn_at": NOON},
    }
    return make_article("Rain", body="<p>It rains.</p>", **fields[state])


def link_to(article) -> str:
    """The address of a new link, which an editor has made."""
    return address_of(make_link(article, User.objects.get_or_create(username="maker")[0]))


def token_of(article) -> str:
    return link_to(article).rstrip("/").rpartition("/")[2]


def open_link(client, article):
    return client.get(reverse("articles:preview", args=[token_of(article)]))


def open_desk(client, article):
    return client.get(reverse("admin:articles_article_preview", args=[article.pk]))


WAYS = pytest.mark.parametrize(
    "look",
    [lambda _, client, article: open_link(client, article), lambda staff, _, article: open_desk(staff, article)],
    ids=["link", "newsroom"],
)


@WAYS
@pytest.mark.parametrize(
    ("state", "banner"),
    [
        ("draft", "This is a draft."),
        ("scheduled", '<time datetime="2020-10-03T12:00:00+04:00">October 3, 2020 - 12:00 AMT</time>'),
        ("withdrawn", "This story has been taken off the site."),
    ],
)
def test_the_storys_own_page_stands_under_a_banner(admin_client, client, look, state, banner):
    response = look(admin_client, client, in_state(state))
    page = response.text
    assert response.status_code == 200
    assert page.index("Preview, not published") < page.index(banner) < page.index("It rains.")


@WAYS
def test_no_cache_keeps_it_and_no_search_engine_lists_it(admin_client, client, look):
    response = look(admin_client, client, in_state("draft"))
    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))
    assert "public" not in response["Cache-Control"]
    assert (response["X-Robots-Tag"], response["Referrer-Policy"]) == ("noindex, nofollow", "no-referrer")
    assert '<meta name="robots" content="noindex, nofollow">' in response.text


def test_the_page_of_the_link_sets_no_cookie_and_keeps_the_readers_policy(client):
    response = open_link(client, in_state("draft"))
    assert not response.cookies
    assert response["Content-Security-Policy"] == client.get("/")["Content-Security-Policy"]


def test_the_page_names_no_address_that_does_not_answer_yet(client):
    page = open_link(client, in_state("scheduled")).text
    for absent in ("canonical", "application/ld+json", "og:title", "/news/", "feed"):
        assert absent not in page.partition('<footer class="foot')[0]


def test_the_page_has_no_sidebars(client):
    make_top_story(make_article("Elsewhere"))
    assert "Elsewhere" not in open_link(client, in_state("draft")).text


def test_authors_photo_and_tags_are_shown(client):
    article = make_article(published_at=None, photo=make_photo(alt="A wet bridge"), tags=["Roads"])
    make_bylines(article, "Ani")
    page = open_link(client, article).text
    for shown in ("Ani", "A wet bridge", "Roads"):
        assert shown in page


def test_a_brief_has_a_preview_too(client):
    assert "The gist." in open_link(client, make_brief(published_at=None, summary="The gist.")).text


def test_what_is_on_the_site_by_now_is_shown_there(admin_client):
    article = make_article()
    response = open_desk(admin_client, article)
    assert (response.status_code, response["Location"]) == (302, article.get_absolute_url())
    assert "no-store" in response["Cache-Control"]


def test_the_link_shows_the_story_as_it_was_saved_last(client):
    article = in_state("draft")
    link = link_to(article)
    Article.objects.update(headline="Snow")
    assert "Snow" in client.get(link.replace("http://127.0.0.1:8000", "")).text


def test_the_link_ends_after_48_hours(client, clock):
    token = token_of(in_state("draft"))
    clock.move_to(NOON + timedelta(hours=48), tick=False)
    assert client.get(reverse("articles:preview", args=[token])).status_code == 200
    clock.move_to(NOON + timedelta(hours=48, seconds=1), tick=False)
    response = client.get(reverse("articles:preview", args=[token]))
    assert (response.status_code, response["Cache-Control"]) == (410, "private, no-store")
    assert "This preview is over" in response.text
    assert "It rains." not in response.text


def test_the_setting_says_when_the_link_ends(client, clock, settings):
    settings.PREVIEW_HOURS = 1
    token = token_of(in_state("draft"))
    clock.move_to(NOON + timedelta(hours=2), tick=False)
    assert client.get(reverse("articles:preview", args=[token])).status_code == 410


def test_a_link_that_another_key_signed_is_none(client, settings):
    token = token_of(in_state("draft"))
    settings.SECRET_KEY = "another key, long and winding"
    response = client.get(reverse("articles:preview", args=[token]))
    assert (response.status_code, response["Cache-Control"]) == (404, "private, no-store")
    assert "There is no page at this address" in response.text


def test_a_link_that_was_changed_is_none(client):
    other = in_state("draft")
    token = token_of(in_state("draft"))
    name, signature = token.split(":")
    later = token_of(other).split(":")
    for changed in (
        f"{later[0]}:{signature}",
        f"{name}:{later[1]}",
        f"{name}:{signature[:-1]}",
        f"x{name}:{signature}",
        f"{name}:",
        name,
        "ծ:ծ:ծ",
        "x" * 3000,
    ):
        assert client.get(reverse("articles:preview", args=[changed])).status_code == 404, changed


def test_the_link_answers_questions_alone(client):
    assert client.post(reverse("articles:preview", args=[token_of(in_state("draft"))])).status_code == 405


def test_the_newsrooms_preview_is_closed_to_strangers_and_to_who_may_not_see_stories(client):
    article = in_state("draft")
    assert open_desk(client, article)["Location"].startswith("/admin/login/")
    client.force_login(User.objects.create_user("accounts", is_staff=True))
    assert open_desk(client, article)["Location"] == "/admin/"  # as if it were not there
    assert open_desk(client, make_article()).status_code == 403


def test_a_reporter_previews_own_drafts_alone(client):
    reporter = User.objects.create_user("ani", is_staff=True)
    reporter.user_permissions.set(Permission.objects.filter(codename="draft_article"))
    client.force_login(reporter)
    mine, theirs = in_state("draft"), in_state("draft")
    mine.history.update(history_user=reporter)
    assert open_desk(client, mine).status_code == 200
    assert open_desk(client, theirs)["Location"] == "/admin/"


@pytest.mark.parametrize("number", ["0", "x", "9" * 30])
def test_the_preview_of_no_story_leads_back_to_the_newsroom(admin_client, number):
    assert admin_client.get(f"/admin/articles/article/{number}/preview/")["Location"] == "/admin/"


@pytest.mark.parametrize("state", ["draft", "scheduled", "withdrawn"])
def test_the_form_leads_to_the_preview_and_to_the_links(admin_client, state):
    article = in_state(state)
    page = admin_client.get(reverse(CHANGE, args=[article.pk])).text
    assert f'href="/admin/articles/article/{article.pk}/preview/">Preview as saved</a>' in page
    assert f'href="/admin/articles/article/{article.pk}/preview-links/">Preview links</a>' in page


def test_the_form_of_a_new_or_a_published_story_links_to_no_preview(admin_client):
    for address in (reverse(ADD), reverse(CHANGE, args=[make_article().pk])):
        assert "Preview as saved" not in admin_client.get(address).text


@pytest.mark.django_db(transaction=True)  # Django closes its connection after each request
def test_the_page_cache_has_nothing_to_do_with_it():
    path = reverse("articles:preview", args=[token_of(in_state("draft"))])
    cache = make_page_cache()
    answers = [ask(cache, path) for _ in range(2)]
    assert [(answer.status, answer.x_cache) for answer in answers] == [("200 OK", "pass")] * 2
    assert len(cache.store) == 0
