"""A site with stories takes the schema changes of a later release, and goes on being searched and counted."""

import pytest
from django.core.management import call_command

from articles import editions
from articles.models import Article
from articles.search.words import parse
from tests.factories import make_article, make_top_story

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def _back_to_this_release():
    yield
    call_command("migrate", verbosity=0)


@pytest.mark.usefixtures("_back_to_this_release")
def test_a_rebuilt_table_keeps_its_rows_and_its_triggers():
    article = make_article("Rain", tags=["Weather"])
    make_top_story(article)
    call_command("migrate", "articles", "0004_roles", verbosity=0)
    call_command("migrate", verbosity=0)
    assert Article.objects.published().tagged(article.tags.get()).matching(parse("rain")).get() == article
    before = editions.current()
    article.headline = "Snow"
    article.save()
    assert editions.current() != before
    assert Article.objects.published().matching(parse("snow")).get() == article


def test_a_migrate_with_nothing_to_do_leaves_the_edition_as_it_is():
    make_article("Rain")
    before = editions.current()
    call_command("migrate", verbosity=0)
    assert editions.current() == before
