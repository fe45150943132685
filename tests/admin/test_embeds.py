"""What editors see and do about embeds: in a story's form, in its preview, and in the list of all of them."""

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.imports.embeds import background
from articles.models import Embed
from tests.support.factories import make_article
from tests.support.newsroom import CHANGE, article_fields, save

pytestmark = pytest.mark.django_db
LIST, ROW = "admin:articles_embed_changelist", "admin:articles_embed_change"
WATCH = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
VIDEO = f"<p>{WATCH}</p>"


@pytest.fixture
def begun(monkeypatch):
    """How often a fetch began; none really does."""
    begun = []
    monkeypatch.setattr(background, "_run", lambda: begun.append(1))
    return begun


def test_saving_a_pasted_address_begins_to_fetch_after_the_commit(
    admin_client, begun, django_capture_on_commit_callbacks
):
    story = make_article()
    with django_capture_on_commit_callbacks() as callbacks:
        save(admin_client, story, body=f"<p>Words.</p>{VIDEO}")
    assert Embed.objects.get().address == WATCH
    assert begun == []
    for callback in callbacks:
        callback()
    assert begun == [1]


def test_saving_a_story_without_embeds_fetches_nothing(admin_client, begun, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        save(admin_client, make_article(), headline="Other words")
    assert begun == []


def test_the_preview_shows_the_card_of_an_address_that_is_not_saved(admin_client):
    story = make_article()
    address = reverse("admin:articles_article_preview", args=[story.pk])
    page = admin_client.post(address, article_fields(story, body=f"<p>Words.</p>{VIDEO}")).content.decode()
    assert 'data-player="https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ' in page
    assert "js/embed" in page
    assert not Embed.objects.exists()


def test_the_preview_shows_what_is_known_of_the_text_that_is_typed_not_of_the_saved_one(admin_client):
    story = make_article(body=VIDEO)
    make_article(body="<p>https://vimeo.com/76979871</p>")
    Embed.objects.filter(provider="vimeo").update(title="The new video")
    address = reverse("admin:articles_article_preview", args=[story.pk])
    page = admin_client.post(address, article_fields(story, body="<p>https://vimeo.com/76979871</p>"))
    assert "The new video" in page.content.decode()


def test_a_preview_may_show_the_players(admin_client):
    page = admin_client.get(reverse("admin:articles_article_preview", args=[make_article(published_at=None).pk]))
    assert "frame-src 'self' https://www.youtube-nocookie.com" in page["Content-Security-Policy"]


def test_the_form_says_of_each_embed_what_is_known_and_why_nothing_is(admin_client):
    story = make_article(body=f"{VIDEO}<p>https://vimeo.com/1</p><p>https://t.me/telegram/83</p>")
    Embed.objects.filter(provider="youtube").update(title="Dogs & cats", fetched_at=timezone.now())
    Embed.objects.filter(provider="vimeo").update(last_error="it answers 404 not found", next_fetch=None)
    page = admin_client.get(reverse(CHANGE, args=[story.pk])).content.decode()
    address = reverse(ROW, args=[Embed.objects.get(provider="youtube").pk])
    assert f'YouTube: <a href="{address}">Dogs &amp; cats</a> Fetched ' in page
    assert "Failed: it answers 404 not found; not tried again by itself." in page
    assert "Telegram gives no title" in page


def test_the_form_of_a_story_without_embeds_does_not_mention_them(admin_client):
    page = admin_client.get(reverse(CHANGE, args=[make_article().pk])).content.decode()
    assert "field-embedded" not in page


def test_an_editor_asks_the_site_again_about_what_failed(admin_client, begun, django_capture_on_commit_callbacks):
    make_article(body=VIDEO)
    Embed.objects.update(next_fetch=None, failures=10, last_error="it was down")
    row = Embed.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        admin_client.post(reverse(ROW, args=[row.pk]), {"again": "on", "own_title": ""})
    row.refresh_from_db()
    assert row.failures == 0
    assert row.next_fetch <= timezone.now()
    assert begun == [1]


def test_an_editor_gives_a_title_of_the_newsrooms_own(admin_client):
    make_article(body="<p>https://www.instagram.com/p/CUbHfhpswxt/</p>")
    row = Embed.objects.get()
    assert "Ask the site again" not in admin_client.get(reverse(ROW, args=[row.pk])).content.decode()
    admin_client.post(reverse(ROW, args=[row.pk]), {"own_title": " The\u202e picture "})
    row.refresh_from_db()
    assert (row.own_title, row.next_fetch) == ("The picture", None)


def test_the_list_shows_all_or_those_that_failed(admin_client):
    make_article(body=f"{VIDEO}<p>https://vimeo.com/1</p>")
    Embed.objects.filter(provider="vimeo").update(last_error="it was down")
    every = admin_client.get(reverse(LIST))
    failed = admin_client.get(reverse(LIST), {"fetched": "failed"})
    assert [row.provider for row in every.context["cl"].result_list] == ["youtube", "vimeo"]
    assert [row.provider for row in failed.context["cl"].result_list] == ["vimeo"]


def test_an_empty_list_opens(admin_client):
    assert admin_client.get(reverse(LIST)).status_code == 200


def test_nobody_adds_or_deletes_embeds_by_hand(admin_client):
    make_article(body=VIDEO)
    row = Embed.objects.get()
    assert admin_client.get(reverse("admin:articles_embed_add")).status_code == 403
    assert admin_client.get(reverse("admin:articles_embed_delete", args=[row.pk])).status_code == 403


@pytest.mark.parametrize("body", [VIDEO, f'<p><a href="{WATCH}">{WATCH}</a></p>'])
def test_a_save_without_a_network_is_a_save(admin_client, body):
    story = make_article()
    assert save(admin_client, story, body=body).status_code == 302
    assert story.body == body
