"""Stories linked as language versions of each other, and which of them need work."""

import pytest

from articles.models import Article, Correction, Translation, TranslationGroup
from articles.models.languages.linking import NotLinked, link, mark_checked, newest_correction, unlink, version_in
from tests.support.factories import make_article

pytestmark = pytest.mark.django_db


def make_in(language, headline="", **fields):
    return make_article(headline or f"Story in {language}", language=language, **fields)


def groups(*articles):
    return [Article.objects.get(pk=article.pk).translation_group_id for article in articles]


def test_a_link_makes_a_group_and_follows_the_present_text():
    source, article = make_in("en"), make_in("ru")
    source.headline = "Another headline"
    source.save()
    note = Correction.objects.create(article=source, text="It was Tuesday.")

    followed = link(article, source)

    assert (followed.source, followed.source_version, followed.source_correction) == (source, 2, note.pk)
    first, second = groups(source, article)
    assert first == second is not None
    source.refresh_from_db()
    assert version_in(source, "ru") == article
    assert version_in(source, "hy") is None


def test_a_third_language_joins_the_group_whichever_it_follows():
    english, russian, armenian = make_in("en"), make_in("ru"), make_in("hy")
    link(russian, english)
    link(armenian, russian)
    assert len(set(groups(english, russian, armenian))) == 1
    assert TranslationGroup.objects.count() == 1


def test_two_groups_become_one():
    english, russian, armenian, german = (make_in(tag) for tag in ("en", "ru", "hy", "de"))
    link(russian, english)
    link(german, armenian)
    link(armenian, english)
    assert len(set(groups(english, russian, armenian, german))) == 1
    assert TranslationGroup.objects.count() == 1


def test_a_second_version_in_a_language_names_the_first():
    english, first, second = make_in("en"), make_in("ru", "Первая"), make_in("ru", "Вторая")
    link(first, english)
    with pytest.raises(NotLinked, match=rf"“Первая” \(#{first.pk}\) is the version in Russian already") as error:
        link(second, english)
    assert error.value.existing == first
    assert groups(second) == [None]
    assert not Translation.objects.filter(article=second).exists()


def test_a_withdrawn_version_makes_room_for_another():
    english, first, second = make_in("en"), make_in("ru"), make_in("ru")
    link(first, english)
    first.withdraw("a mistake")
    link(second, english)
    english.refresh_from_db()
    assert version_in(english, "ru") == second


def test_a_story_does_not_follow_itself_nor_one_in_its_language():
    english, other = make_in("en"), make_in("en")
    with pytest.raises(NotLinked, match="version of itself"):
        link(english, english)
    with pytest.raises(NotLinked, match="Both stories are in English"):
        link(english, other)


def test_stories_do_not_follow_each_other_in_a_circle():
    english, russian, armenian = make_in("en"), make_in("ru"), make_in("hy")
    link(russian, english)
    link(armenian, russian)
    with pytest.raises(NotLinked, match="follows this story already"):
        link(english, armenian)


def test_a_story_that_is_gone_is_named():
    english, russian = make_in("en"), make_in("ru")
    gone = english.pk
    Article.objects.filter(pk=gone).delete()
    with pytest.raises(NotLinked, match=f"Story {gone} was deleted"):
        link(russian, english)


def test_another_source_takes_the_story_and_its_followers_out_of_the_old_group():
    wrong, right, russian, armenian = make_in("en"), make_in("en"), make_in("ru"), make_in("hy")
    link(russian, wrong)
    link(armenian, russian)
    link(russian, right)
    assert groups(wrong) == [None]
    assert len(set(groups(right, russian, armenian))) == 1
    assert TranslationGroup.objects.count() == 1
    assert russian.translation.source == right


def test_another_source_within_the_group_keeps_the_group_together():
    english, russian, armenian = make_in("en"), make_in("ru"), make_in("hy")
    link(russian, english)
    link(armenian, english)
    link(armenian, russian)
    assert len(set(groups(english, russian, armenian))) == 1
    assert Translation.objects.get(article=armenian).source == russian


def test_unlinking_leaves_no_group_of_one():
    english, russian = make_in("en"), make_in("ru")
    link(russian, english)
    unlink(Article.objects.get(pk=russian.pk))
    assert groups(english, russian) == [None, None]
    assert not TranslationGroup.objects.exists()
    assert not Translation.objects.exists()


def test_unlinking_keeps_the_others_together():
    english, russian, armenian = make_in("en"), make_in("ru"), make_in("hy")
    link(russian, english)
    link(armenian, english)
    unlink(Article.objects.get(pk=russian.pk))
    first, second, third = groups(english, armenian, russian)
    assert first == second is not None
    assert third is None


def test_behind_is_decided_by_the_version_of_the_text():
    english, russian = make_in("en"), make_in("ru")
    link(russian, english)
    assert not Translation.objects.behind().exists()

    english.refresh_from_db()
    english.source = "Reuters"  # no change of the text
    english.save()
    assert not Translation.objects.behind().exists()

    english.headline = "Another headline"
    english.save()
    found = Translation.objects.behind().get()
    assert list(Translation.objects.in_need()) == [found]


def test_wrong_is_decided_by_corrections_that_came_later():
    english, russian = make_in("en"), make_in("ru")
    Correction.objects.create(article=english, text="An old mistake.")
    followed = link(russian, english)
    Correction.objects.create(article=english, kind=Correction.Kind.UPDATE, text="More people came.")
    assert not Translation.objects.wrong().exists()

    note = Correction.objects.create(article=english, text="It was Tuesday.")
    assert list(Translation.objects.wrong()) == [followed]
    assert list(followed.new_corrections()) == [note]
    assert list(Translation.objects.in_need()) == [followed]


@pytest.mark.parametrize("what", ["withdrawn", "retracted", "deleted"])
def test_orphaned_if_the_source_is_gone(what):
    english, russian = make_in("en"), make_in("ru")
    link(russian, english)
    english.refresh_from_db()
    english.headline = "Another headline"
    english.save()
    if what == "withdrawn":
        english.withdraw("a mistake")
    elif what == "retracted":
        Correction.objects.create(article=english, kind=Correction.Kind.RETRACTION, text="None of it is true.")
    else:
        Article.objects.filter(pk=english.pk).delete()
    followed = Translation.objects.orphaned().get()
    assert not Translation.objects.behind().exists()
    assert not Translation.objects.wrong().exists()
    assert list(Translation.objects.in_need()) == [followed]


def test_checked_clears_what_was_seen_and_not_what_came_meanwhile():
    english, russian = make_in("en"), make_in("ru")
    followed = link(russian, english)
    english.refresh_from_db()
    english.headline = "Another headline"
    english.save()
    note = Correction.objects.create(article=english, text="It was Tuesday.")

    mark_checked(followed, version=1, correction=note.pk)
    assert Translation.objects.behind().exists()
    assert not Translation.objects.wrong().exists()

    mark_checked(followed, version=english.text_version, correction=newest_correction(english))
    assert not Translation.objects.in_need().exists()
