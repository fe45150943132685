"""Preview links in the newsroom: made, seen, ended; and what ends them for good without anybody's hand."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, User
from django.core.signing import TimestampSigner
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse

from articles.database import edition
from articles.models import Article, PreviewLink
from articles.models.preview_link import address_of, make_link
from articles.pages import preview
from tests.pages.test_preview import in_state
from tests.support.accounts import change
from tests.support.factories import NOON, make_article
from tests.support.newsroom import save, take

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
FOR_A_TIME, ON_THE_SITE = "showed a story for a limited time", "The story is on the site now"


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(NOON, tick=False)
    return time_machine


@pytest.fixture
def anahit():
    account = User.objects.create_user("anahit", first_name="Anahit", is_staff=True)
    account.groups.set(Group.objects.filter(name="Editor"))
    return account


@pytest.fixture
def editor(anahit):
    client = Client()
    client.force_login(anahit)
    return client


@pytest.fixture
def go_to(clock, editor, anahit):
    """Sets the clock; the editor, whose session may have ended meanwhile, logs in again."""

    def move(moment):
        clock.move_to(moment, tick=False)
        editor.force_login(anahit)

    return move


def links_of(article) -> str:
    return reverse("admin:articles_article_preview_links", args=[article.pk])


def told(response) -> str:
    """What the page that follows says of what was just done."""
    return [str(message) for message in response.context["messages"]][-1]


def press_make(client, article) -> PreviewLink:
    client.post(links_of(article), {"make": "1"})
    return article.preview_links.first()


def opened(link, client=None) -> tuple[int, str]:
    """The status of the link's page, and what a reader is told when it is over."""
    response = (client or Client()).get(reverse("articles:preview", args=[address_of(link).split("/")[-2]]))
    said = [words for words in (FOR_A_TIME, ON_THE_SITE) if words in response.text]
    assert ("Preview, not published" in response.text) == (response.status_code == 200)
    return response.status_code, " ".join(said)


def test_an_editor_makes_a_link_and_sees_who_until_when_and_how_often(editor, anahit, go_to):
    article = in_state("draft")
    link = press_make(editor, article)
    assert (link.by, link.made_at, link.until, link.openings) == (anahit, NOON, NOON + 2 * DAY, 0)
    page = editor.get(links_of(article)).text
    assert f'value="{address_of(link)}" readonly' in page
    for shown in ("Anahit, <time", "October 2, 2020 - 12:00 AMT", "October 4, 2020 - 12:00 AMT", "Not opened yet."):
        assert shown in page
    go_to(NOON + HOUR)
    assert [opened(link) for _ in range(2)] == [(200, "")] * 2
    page = editor.get(links_of(article)).text
    assert "Opened 2 times, the last on" in page
    assert "October 2, 2020 - 13:00 AMT" in page


def test_only_what_shows_the_story_is_counted(editor):
    link = press_make(editor, in_state("draft"))
    Client().head(reverse("articles:preview", args=[address_of(link).split("/")[-2]]))
    editor.post(links_of(link.article), {"end": link.pk})
    opened(link)
    link.refresh_from_db()
    assert link.openings == 0


def test_an_opening_does_not_move_the_edition(editor):
    link = press_make(editor, in_state("draft"))
    before = edition.current()
    opened(link)
    assert edition.current() == before


