import pytest

from articles import frontpage
from tests.factories import make_article, make_brief, make_section, make_top_story

pytestmark = pytest.mark.django_db


def test_an_empty_site_says_how_to_begin(client):
    page = client.get("/")
    assert page.status_code == 200
    assert "import_seeds" in page.text


def test_the_newest_story_leads_and_the_next_three_follow():
    stories = [make_article(minutes=number) for number in range(6)]
    front = frontpage.compose()
    assert front.lead == stories[5]
    assert front.seconds == [stories[4], stories[3], stories[2]]


def test_no_story_stands_twice_in_lead_top_stories_and_blocks():
    for name in ("Region", "Sport"):
        for number in range(10):
            make_article(section=make_section(name), minutes=number)
    newest = frontpage.compose().lead
    make_top_story(newest)
    front = frontpage.compose()
    shown = [front.lead, *front.seconds, *(story.article for story in front.top_stories)]
    shown += [story for _, stories in front.blocks for story in stories]
    assert len(shown) == len({story.pk for story in shown}) == 1 + 3 + 1 + 5 + 5
    assert front.top_stories[0].article == newest


def test_blocks_stand_in_the_sections_order_and_empty_ones_are_left_out():
    sport, _empty, region = make_section("Sport"), make_section("Culture"), make_section("Region")
    for number in range(5):
        make_article(section=region, minutes=number)
        make_article(section=sport, minutes=-number)
    assert [section for section, _ in frontpage.compose().blocks] == [sport, region]


def test_briefs_stand_neither_in_lead_nor_in_blocks():
    brief = make_brief(minutes=99)
    make_article()
    front = frontpage.compose()
    assert front.lead != brief
    assert brief not in [story for _, stories in front.blocks for story in stories]


def test_a_withdrawn_lead_leaves_at_once(client):
    make_article("Older story")
    lead = make_article("Newest story", minutes=5)
    lead.withdraw()
    page = client.get("/").text
    assert "Newest story" not in page
    assert "Older story" in page
