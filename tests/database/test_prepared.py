"""A question that is put into SQL once gives, with other values, what its queryset would."""

from datetime import timedelta

import pytest
from django.db import connection

from articles.database.prepared import Prepared
from articles.models import Article
from tests.support.factories import NOON, make_article, make_section

pytestmark = pytest.mark.django_db


def test_the_same_question_with_other_values_gives_other_rows(django_assert_num_queries):
    region = make_article(section=make_section("Region"))
    sport = make_article(section=make_section("Sport"), minutes=5)
    ask = Prepared(lambda at, slug: Article.objects.published(at).filter(section__slug=slug).select_related("section"))
    assert ask(NOON, "region") == [region]
    with django_assert_num_queries(1):
        found = ask(NOON + timedelta(minutes=5), "sport")
        assert (found, found[0].section.name) == ([sport], "Sport")
    assert ask(NOON, "sport") == []


def test_rows_of_columns_come_as_tuples_and_by_name():
    story = make_article()
    for named in (False, True):
        ask = Prepared(
            lambda pk, named=named: Article.objects.filter(pk=pk).values_list("pk", "published_at", named=named)
        )
        ask(0)
        assert ask(story.pk) == [(story.pk, NOON)]
    assert ask(story.pk)[0].published_at == NOON


def test_another_number_of_values_is_another_form():
    stories = [make_article() for _ in range(3)]
    ask = Prepared(lambda *numbers: Article.objects.filter(pk__in=numbers).order_by("pk"))
    assert ask(stories[0].pk) == stories[:1]
    assert ask(stories[0].pk, stories[2].pk) == [stories[0], stories[2]]


def test_a_value_that_the_sql_does_not_hold_as_it_is_is_refused():
    with pytest.raises(ValueError, match="no parameter of the SQL is value"):
        Prepared(lambda pk: Article.objects.filter(pk=pk + 1))(1)


def test_a_percent_sign_in_the_sql_stays_one():
    story = make_article("Prices up 5%")
    ask = Prepared(lambda pk: Article.objects.filter(pk=pk).extra(where=["headline LIKE 'Prices %%'"]))
    assert ask(story.pk) == [story]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite's driver keeps its statements by itself")
def test_postgresql_plans_it_once_for_each_connection():
    make_article()
    ask = Prepared(lambda at: Article.objects.published(at).filter(headline_known=True).values_list("pk"))
    for minutes in range(3):
        ask(NOON + timedelta(minutes=minutes))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT generic_plans + custom_plans FROM pg_prepared_statements WHERE statement LIKE %s",
            ["%headline_known%"],
        )
        assert cursor.fetchall() == [(2,)]  # from the second time on
