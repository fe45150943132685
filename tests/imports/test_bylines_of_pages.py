"""The byline of a page becomes the authors of its story; what an editor does with them stays."""

import pytest
from django.conf import settings

from articles.imports.seeds.importer import import_seeds
from articles.imports.seeds.sections_and_tags import Vocabulary
from articles.models import Article, Author
from tests.support.factories import write_seeds
from tests.support.pages import LEAD, STAMP

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(tmp_path):
    def run(**texts):
        return import_seeds([write_seeds(tmp_path, **texts)], Vocabulary.load(settings.SEED_VOCABULARY))

    return run


def page(*lines, headline="Ice festival opens"):
    return "\n".join([f" date 2021-03-08 {headline}", STAMP, *lines])


def authors():
    return [author.name for author in Article.objects.get().authors.all()]


def test_authors_are_found_by_name_or_created_and_keep_their_order(run):
    known = Author.objects.create(name="Aram Sargsyan")
    run(a=page("By Anna Petrosyan and ARAM Sargsyan", LEAD))
    assert authors() == ["Anna Petrosyan", "Aram Sargsyan"]
    article = Article.objects.get()
    assert article in known.articles.all()
    assert {byline.published_at for byline in article.bylines.all()} == {article.published_at}


def test_two_stories_of_one_author_have_one_author(run):
    run(a=page("By Anna Petrosyan", LEAD), b=page("By Anna Petrosyan", "It rained.", headline="Rain fell"))
    assert Author.objects.count() == 1


def test_a_story_without_a_byline_gets_the_one_of_a_newer_text(run):
    run(a=page(LEAD))
    assert authors() == []
    run(a=page("By Anna Petrosyan", LEAD, "It is free."))
    assert authors() == ["Anna Petrosyan"]


def test_authors_that_an_editor_removed_or_chose_are_kept(run):
    run(a=page("By Anna Petrosyan", LEAD))
    Article.objects.get().bylines.all().delete()
    run(a=page("By Anna Petrosyan", LEAD, "It is free."))
    assert authors() == []


def test_no_public_brief_is_made_of_furniture(run):
    menu = [
        "Latest news",
        "Sign in",
        "420",
        "November 18, 2019",
        "Top stories",
        "Copyright © 2021 Lake Agency",
        "Share",
    ]
    run(a=page(LEAD, *menu), b="\n".join([" date 2021-03-08 Rain fell", *menu, STAMP, LEAD]))
    assert sorted(Article.objects.values_list("headline", flat=True)) == ["Ice festival opens", "Rain fell"]


def test_a_first_line_that_is_no_sentence_is_not_the_summary(run):
    run(a=page("Armenia – Latvia 3:1", "Armenia – Malta 2:0", "It rained."))
    article = Article.objects.get()
    assert article.teaser == ""
    article.save()
    assert article.teaser == ""
