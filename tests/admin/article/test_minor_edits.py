"""A typo put right is a minor edit, which readers are not told of; another change of a published story is an update."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from tests.support.factories import make_article, make_section
from tests.support.newsroom import CHANGE, save

pytestmark = pytest.mark.django_db
NOW = datetime(2020, 10, 2, 15, 13, tzinfo=UTC)
BODY = "<p>The goverment met in Yerevan. It did not say why.</p>"
TYPO = "<p>The government met in Yerevan. It did not say why.</p>"
NEWS = "<p>The goverment met in Gyumri. It said why.</p>"


@pytest.fixture(autouse=True)
def _stopped_clock(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def article():
    return make_article("Government meets", body=BODY)


@pytest.mark.parametrize(
    ("minor", "body", "updated_at"),
    [("", TYPO, None), ("", NEWS, NOW), ("no", TYPO, NOW), ("yes", NEWS, None)],
    ids=["a typo", "news", "a typo that matters", "news that does not"],
)
def test_the_size_of_the_change_decides_unless_the_editor_does(admin_client, article, minor, body, updated_at):
    save(admin_client, article, body=body, minor=minor)
    assert (article.body, article.updated_at) == (body, updated_at)


def test_the_version_of_a_minor_edit_says_so(admin_client, article):
    save(admin_client, article, body=TYPO)
    assert article.history.first().history_change_reason == "minor edit"
    save(admin_client, article, body=NEWS)
    assert article.history.first().history_change_reason is None


def test_a_minor_edit_keeps_the_moment_of_the_last_update(admin_client, article, time_machine):
    save(admin_client, article, body=NEWS)
    time_machine.move_to(NOW + timedelta(hours=1), tick=False)
    save(admin_client, article, body=NEWS.replace("goverment", "government"))
    assert article.updated_at == NOW


def test_a_first_sentence_that_follows_the_text_is_no_second_change(admin_client):
    article = make_article("Rain", body="<p>The goverment met.</p>")
    save(admin_client, article, body="<p>The government met.</p>")
    assert (article.blurb, article.updated_at) == ("The government met.", None)


def test_nothing_changed_is_no_update_whatever_is_chosen(admin_client, article):
    save(admin_client, article, source="Reuters", section=make_section("Sport").pk, minor="no")
    assert (article.source, article.updated_at) == ("Reuters", None)
    assert article.history.first().history_change_reason is None


@pytest.mark.parametrize("state", ["draft", "scheduled", "published", "withdrawn", "retracted"])
def test_only_a_published_story_is_asked_about(admin_client, state):
    fields = {
        "draft": {"published_at": None},
        "scheduled": {"published_at": NOW + timedelta(days=1)},
        "withdrawn": {"withdrawn_at": NOW},
        "retracted": {"retracted_at": NOW},
    }.get(state, {})
    page = admin_client.get(reverse(CHANGE, args=[make_article(**fields).pk])).text
    assert ('name="minor"' in page) == (state == "published")


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
def test_a_story_that_is_not_on_the_site_is_not_updated_whatever_is_sent(admin_client, state):
    article = make_article(**({"published_at": None} if state == "draft" else {"withdrawn_at": NOW}))
    save(admin_client, article, headline="Snow", minor="no")
    assert (article.headline, article.updated_at) == ("Snow", None)
