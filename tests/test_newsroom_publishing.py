"""How a story comes onto the site and leaves it, by the form's buttons and the list's actions."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import Permission, User
from django.utils import timezone

from articles.models import Article
from tests.factories import NOON, make_article, make_section
from tests.newsroom import messages_of, save, take

pytestmark = pytest.mark.django_db
NOW = datetime(2020, 10, 2, 15, 13, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _stopped_clock(time_machine):
    time_machine.move_to(NOW, tick=False)


def new_story(client, button="_save", **fields):
    fields = {"headline": "Rain", "body": "<p>It rains.</p>", "section": make_section().pk, **fields}
    assert save(client, None, button, **fields).status_code == 302
    return Article.objects.get()


def test_a_saved_story_without_a_time_is_a_draft(admin_client):
    article = new_story(admin_client)
    assert (article.state, article.slug, article.updated_at) == ("draft", "rain", None)


def test_publish_now_saves_the_form_and_puts_the_story_on_the_site(admin_client):
    article = new_story(admin_client, "_publish", summary="A wet day.")
    assert (article.state, article.published_at, article.summary) == ("published", NOW, "A wet day.")
    assert article.updated_at is None


def test_a_draft_is_published_with_what_the_form_says(admin_client):
    article = make_article("Rain", published_at=None)
    save(admin_client, article, "_publish", headline="Rain and snow")
    assert (article.state, article.headline, article.updated_at) == ("published", "Rain and snow", None)


def test_a_time_ahead_by_the_sites_clock_schedules_the_story(admin_client):
    ahead = NOW + timedelta(minutes=1)
    article = new_story(admin_client, published_at=ahead)
    assert (article.state, article.published_at) == ("scheduled", ahead)


def test_the_editor_reads_when_a_scheduled_story_will_appear(admin_client):
    article = make_article("Rain", published_at=None)
    save(admin_client, article, published_at=NOW + timedelta(hours=1))
    page = admin_client.get("/admin/articles/article/")
    assert "is scheduled. It appears by itself on October 2, 2020 - 20:13 AMT." in page.content.decode()


def test_publish_now_brings_a_scheduled_story_forward(admin_client):
    article = make_article("Rain", published_at=NOW + timedelta(hours=1))
    save(admin_client, article, "_publish")
    assert article.published_at == NOW


def test_withdraw_takes_the_story_off_and_restore_puts_it_back_where_it_stood(admin_client):
    article = make_article("Rain")
    save(admin_client, article, "_withdraw")
    assert article.state == "withdrawn"
    save(admin_client, article, "_restore")
    assert (article.state, article.published_at) == ("published", NOON)


def test_a_button_that_the_state_does_not_offer_only_saves(admin_client):
    article = make_article("Rain", published_at=None)
    save(admin_client, article, "_withdraw", headline="Snow")
    assert (article.state, article.headline) == ("draft", "Snow")


def test_a_form_with_an_error_changes_nothing_and_keeps_what_was_typed(admin_client):
    article = make_article("Rain", published_at=None)
    response = save(admin_client, article, "_publish", headline="", summary="Typed with care.")
    assert article.state == "draft"
    assert "Typed with care." in response.content.decode()
    assert 'value="Publish now"' in response.content.decode()


@pytest.mark.parametrize("at", [None, NOW + timedelta(hours=1)], ids=["no time", "a time ahead"])
def test_a_story_that_was_on_the_site_cannot_become_a_draft_again(admin_client, at):
    article = make_article("Rain")
    response = save(admin_client, article, published_at=at)
    assert "Withdraw it instead" in response.content.decode()
    assert article.published_at == NOON


@pytest.mark.parametrize(
    ("state", "offered"),
    [
        ("draft", ["Publish now"]),
        ("scheduled", ["Publish now"]),
        ("published", ["Withdraw"]),
        ("withdrawn", ["Restore"]),
    ],
)
def test_the_form_offers_what_the_state_allows(admin_client, state, offered):
    moments = {"draft": None, "scheduled": NOW + timedelta(days=1)}
    article = make_article(published_at=moments.get(state, NOON), withdrawn_at=NOON if state == "withdrawn" else None)
    response = admin_client.get(f"/admin/articles/article/{article.pk}/change/")
    assert [step.label for step in response.context["steps"]] == offered
    assert ("View on site" in response.content.decode()) == (state == "published")


def test_the_actions_of_the_list_say_how_many_stories_took_the_step(admin_client):
    draft = make_article(published_at=None)
    scheduled = make_article(published_at=NOW + timedelta(days=1))
    public = make_article()
    assert messages_of(take(admin_client, "publish", draft, scheduled, public)) == [
        "2 stories are now on the site. 1 left as it was: Publish now does not apply."
    ]
    assert Article.objects.published().count() == 3


def test_the_list_withdraws_and_restores(admin_client):
    article = make_article()
    assert messages_of(take(admin_client, "withdraw", article)) == ["1 story is off the site."]
    assert not Article.objects.published().exists()
    assert messages_of(take(admin_client, "restore", article)) == ["1 story is back on the site."]
    assert Article.objects.published().get() == article


def test_an_action_of_the_list_keeps_the_text(admin_client):
    article = make_article(published_at=None, body="<p>Every word.</p>")
    take(admin_client, "publish", article)
    article.refresh_from_db()
    assert (article.body, article.summary) == ("<p>Every word.</p>", "Every word.")


def test_who_may_only_look_gets_neither_buttons_nor_actions(client):
    reader = User.objects.create_user("reader", is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename="view_article"))
    client.force_login(reader)
    article = make_article()
    take(client, "withdraw", article)
    assert save(client, article, "_withdraw").status_code == 403
    assert article.state == "published"
    assert "Withdraw" not in client.get(f"/admin/articles/article/{article.pk}/change/").content.decode()


def test_time_passes_while_the_form_is_open(admin_client, time_machine):
    article = make_article("Rain", published_at=NOW + timedelta(minutes=1))
    time_machine.move_to(NOW + timedelta(minutes=2), tick=False)
    save(admin_client, article, headline="Rain at last")
    assert (article.state, article.published_at) == ("published", NOW + timedelta(minutes=1))
    assert article.updated_at == timezone.now()


def test_who_may_only_add_saves_a_draft_whichever_button_was_pressed(client):
    writer = User.objects.create_user("writer", is_staff=True)
    writer.user_permissions.add(Permission.objects.get(codename="add_article"))
    client.force_login(writer)
    assert new_story(client, "_publish").state == "draft"
    assert "Publish now" not in client.get("/admin/articles/article/add/").content.decode()
