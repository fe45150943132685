"""A draft and its open form, for the tests of the editor."""

import pytest
from django.urls import reverse

from articles.models import Article
from tests.browser.desk import text_of
from tests.support.factories import make_article
from tests.support.newsroom import CHANGE


@pytest.fixture
def article(db) -> Article:
    """A draft with an empty text."""
    return make_article("A story", body="", published_at=None)


@pytest.fixture
def form(newsroom, article):
    """The form of the article, the cursor in its text."""
    newsroom.goto(reverse(CHANGE, args=[article.pk]))
    text_of(newsroom).click()
    return newsroom
