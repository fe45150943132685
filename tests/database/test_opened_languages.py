"""A language that is opened takes its stories along, with all that stands beside them; a closed one gives them back."""

import pytest
from django.db import connection

from articles import search
from articles.imports.seeds.writing.bulk import insert, reserve_ids
from articles.models import Article, Byline, FrontSlot, Language, Tag, TaggedArticle, TopStory
from articles.reading import archive
from articles.search.query_parser import parse
from articles.text.dates import month_span
from tests.support.factories import NOON, make_article, make_bylines

pytestmark = pytest.mark.django_db


@pytest.fixture
def stories():
    """Stories by their language; two more are a draft and a withdrawn one."""
    made = {}
    for language in ("en", "ru", "ru-KZ", "hy", "run"):
        made[language] = make_article(f"Bridge {language}", language=language, tags=["Roads"])
        make_bylines(made[language], f"Anahit {language}")
    make_article("Bridge to come", language="ru", tags=["Roads"], published_at=None)
    make_article("Bridge of old", language="ru", tags=["Roads"], withdrawn_at=NOON)
    return made


def everywhere():
    """The languages of the published stories in each site language, by all that keeps it; they agree."""
    kept = dict(Article.objects.published().values_list("language", "site_language"))
    for model, story in ((TaggedArticle, "content_object"), (Byline, "article")):
        beside = model.objects.filter(**{f"{story}__in": Article.objects.published()})
        assert dict(beside.values_list(f"{story}__language", "site_language")) == kept
    for tag in {"en", "ru", "hy", *kept.values()}:
        own = {language for language, site_language in kept.items() if site_language == tag}
        found = search.numbers(connection, parse("bridge"), search.Scope(language=tag))
        assert {Article.objects.get(pk=pk).language for pk in found} == own
        assert archive.dispatches_in({1: month_span(2020, 10)}, tag).get(1, 0) == len(own)
        listed = Article.objects.published().tagged(Tag.objects.get()).in_language(tag)
        assert set(listed.values_list("language", flat=True)) == own
    return {language for language, site_language in kept.items() if site_language == "ru"}


def opened(tag):
    language, _ = Language.objects.get_or_create(tag=tag)
    language.open()
    return language


def test_its_stories_move_to_its_lists_and_back(stories):
    assert everywhere() == set()
    language = opened("ru")
    assert everywhere() == {"ru", "ru-KZ"}
    assert set(Article.objects.filter(site_language="ru").values_list("headline", flat=True)) >= {
        "Bridge to come",
        "Bridge of old",
    }
    language.close()
    assert everywhere() == set()
    assert set(Article.objects.values_list("site_language", flat=True)) == {"en"}


@pytest.mark.parametrize("delete", [lambda one: one.delete(), lambda one: Language.objects.filter(pk=one.pk).delete()])
def test_a_language_that_is_deleted_gives_its_stories_back(stories, delete):
    delete(opened("ru"))
    assert everywhere() == set()
    assert not Language.objects.exists()


def test_a_language_that_says_more_keeps_its_stories(stories):
    exact = opened("ru-KZ")
    assert dict(Article.objects.values_list("language", "site_language"))["ru-KZ"] == "ru-KZ"
    broad = opened("ru")
    assert everywhere() == {"ru"}
    exact.close()
    assert everywhere() == {"ru", "ru-KZ"}
    exact.open()
    broad.delete()
    kept = dict(Article.objects.values_list("language", "site_language"))
    assert (kept["ru"], kept["ru-KZ"]) == ("en", "ru-KZ")


def test_a_story_written_meanwhile_is_in_the_lists_of_what_is_open(stories):
    opened("ru")
    assert make_article("Bridge", language="ru").site_language == "ru"
    assert make_article("Bridge", language="hy").site_language == "en"


def test_top_stories_and_slots_come_along(stories):
    for language in ("ru", "en", "ru-KZ"):
        TopStory.objects.create(article=stories[language], blurb=language)
    FrontSlot.objects.create(article=stories["ru"], place=0)
    FrontSlot.objects.create(article=stories["ru-KZ"], place=2)
    language = opened("ru")
    assert [row.blurb for row in TopStory.objects.current(language="ru")] == ["ru", "ru-KZ"]
    assert [row.blurb for row in TopStory.objects.current()] == ["en"]
    assert list(FrontSlot.objects.order_by("place").values_list("language", "place")) == [("ru", 0), ("ru", 2)]
    language.close()
    assert [row.blurb for row in TopStory.objects.current()] == ["en"]
    assert list(TopStory.objects.current(language="ru")) == list(FrontSlot.objects.current(language="ru")) == []
    language.open()
    assert [row.blurb for row in TopStory.objects.current(language="ru")] == ["ru", "ru-KZ"]


def test_what_was_chosen_while_it_was_closed_comes_behind_and_a_full_slot_stays(stories):
    language = opened("ru")
    TopStory.objects.create(article=stories["ru"], language="ru", blurb="first")
    FrontSlot.objects.create(article=stories["ru"], language="ru", place=0)
    language.close()
    TopStory.objects.create(article=stories["ru-KZ"], blurb="second")
    FrontSlot.objects.create(article=stories["ru-KZ"], place=0)
    language.open()
    assert [row.blurb for row in TopStory.objects.current(language="ru")] == ["first", "second"]
    assert [slot.article for slot in FrontSlot.objects.current(language="ru")] == [stories["ru"]]
    assert FrontSlot.objects.count() == 1


def test_the_front_page_of_a_deleted_language_goes_with_it(stories):
    language = opened("ru")
    TopStory.objects.create(article=stories["ru"], language="ru")
    FrontSlot.objects.create(article=stories["ru"], language="ru", place=0)
    language.delete()
    assert TopStory.objects.count() == FrontSlot.objects.count() == 0


def test_many_stories_move_at_once(stories, django_assert_max_num_queries):
    fields = [field.attname for field in Article._meta.concrete_fields]
    row = {name: getattr(stories["ru"], name) for name in fields} | {"slug": "many"}
    numbers = reserve_ids(Article, 300)
    insert(Article, [row | {"id": pk} for pk in numbers])
    tagging = {"tag_id": Tag.objects.get().pk, "published_at": NOON, "site_language": "en"}
    insert(TaggedArticle, [tagging | {"content_object_id": pk} for pk in numbers])
    with django_assert_max_num_queries(25):
        opened("ru")
    assert set(TaggedArticle.objects.filter(content_object__in=numbers).values_list("site_language", flat=True)) == {
        "ru"
    }
    assert archive.dispatches_in({1: month_span(2020, 10)}, "ru") == {1: 302}
    assert search.numbers(connection, parse("bridge kz"), search.Scope(language="ru")) == [stories["ru-KZ"].pk]
    assert len(search.numbers(connection, parse("bridge"), search.Scope(language="ru"))) == 302
