"""Tables in a story's text: the one form that is stored, as lines of text, and as readers get them."""

import re
import time

import pytest

from articles.text.blocks.shown import for_others, for_readers
from articles.text.blocks.tables import SPAN_MAX, grid
from articles.text.blocks.words import Words
from articles.text.richtext import count_words, sanitise, to_paragraphs

WORDS = Words(table="Table %(number)s", notes="Notes", note="Note %(number)s", back="Back from %(number)s")
TRAMS = (
    "<table><tbody><tr><th><p>Year</p></th><th><p>Trams</p></th></tr>"
    "<tr><th><p>2019</p></th><td><p>14</p></td></tr></tbody></table>"
)


def test_what_the_editor_writes_stays_as_it_is():
    assert sanitise(f"<p>a</p>{TRAMS}<p>b</p>") == f"<p>a</p>{TRAMS}<p>b</p>"


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("a", "<td><p>a</p></td>"),
        ("", "<td></td>"),
        ("<p></p>", "<td></td>"),
        ("<p>a<br>b</p><p>c</p>", "<td><p>a<br>b</p><p>c</p></td>"),
        ("<ul><li>a</li><li><p>b</p></li></ul>", "<td><p>a</p><p>b</p></td>"),
        ("<h2>a</h2><blockquote><p>b</p></blockquote><hr>c", "<td><p>a</p><p>b</p><p>c</p></td>"),
        ("<strong>a<p>b</p></strong>", "<td><p><strong>a</strong></p><p><strong>b</strong></p></td>"),
        ('<a href="https://example.org/">a</a>', '<td><p><a href="https://example.org/">a</a></p></td>'),
        ("a<table><tr><td>b</td><td>c</td></tr></table>d", "<td><p>a</p><p>b</p><p>c</p><p>d</p></td>"),
    ],
)
def test_a_cell_contains_paragraphs_and_nothing_else(cell, kept):
    body = sanitise(f"<table><tbody><tr><td>{cell}</td><td><p>end</p></td></tr></tbody></table>")
    assert body == f"<table><tbody><tr>{kept}<td><p>end</p></td></tr></tbody></table>"
    assert sanitise(body) == body


@pytest.mark.parametrize(
    ("attributes", "kept"),
    [
        ('colspan="1" rowspan="1"', ""),
        ('colspan="2"', ' colspan="2"'),
        ('rowspan="20"', ' rowspan="20"'),
        (f'colspan="{SPAN_MAX + 1}"', ""),
        ('colspan="0"', ""),
        ('rowspan="-2"', ""),
        ('colspan="²"', ""),
        ('colspan="' + "9" * 5000 + '"', ""),
        ('onclick="x()"', ""),
    ],
)
def test_a_cell_may_span_a_few_others(attributes, kept):
    body = sanitise(f"<table><tbody><tr><td {attributes}><p>a</p></td><td><p>b</p></td></tr></tbody></table>")
    assert body == f"<table><tbody><tr><td{kept}><p>a</p></td><td><p>b</p></td></tr></tbody></table>"


@pytest.mark.parametrize(
    "empty", ["<table></table>", "<table><tr></tr></table>", "<table><tr><td></td><td> </td></tr></table>"]
)
def test_a_table_without_a_word_is_left_out(empty):
    assert sanitise(f"<p>a</p>{empty}<p>b</p>") == "<p>a</p><p>b</p>"


def test_a_row_is_a_line_of_plain_text():
    assert to_paragraphs(f"<p>a</p>{TRAMS}<p>b</p>") == ["a", "Year | Trams", "2019 | 14", "b"]
    assert count_words(f"<p>a</p>{TRAMS}") == 5


def test_header_cells_say_what_they_head_and_the_table_scrolls_in_a_region_with_a_name():
    assert for_readers(f"<p>a</p>{TRAMS}", WORDS) == (
        '<p>a</p><div class="table" role="region" tabindex="0" aria-label="Table 1"><table>'
        '<thead><tr><th scope="col">Year</th><th scope="col" class="number">Trams</th></tr>\n</thead>\n'
        '<tbody><tr><th scope="row">2019</th><td class="number">14</td></tr>\n</tbody></table></div>\n'
    )


def test_regions_have_different_names():
    shown = for_readers(TRAMS + TRAMS, WORDS)
    assert [f'aria-label="Table {n}"' in shown for n in (1, 2, 3)] == [True, True, False]


