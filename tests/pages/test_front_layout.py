"""How the front page is set: full rows of sections, seconds with pictures together, Latest news about as high."""

import pytest

from articles.front import composition
from articles.front.layout import block_rows, lead_layout, second_rows, set_page
from articles.models.section import FrontSize
from articles.reading.cards import Heading
from tests.support.factories import make_article, make_section, make_top_story
from tests.support.pictures import make_photo

pytestmark = pytest.mark.django_db


def card(number=0, *, size=None, headline="A headline of a usual length, as most of them are", blurb="A blurb. " * 12):
    """A story as lists show it, with a picture of that size or without one."""
    story = composition.Card.of_story(make_article(headline, minutes=-number, summary=blurb))
    width, height = size or (None, None)
    return story._replace(photo_pk=size and 1, photo_width=width, photo_height=height)


def blocks(*sizes, stories=5, pictured=True):
    """A block for each of the sizes, which may be empty."""
    story = card(size=(1600, 1067) if pictured else None)
    return [
        (Heading(place, f"Section {place}", f"s{place}", "", size), (story,) * stories)
        for place, size in enumerate(sizes)
    ]


def shape(rows):
    return [(row.size, len(row.blocks)) for row in rows]


def places(row):
    return [place for _, _, place in row.blocks]


def test_the_first_sections_are_larger_than_those_after_them():
    assert shape(block_rows(blocks(*[""] * 13))) == [("wide", 1), ("half", 2), ("third", 3), ("third", 3), ("lines", 4)]


def test_without_a_picture_the_first_section_is_as_large_as_the_next():
    assert shape(block_rows(blocks("", "", "", pictured=False))) == [("half", 2), ("wide", 1)]


def test_an_editors_choice_is_kept_and_order_too():
    rows = block_rows(blocks("third", "third", "third", "wide", "lines", "lines"))
    assert shape(rows) == [("third", 3), ("wide", 1), ("lines", 2)]
    assert [heading.pk for row in rows for heading, *_ in row.blocks] == [0, 1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("sizes", "rows"),
    [
        (["half"], [("wide", 1)]),
        (["third"] * 2, [("half", 2)]),
        (["third"] * 4, [("third", 3), ("wide", 1)]),
        (["half"] * 5, [("half", 2), ("half", 2), ("wide", 1)]),
        (["lines"], [("lines", 1)]),
    ],
)
def test_blocks_that_are_left_over_fill_their_row(sizes, rows):
    assert shape(block_rows(blocks(*sizes))) == rows


def test_a_block_has_at_most_two_headlines_more_than_the_shortest_beside_it():
    long, short = blocks("half", "half")
    [row] = block_rows([long, (short[0], short[1][:1])])
    assert [len(stories) for _, stories, _ in row.blocks] == [3, 1]


def test_pictures_stand_on_top_only_where_each_block_of_the_row_has_one():
    first, second, third = blocks("third", "third", "third")
    [row] = block_rows([first, second, third])
    assert places(row) == ["block-third"] * 3
    plain = (second[0], (card(),) * 5)
    [row] = block_rows([first, plain, third])
    assert places(row) == [""] * 3
    [row] = block_rows(
        [(first[0]._replace(front_size="half"), first[1]), (plain[0]._replace(front_size="half"), plain[1])]
    )
    assert places(row) == ["block-mixed", ""]


def test_a_section_alone_has_a_smaller_picture_if_it_has_few_stories():
    [row], [few] = block_rows(blocks("wide")), block_rows(blocks("wide", stories=2))
    assert places(row) + places(few) == ["block-wide", "block-slim"]


def test_seconds_with_a_picture_stand_in_a_row_of_their_own():
    plain, pictured, panorama = card(1), card(2, size=(800, 600)), card(3, size=(1600, 400))
    assert second_rows([plain, pictured, panorama]) == ((True, (pictured,)), (False, (plain, panorama)))


@pytest.mark.parametrize(
    ("size", "headline", "layout"),
    [
        (None, "A headline of a usual length, as most of them are", "plain"),
        ((1600, 1067), "A headline of a usual length, as most of them are", "beside"),
        ((1600, 1067), "Peace", "above"),
        ((1600, 1067), "A headline " * 13, "above"),
        ((700, 500), "Peace", "beside"),
        ((500, 400), "Peace", "plain"),
        ((1600, 400), "A headline of a usual length, as most of them are", "above"),
    ],
)
def test_the_lead_stands_beside_its_picture_if_its_words_are_as_high(size, headline, layout):
    blurb = "" if headline == "Peace" else "A blurb of a usual length. " * 5
    assert lead_layout(card(size=size, headline=headline, blurb=blurb), railed=True) == layout


def test_without_latest_news_beside_it_a_lead_has_half_the_page():
    assert lead_layout(card(size=(1600, 1067)), railed=False) == "half"


def test_latest_news_is_longer_beside_top_stories_and_stands_below_where_it_would_be_short():
    for number in range(20):
        card(-number)
    newest = tuple(card(number) for number in range(20))
    front = composition.compose()
    few = len(set_page(front, newest).beside)
    for number in range(6):
        make_top_story(make_article(minutes=-number))
    more = len(set_page(composition.compose(), newest).beside)
    assert 4 <= few < more < 20
    assert set_page(front, newest[:2]).beside == ()


def test_a_picture_of_one_of_the_three_newest_leads_its_section():
    plain, pictured = card(), card(1, size=(1600, 1067))
    heading = Heading(1, "Region", "region", "")
    [row] = block_rows([(heading, (plain, plain, pictured, plain, pictured))])
    assert row.blocks[0][1] == (pictured, plain, plain, plain, pictured)
    [row] = block_rows([(heading, (plain, plain, plain, pictured))])
    assert row.blocks[0][1][0] == plain


def test_the_page_shows_a_section_as_large_as_its_editor_has_chosen(client):
    for number in range(9):
        make_article(section=make_section("Region", front_size=FrontSize.LINES), minutes=number, photo=make_photo())
    page = client.get("/").text
    assert '<div class="blocks row-lines of-1">' in page
    assert page.count("<picture", page.index('<div class="blocks')) == 0


def test_on_the_front_page_a_top_story_has_section_time_headline_and_blurb(client, time_machine):
    make_article(minutes=-60)
    story = make_article("Rain at last", section=make_section("Weather"), summary="It fell all night.")
    make_top_story(story)
    box = client.get("/").text.partition('class="box front-top"')[2].partition("</section>")[0]
    for part in (
        "Weather</a>",
        "October 2, 2020</time>",
        ">Rain at last</a></h3>",
        '<p class="blurb">It fell all night.</p>',
    ):
        assert part in box
    time_machine.move_to(story.published_at)
    assert ">12:00</time>" in client.get("/").text.partition('class="box front-top"')[2].partition("</section>")[0]


def test_a_brief_among_top_stories_has_no_time_and_says_its_words_once(client):
    make_article()
    brief = make_article("", body="", story_type="brief", time_known=False, headline_known=False, summary="")
    make_top_story(brief)
    box = client.get("/").text.partition('class="box front-top"')[2].partition("</section>")[0]
    assert "<time" not in box
    assert box.count(brief.headline) == 1
