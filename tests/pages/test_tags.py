import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from articles.models import Article, Tag
from tests.support.factories import make_article

pytestmark = pytest.mark.django_db


def test_a_name_finds_its_tag_in_any_case():
    article = make_article(tags=["Karabakh", "KARABAKH", "karabakh"])
    assert list(article.tags.names()) == ["Karabakh"]


def test_armenian_and_cyrillic_names_are_one_tag_in_any_case():
    make_article(tags=["Երևան", "Ереван"])
    make_article(tags=["ԵՐԵՒԱՆ".replace("ԵՒ", "եւ"), "ЕРЕВАН"])
    assert Tag.objects.filter(name="Ереван").count() == 1
    assert Tag.objects.filter(key="ереван").count() == 1


def test_composed_and_decomposed_letters_are_one_tag():
    make_article(tags=["Caf\u00e9"])
    article = make_article(tags=["cafe\u0301"])
    assert list(article.tags.names()) == ["Caf\u00e9"]


def test_the_database_refuses_a_second_tag_of_the_same_key():
    Tag.objects.create(name="Karabakh")
    with pytest.raises(IntegrityError), transaction.atomic():
        Tag.objects.create(name="KARABAKH")


def test_a_form_refuses_a_variant_and_names_the_one_that_is_there():
    Tag.objects.create(name="Karabakh")
    with pytest.raises(ValidationError, match="Karabakh"):
        Tag(name="karabakh").full_clean()


def test_two_names_with_one_slug_get_two_slugs():
    first, second = Tag.objects.create(name="C"), Tag.objects.create(name="C++")
    assert (first.slug, second.slug) == ("c", "c-1")


def test_a_list_by_tag_is_one_join_and_no_content_type(django_assert_num_queries):
    article = make_article(tags=["Karabakh", "Russia"])
    tag = Tag.objects.get(name="Russia")
    with django_assert_num_queries(1) as queries:
        assert list(Article.objects.tagged(tag)) == [article]
    assert "content_type" not in queries.captured_queries[0]["sql"]


def test_a_cyrillic_address_is_refused_since_no_page_could_answer_it():
    with pytest.raises(ValidationError, match="slug"):
        Tag(name="Политика", slug="политика").full_clean()


@pytest.mark.parametrize("name", ["\u200b", "…", " "])
def test_a_name_that_nobody_can_read_is_refused(name):
    with pytest.raises(ValidationError):
        Tag(name=name).full_clean()
