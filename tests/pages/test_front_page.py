from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from articles.front import composition
from articles.models import Article, Correction, FrontSlot
from tests.support.factories import NOON, make_article, make_brief, make_section, make_top_story
from tests.support.pictures import make_photo

pytestmark = pytest.mark.django_db


def numbers(stories):
    """By which a page's stories and the tests' own are told."""
    return [story.pk for story in stories]


@pytest.mark.parametrize(
    "address", ["/", "/latest/", "/archive/", "/corrections/", "/partners/", "/search/", "/nothing/"]
)
def test_an_empty_site_tells_readers_nothing_of_the_newsroom(client, address):
    page = client.get(address).text
    assert [word for word in ("manage.py", "import_seeds", "/admin/", "newsroom") if word in page] == []


@pytest.mark.parametrize("address", ["/", "/latest/"])
def test_an_empty_site_says_that_stories_are_to_come(client, address):
    assert "The first one will stand here as soon as it is published." in client.get(address).text


def test_the_newest_story_leads_and_the_next_three_follow():
    stories = [make_article(minutes=number) for number in range(6)]
    front = composition.compose()
    assert numbers([front.lead, *front.seconds]) == numbers(stories[:1:-1])


def test_no_story_stands_twice_in_lead_top_stories_and_blocks():
    for name in ("Region", "Sport"):
        for number in range(10):
            make_article(section=make_section(name), minutes=number)
    newest = composition.compose().lead
    make_top_story(Article.objects.get(pk=newest.pk))
    front = composition.compose()
    shown = [front.lead, *front.seconds, *front.top_stories]
    shown += [story for _, stories in front.blocks for story in stories]
    assert len(shown) == len({story.pk for story in shown}) == 1 + 3 + 1 + 5 + 5
    assert front.top_stories[0].pk == newest.pk


def test_a_story_that_is_the_only_one_leads_though_it_is_a_top_story():
    story = make_article()
    make_top_story(story)
    front = composition.compose()
    assert front.lead.pk == story.pk
    assert (front.seconds, front.top_stories, front.blocks) == ([], (), [])


def test_where_top_stories_take_every_story_the_first_of_them_with_a_text_leads():
    brief, first, second = make_brief(minutes=9), make_article(), make_article(minutes=5)
    for position, story in enumerate((brief, first, second), start=1):
        make_top_story(story, position=position)
    front = composition.compose()
    assert front.lead.pk == first.pk
    assert (numbers(front.seconds), numbers(front.top_stories)) == ([], [brief.pk, second.pk])


def test_a_second_that_is_pinned_leads_before_a_top_story():
    pinned, top = make_article(), make_article()
    slot(FrontSlot.Place.SECOND_1, pinned)
    make_top_story(top)
    front = composition.compose()
    assert (front.lead.pk, numbers(front.top_stories)) == (pinned.pk, [top.pk])


def test_top_stories_that_are_all_briefs_stay_where_they_are():
    brief = make_brief()
    make_top_story(brief)
    front = composition.compose()
    assert (front.lead, numbers(front.top_stories)) == (None, [brief.pk])


def test_blocks_stand_in_the_sections_order_and_empty_ones_are_left_out():
    sport, _empty, region = make_section("Sport"), make_section("Culture"), make_section("Region")
    for number in range(5):
        make_article(section=region, minutes=number)
        make_article(section=sport, minutes=-number)
    assert numbers(section for section, _ in composition.compose().blocks) == [sport.pk, region.pk]


def test_briefs_stand_neither_in_lead_nor_in_blocks():
    brief = make_brief(minutes=99)
    make_article()
    front = composition.compose()
    assert front.lead.pk != brief.pk
    assert brief.pk not in [story.pk for _, stories in front.blocks for story in stories]


def test_a_withdrawn_lead_leaves_at_once(client):
    make_article("Older story")
    lead = make_article("Newest story", minutes=5)
    lead.withdraw()
    page = client.get("/").text
    assert "Newest story" not in page
    assert "Older story" in page


def slot(place, article, **fields):
    return FrontSlot.objects.create(place=place, article=article, **fields)


def test_an_editors_choice_leads_and_the_newest_fill_the_other_places():
    stories = [make_article(minutes=number) for number in range(6)]
    slot(FrontSlot.Place.LEAD, stories[0])
    slot(FrontSlot.Place.SECOND_2, stories[1])
    front = composition.compose()
    assert numbers([front.lead, *front.seconds]) == numbers(stories[number] for number in (0, 5, 1, 4))


def test_a_slot_ends_at_its_moment_and_a_withdrawn_or_retracted_choice_leaves_at_once(time_machine):
    old, newest = make_article(minutes=-60), make_article()
    chosen = slot(FrontSlot.Place.LEAD, old, until=NOON + timedelta(hours=1))
    time_machine.move_to(NOON + timedelta(minutes=59), tick=False)
    assert composition.compose().lead.pk == old.pk
    time_machine.move_to(NOON + timedelta(hours=1), tick=False)
    assert composition.compose().lead.pk == newest.pk
    chosen.until = None
    chosen.save()
    assert composition.compose().lead.pk == old.pk
    Correction.objects.create(article=old, kind=Correction.Kind.RETRACTION, text="It did not happen.")
    assert composition.compose().lead.pk == newest.pk


def test_a_chosen_story_does_not_stand_in_top_stories_or_its_block_again():
    stories = [make_article(minutes=number) for number in range(12)]
    slot(FrontSlot.Place.LEAD, stories[2])
    make_top_story(stories[2])
    make_top_story(stories[11])
    front = composition.compose()
    assert numbers(front.top_stories) == [stories[11].pk]
    assert numbers(front.seconds) == numbers(stories[10:7:-1])
    assert [numbers(found) for _, found in front.blocks] == [numbers(stories[7:2:-1])]


def test_one_sections_news_may_fill_all_places_above_and_its_block_below():
    make_article(section=make_section("Sport"), minutes=-60)
    stories = [make_article(minutes=number) for number in range(9)]
    front = composition.compose()
    assert numbers([front.lead, *front.seconds]) == numbers(stories[:4:-1])
    assert [len(found) for _, found in front.blocks] == [1, 5]


def test_the_lead_shows_its_photo_before_the_rest_of_the_page(client):
    make_article(photo=make_photo(640, 427))
    page = client.get("/").text
    assert 'fetchpriority="high"' in page[page.index('<article class="card lead half">') : page.index("</article>")]


def test_the_newest_of_each_section_are_not_sorted_but_read_from_an_index():
    for number in range(60):
        make_article(section=make_section("Region" if number % 2 else "Sport"), minutes=number)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    rows = composition._ids_by_section(Article.objects.published(), timezone.now())
    plan = rows.values_list("pk", "story_0").explain()  # without the topics of late, which are sorted: they are few
    assert "B-TREE FOR ORDER BY" not in plan  # SQLite's word; PostgreSQL sorts so few rows as it likes
