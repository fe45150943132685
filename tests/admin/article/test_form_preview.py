"""The button Preview: the public page with what stands in the form. Nothing of it is saved, and no reader sees it."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Author, Correction, Tag, WorkingCopy
from tests.support.databases import all_rows
from tests.support.factories import NOON, make_article, make_bylines, make_section
from tests.support.newsroom import article_fields
from tests.support.pagecache import ask, make_page_cache
from tests.support.pictures import make_photo

pytestmark = pytest.mark.django_db
NEW = "/admin/articles/article/preview/"
ROWS = {"bylines-TOTAL_FORMS": 0, "bylines-INITIAL_FORMS": 0}


@pytest.fixture(autouse=True)
def _stopped_clock(time_machine):
    time_machine.move_to(NOON + timedelta(hours=1), tick=False)


def preview(client, article=None, **changes):
    address = reverse("admin:articles_article_preview", args=[article.pk]) if article else NEW
    return client.post(address, article_fields(article, **changes))


def new_fields(**changes):
    return {
        "headline": "Rain",
        "summary": "It rains.",
        "body": "<p>It rains.</p>",
        "section": make_section().pk,
        **changes,
    }


def test_a_new_story_is_shown_as_readers_would_see_it(admin_client):
    response = preview(admin_client, **new_fields(source="Reuters"))
    assert response.status_code == 200
    assert '<h1 class="headline">Rain</h1>' in response.text
    assert "Reuters</span>\N{NO-BREAK SPACE}– It rains.</p>" in response.text
    assert "Preview of the form, not saved" in response.text


def test_a_published_story_is_shown_with_its_changes(admin_client, client):
    article = make_article("Rain", body="<p>It rains.</p>")
    response = preview(admin_client, article, headline="Snow", body="<p>It snows.</p>")
    assert (">Snow</h1>" in response.text, "It snows." in response.text, "It rains." in response.text) == (
        True,
        True,
        False,
    )
    assert "Readers see the story as it was last saved" in response.text
    page = client.get(article.get_absolute_url()).text
    assert (">Rain</h1>" in page, "Snow" in page) == (True, False)


def test_authors_tags_photo_and_correction_are_shown(admin_client, media):
    article = make_article("Rain", tags=["Weather", "Sky"])
    make_bylines(article, "Ani", "Narek")
    first, second = article.bylines.order_by("position")
    third, sea, photo = (
        Author.objects.create(name="Lusine"),
        Tag.objects.named(["Sea"])[0],
        make_photo(alt="A wet street"),
    )
    rows = {"bylines-TOTAL_FORMS": 3, "bylines-INITIAL_FORMS": 2}
    for number, (row, author, place) in enumerate(
        [(first, first.author, 1), (second, second.author, 2), (None, third, 1)]
    ):
        rows |= {f"bylines-{number}-id": row.pk if row else "", f"bylines-{number}-article": article.pk}
        rows |= {f"bylines-{number}-author": author.pk, f"bylines-{number}-position": place}
    rows["bylines-1-DELETE"] = "on"
    rows |= {"corrections-TOTAL_FORMS": 1, "corrections-INITIAL_FORMS": 0, "corrections-0-kind": "correction"}
    tags = [Tag.objects.get(name="Sky").pk, sea.pk]
    changes = {"photo": photo.pk, "photo_caption": "The street at noon.", "tags": tags}
    changes["corrections-0-text"] = "It was not snow."
    page = preview(admin_client, article, **changes, **rows).text
    by = page[page.index("byline") :]
    assert by.index("Lusine") < by.index("Ani") < by.index("stamp")
    assert "Narek" not in page
    assert 'alt="A wet street"' in page
    assert "The street at noon." in page
    story = page.partition("<article")[2].partition("</article>")[0]
    assert (">Sky</a>" in story, ">Sea</a>" in story, ">Weather</a>" in story) == (True, True, False)
    assert "It was not snow." in page
    assert "Updated" in page


def test_a_retraction_is_shown_as_readers_would_read_it(admin_client):
    article = make_article("Rain")
    rows = {"corrections-TOTAL_FORMS": 1, "corrections-INITIAL_FORMS": 0, "corrections-0-kind": "retraction"}
    page = preview(admin_client, article, **rows, **{"corrections-0-text": "There was no rain."}).text
    assert page.index("This story has been retracted") < page.index("There was no rain.")


def test_what_stands_saved_and_is_not_sent_stays(admin_client):
    article = make_article("Rain")
    make_bylines(article, "Ani")
    Correction.objects.create(article=article, text="It was Tuesday.")
    article.refresh_from_db()
    page = preview(admin_client, article).text
    assert ("Ani</a>" in page, "It was Tuesday." in page) == (True, True)


def test_the_text_is_sanitised_as_saving_does(admin_client):
    page = preview(admin_client, **new_fields(body="<p onclick='x()'>Wet.</p><script>x()</script>")).text
    assert ("<p>Wet.</p>" in page, "x()" in page) == (True, False)


def test_a_story_without_a_text_is_shown_as_a_brief(admin_client):
    page = preview(admin_client, make_article("Rain"), body="", summary="Only a line.").text
    assert ('class="story brief"' in page, "<p>Only a line.</p>" in page) == (True, True)


CASES = {
    "new": lambda: None,
    "draft": lambda: make_article("Rain", published_at=None),
    "scheduled": lambda: make_article("Rain", published_at=timezone.now() + timedelta(days=1)),
    "published": lambda: make_article("Rain", tags=["Weather"]),
    "withdrawn": lambda: make_article("Rain", withdrawn_at=NOON),
}


@pytest.mark.parametrize("make", CASES.values(), ids=CASES)
@pytest.mark.parametrize("headline", ["Snow and ice", ""], ids=["valid", "invalid"])
def test_nothing_at_all_is_written(admin_client, admin_user, make, headline):
    article = make()
    WorkingCopy.objects.create(
        account=admin_user, article=article, form="form-12345678", fields="headline=S", seen_at=NOON
    )
    correction = {"corrections-TOTAL_FORMS": 1, "corrections-INITIAL_FORMS": 0, "corrections-0-text": "Wet."}
    fields = new_fields(headline=headline, tags=[Tag.objects.named(["Ice"])[0].pk], _form="form-12345678", **ROWS)
    fields |= correction if article and article.is_public else {}
    before = all_rows("default", but=())
    assert preview(admin_client, article, **fields).status_code == 200
    assert all_rows("default", but=()) == before


def test_a_form_that_cannot_be_saved_says_which_fields_and_why(admin_client):
    response = preview(admin_client, **new_fields(headline="", section=""))
    assert "<b>Headline:</b> This field is required." in response.text
    assert "<b>Section:</b> This field is required." in response.text
    assert "Nothing was saved and nothing is lost" in response.text


def test_a_row_that_cannot_be_saved_is_named(admin_client):
    rows = {"corrections-TOTAL_FORMS": 1, "corrections-INITIAL_FORMS": 0, "corrections-0-kind": "update"}
    response = preview(admin_client, make_article("Rain"), **rows, **{"corrections-0-text": "…"})
    assert "<b>Correction: Text:</b> Write at least one letter or digit." in response.text


def test_neither_warnings_nor_an_older_version_stand_in_the_way(admin_client):
    article = make_article("Rain", published_at=None)
    response = preview(admin_client, article, version="0", summary="", published_at=NOON)
    assert "Preview of the form, not saved" in response.text


def test_no_cache_keeps_it_and_no_frame_shows_it(admin_client):
    for response in (preview(admin_client, **new_fields()), preview(admin_client, **new_fields(headline=""))):
        assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))
        assert (response["X-Robots-Tag"], response["X-Frame-Options"]) == ("noindex, nofollow", "DENY")
        assert "frame-ancestors 'none'" in response["Content-Security-Policy"]


def test_a_reload_without_the_form_says_what_to_do(admin_client):
    assert "press it again" in admin_client.get(NEW).text


def as_reporter(client) -> User:
    account = User.objects.create_user("narek", is_staff=True)
    account.groups.add(Group.objects.get(name="Reporter"))
    client.force_login(account)
    return account


def test_only_who_may_change_the_story_sees_its_preview(client):
    article = make_article("Rain")
    assert preview(client, article, headline="Snow").status_code == 302
    as_reporter(client)
    assert preview(client, article, headline="Snow").status_code == 403
    assert "Preview of the form" in preview(client, **new_fields()).text


def test_who_may_not_add_stories_gets_no_preview_of_a_new_one(client):
    client.force_login(User.objects.create_user("guest", is_staff=True))
    assert preview(client, **new_fields()).status_code == 403


@pytest.mark.django_db(transaction=True)  # Django closes its connection after each request
def test_readers_get_neither_the_page_nor_the_text(admin_client, client):
    article, cache = make_article("Rain"), make_page_cache()
    for address in (article.get_absolute_url(), "/"):
        ask(cache, address)
        preview(admin_client, article, headline="Sleet")
        assert b"Sleet" not in ask(cache, address).body
    assert client.get(NEW).status_code == 302


def test_the_form_has_the_button_and_readers_of_the_form_have_not(admin_client):
    article = make_article("Rain")
    button = '<input type="submit" value="Preview" class="quiet" formaction="{}" formtarget="_blank" formnovalidate'
    page = admin_client.get(f"/admin/articles/article/{article.pk}/change/").text
    assert button.format(f"/admin/articles/article/{article.pk}/preview/") in page
    assert button.format(NEW) in admin_client.get("/admin/articles/article/add/").text
    as_reporter(admin_client)
    assert 'value="Preview"' not in admin_client.get(f"/admin/articles/article/{article.pk}/change/").text
    assert Article.objects.count() == 1