def test_the_page_opens_where_nothing_can_be_written(editor, monkeypatch, caplog):
    link = press_make(editor, in_state("draft"))

    def refuse(*args):
        raise OperationalError("attempt to write a readonly database")

    monkeypatch.setattr("articles.models.preview_link.PreviewLinkQuerySet.count_opening", refuse)
    assert opened(link) == (200, "")
    assert f"An opening of preview link {link.pk} was not counted: attempt to write" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_the_page_opens_from_a_database_that_takes_no_writes(editor):
    link = press_make(editor, in_state("draft"))
    on, off = {
        "sqlite": ("PRAGMA query_only = 1", "PRAGMA query_only = 0"),
        "postgresql": ("SET default_transaction_read_only = on", "SET default_transaction_read_only = off"),
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(on)
    try:
        response = preview.PreviewPage.as_view()(Client().get("/").wsgi_request, address_of(link).split("/")[-2])
    finally:
        with connection.cursor() as cursor:
            cursor.execute(off)
    assert response.status_code == 200
    link.refresh_from_db()
    assert link.openings == 0


def test_the_row_alone_opens_nothing(editor, client):
    link = press_make(editor, in_state("draft"))
    assert link.name not in ("", address_of(link).split("/")[-2])
    for guess in (link.name, str(link.pk), f"{link.name}:{link.name}"):
        assert client.get(reverse("articles:preview", args=[guess])).status_code == 404


def test_a_link_of_an_earlier_release_is_over_and_says_so(client):
    token = TimestampSigner(salt="articles.preview").sign(str(in_state("draft").pk))
    response = client.get(reverse("articles:preview", args=[token]))
    assert (response.status_code, response["Cache-Control"]) == (410, "private, no-store")
    assert FOR_A_TIME in response.text


# --- By hand ----------------------------------------------------------------------------------


def test_who_has_made_a_link_ends_it(editor):
    article = in_state("draft")
    link, other = press_make(editor, article), press_make(editor, article)
    response = editor.post(links_of(article), {"end": link.pk}, follow=True)
    assert told(response) == "The link has ended: whoever opens it reads that the preview is over."
    assert "Over: ended by hand (Anahit, <time" in response.text
    assert opened(link) == (410, FOR_A_TIME)
    assert opened(other) == (200, "")


def test_a_link_that_is_over_is_not_ended_again(editor, go_to):
    article = in_state("draft")
    link = press_make(editor, article)
    go_to(NOON + 3 * DAY)
    assert told(editor.post(links_of(article), {"end": link.pk}, follow=True)) == "This link was over already."
    link.refresh_from_db()
    assert link.revoked_at is None


def test_the_log_says_who_made_and_ended_it(editor, anahit, admin_client):
    article = in_state("draft")
    link = press_make(editor, article)
    admin_client.post(links_of(article), {"end": link.pk})
    said = [(entry.user.username, entry.object_id, entry.change_message) for entry in LogEntry.objects.order_by("pk")]
    assert said == [
        ("anahit", str(article.pk), "Preview link made, until October 4, 2020 - 12:00 AMT."),
        ("admin", str(article.pk), "Preview link ended, which Anahit had made."),
    ]
    page = admin_client.get(reverse("admin:admin_logentry_changelist"), {"what": "previews"})
    assert len(page.context["cl"].result_list) == 2


@pytest.mark.parametrize("number", ["0", "x", "9" * 30, "another's"])
def test_what_is_no_link_of_this_story_is_not_ended(editor, anahit, number):
    elsewhere = make_link(in_state("draft"), anahit)
    number = elsewhere.pk if number == "another's" else number
    assert editor.post(links_of(in_state("draft")), {"end": number}).status_code == 404
    assert opened(elsewhere) == (200, "")


def test_for_a_story_on_the_site_none_is_made(editor):
    response = editor.post(links_of(make_article()), {"make": "1"}, follow=True)
    assert told(response) == "The story is on the site: nobody needs a preview of it. Nothing was made."
    assert not PreviewLink.objects.exists()
    assert "Make a link" not in response.text


def test_twenty_links_to_one_story_are_enough(editor, anahit, go_to):
    article = in_state("draft")
    links = [make_link(article, anahit) for _ in range(20)]
    response = editor.post(links_of(article), {"make": "1"}, follow=True)
    assert told(response) == "20 links to this story are open. End one of them first."
    editor.post(links_of(article), {"end": links[0].pk})
    assert told(editor.post(links_of(article), {"make": "1"}, follow=True)) == "The link is made. Copy it below."


def test_what_ended_a_month_ago_is_forgotten_and_still_over(editor, go_to):
    old = press_make(editor, in_state("draft"))
    go_to(NOON + 2 * DAY + timedelta(days=30))
    article = in_state("draft")
    press_make(editor, article)
    assert PreviewLink.objects.filter(pk=old.pk).exists()
    go_to(NOON + 2 * DAY + timedelta(days=30, seconds=1))
    press_make(editor, article)
    assert not PreviewLink.objects.filter(pk=old.pk).exists()
    assert opened(old) == (410, FOR_A_TIME)


# --- By itself --------------------------------------------------------------------------------


def test_a_link_ends_when_the_story_is_published(editor):
    article = in_state("draft")
    link = press_make(editor, article)
    save(editor, article, "_publish")
    assert opened(link) == (410, ON_THE_SITE)
    assert "Over: the story was published." in editor.get(links_of(article)).text


def test_a_link_ends_when_a_scheduled_story_appears_by_the_clock(editor, go_to):
    article = in_state("scheduled")
    link = press_make(editor, article)
    go_to(NOON + DAY - timedelta(seconds=1))
    assert opened(link) == (200, "")
    go_to(NOON + DAY)
    assert opened(link) == (410, ON_THE_SITE)


@pytest.mark.parametrize("way", ["form", "list", "many rows"])
def test_a_link_that_ended_does_not_come_alive_when_its_story_is_withdrawn(editor, go_to, way):
    article = in_state("scheduled")
    link = press_make(editor, article)
    go_to(NOON + DAY + HOUR)
    if way == "form":
        save(editor, article, "_withdraw", withdrawn_because="Wrong person.")
    elif way == "list":
        take(editor, "withdraw", article, answer="Wrong person.")
    else:
        Article.objects.update(withdrawn_at=NOON + DAY + HOUR)
    assert opened(link) == (410, FOR_A_TIME)


def test_a_link_to_a_withdrawn_story_ends_for_good_when_it_is_restored(editor, go_to):
    article = in_state("withdrawn")
    go_to(NOON + HOUR)
    link = press_make(editor, article)
    assert opened(link) == (200, "")
    go_to(NOON + 2 * HOUR)
    save(editor, article, "_restore")
    assert opened(link) == (410, ON_THE_SITE)
    go_to(NOON + 3 * HOUR)
    save(editor, article, "_withdraw", withdrawn_because="Wrong person.")
    assert opened(link) == (410, FOR_A_TIME)
    assert "Over: the story was withdrawn." in editor.get(links_of(article)).text
    assert opened(press_make(editor, article)) == (200, "")  # a new one shows it


def test_a_link_ends_with_its_story(editor):
    article = in_state("draft")
    link = press_make(editor, article)
    editor.post(reverse("admin:articles_article_delete", args=[article.pk]), {"post": "yes"})
    assert not Article.objects.exists()
    assert opened(link) == (410, FOR_A_TIME)


def test_a_link_ends_with_its_makers_account(editor, anahit, admin_client):
    article = in_state("draft")
    link = press_make(editor, article)
    anahit.delete()
    assert opened(link) == (410, FOR_A_TIME)
    assert "an account that is gone, <time" in admin_client.get(links_of(article)).text


def test_a_link_stays_over_when_the_account_is_opened_again(editor, anahit, admin_client):
    link = press_make(editor, in_state("draft"))
    for active in (None, "on"):
        change(admin_client, anahit, is_active=active)
        assert anahit.is_active == bool(active)
        assert opened(link) == (410, FOR_A_TIME)


def test_a_link_ends_with_its_makers_role(editor, anahit, admin_client):
    link = press_make(editor, in_state("draft"))
    for role in ("none", "Editor"):
        change(admin_client, anahit, role)
        assert opened(link) == (410, FOR_A_TIME)


def test_one_of_two_windows_ends_it_for_both(editor, client):
    link = press_make(editor, in_state("draft"))
    assert [opened(link, window) for window in (client, Client())] == [(200, "")] * 2
    editor.post(links_of(link.article), {"end": link.pk})
    assert [opened(link, window) for window in (client, Client())] == [(410, FOR_A_TIME)] * 2
