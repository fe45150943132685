"""What a story says under its photos is part of its history, for readers and in the newsroom."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.front.earlier_page import restore_texts
from articles.history.public_history import public_versions
from articles.history.versions import restore_version, revisions
from articles.models import Article, PhotoUse, ShownPhoto
from articles.text.diff import DEL, INS, SAME
from tests.support.factories import make_article, show
from tests.support.pictures import make_photo

pytestmark = pytest.mark.django_db
LINK = "What has changed in this story"


@pytest.fixture
def bridge():
    return make_photo(alt="A bridge", caption="The bridge in May", credit="Photo: Ani")


def say(article, photo, **texts):
    """Save the article as the newsroom does, with the photo and these words."""
    article.save()
    show(article, photo, **texts)


def changes(article) -> list[tuple[bool, list]]:
    """Of each version whether it is minor, and the names and paragraphs of its differences."""
    return [
        (version.minor, [(change.name, change.changed) for change in version.differences])
        for version in public_versions(article)
    ]


def test_readers_see_which_words_under_a_photo_were_others(client, bridge):
    article = make_article("Bridge opens", photo=bridge)
    assert LINK not in client.get(article.get_absolute_url()).text
    say(article, bridge, caption="The bridge in June")
    words = [("The bridge in", SAME), ("May", DEL), ("June", INS)]
    assert changes(article) == [(False, [("Photo", [words, []])]), (False, [])]
    assert LINK in client.get(article.get_absolute_url()).text
    page = client.get(f"/news/{article.pk}/history/").text
    assert "The bridge in <del>May</del> <ins>June</ins>" in page


def test_a_typo_under_a_photo_is_a_minor_edit(bridge):
    article = make_article("Bridge opens")
    say(article, bridge, caption="The bridge in Dilijan")
    say(article, bridge, caption="The bridge in Dilidjan")
    assert [minor for minor, _ in changes(article)] == [True, False]


def test_another_photo_and_another_alternative_text_change_no_words(client, bridge):
    article = make_article("Bridge opens", photo=bridge)
    say(article, make_photo(alt="A tunnel", caption="The tunnel"))
    say(article, bridge, alt="Cars on a bridge")
    assert changes(article) == [(False, [])]
    assert LINK not in client.get(article.get_absolute_url()).text


def test_words_of_a_draft_are_nobodys_business(client, bridge):
    article = make_article("Bridge opens", photo=bridge, published_at=None)
    say(article, bridge, caption="A caption that nobody read")
    article.publish()
    say(article, bridge)
    assert "nobody read" in str([version.photos for version in article.history.all()])
    article.history.filter(published_at=None).update(history_date=timezone.now() - timedelta(days=1))
    article.history.exclude(published_at=None).update(photos=[ShownPhoto(bridge.pk)._asdict()])
    assert "nobody read" not in client.get(f"/news/{article.pk}/history/").text
    assert LINK not in client.get(article.get_absolute_url()).text


def test_the_newsroom_compares_photos_and_their_words(bridge):
    article = make_article("Bridge opens", photo=bridge)
    say(article, bridge, caption="The bridge in June", credit="Photo: Vahe", alt="Cars")
    say(article, make_photo(alt="A tunnel"))
    newest, second, _ = revisions(list(article.history.order_by("-history_id")))
    own = [("Caption", "The bridge in June"), ("Credit", "Photo: Vahe"), ("Alternative text", "Cars")]
    assert second.facts == [(name, "", text) for name, text in own]
    assert newest.facts == [("Photo", "A bridge", "A tunnel"), *((name, text, "") for name, text in own)]


def test_a_photo_that_was_deleted_is_called_so(bridge):
    article = make_article("Bridge opens", photo=bridge)
    say(article, make_photo(alt="A tunnel"))
    bridge.delete()
    newest, _ = revisions(list(article.history.order_by("-history_id")))
    assert newest.facts == [("Photo", "a deleted photo", "A tunnel")]


def test_a_restored_version_brings_its_words_back_but_no_photo_that_was_taken_off(bridge):
    article, tunnel = make_article("Bridge opens"), make_photo(alt="A tunnel")
    show(article, bridge, tunnel, caption="The bridge in June")
    version = article.history.get()
    show(article, bridge, caption="Nonsense")
    restore_version(article, version)
    assert PhotoUse.objects.shown_in(article.pk) == [ShownPhoto(bridge.pk, "The bridge in June")]
    assert article.history.latest("history_id").shown_photos == [ShownPhoto(bridge.pk, "The bridge in June")]


def test_an_imported_story_keeps_the_words_it_had_before_the_first_change(bridge):
    article = make_article("Bridge opens", photo=bridge)
    article.history.all().delete()
    article.keep_as_imported()
    assert article.history.get().shown_photos == [ShownPhoto(bridge.pk)]


def test_the_front_page_of_an_earlier_moment_has_the_words_of_then(bridge, django_assert_num_queries):
    article, plain = make_article("Bridge opens"), make_article("Rain")
    say(article, bridge, alt="Cars")
    at = timezone.now()
    say(article, make_photo(alt="A tunnel"))
    stories = list(Article.objects.for_cards().order_by("pk"))
    with django_assert_num_queries(2):
        restore_texts(stories, at)
        assert [use and (use.photo, use.shown_alt) for use in (story.lead_photo for story in stories)] == [
            (bridge, "Cars"),
            None,
        ]
    assert plain.lead_photo is None
