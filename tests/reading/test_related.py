"""More on what a story is about."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from articles.database.prepared import Prepared
from articles.models import Correction, Tag
from articles.reading import related
from articles.reading.related import related_to
from tests.support.factories import make_article, make_brief, make_section

pytestmark = pytest.mark.django_db


def related_of(story, length=5):
    return related_to(story, list(story.tags.all()), length)


def numbers(stories):
    return [story.pk for story in stories]


def names(tags):
    return [tag.name for tag in tags]


def test_a_rare_tag_outweighs_several_common_ones():
    story = make_article(tags=["Roads", "Rain", "Lynx"])
    for number in range(6):
        make_article(tags=["Roads", "Rain"], minutes=number)
    rare = make_article(tags=["Lynx"], section=make_section("Sport"), minutes=-60 * 24 * 90)
    assert related_of(story).stories[0].pk == rare.pk


def test_among_equals_the_same_section_comes_first_and_then_the_nearest_day():
    story = make_article(tags=["Roads"])
    far = make_article(tags=["Roads"], minutes=-60 * 24 * 40)
    near = make_article(tags=["Roads"], minutes=-60 * 24 * 2)
    elsewhere = make_article(tags=["Roads"], section=make_section("Sport"), minutes=-60 * 24 * 2)
    assert numbers(related_of(story).stories) == numbers([near, far, elsewhere])


def test_a_story_that_shares_no_tag_does_not_stand_beside_those_that_do():
    story = make_article(tags=["Roads"])
    sharing = make_article(tags=["Roads"])
    make_article(tags=["Chess"])
    found = related_of(story)
    assert (names(found.topics), numbers(found.stories)) == (["Roads"], [sharing.pk])


def test_without_a_shared_tag_the_sections_neighbors_serve():
    story = make_article(tags=["Roads"])
    make_article(section=make_section("Sport"))
    older, newer = make_article(minutes=-60), make_article(minutes=60)
    found = related_of(story)
    assert (found.topics, numbers(found.stories)) == ((), numbers([newer, older]))


def test_the_topics_are_the_tags_that_most_of_the_stories_share():
    story = make_article(tags=["Rain", "Roads", "Snow", "Wind", "Ice"])
    for tags in (["Roads", "Snow"], ["Roads", "Wind"], ["Roads", "Snow", "Rain"]):
        make_article(tags=tags)
    assert names(related_of(story).topics) == ["Roads", "Snow", "Rain"]


def test_what_is_not_listed_is_not_related():
    story = make_article(tags=["Roads"])
    make_article(tags=["Roads"]).withdraw()
    make_article(tags=["Roads"], published_at=timezone.now() + timedelta(days=1))
    make_article(tags=["Roads"], published_at=None)
    make_brief().tags.add("Roads")
    retracted = make_article(tags=["Roads"])
    Correction.objects.create(article=retracted, kind=Correction.Kind.RETRACTION, text="It did not happen.")
    assert related_of(story).stories == ()


def test_it_is_two_queries_of_bounded_candidates_however_many_stories_share_the_tags(
    monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr(related, "NEAR", 2)
    monkeypatch.setattr(related, "_sharing", Prepared(related._sharing._build))
    older = [make_article(tags=["Roads"], section=make_section("Sport"), minutes=n) for n in range(4)]
    story = make_article(tags=["Roads"], minutes=4)
    newer = [make_article(tags=["Roads"], section=make_section("Sport"), minutes=n) for n in range(5, 9)]
    tags = list(Tag.objects.all())
    with django_assert_num_queries(2):
        found = related_to(story, tags, 9)
    assert {one.pk for one in found.stories} == {one.pk for one in older[2:] + newer[:2]}


def test_the_page_lists_them_under_the_topic(client):
    story = make_article(tags=["Roads & Rails"])
    make_article("Other story", tags=["Roads & Rails"])
    page = client.get(story.get_absolute_url()).text
    box = page[page.index('<section class="box related"') :].partition("</section>")[0]
    assert " ".join(re.sub(r"<[^>]+>", " ", box).split()) == "More on Roads &amp; Rails Other story October 2, 2020"


def test_a_brief_and_a_story_alone_have_no_such_box(client):
    for article in (make_article(), make_brief()):
        assert 'id="related"' not in client.get(article.get_absolute_url()).text
        article.delete()
