"""How a story comes onto the site and leaves it, by the form's buttons and the list's actions."""

import re
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Tag
from tests.support.factories import NOON, make_article, make_brief, make_section
from tests.support.newsroom import LIST, messages_of, save, take

pytestmark = pytest.mark.django_db
NOW = datetime(2020, 10, 2, 15, 13, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _stopped_clock(time_machine):
    time_machine.move_to(NOW, tick=False)


def new_story(client, button="_save", **fields):
    fields = {"headline": "Rain", "summary": "It rains.", "body": "<p>It rains.</p>", **fields}
    fields.setdefault("section", make_section().pk)
    assert save(client, None, button, **fields).status_code == 302
    return Article.objects.get()


def messages(client) -> str:
    """What the list tells the editor who comes back to it."""
    return "".join(messages_of(client.get(reverse(LIST))))


def test_a_saved_story_without_a_time_is_a_draft(admin_client):
    article = new_story(admin_client)
    assert (article.state, article.slug, article.updated_at) == ("draft", "rain", None)


def test_publish_now_saves_the_form_and_puts_the_story_on_the_site(admin_client):
    article = new_story(admin_client, "_publish", summary="A wet day.")
    assert (article.state, article.published_at, article.summary) == ("published", NOW, "A wet day.")
    assert article.updated_at is None


def test_the_editor_reads_that_a_headline_alone_is_a_flash(admin_client):
    new_story(admin_client, "_publish", body="")
    assert "“Rain” is on the site as a flash, a headline without a text. <a " in messages(admin_client)


def test_the_editor_reads_that_a_story_whose_text_was_taken_away_is_a_flash(admin_client):
    save(admin_client, make_article("Rain"), body="")
    assert "“Rain” is on the site as a flash, a headline without a text. <a " in messages(admin_client)


def test_the_editor_reads_that_a_scheduled_headline_is_a_flash(admin_client):
    new_story(admin_client, "_schedule", body="", published_at=NOW + timedelta(hours=1))
    said = (
        "“Rain” is scheduled as a flash, a headline without a text. It appears by itself on October 2, 2020 - 20:13 AMT"
    )
    assert messages(admin_client) == f"{said}."


def test_the_editor_reads_that_an_imported_brief_stands_in_latest_news_alone(admin_client):
    save(admin_client, make_brief("Rain"), source="Reuters")
    assert "“Rain” is on the site as a brief: it stands in Latest news alone." in messages(admin_client)


def test_the_editor_reads_that_a_story_is_on_the_site(admin_client):
    new_story(admin_client, "_publish")
    assert messages(admin_client).startswith("“Rain” is on the site. <a ")


def test_a_draft_is_published_with_what_the_form_says(admin_client):
    article = make_article("Rain", published_at=None)
    save(admin_client, article, "_publish", headline="Rain and snow")
    assert (article.state, article.headline, article.updated_at) == ("published", "Rain and snow", None)


def test_a_time_ahead_by_the_sites_clock_schedules_the_story(admin_client):
    ahead = NOW + timedelta(minutes=1)
    article = new_story(admin_client, "_schedule", published_at=ahead)
    assert (article.state, article.published_at) == ("scheduled", ahead)


def test_the_editor_reads_when_a_scheduled_story_will_appear(admin_client):
    article = make_article("Rain", published_at=None)
    save(admin_client, article, "_schedule", published_at=NOW + timedelta(hours=1))
    page = admin_client.get("/admin/articles/article/")
    assert "is scheduled. It appears by itself on October 2, 2020 - 20:13 AMT." in page.content.decode()


def test_schedule_saves_the_form_for_the_moment_that_it_names(admin_client):
    ahead = NOW + timedelta(hours=1)
    article = new_story(admin_client, "_schedule", published_at=ahead, summary="A wet day.")
    assert (article.state, article.published_at, article.summary) == ("scheduled", ahead, "A wet day.")


def test_schedule_moves_a_scheduled_story(admin_client):
    article = make_article("Rain", published_at=NOW + timedelta(hours=1))
    save(admin_client, article, "_schedule", published_at=NOW + timedelta(hours=2))
    assert article.published_at == NOW + timedelta(hours=2)


def test_schedule_keeps_the_moment_of_a_scheduled_story(admin_client):
    article = make_article("Rain", published_at=NOW + timedelta(hours=1))
    assert save(admin_client, article, "_schedule").status_code == 302
    assert article.published_at == NOW + timedelta(hours=1)


@pytest.mark.parametrize("before", [None, NOW + timedelta(hours=1)], ids=["draft", "scheduled"])
@pytest.mark.parametrize(
    ("at", "told"),
    [
        (None, "Say when the story shall appear, then schedule it."),
        (NOW, "This moment has passed. Set one that lies ahead, or publish the story now."),
        (NOW - timedelta(days=1), "This moment has passed. Set one that lies ahead, or publish the story now."),
    ],
    ids=["no time", "this moment", "yesterday"],
)
def test_schedule_asks_at_the_field_for_a_time_ahead_and_keeps_what_was_typed(admin_client, before, at, told):
    article = make_article("Rain", published_at=before)
    stored = Article.objects.values().get()
    response = save(admin_client, article, "_schedule", published_at=at, summary="Typed with care.", body="<p>Wet.</p>")
    form = response.context["adminform"].form
    assert form.errors == {"published_at": [told]}
    assert (form["summary"].value(), form["body"].value()) == ("Typed with care.", "<p>Wet.</p>")
    assert Article.objects.values().get() == stored


def test_a_new_story_is_not_scheduled_without_a_time(admin_client):
    fields = {"headline": "Rain", "body": "<p>It rains.</p>", "section": make_section().pk}
    response = save(admin_client, None, "_schedule", **fields)
    assert response.context["adminform"].form.errors == {
        "published_at": ["Say when the story shall appear, then schedule it."]
    }
    assert not Article.objects.exists()


def test_schedule_only_saves_a_story_that_was_on_the_site(admin_client):
    article = make_article("Rain")
    save(admin_client, article, "_schedule", headline="Snow")
    assert (article.state, article.headline, article.published_at) == ("published", "Snow", NOON)


def test_publish_now_brings_a_scheduled_story_forward(admin_client):
    article = make_article("Rain", published_at=NOW + timedelta(hours=1))
    save(admin_client, article, "_publish")
    assert article.published_at == NOW


def test_withdraw_takes_the_story_off_and_restore_puts_it_back_where_it_stood(admin_client):
    article = make_article("Rain")
    save(admin_client, article, "_withdraw", withdrawn_because="Wrong person.")
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
        ("draft", ["Schedule", "Publish now"]),
        ("scheduled", ["Schedule", "Publish now"]),
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
    assert messages_of(take(admin_client, "withdraw", article, answer="Wrong person.")) == ["1 story is off the site."]
    assert not Article.objects.published().exists()
    assert messages_of(take(admin_client, "restore", article)) == ["1 story is back on the site."]
    assert Article.objects.published().get() == article


def test_an_action_of_the_list_keeps_the_text(admin_client):
    article = make_article(published_at=None, body="<p>Every word.</p>", summary="What it says.")
    take(admin_client, "publish", article)
    article.refresh_from_db()
    assert (article.body, article.summary) == ("<p>Every word.</p>", "What it says.")


def test_time_passes_while_the_form_is_open(admin_client, time_machine):
    article = make_article("Rain", published_at=NOW + timedelta(minutes=1))
    time_machine.move_to(NOW + timedelta(minutes=2), tick=False)
    save(admin_client, article, headline="Rain at last")
    assert (article.state, article.published_at) == ("published", NOW + timedelta(minutes=1))
    assert article.updated_at == timezone.now()


def writes(client, article, button, **fields) -> Counter:
    """What one press of `button` does to the story's row and to its versions, such as {("UPDATE", "article"): 1}."""
    with CaptureQueriesContext(connection) as queries:
        assert save(client, article, button, **fields).status_code == 302
    found = (
        re.match(r'(INSERT|UPDATE|DELETE)[A-Z ]* "articles_(article|historicalarticle)"', q["sql"]) for q in queries
    )
    return Counter(one.groups() for one in found if one)


def story_in(state: str) -> Article:
    moments = {"draft": None, "scheduled": NOW + timedelta(days=1)}
    gone = {"withdrawn": {"withdrawn_at": NOON}, "retracted": {"retracted_at": NOON}}.get(state, {})
    return make_article("Rain", published_at=moments.get(state, NOON), **gone)


STEPS = [
    ("draft", "_save"),
    ("draft", "_continue"),
    ("draft", "_publish"),
    ("draft", "_schedule"),
    ("scheduled", "_schedule"),
    ("scheduled", "_publish"),
    ("published", "_save"),
    ("published", "_withdraw"),
    ("retracted", "_withdraw"),
    ("withdrawn", "_restore"),
]


@pytest.mark.parametrize(("state", "button"), STEPS, ids=["-".join(step) for step in STEPS])
def test_each_step_saves_the_story_once_and_deletes_no_version(admin_client, state, button):
    at = {"published_at": NOW + timedelta(hours=1)} if button == "_schedule" else {}
    done = writes(admin_client, story_in(state), button, summary="A wet day.", withdrawn_because="Wrong.", **at)
    assert done == {("UPDATE", "article"): 1, ("INSERT", "historicalarticle"): 1}


def test_tags_are_written_into_the_version_after_the_story_is_saved(admin_client):
    article, tag = story_in("draft"), Tag.objects.create(name="Weather")
    done = writes(admin_client, article, "_publish", tags=[tag.pk])
    assert done["UPDATE", "article"] == done["INSERT", "historicalarticle"] == done["UPDATE", "historicalarticle"] == 1
    assert article.history.first().tag_list == ["Weather"]


def test_a_step_alone_is_one_entry_in_the_log(admin_client):
    article = story_in("draft")
    save(admin_client, article, "_publish")
    assert [entry.get_change_message() for entry in LogEntry.objects.all()] == ["Publish now."]


@pytest.mark.parametrize("kind", ["correction", "retraction"])
@pytest.mark.parametrize("button", ["_save", "_withdraw"])
def test_a_correction_is_part_of_the_one_save(admin_client, kind, button):
    rows = {"corrections-TOTAL_FORMS": 1, "corrections-INITIAL_FORMS": 0, "corrections-0-kind": kind}
    article, text = story_in("published"), {"corrections-0-text": "It snowed."}
    done = writes(admin_client, article, button, headline="Snow", withdrawn_because="Wrong.", **rows, **text)
    newest = article.history.first()
    assert (done["UPDATE", "article"], done["INSERT", "historicalarticle"]) == (1, 1)
    assert ("DELETE", "historicalarticle") not in done
    assert (newest.history_change_reason, newest.headline, newest.updated_at) == (kind, "Snow", NOW)
    assert (newest.retracted_at == NOW, newest.withdrawn_at == NOW) == (kind == "retraction", button == "_withdraw")
    assert article.corrections.get().made_at == NOW


def test_a_new_story_is_published_by_one_save(admin_client):
    section = make_section().pk
    fields = {"headline": "Rain", "summary": "It rains.", "body": "<p>It rains.</p>", "section": section}
    done = writes(admin_client, None, "_publish", **fields)
    assert (done["INSERT", "article"], done["UPDATE", "article"], done["INSERT", "historicalarticle"]) == (1, 0, 1)
    assert [version.history_type for version in Article.objects.get().history.all()] == ["+"]
