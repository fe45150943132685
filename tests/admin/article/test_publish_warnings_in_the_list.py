"""What an editor is asked before the list's Publish now puts stories onto the site, story by story."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.models import Article
from tests.support.factories import make_article
from tests.support.newsroom import CHANGE, messages_of, take
from tests.support.pictures import make_photo

pytestmark = pytest.mark.django_db
NO_SUMMARY = "The story has no summary; its first sentence serves."
LEADS_NOWHERE = "The link /news/1/x/ leads to no page that readers can open."


def draft(headline="Rain in Gyumri") -> Article:
    """A story without a warning."""
    return make_article(headline, published_at=None, summary="A wet day.")


def asked_of(page) -> dict[str, list[str]]:
    """What the page asks before it publishes, by the story's headline."""
    return {story.headline: [warning.text for warning in warnings] for story, warnings in page.context["warned"]}


def test_each_story_is_asked_about_and_none_is_published_yet(admin_client):
    rows = [
        make_article("Snow in Vanadzor", published_at=None, summary=""),
        make_article("Wind over Sevan", published_at=timezone.now() + timedelta(days=1), photo=make_photo(alt="photo")),
        make_article("A lost link", published_at=None, body='<p><a href="/news/1/x/">Before</a></p>'),
        draft(),
        make_article("On the site"),
    ]
    page = take(admin_client, "publish", *rows)
    assert asked_of(page) == {
        "Snow in Vanadzor": [NO_SUMMARY],
        "Wind over Sevan": ["The photo's alternative text, “photo”, does not say what it shows."],
        "A lost link": [LEADS_NOWHERE],
    }
    for shown in (
        "Publish now: 4 stories",
        "1 other story has no warnings.",
        f'href="{reverse(CHANGE, args=[rows[2].pk])}#id_body_helptext" target="_blank"',
        'type="submit" value="Publish anyway"',
        *(f'name="_selected_action" value="{row.pk}"' for row in rows),
    ):
        assert shown in page.text
    assert [article.headline for article in Article.objects.published()] == ["On the site"]


def test_the_answer_publishes_all_that_were_chosen(admin_client):
    rows = [make_article(published_at=None, summary=""), draft()]
    answer = take(admin_client, "publish", *rows).context["answer"]
    page = take(admin_client, "publish", *rows, answer=answer)
    assert messages_of(page) == ["2 stories are now on the site."]
    assert Article.objects.published().count() == 2


def test_the_answer_holds_for_what_was_asked_alone(admin_client):
    one, other = make_article("One", published_at=None, summary=""), make_article("Other", published_at=None)
    answer = take(admin_client, "publish", one, other).context["answer"]
    Article.objects.filter(pk=other.pk).update(summary="")
    assert set(asked_of(take(admin_client, "publish", one, other, answer=answer))) == {"One", "Other"}
    Article.objects.filter(pk=one.pk).update(summary="Mended.")
    assert set(asked_of(take(admin_client, "publish", one, other, answer=answer))) == {"Other"}
    assert not Article.objects.published().exists()


def test_two_drafts_that_are_too_much_alike_are_not_published_together_unasked(admin_client):
    rows = [draft(), draft("Heavy rain in Gyumri")]
    page = take(admin_client, "publish", *rows)
    assert list(asked_of(page)) == ["Rain in Gyumri", "Heavy rain in Gyumri"]
    assert (
        f'<a href="{reverse(CHANGE, args=[rows[1].pk])}" target="_blank">Heavy rain in Gyumri</a> is chosen, too'
        in (page.text)
    )


def test_nothing_is_asked_before_stories_go_or_come_back(admin_client):
    article = make_article(summary="")
    take(admin_client, "withdraw", article, answer="Wrong person.")
    assert messages_of(take(admin_client, "restore", article)) == ["1 story is back on the site."]


def test_the_question_costs_as_many_queries_for_many_stories_without_links_as_for_one(admin_client):
    rows = [make_article(f"Story {number}", published_at=None, summary="", photo=make_photo()) for number in range(9)]
    numbers = []
    for chosen in (rows[:1], rows[:1], rows):  # the first one also finds out whether the database knows JSON
        with CaptureQueriesContext(connection) as queries:
            take(admin_client, "publish", *chosen)
        numbers.append(len(queries))
    assert numbers[1] == numbers[2]
