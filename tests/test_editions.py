"""The edition moves when the public site may have changed, and only then."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from articles import editions
from articles.models import Article, Author, Byline, Correction, FrontSlot, Photo, Redirect, Tag, TopStory
from portal.partners.models import Partner, PartnerStory
from tests.factories import NOON, make_article, make_section, make_top_story

pytestmark = pytest.mark.django_db(transaction=True)


def moves(change) -> bool:
    """Whether `change()` moves the edition."""
    before = editions.current()
    change()
    return editions.current() != before


@pytest.fixture
def story():
    return make_article("Bridge opens", tags=["Roads"])


def test_nothing_happens_and_nothing_moves(story):
    assert not moves(lambda: None)


def test_every_way_of_writing_a_story_moves_it(story):
    assert moves(lambda: Article.objects.filter(pk=story.pk).update(headline="Tunnel"))
    story.refresh_from_db()
    story.summary = "Another"
    assert moves(story.save)
    story.summary = "A third"
    assert moves(lambda: Article.objects.bulk_update([story], ["summary"]))
    assert moves(story.withdraw)
    assert moves(story.restore)
    section = make_section()
    new = Article(headline="New", slug="new", section=section, published_at=NOON)
    assert moves(lambda: Article.objects.bulk_create([new]))
    assert moves(story.delete)


def test_what_a_reader_cannot_see_does_not_move_it(story):
    draft = make_article("A draft", published_at=None)
    assert not moves(lambda: make_article("Another draft", published_at=None))
    draft.summary = "Better"
    assert not moves(draft.save)
    assert not moves(lambda: draft.tags.add(Tag.objects.get()))
    assert not moves(draft.delete)
    assert not moves(story.save)
    story.refresh_from_db()
    assert not moves(lambda: Photo.objects.none().update(alt="x"))


def test_a_draft_that_is_published_moves_it():
    draft = make_article("A draft", published_at=None)
    assert moves(draft.publish)


def test_everything_that_stands_on_a_page_moves_it(story):
    assert moves(lambda: make_section("Sport"))
    assert moves(lambda: make_section("Sport").save() or type(story.section).objects.update(description="New"))
    assert moves(lambda: story.tags.add("Rain"))
    assert moves(lambda: Tag.objects.filter(name="Rain").update(name="Heavy rain"))
    assert moves(lambda: story.tags.clear())
    assert moves(lambda: make_top_story(story))
    assert moves(lambda: TopStory.objects.update(blurb="New"))
    assert moves(lambda: TopStory.objects.all().delete())
    assert moves(lambda: FrontSlot.objects.create(place=0, article=story))
    assert moves(lambda: Correction.objects.create(article=story, text="It was not so."))
    author = Author.objects.create(name="Anahit")
    assert moves(lambda: Byline.objects.create(article=story, author=author))
    assert moves(lambda: Author.objects.update(bio="Writes."))
    assert moves(lambda: Redirect.objects.create(number=99, article=story))


@pytest.fixture
def partner():
    return Partner.objects.create(name="Site", site_url="https://site.example/")


def partner_story(partner, number=1, **fields):
    return PartnerStory.objects.create(
        partner=partner, title="News", url=f"https://site.example/{number}", published_at=NOON, **fields
    )


def test_partner_news_moves_it(partner):
    assert moves(lambda: partner_story(partner))
    assert moves(lambda: PartnerStory.objects.update(title="Better news"))
    assert moves(lambda: PartnerStory.objects.update(hidden=True))
    assert moves(lambda: PartnerStory.objects.update(hidden=False))
    assert moves(lambda: Partner.objects.update(shows=2))
    assert moves(lambda: Partner.objects.update(active=False))


def test_how_a_partners_feed_fares_does_not(partner):
    partner_story(partner)
    now = timezone.now()
    fares = {"last_success": now, "next_fetch": now, "last_error": "x", "failures": 2, "interval": 9}
    for name, value in (fares | {"etag": "x", "last_modified": "x", "feed_url": "https://x.example/"}).items():
        assert not moves(lambda name=name, value=value: Partner.objects.update(**{name: value})), name
    assert not moves(lambda: PartnerStory.objects.update(fetched_at=now, identity="x"))


def test_stories_that_nobody_sees_do_not(partner):
    partner_story(partner, hidden=True)
    assert not moves(lambda: PartnerStory.objects.update(title="Better news"))
    assert not moves(lambda: PartnerStory.objects.all().delete())
    Partner.objects.update(active=False)
    assert not moves(lambda: partner_story(partner, number=2))


def test_the_clock_moves_it(story):
    now = timezone.now()
    make_article("To come", published_at=now + timedelta(hours=1))
    make_top_story(make_article(), until=now + timedelta(hours=2))
    seen = [editions.current(now + timedelta(hours=hours)) for hours in (0, 0.9, 1, 1.9, 2, 9)]
    assert seen[0] == seen[1] != seen[2] == seen[3] != seen[4] == seen[5]


def test_what_is_rolled_back_has_not_moved_it(story):
    before = editions.current()
    with transaction.atomic():
        Article.objects.filter(pk=story.pk).update(headline="Tunnel")
        transaction.set_rollback(True)
    assert editions.current() == before


def test_it_is_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        editions.current()


def test_its_age_is_counted_from_the_last_change_or_from_what_came_by_the_clock():
    story = make_article()
    moved = timezone.now()
    assert editions.age() < 5
    assert 100 <= editions.age(moved + timedelta(seconds=100)) < 105
    Article.objects.filter(pk=story.pk).update(published_at=moved + timedelta(hours=1))
    assert 3590 <= editions.age(moved + timedelta(seconds=3595)) < 3600
    assert editions.age(moved + timedelta(seconds=3700)) == 100
    assert editions.age(moved - timedelta(hours=1)) == 0
