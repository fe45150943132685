"""Many stories with one headline ("Weather"): which of them a file and a sidebar's line mean, found without a walk."""

import random
from datetime import timedelta

from articles.imports.seeds.known_stories import KnownStories, KnownStory
from tests.support.factories import NOON

KEY = "weather"


def at(minutes):
    return NOON + timedelta(minutes=minutes)


def article(number, minutes):
    return KnownStory(number, at(minutes), "story", headline_known=True)


def brief(number, headline="Weather", **fields):
    return KnownStory(number, at(0), "brief", headline_known=True, headline=headline, **fields)


def known(*stories):
    index = KnownStories()
    for story in stories:
        index.add(story, KEY)
    return index


def nearest(stories, near):
    """The rule as a walk through all of them."""
    dated = [one for one in stories if one.at is not None and not one.is_brief]
    if dated:
        return min(dated, key=lambda one: (abs(one.at - near), -one.at.timestamp(), one.id))
    return min((one for one in stories if one.seeded), key=lambda one: one.id, default=None)


def test_the_nearest_in_time_is_meant_as_by_a_walk_through_all():
    rng = random.Random(1)  # noqa: S311 a fixed order
    for _ in range(300):
        stories = [article(number, rng.randrange(12)) for number in range(rng.randrange(8))]
        stories += [brief(number, seeded=number % 2 == 0) for number in range(20, 20 + rng.randrange(3))]
        stories += [KnownStory(number, None, "story", True) for number in range(30, 30 + rng.randrange(2))]
        rng.shuffle(stories)
        index = known(*stories)
        for minutes in range(-1, 13):
            assert index.nearest(KEY, at(minutes)) is nearest(stories, at(minutes))
            same = [one for one in stories if one.at == at(minutes) and not one.is_brief]
            assert index.article_of(KEY, at(minutes)) is min(same, key=lambda one: one.id, default=None)


def test_a_brief_is_found_behind_articles_and_drafts():
    wanted = brief(9)
    index = known(brief(1, seeded=False), KnownStory(2, None, "story", True), wanted, article(3, 1))
    assert index.brief_of(KEY) is wanted


def test_a_brief_that_became_an_article_is_one_under_each_of_its_headlines():
    other = brief(7, headline="Weather today")
    index = known(article(1, 0), article(2, 9))
    index.add(other, "weathertoday")
    index.add_headline(other, KEY)
    index.make_article(other, KEY, at(5))
    assert index.nearest(KEY, at(6)) is other
    assert index.nearest("weathertoday", at(50)) is other
    assert index.brief_of(KEY) is index.brief_of("weathertoday") is None
    assert [one.id for one in index.by_headline[KEY]] == [1, 7, 2]


def test_a_brief_known_by_its_blurb_alone_gets_the_files_headline():
    other = KnownStory(7, at(0), "brief", headline_known=False, headline="The sun will shine.")
    index = known(article(1, 0), other)
    index.make_article(other, KEY, at(5))
    assert index.nearest(KEY, at(4)) is other
    assert other.headline_known
