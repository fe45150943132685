"""What may be deleted in the newsroom, and what the editor reads when something may not."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Section
from tests.support.factories import make_article, make_section
from tests.support.newsroom import messages_of, take

pytestmark = pytest.mark.django_db


def delete(client, row):
    """Confirms the deletion of the row on its own page; returns the page that follows."""
    name = row._meta.model_name
    return client.post(reverse(f"admin:articles_{name}_delete", args=[row.pk]), {"post": "yes"}, follow=True)


@pytest.mark.parametrize("ahead", [None, timedelta(hours=1)], ids=["draft", "scheduled"])
def test_a_story_that_was_never_on_the_site_is_deleted(admin_client, ahead):
    article = make_article(published_at=ahead and timezone.now() + ahead)
    delete(admin_client, article)
    assert not Article.objects.exists()


@pytest.mark.parametrize("withdrawn", [False, True])
def test_a_story_that_was_on_the_site_is_kept(admin_client, withdrawn):
    article = make_article("Rain", withdrawn_at=timezone.now() if withdrawn else None)
    response = delete(admin_client, article)
    assert messages_of(response) == ["“Rain” has been on the site and stays on record. Withdraw it instead."]
    assert Article.objects.get() == article


def test_the_list_deletes_drafts_after_a_confirmation(admin_client):
    article = make_article(published_at=None)
    assert "Are you sure" in take(admin_client, "delete_selected", article).content.decode()
    data = {"action": "delete_selected", "_selected_action": [article.pk], "post": "yes"}
    admin_client.post(reverse("admin:articles_article_changelist"), data)
    assert not Article.objects.exists()


def test_the_list_deletes_nothing_when_one_of_the_chosen_was_on_the_site(admin_client):
    public, draft = make_article("Rain"), make_article(published_at=None)
    assert messages_of(take(admin_client, "delete_selected", public, draft)) == [
        "“Rain” has been on the site and stays on record. Withdraw it instead. Nothing was deleted."
    ]
    assert Article.objects.count() == 2


def test_a_section_with_stories_is_kept(admin_client):
    section = make_article(section=make_section("Sport")).section
    response = delete(admin_client, section)
    assert messages_of(response) == ["“Sport” holds stories. Move them to another section first."]
    assert take(admin_client, "delete_selected", section, model="section").status_code == 200
    assert Section.objects.get() == section


def test_an_empty_section_is_deleted_and_the_others_close_up(admin_client):
    make_section("Politics"), make_section("Sport"), make_section("World")
    delete(admin_client, Section.objects.get(name="Sport"))
    assert list(Section.objects.values_list("name", "position")) == [("Politics", 1), ("World", 2)]
