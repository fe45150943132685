"""`Article.text_version` counts the changes of substance, whoever makes them, in the write that makes them."""

import pytest

from articles.models import Article
from tests.support.factories import make_article, make_section
from tests.support.newsroom import save

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return make_article("Rain", body="<p>The goverment met on Monday.</p>", summary="Wet.")


def version(article) -> int:
    return Article.objects.values_list("text_version", flat=True).get(pk=article.pk)


def test_a_new_story_has_the_first(article):
    assert version(article) == 1


@pytest.mark.parametrize(
    "change",
    [{"headline": "Snow"}, {"summary": "White."}, {"body": "<p>It snows.</p>"}, {"body": "", "summary": "So."}],
)
def test_a_change_of_words_raises_it(admin_client, article, change):
    save(admin_client, article, **change)
    assert version(article) == 2
    assert article.history.first().text_version == 2


@pytest.mark.parametrize("change", [{"source": "Reuters"}, {"slug": "weather"}, {"published_at": None}])
def test_other_changes_do_not(article, change):
    for name, value in change.items():
        setattr(article, name, value)
    article.section = make_section("World")
    article.save()
    assert version(article) == 1


def test_a_minor_edit_does_not(admin_client, article):
    save(admin_client, article, body="<p>The government met on Monday.</p>")
    assert version(article) == 1


def test_a_minor_edit_by_the_editors_word_does_not(admin_client, article):
    save(admin_client, article, body="<p>The government did not meet.</p>", minor="yes")
    assert version(article) == 1


def test_two_saves_of_one_object_are_two_changes(article):
    for headline in ("Snow", "Hail"):
        article.headline = headline
        article.save()
    assert version(article) == 3


def test_a_row_that_was_read_again_is_compared_with_what_was_read(article):
    Article.objects.get(pk=article.pk).save()
    other = Article.objects.get(pk=article.pk)
    other.headline = "Snow"
    other.save()
    article.refresh_from_db()
    article.save()
    assert version(article) == 2


def test_loading_one_field_late_hides_no_change(article):
    part = Article.objects.defer("summary").get(pk=article.pk)
    part.headline = "Snow"
    assert part.summary == "Wet."
    part.save()
    assert version(article) == 2
