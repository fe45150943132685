"""A story that is saved while a language is being opened comes into the lists of that language."""

import pytest
from django.db import connection
from django.urls import reverse

from articles.models import Article, Language
from tests.support.factories import make_article, make_section
from tests.support.newsroom import ADD, CHANGE, article_fields, post_during

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time"),
]


@pytest.fixture
def russian():
    return Language.objects.create(tag="ru")


def test_a_new_story(admin_client, russian):
    fields = article_fields(headline="Дождь", section=make_section().pk, language="ru")
    response = post_during(russian.open, admin_client, reverse(ADD), fields | {"_save": "1"})
    assert response.status_code == 302
    assert Article.objects.get().site_language == "ru"


def test_a_story_that_gets_another_language(admin_client, russian):
    article = make_article("Rain", language="en")
    fields = article_fields(article, language="ru") | {"_save": "1"}
    post_during(russian.open, admin_client, reverse(CHANGE, args=[article.pk]), fields)
    article.refresh_from_db()
    assert (article.language, article.site_language) == ("ru", "ru")


def test_a_story_saved_while_the_language_is_closed(admin_client, russian):
    russian.open()
    fields = article_fields(headline="Дождь", section=make_section().pk, language="ru")
    post_during(russian.close, admin_client, reverse(ADD), fields | {"_save": "1"})
    assert Article.objects.get().site_language == "en"
