"""Deleted drafts can come back from the bin for thirty days, with all that belonged to them."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from django.utils import timezone

from articles.admin.article.bin import GONE
from articles.models import Article, DeletedStory, Section
from portal.jobs import empty_bin
from tests.support.accounts import make_account
from tests.support.factories import make_article, make_bylines, make_section, open_language, show
from tests.support.newsroom import messages_of, save, take
from tests.support.pictures import make_photo

pytestmark = pytest.mark.django_db
BIN = "admin:articles_article_bin"


@pytest.fixture
def editor(client):
    client.force_login(make_account("anna", "Editor"))
    return client


def delete(client, article):
    return client.post(reverse("admin:articles_article_delete", args=[article.pk]), {"post": "yes"}, follow=True)


def bring_back(client, row=None):
    row = row or DeletedStory.objects.get()
    return client.post(reverse(BIN), {"bring_back": row.pk}, follow=True)


def test_a_draft_comes_back_with_all_that_belonged_to_it(editor):
    open_language("ru")
    fields = {"summary": "Мокро.", "body": "<p>Идет дождь.</p>", "kicker": "analysis", "source": "Агентство"}
    draft = make_article("Дождь", published_at=None, tags=["Weather", "Rain"], language="ru", **fields)
    photos = [make_photo(alt="One"), make_photo(alt="Two")]
    show(draft, *photos, caption="Слева мост")
    make_bylines(draft, "Tigran", "Anahit")
    draft.headline = "Сильный дождь"
    draft.save()
    number, before = draft.pk, Article.objects.values().get()
    response = delete(editor, draft)
    assert "can come back from the bin until" in messages_of(response)[-2] + messages_of(response)[-1]
    assert not Article.objects.exists()
    text = editor.get(reverse(BIN)).text
    assert "Сильный дождь" in text
    response = bring_back(editor)
    assert response.redirect_chain[-1][0] == reverse("admin:articles_article_change", args=[number])
    assert Article.objects.values().get() == before
    article = Article.objects.get()
    assert [tag.name for tag in article.tags.order_by("name")] == ["Rain", "Weather"]
    assert [line.author.name for line in article.bylines.all()] == ["Tigran", "Anahit"]
    assert [(use.photo.alt, use.caption) for use in article.photo_uses.all()] == [("One", "Слева мост"), ("Two", "")]
    newest = article.history.order_by("-history_id").first()
    assert (newest.history_change_reason, newest.tag_names) == ("brought back from the bin", "Rain\nWeather")
    assert LogEntry.objects.first().change_message == "Brought back from the bin."
    assert "The bin is empty." in editor.get(reverse(BIN)).text


def test_it_is_brought_back_once(editor):
    delete(editor, make_article(published_at=None))
    row = DeletedStory.objects.get()
    bring_back(editor, row)
    assert messages_of(bring_back(editor, row))[-1] == GONE
    assert Article.objects.count() == 1


def test_a_scheduled_story_comes_back_as_a_draft_and_can_be_deleted_again(editor):
    article = make_article(published_at=timezone.now() + timedelta(days=1))
    for _ in range(2):
        delete(editor, article)
        bring_back(editor)
        assert Article.objects.get().state == "draft"


def test_an_imported_draft_without_versions_comes_back(editor):
    draft = make_article("Rain", published_at=None)
    draft.history.all().delete()
    take(editor, "delete_selected", draft, post="yes")
    bring_back(editor)
    assert Article.objects.get().headline == "Rain"


def test_what_is_gone_meanwhile_stays_away(editor):
    make_section("First")
    draft = make_article(published_at=None, tags=["Rain"], section=make_section("Old"), photo=make_photo())
    make_bylines(draft, "Tigran")
    photo, author, tag = draft.photo_uses.get().photo, draft.authors.get(), draft.tags.get()
    delete(editor, draft)
    for row in (photo, author, tag, Section.objects.get(name="Old")):
        row.delete()
    bring_back(editor)
    article = Article.objects.get()
    assert (article.section.name, article.tags.count(), article.authors.count(), article.photo_uses.count()) == (
        *("First", 0, 0, 0),
    )


def test_after_thirty_days_it_is_forgotten(editor):
    delete(editor, make_article(published_at=None))
    DeletedStory.objects.update(at=timezone.now() - timedelta(days=30))
    row = DeletedStory.objects.get()
    assert messages_of(bring_back(editor, row))[-1] == GONE
    assert (empty_bin(), empty_bin()) == ("1 forgotten", "0 forgotten")


@pytest.mark.parametrize("sent", [{}, {"bring_back": "x"}, {"bring_back": "999"}, {"bring_back": "9" * 30}])
def test_bad_presses(editor, sent):
    assert messages_of(editor.post(reverse(BIN), sent, follow=True)) == [GONE]


def test_reporters_bring_their_own_drafts_back_alone(client, editor):
    rita = make_account("rita", "Reporter")
    own, others = make_article("Own", published_at=None), make_article("Secret", published_at=None)
    own.history.update(history_user=rita)
    save(editor, own, summary="By an editor.")
    for article in (own, others):
        delete(editor, article)
    client.force_login(rita)
    text = client.get(reverse(BIN)).text
    assert ("Own" in text, "Secret" in text) == (True, False)
    bring_back(client, DeletedStory.objects.get(headline="Secret"))
    assert not Article.objects.exists()
    bring_back(client, DeletedStory.objects.get(headline="Own"))
    assert Article.objects.get().headline == "Own"
    client.force_login(make_account("stranger"))
    assert client.get(reverse(BIN)).status_code == 302


def test_the_list_leads_there(editor):
    assert f'href="{reverse(BIN)}"' in editor.get(reverse("admin:articles_article_changelist")).text


def test_before_it_is_deleted_one_reads_that_it_goes_to_the_bin_and_what_does_not_come_back(editor):
    article = make_article("Rain", published_at=None)
    page = editor.get(reverse("admin:articles_article_delete", args=[article.pk])).text
    assert "<b>Rain</b> goes to the bin. For 30 days you can bring it back" in page
    assert "does not come back" in page
    assert "Photo use" not in page
