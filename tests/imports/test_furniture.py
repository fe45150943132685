"""What is a page's and not the story's is left out, with a warning; prose never is."""

from contextlib import suppress
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.imports.seeds.format.furniture import Kind, furniture_of
from articles.imports.seeds.format.page import NAMED_MAX
from articles.imports.seeds.format.page_words import PageWords
from articles.outside.errors import SourceError
from tests.support.pages import LEAD, STAMP, page_words, read_page

TEXT = "The ice festival opened on the lake on Monday."


def kind_of(line):
    return furniture_of(page_words()).kind_of(line)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("November 18, 2019", Kind.DATE),
        ("12:30", Kind.NUMBER),
        ("12:30 AMT", Kind.DATE),
        ("8 марта 2021 г.", Kind.DATE),
        ("8 մարտի 2021, 12:30", Kind.DATE),
        ("2 hours ago", Kind.DATE),
        ("420", Kind.NUMBER),
        ("1 204 просмотра", Kind.NUMBER),
        ("Views: 1,482", Kind.LABEL),
        ("USD 520.34 EUR 610.20", Kind.DATA),
        ("Ереван +12°C", Kind.DATA),
        ("Home", Kind.MENU),
        ("Գլխավոր էջ", Kind.MENU),
        ("Главная » Новости » Экономика", Kind.MENU),
        ("Society | 12:30 | March 8, 2021", Kind.MENU),
        ("Share", Kind.BUTTON),
        ("Tweet Print", Kind.BUTTON),
        ("Comments (4)", Kind.BUTTON),
        ("Читать далее: Куда везут косточки", Kind.LABEL),
        ("A- A A+", Kind.BUTTON),
        ("#ice #lake", Kind.BUTTON),
        ("Region: Armenia", Kind.FIELD),
        ("Tags: ice, lake, winter", Kind.LABEL),
        ("By Anna Petrosyan", Kind.BYLINE),
        ("Автор: Анна Петросян", Kind.BYLINE),
        ("Հեղինակ՝ Աննա Պետրոսյան", Kind.BYLINE),
        ("Photo: Hayk Badalyan / press service", Kind.PHOTO),
        ("Photo by Hayk Badalyan", Kind.PHOTO),
        ("© Lake Agency", Kind.PHOTO),
        ("Лусин: 5", None),
        ("Read also: Bridge closed for repairs", Kind.CALL),
        ("Подписывайтесь на наш канал в Telegram", Kind.CALL),
        ("Կարդացեք նաև՝ Կամուրջը փակ է", Kind.CALL),
        ("Copyright © 2021 Lake Agency. All rights reserved.", Kind.RIGHTS),
        ("Все права защищены", Kind.RIGHTS),
        ("(Reporting by Carla Haddad; Editing by Hugh Marsden)", Kind.LABEL),
        ("https://example.am/news/12", Kind.LINK),
        ("* * *", Kind.RULE),
    ],
)
def test_a_line_of_furniture_has_its_kind(line, kind):
    assert kind_of(line) == kind


@pytest.mark.parametrize(
    "line",
    [
        "He died on Monday.",
        "Photo exhibition opens in Yerevan",
        "By the numbers",
        "By Monday the ice was gone.",
        "Copyright law amended",
        "Question: who pays?",
        "Source of the Arpa found",
        "The minister shared the prize with 420 others.",
        "Region: what the governor promised will cost two million drams, says he.",
        "Armenia - Georgia 2:1",
        "Ararat 3:1 Shirak",
        "Home at last",
        "Read alsowhere",
        "A new bridge over the Debed",
        "Новости о погоде ждут все",
        "Автор не пришёл.",
        "Լուսանկարների ցուցահանդես Գյումրիում",
        "- apples",
        "“We share what we have.”",
    ],
)
def test_prose_titles_and_items_are_no_furniture(line):
    assert kind_of(line) is None


def test_a_menu_above_the_stamp_is_skipped_and_named_in_one_warning():
    record = read_page("Home", "Latest news", "Sign in", STAMP, LEAD)
    assert (record.time_known, record.source, record.paragraphs) == (True, "PanARMENIAN.Net", (TEXT,))
    assert record.latest == ()
    assert record.warnings == (
        "left out, because they are the page's and not the story's: "
        "line 2 'Home', line 3 'Latest news', line 4 'Sign in'",
    )


def test_a_long_menu_does_not_hide_the_stamp():
    menu = ["Home", "Politics", "Society", "Economy", "Culture", "Sport"] * 6
    record = read_page(*menu, STAMP, LEAD)
    assert (record.time_known, record.paragraphs) == (True, (TEXT,))


LONG = "The ice festival opened on Monday, and four hundred skaters crossed the lake before noon."


@pytest.mark.parametrize("rubric", ["Human rights", "Notes from Gyumri", "Права человека", "Մարդու իրավունքներ"])
def test_the_name_of_a_section_above_the_first_paragraph_is_left_out(rubric):
    record = read_page(STAMP, rubric, LONG)
    assert record.paragraphs == (LONG,)
    assert rubric in record.warnings[0]


@pytest.mark.parametrize(
    "lines",
    [
        ["Night of the open doors", LONG],
        ["Apples", "Dried plums", "Honey"],
        ["Ararat 3:1 Shirak", LONG],
        ["- apples", LONG],
        ["Who came?", LONG],
        ["Skaters", "It was cold."],
        ["Then the ice", "broke, and a boat that had lain below it since the autumn came up."],
    ],
)
def test_other_lines_above_the_first_paragraph_stay(lines):
    assert read_page(STAMP, *lines).paragraphs == tuple(lines)


