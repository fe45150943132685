"""What sites write between a headline and the text, and below it, is told by its structure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.imports.seeds.format.captions import is_caption
from articles.imports.seeds.format.furniture import Kind, furniture_of
from articles.imports.seeds.format.parser import parse
from articles.imports.seeds.format.person_names import author_of, is_department, is_role
from tests.support.pages import STAMP, page_words, read_page

TEXT = "The ice festival opened on the lake on Monday, and four hundred people came."
MORE = "The rink is free for all until the end of May, when the ice is expected to melt."


@pytest.mark.parametrize(
    "lines",
    [
        ["Nature Today"],
        ["LAKESIDE", "Nature Today"],
        ["Culture", "Long weekend", "Lakes"],
        ["The Society of the Friends of Ice"],
        ["Федерация зимнего плавания"],
        ["Children skate on the lake. Photo: Anna Petrosyan"],
        ["Children skate on the lake on Monday. (Anna Petrosyan/Lake Press via AP)"],
        ["FILE - Children skate on the lake, March 1, 2020."],
        ["[Children skate on the lake. EPA/Anna Petrosyan]"],
        ["Lake News/Anna Petrosyan"],
        ["Дети на катке (фото: А. Петросян)"],
        ["Երեխաները լճին (լուս.՝ Ա. Պետրոսյան)"],
        ["Correction: An earlier version of this article named another lake."],
        ["#ice #lake", "1,2K", "4 min"],
        ["2 мин.", "..."],
        ["Share 12 Like 5"],
        ["Watch: Children on the lake"],
    ],
    ids=lambda lines: lines[0][:30],
)
def test_what_stands_above_the_text_is_left_out(lines):
    record = read_page(STAMP, *lines, TEXT, MORE)
    assert record.paragraphs == (TEXT, MORE)
    assert any("left out" in warning for warning in record.warnings)


@pytest.mark.parametrize(
    "lines",
    [
        ["Two weeks late, and with half the ice of last year"],
        ["Apples", "Pears", "Plums", "Quinces"],
        ["Gold: Armen Sargsyan", "Silver: Gor Danielyan"],
        ["1. Skates", "2. Hats"],
        ["Snow on the lake,", "and nobody there"],
    ],
    ids=lambda lines: lines[0],
)
def test_a_deck_a_list_and_a_poem_above_the_text_stay(lines):
    assert len(read_page(STAMP, *lines, TEXT).paragraphs) == len(lines) + 1


@pytest.mark.parametrize(
    ("lines", "author"),
    [
        (["Anna Petrosyan, Staff Writer"], "Anna Petrosyan"),
        (["Dale Pruitt, The County Courier"], "Dale Pruitt"),
        (["Анна Петросян, «Горный вестник»"], "Анна Петросян"),
        (["Егор Лаптев, корреспондент"], "Егор Лаптев"),
        (["Автор: Егор Лаптев, корреспондент"], "Егор Лаптев"),
        (["Dale Pruitt", "Contributor"], "Dale Pruitt"),
        (["DALE PRUITT", "Special to the Lake Courier"], "DALE PRUITT"),
        (["Dale Pruitt, dpruitt@example.org"], "Dale Pruitt"),
        (["Dale Pruitt", "dpruitt@example.org"], "Dale Pruitt"),
        (["By", "Dale Pruitt"], "Dale Pruitt"),
        (["Text: Dale Pruitt, Hazard"], "Dale Pruitt"),
        (["Анна ПЕТРОСЯН"], "Анна ПЕТРОСЯН"),
        (["Զրուցեց Աննա Պետրոսյանը"], "Աննա Պետրոսյան"),
        (["Posted on March 8, 2021 by Dale"], "Dale"),
        (["Dale Pruitt March 8, 2021"], "Dale Pruitt"),
        (["Dale Pruitt Arts reporter"], "Dale Pruitt"),
        (["Lakes", "Dale Pruitt March 8, 2021"], "Dale Pruitt"),
    ],
    ids=lambda value: " / ".join(value) if isinstance(value, list) else "",
)
def test_the_author_is_known_by_role_paper_address_or_label(lines, author):
    record = read_page(STAMP, *lines, TEXT, MORE)
    assert (record.authors, record.paragraphs) == ((author,), (TEXT, MORE))


@pytest.mark.parametrize(
    "line", ["By AFP", "By our correspondent", "Text by: AFP", "By WKTZ Staff", "Published On March 8, 2021"]
)
def test_an_agency_or_an_office_is_no_author(line):
    record = read_page(STAMP, line, TEXT)
    assert (record.authors, record.paragraphs) == ((), (TEXT,))


@pytest.mark.parametrize(
    "lines",
    [
        ["Department of Public Relations"],
        ["Управление общественных связей"],
        ["Տեղեկատվության և հասարակայնության հետ կապերի վարչություն"],
        ["Media Contact", "anna@example.org, +374 10 000000"],
        ["Follow AP at https://example.org/lake"],
        ["Like 56 Comment 3 Share 12"],
        ["Տպել Ուղարկել ընկերոջը"],
        ["Tags"],
        ["Notes to editors", "1. The festival is paid for by the town and by two charities."],
        ["Hotline: 1-23-45"],
        ["Горячая линия: (0322) 5-55-01"],
        ["Թեժ գիծ՝ 0322 5 55 10"],
        ["LP/"],
        ["Sign up for the Lake Courier's free weekly newsletter."],
        ["Modified on Mon 8 Mar 2021 12.30 GMT"],
        ["По теме", "Лёд на озере вырос"],
        ["Ещё по теме:", "Лёд на озере вырос"],
        ["Anna Petrosyan contributed to this report."],
        ["Follow Anna Petrosyan on Twitter"],
        ["Աղբյուր` Լիճ"],
        ["Read 733"],
        ["Posted in Travel"],
        ["Фотографии автора"],
    ],
    ids=lambda lines: lines[0][:30],
)
def test_what_stands_below_the_text_is_left_out(lines):
    assert read_page(STAMP, TEXT, MORE, *lines).paragraphs == (TEXT, MORE)


def test_what_is_said_of_the_author_below_the_text_is_left_out():
    about = "Anna Petrosyan is a reporter based in Gyumri."
    assert read_page(STAMP, "By Anna Petrosyan", TEXT, MORE, about).paragraphs == (TEXT, MORE)
    assert read_page(STAMP, "By Dale Pruitt", TEXT, MORE, about).paragraphs == (TEXT, MORE, about)


def test_an_advertisement_with_an_age_between_two_paragraphs_is_left_out():
    assert read_page(STAMP, TEXT, "РЕКЛАМА • 16+", MORE).paragraphs == (TEXT, MORE)


def test_a_menu_item_that_names_a_sidebar_does_not_swallow_a_dispatch():
    text = f"YEREVAN, MARCH 8, ARMENPRESS. {TEXT}"
    record = read_page(STAMP, "News", "Watch the video", text, MORE, "More about the lake")
    assert record.paragraphs[:2] == (TEXT, MORE)
    assert record.latest == ()


def test_a_sentence_between_a_credit_and_a_dateline_is_the_caption():
    caption, text = "Children skate on the lake.", f"YEREVAN, March 8 (AP) — {TEXT}"
    assert read_page(STAMP, "© AP / Anna Petrosyan", caption, text).paragraphs == (TEXT,)
    assert read_page(STAMP, caption, text).paragraphs == (caption, TEXT)


def test_a_short_sentence_between_a_credit_and_the_text_is_the_caption():
    caption = "Children skate on the lake."
    assert read_page(STAMP, "© AP / Anna Petrosyan", caption, TEXT).paragraphs == (TEXT,)
    assert read_page(STAMP, "Lake News/Anna Petrosyan", caption, TEXT).paragraphs == (TEXT,)
    assert read_page(STAMP, "© AP / Anna Petrosyan", TEXT, caption).paragraphs == (TEXT, caption)


def test_what_follows_the_label_of_a_caption_is_one():
    assert read_page(STAMP, "Image caption,", "The lake is frozen to the ground", TEXT).paragraphs == (TEXT,)


def test_a_line_that_ends_in_a_place_and_a_date_is_a_caption():
    assert read_page(STAMP, "The lake, Gyumri, March 7, 2021", TEXT).paragraphs == (TEXT,)


@pytest.mark.parametrize("below", [["Dale Pruitt", "Contributor", TEXT], [f"YEREVAN, March 8 (AP) — {TEXT}"]])
def test_a_deck_above_a_byline_or_a_dateline_is_left_out(below):
    deck = "Two weeks late, and with half the ice of last year"
    record = read_page(STAMP, "Nature Today", deck, *below)
    assert record.paragraphs == (TEXT,)
    assert any(deck[:40] in warning for warning in record.warnings)


def test_a_poem_above_its_poets_name_stays():
    poem = ("Snow is lying on the frozen lake", "and nobody is there to walk on it")
    assert read_page(STAMP, *poem, "Anna Petrosyan").paragraphs[:2] == poem


def test_the_headline_below_furniture_is_not_repeated_in_the_text():
    record = parse(
        "\n".join([" date 2021-03-08 The lake is frozen", STAMP, "2 min read", "The lake is frozen", TEXT]),
        (),
        page_words(),
    )
    assert record.paragraphs == (TEXT,)


@pytest.mark.parametrize(
    "line",
    [
        "The council (see page 4) met again.",
        "He said that the ratio was 3/4.",
        "Nobody came (not even Anna).",
        "Lake and/or river",
    ],
)
def test_prose_with_brackets_is_no_caption(line):
    assert not is_caption(line)


@pytest.mark.parametrize(
    "line", ["Paris, the capital", "Anna Petrosyan, 27", "Anna Petrosyan, who skates, came.", "Home, sweet home"]
)
def test_a_name_with_other_words_is_no_byline(line):
    assert author_of(line) == ""


def test_roles_and_departments():
    assert is_role("Staff Writer")
    assert not is_role("Writers came to the lake to read.")
    assert is_department("Press Service of the Mayor")
    assert not is_department("The press service of the mayor says that the rink is free.")


@pytest.mark.parametrize(
    "line",
    [
        "Follow the river until the bridge.",
        "Get the boat, said the man who reads the newsletter, and row it to where nobody has been.",
        "Designed by Ani, the hall has 400 seats.",
        "Embargo on grain exports was lifted on Monday.",
        "Subscribe to nobody's opinion but your own, he said.",
        "Send us the bill, the mayor told the club.",
        "Sign in to your account now",
        "Address book found on the ice",
    ],
)
def test_prose_that_begins_like_a_call_is_none(line):
    assert furniture_of(page_words()).kind_of(line) is None
    assert line in read_page(STAMP, TEXT, line, MORE).paragraphs


def test_a_correction_is_a_call():
    assert furniture_of(page_words()).kind_of("Исправлено: число участников.") is Kind.CALL


SENTENCES = st.lists(
    st.sampled_from("the lake froze share read also home news by Anna Monday photo and/or credit".split()),
    min_size=10,
    max_size=20,
).map(lambda words: f"Then {' '.join(words)} and melted.")
ABOVE = st.lists(
    st.sampled_from(["Share", "NATION", "Lake Press/Anna Petrosyan", "4 min", "By", "Dale Pruitt"]), max_size=4
)


@given(ABOVE, st.lists(SENTENCES, min_size=1, max_size=4, unique=True))
def test_no_sentence_is_lost_whatever_stands_above(above, prose):
    text = "\n".join([" date 2021-03-08 The lake", STAMP, *above, *prose])
    kept = parse(text, (), page_words()).paragraphs
    assert [line for line in kept if line in prose] == prose