def test_a_page_in_another_language_than_the_text_says_which_is_which():
    words = WORDS._replace(table="Таблица %(number)s", own_lang=' lang="ru"', text_lang=' lang="hy"')
    shown = for_readers(TRAMS, words)
    assert 'aria-label="Таблица 1" lang="ru"><div lang="hy"><table>' in shown
    assert shown.endswith("</table></div></div>\n")


def test_a_header_over_several_columns_or_rows_heads_a_group():
    body = (
        '<table><tbody><tr><th colspan="2"><p>Trams</p></th></tr>'
        '<tr><th rowspan="2"><p>North</p></th><td><p>1</p></td></tr><tr><td><p>2</p></td></tr></tbody></table>'
    )
    shown = for_others(body, WORDS)
    assert '<th scope="colgroup" colspan="2">Trams</th>' in shown
    assert '<th scope="rowgroup" rowspan="2">North</th>' in shown


def test_a_table_without_a_header_row_has_no_head():
    body = "<table><tbody><tr><td><p>a</p></td><td><p>b</p><p>c</p></td></tr></tbody></table>"
    assert for_others(body, WORDS) == "<table><tbody><tr><td>a</td><td><p>b</p><p>c</p></td></tr>\n</tbody></table>\n"


def test_text_that_looks_like_a_table_stays_text():
    body = sanitise("<p>&lt;table&gt;&lt;tr&gt;</p>")
    assert for_readers(body, WORDS) == body


def test_a_grid_has_a_place_for_each_cell_that_is_spanned():
    rows = [[({"rowspan": "2"}, "a"), ({}, "b")], [({}, "c")], [({"colspan": "2"}, "d")]]
    assert grid(rows) == [["a", "b"], ["", "c"], ["d", ""]]


def test_a_grid_does_not_grow_beyond_its_cells_where_each_spans_many():
    wide = [[({"colspan": str(SPAN_MAX), "rowspan": str(SPAN_MAX)}, "a")] * 10] * 100
    assert grid(wide) == [["a"] * 10] * 100


def test_a_grid_of_one_long_row_among_many_short_ones_has_a_text_a_row():
    long = [[({}, "a")] * 2_000, *[[({}, "b")]] * 2_000]
    assert grid(long) == [[" | ".join("a" * 2_000)], *[["b"]] * 2_000]


@pytest.mark.parametrize(
    "markup",
    [
        "<table>" + "<tr><td>a</td><td>b</td></tr>" * 10_000 + "</table>",
        "<table><tr>" + "<td>a" * 50_000,
        "<table><tr><td>" * 10_000 + "a",
        "<table><tr><td><strong>a" * 3_000,
        "<table>" + "<tr><td colspan=20 rowspan=20>a" * 5_000,
        "<table><tr><td>a</table>" * 5_000,
    ],
    ids=lambda markup: markup[:20],
)
def test_a_monstrous_table_takes_no_long_time(markup):
    begun = time.process_time()
    body = sanitise(markup)
    to_paragraphs(body)
    for_readers(body, WORDS)
    assert time.process_time() - begun < 5
    assert body.count("<table>") <= 5_000


def numbers_of(*rows: tuple[str, ...]) -> list[str]:
    """Return the texts of the cells that readers see set as numbers; the first row is of header cells."""
    tags = ["th", *("td" for _ in rows[1:])]
    cells = ["".join(f"<{tag}><p>{text}</p></{tag}>" for text in row) for tag, row in zip(tags, rows, strict=True)]
    shown = for_readers(f"<table><tbody>{''.join(f'<tr>{row}</tr>' for row in cells)}</tbody></table>", WORDS)
    return re.findall(r'<t[hd][^>]* class="number">(.*?)</t[hd]>', shown)


def test_columns_of_numbers_are_marked_with_their_headers_and_the_first_column_is_not():
    rows = [("Year", "Riders", "Share", "Place"), ("2019", "1,204", "&lt; 5 %", "Gyumri")]
    rows += [("2020", "–", "+12.5%", "2 places")]
    assert numbers_of(*rows) == ["Riders", "Share", "1,204", "&lt; 5 %", "–", "+12.5%"]


@pytest.mark.parametrize("text", ["14", "1 204,5", "−3", "$ 20", "19:30", "<strong>7</strong>"])
def test_what_is_a_number(text):
    assert numbers_of(("", "Trams"), ("2019", text)) == ["Trams", text]


@pytest.mark.parametrize("text", ["14 trams", "no 3", "3a", "many"])
def test_what_is_no_number(text):
    assert numbers_of(("", "Trams"), ("2019", text), ("2020", "14")) == []


def test_other_sites_get_no_mark_of_our_own():
    assert "class" not in for_others(TRAMS, WORDS)
