"""The names of sidebars, in three languages; what is below one counts only if it is a list of stories."""

import pytest

from tests.support.pages import LEAD, STAMP, read_page

HEADLINE = "Bridge over the Debed is closed for repairs"


@pytest.mark.parametrize(
    ("name", "sidebar"),
    [
        ("Latest News", "latest"),
        ("LATEST NEWS:", "latest"),
        ("Последние новости", "latest"),
        ("Лента новостей", "latest"),
        ("Վերջին նորություններ", "latest"),
        ("Լրահոս", "latest"),
        ("Top Stories", "top_stories"),
        ("Главные новости:", "top_stories"),
        ("ГЛАВНЫЕ НОВОСТИ", "top_stories"),
        ("Գլխավոր նորություններ՝", "top_stories"),
        ("Новости партнёров", "partner_news"),
        ("Новости партнеров", "partner_news"),
        ("Գործընկերների նորություններ", "partner_news"),
    ],
)
def test_a_sidebars_name_is_known_in_any_case_with_a_colon_or_not(name, sidebar):
    record = read_page(STAMP, LEAD, name, HEADLINE)
    assert getattr(record, sidebar) == (HEADLINE,)
    assert len(record.paragraphs) == 1
    assert record.warnings == ()


@pytest.mark.parametrize(
    "line", ["Latest news from the lake", "Главные новости недели обсудили вчера.", "Top stories."]
)
def test_a_line_that_only_begins_like_one_is_text(line):
    assert read_page(STAMP, LEAD, line).paragraphs[1:] == (line,)


@pytest.mark.parametrize(
    "lines",
    [
        ["Sign in"],
        ["420"],
        ["November 18, 2019"],
        ["Copyright © 2021 Lake Agency"],
        ["Share", "Print"],
        ["Sign in", "420", "November 18, 2019"],
        ["About us", "Contacts"],
        ["12:30", HEADLINE, "12:25", "Rain floods the valley once more"],
        [HEADLINE, "November 18, 2019", "Rain floods the valley once more"],
        ["Press room", "Our people"],
    ],
)
def test_a_menu_a_footer_or_a_mixture_is_no_sidebar(lines):
    record = read_page(STAMP, LEAD, "Latest news", *lines)
    assert (record.latest, len(record.paragraphs)) == ((), 1)
    assert "'Latest news'" in record.warnings[0]


def test_a_footer_ends_the_last_sidebar():
    footer = ["© 2021 Lake Agency", "The agency is not responsible for what advertisements say."]
    record = read_page(STAMP, LEAD, "Latest news", HEADLINE, *footer)
    assert record.latest == (HEADLINE,)
    assert len(record.paragraphs) == 1
    record = read_page(STAMP, LEAD, "Latest news", HEADLINE, "About us", "Contacts", "12 Abovyan Street, Yerevan")
    assert record.latest == (HEADLINE,)


def test_a_menu_item_within_the_text_does_not_end_it():
    more = ["The rink is open until May.", "Skates are lent for nothing at all."]
    record = read_page(STAMP, LEAD, "Latest news", "Sign in", *more)
    assert record.paragraphs[1:] == tuple(more)
    story = "PanARMENIAN.Net - The rink is open until May. " + "Skates are lent to everybody who comes. " * 3
    assert len(read_page(STAMP, LEAD, "Top stories", story).paragraphs) == 2


def test_without_stamp_and_text_a_name_is_a_menu_item():
    record = read_page("Latest news", "Sign in", "The ice festival opened on Monday.", "Top stories", HEADLINE)
    assert record.paragraphs == ("The ice festival opened on Monday.",)
    assert record.top_stories == (HEADLINE,)


def test_the_time_before_an_entry_is_left_out():
    assert read_page(STAMP, LEAD, "Latest news", f"12:25 {HEADLINE}").latest == (HEADLINE,)
