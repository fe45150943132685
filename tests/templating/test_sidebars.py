import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from articles.templating.time_elements import by_day
from portal.partners.models import Partner, PartnerStory
from tests.support.factories import NOON, make_article, make_brief, make_section, make_top_story

pytestmark = pytest.mark.django_db


@pytest.fixture
def every_page():
    """The paths of one page of each kind, all sidebars filled."""
    article = make_article("The story itself", tags=["Roads"])
    make_top_story(make_article("Top headline"), blurb="Top blurb.")
    make_article("Late headline", summary="Late blurb.", minutes=9)
    partner = Partner.objects.create(name="Other Site", site_url="https://other.example/")
    PartnerStory.objects.create(partner=partner, title="Partner headline", url="https://other.example/1")
    return ["/", "/latest/", "/section/region/", "/tag/roads/", article.get_absolute_url()]


def test_the_three_sidebars_stand_on_every_page(client, every_page):
    for path in every_page:
        page = client.get(path).text
        for name in ("Top stories", "Partner news", "Latest news"):
            assert len(re.findall(rf"<h[12][^>]*>(?:<a[^>]*>)?{name}", page)) == 1, (path, name)


def test_an_article_page_has_them_in_the_samples_order(client, every_page):
    page = client.get(every_page[-1]).text
    places = [page.index(f'id="{name}"') for name in ("top-stories", "partner-news", "latest-news")]
    assert places == sorted(places)


def test_partner_news_is_absent_when_empty(client, every_page):
    Partner.objects.update(active=False)
    assert "Partner news" not in client.get("/").text


def test_a_partners_story_leads_away_and_says_so(client, every_page):
    page = client.get("/").text
    link = re.search(r'<a[^>]*href="https://other.example/1"[^>]*>', page)[0]
    assert 'rel="noopener external"' in link


def test_a_partners_story_of_tomorrow_waits(client, every_page):
    PartnerStory.objects.update(published_at=timezone.now() + timedelta(days=1))
    assert "Partner headline" not in client.get("/").text


def test_top_stories_print_their_blurb_as_a_link(client, every_page):
    assert re.search(r'<a href="/news/\d+/top-headline/">Top blurb.</a>', client.get("/latest/").text)


def test_a_storys_own_page_leaves_it_out_of_its_sidebars(client):
    article = make_article("Only story")
    make_top_story(article, blurb="Its own blurb.")
    page = client.get(article.get_absolute_url()).text
    assert "Its own blurb." not in page
    assert page.count(f'href="{article.get_absolute_url()}"') == 0


def test_latest_leaves_out_stories_known_by_their_blurb_alone(client):
    make_article("A story")
    make_brief("A blurb that stands for a headline.", headline_known=False, minutes=5)
    page = client.get("/section/region/").text
    assert "stands for a headline" not in page


def test_a_day_line_stands_where_a_new_day_begins():
    late = make_article(published_at=datetime(2020, 10, 2, 20, 30, tzinfo=UTC))  # 00:30 in Yerevan
    noon, morning = make_article(), make_article(minutes=-90)
    assert by_day([late, noon, morning]) == [
        (late, date(2020, 10, 3), False),
        (noon, date(2020, 10, 2), False),
        (morning, None, False),
    ]


def test_a_brief_stands_under_the_line_of_its_own_day():
    story, brief = make_article(), make_brief(minutes=-1)
    assert by_day([story, brief]) == [(story, date(2020, 10, 2), False), (brief, None, False)]


def test_a_brief_of_another_day_closes_the_day_above_it():
    newer = make_article(published_at=NOON + timedelta(days=30))
    brief, next_brief, story = make_brief(), make_brief(minutes=-1), make_article(minutes=-2)
    assert by_day([newer, brief, next_brief, story]) == [
        (newer, date(2020, 11, 1), False),
        (brief, None, True),
        (next_brief, None, False),
        (story, date(2020, 10, 2), False),
    ]


def test_briefs_alone_have_no_line_above_them():
    briefs = [make_brief(), make_brief(published_at=NOON - timedelta(days=1))]
    assert by_day(briefs) == [(brief, None, False) for brief in briefs]


def test_a_storys_page_does_not_lend_its_briefs_another_day(client):
    make_article("Later story", summary="It is late.", published_at=NOON + timedelta(days=30))
    own = make_article("Own story")
    make_brief("Its brief", summary="It is short.", minutes=-1)
    make_article("Older story", summary="It is old.", minutes=-60)
    page = client.get(own.get_absolute_url()).text
    latest = page[page.index('<ol class="timeline">') : page.index("</ol>", page.index('<ol class="timeline">'))]
    entries = re.findall(r"<li[^>]*>(.*?)</li>", latest, re.S)
    assert [" ".join(re.sub(r"<[^>]+>", " ", entry).split()) for entry in entries] == [
        "November 1, 2020 12:00 Later story It is late.",
        "Earlier",
        "Its brief It is short.",
        "October 2, 2020 11:00 Older story It is old.",
    ]


def test_the_foot_lists_every_section_and_the_service_pages(client):
    make_section("Sport")
    make_section("Region")
    foot = client.get("/").text.partition("<footer")[2]
    assert re.findall(r'href="(/[^"]+)">([^<]+)', foot) == [
        ("/latest/", "Latest news"),
        ("/section/sport/", "Sport"),
        ("/section/region/", "Region"),
        ("/tags/", "All topics"),
        ("/authors/", "All authors"),
        ("/archive/", "Archive"),
        ("/corrections/", "Corrections"),
        ("/search/", "Search"),
        ("/feeds/latest.rss", "RSS feed"),
        ("/feeds/latest.atom", "Atom"),
        ("/feeds/latest.json", "JSON Feed"),
        ("/feeds/all.opml", "All feeds"),
    ]


def test_the_line_of_sections_marks_the_current_one(client):
    make_section("Region")
    make_section("Sport")
    page = client.get("/section/sport/").text
    assert re.search(r'<a href="/section/sport/"[^>]*aria-current="true"', page)
    assert not re.search(r'<a href="/section/region/"[^>]*aria-current', page)
