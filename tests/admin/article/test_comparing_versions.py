"""Any two versions of a story are compared in the newsroom, in whatever order they are named."""

import pytest
from django.urls import reverse

from articles.admin.article.history import NO_VERSION
from articles.admin.common.lookup_widgets import is_id
from tests.support.accounts import make_account
from tests.support.factories import make_article
from tests.support.newsroom import messages_of, save

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(admin_client):
    """A story of three versions, the last of which says again what the first one said, under another headline."""
    story = make_article("Rain", body="<p>One.</p>", tags=["Weather"])
    save(admin_client, story, body="<p>Two.</p>")
    save(admin_client, story, body="<p>One.</p>", headline="Snow")
    return story


def numbers(article) -> list[int]:
    """Return the numbers of its versions, oldest first."""
    return list(article.history.order_by("history_id").values_list("history_id", flat=True))


def compare(client, article, **query):
    return client.get(reverse("admin:articles_article_compare", args=[article.pk]), query)


def test_two_versions_that_do_not_follow_each_other(admin_client, article):
    first, *_, last = numbers(article)
    for ends in ((first, last), (last, first)):
        page = compare(admin_client, article, **dict(zip(("from", "to"), ends, strict=True)))
        assert [one.name for one in page.context["revision"].differences] == ["Headline"]
        assert page.context["older"].history_id == first
        assert page.text.count(" selected") == 2


def test_the_two_newest_if_none_are_named(admin_client, article):
    page = compare(admin_client, article)
    assert [one.name for one in page.context["revision"].differences] == ["Headline", "Text"]


def test_the_list_of_versions_leads_there(admin_client, article):
    text = admin_client.get(reverse("admin:articles_article_history", args=[article.pk])).text
    address = reverse("admin:articles_article_compare", args=[article.pk])
    assert f'action="{address}"' in text
    first, *_, last = numbers(article)
    assert f"{address}?from={first}&amp;to={last}" in text


def test_a_version_and_itself(admin_client, article):
    last = numbers(article)[-1]
    assert "one and the same version" in compare(admin_client, article, **{"from": last, "to": last}).text


@pytest.mark.parametrize("ends", [("x", "1"), ("999999", "999998"), ("", "-1"), ("9" * 30, "1")])
def test_versions_that_do_not_exist(admin_client, article, ends):
    page = compare(admin_client, article, **dict(zip(("from", "to"), ends, strict=True)))
    assert page.status_code == 200
    assert messages_of(page)[-1] == NO_VERSION or not any(map(is_id, ends))


def test_a_version_of_another_story_is_not_shown(admin_client, article):
    other = make_article("Secret")
    save(admin_client, other, headline="Secret again")
    admin_client.get(reverse("admin:articles_article_changelist"))  # which shows what the saves said
    first, last = numbers(article)[0], numbers(other)[-1]
    page = compare(admin_client, article, **{"from": first, "to": last})
    assert messages_of(page)[-1] == NO_VERSION
    assert "Secret" not in page.text


def test_a_story_without_two_versions_and_no_story(admin_client):
    article = make_article()
    article.history.all().delete()
    assert "no two versions" in compare(admin_client, article).text
    article.pk = 999
    assert compare(admin_client, article).status_code == 302


def test_reporters_compare_versions_of_what_they_see_alone(client, article):
    client.force_login(make_account("rita", "Reporter"))
    assert compare(client, article).status_code == 200
    draft = make_article(published_at=None)
    assert compare(client, draft).status_code == 302