def test_a_sentence_between_headline_and_stamp_stays():
    record = read_page("Home", "Skaters had waited for a month.", STAMP, "The ice is thick.")
    assert (record.time_known, record.paragraphs) == (True, ("Skaters had waited for a month.", "The ice is thick."))


def test_a_list_above_the_text_is_no_sidebar_of_the_story():
    record = read_page("Latest news", "Rain floods the valley again", "Bridge closed for repairs", LEAD)
    assert (record.paragraphs, record.latest) == ((TEXT,), ())


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("By Anna Petrosyan", ("Anna Petrosyan",)),
        ("By Anna Petrosyan and Aram Sargsyan", ("Anna Petrosyan", "Aram Sargsyan")),
        ("Автор: Анна Петросян, Арам Саргсян", ("Анна Петросян", "Арам Саргсян")),
        ("Հեղինակ՝ Աննա Պետրոսյան", ("Աննա Պետրոսյան",)),
        ("By Anna Petrosyan | March 8, 2021", ("Anna Petrosyan",)),
        ("Anna Petrosyan", ("Anna Petrosyan",)),
        ("Автор: редакция", ()),
    ],
)
def test_a_byline_becomes_the_authors(byline, authors):
    for lines in ([STAMP, byline, TEXT], [byline, STAMP, TEXT], [STAMP, TEXT, byline]):
        record = read_page(*lines)
        assert (record.authors, record.paragraphs) == (authors, (TEXT,))


def test_a_name_is_no_byline_where_it_is_an_item_of_a_list():
    record = read_page(STAMP, "The winners are:", "Anna Petrosyan", "Aram Sargsyan")
    assert record.authors == ()
    assert record.paragraphs[1:] == ("Anna Petrosyan", "Aram Sargsyan")


def test_a_credit_of_a_photo_has_a_warning_of_its_own():
    record = read_page(STAMP, "Photo: Hayk Badalyan", LEAD)
    assert record.paragraphs == (TEXT,)
    assert record.warnings == ("credit of a photo left out: line 3 'Photo: Hayk Badalyan'",)


def test_what_stands_between_and_below_paragraphs_is_left_out():
    record = read_page(
        STAMP, LEAD, "Share", "The rink is free.", "Read also:", "Bridge closed for repairs", "Open until May.",
        "Tags: ice, lake", "420 views", "Subscribe to our Telegram channel", "© 2021 Lake Agency", "12 Abovyan Street",
    )  # fmt: skip
    assert record.paragraphs == (TEXT, "The rink is free.", "Open until May.")


@pytest.mark.parametrize(
    "short", ["He died on Monday.", "“Never again.”", "- skates", "What comes next", "March 6", "Society", "3:1"]
)
def test_short_lines_of_the_text_stay(short):
    record = read_page(STAMP, LEAD, short, "The rink is free for all.")
    assert record.paragraphs == (TEXT, short, "The rink is free for all.")
    assert record.warnings == ()


def test_a_page_without_text_is_refused_and_one_of_numbers_is_not():
    with pytest.raises(SourceError, match="there is no text"):
        read_page(STAMP, "Share", "Print")
    assert read_page(STAMP, "420", "421").paragraphs == ("420", "421")


def test_a_warning_names_few_lines_and_counts_the_rest():
    record = read_page(STAMP, LEAD, *["Share"] * (NAMED_MAX + 3))
    assert record.warnings[0].endswith("and 3 more")


WORDS = st.sampled_from(
    ["the", "lake", "froze", "share", "read", "also", "home", "news", "420", "by", "Anna", "Monday"]
)
PROSE = st.lists(WORDS, min_size=3, max_size=9).map(lambda words: f"Then {' '.join(words)} and melted.")


@given(st.lists(PROSE, min_size=1, max_size=5), st.lists(st.sampled_from(["Share", "Print", "Tweet"]), max_size=4))
def test_no_sentence_is_lost_whatever_buttons_are_around(prose, buttons):
    lines = [line for pair in zip(prose, [*buttons, *["Share"] * len(prose)], strict=False) for line in pair]
    assert list(read_page(STAMP, *lines).paragraphs) == prose


def test_a_key_of_the_table_that_has_no_meaning_is_an_error():
    with pytest.raises(ValueError, match="unknown list: buttns"):
        PageWords.from_dict({"buttns": ["Share"]})
    with pytest.raises(ValueError, match="must hold texts"):
        PageWords.from_dict({"menu": "Home"})


@pytest.mark.parametrize(
    "lines",
    [
        ["Share"],
        ["Latest news"],
        ["Latest news", "Home"],
        ["Top stories", "420"],
        ["Read also:", "A title"],
        ["By " * 30],
    ],
    ids=lambda lines: lines[0][:12],
)
def test_many_lines_of_furniture_take_linear_time(lines):
    def seconds(times):
        start = process_time()
        with suppress(SourceError):  # too many paragraphs or entries
            read_page(STAMP, TEXT, *lines * times)
        return process_time() - start

    assert min(seconds(40_000) for _ in range(3)) < 12 * max(seconds(10_000), 0.01)


def test_the_surer_phrase_of_rights_counts_whatever_the_order_of_the_list():
    rights = [f"{first} rights" for first in "all our my no some".split()]
    words = PageWords.from_dict({"rights": [*rights, "copyright", "copyleft", "licence"]})
    assert all(" " in phrase for phrase in words.rights[-len(rights) :])
