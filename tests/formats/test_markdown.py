"""Text that looks like Markdown stays text: a CommonMark reader gives back what the page says."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from articles.formats import markdown
from articles.text import richtext

BASE = "https://portal.example/"


def read_back(text):
    return MarkdownIt("commonmark").render(text)


def written(body, lead=""):
    return markdown.from_html(richtext.sanitise(body), BASE, lead)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>Rain fell.</p><p>Snow came.</p>", "Rain fell.\n\nSnow came."),
        ("<h2>The lift</h2><p>It opens.</p>", "## The lift\n\nIt opens."),
        ("<h3>Prices</h3>", "### Prices"),
        ("<ul><li><p>one</p></li><li><p>two</p></li></ul>", "- one\n- two"),
        ("<ol><li><p>one</p></li><li><p>two</p><p>more</p></li></ol>", "1. one\n2. two\n\n   more"),
        ("<ul><li><p>one</p><ol><li><p>deep</p></li></ol></li></ul>", "- one\n  1. deep"),
        ("<blockquote><p>We came.</p><p>We saw.</p></blockquote>", "> We came.\n>\n> We saw."),
        ("<p>a <strong>bold</strong> and <em>fine</em> word</p>", "a **bold** and *fine* word"),
        ("<p><strong><em>both</em></strong></p>", "***both***"),
        ('<p>said <strong>"So"</strong></p>', 'said "**So**"'),
        ("<p><em>a</em><strong>b</strong></p>", "*a*b"),
        ("<p>one<br>two</p>", "one\\\ntwo"),
        ('<p><a href="https://a.example/x">there</a></p>', "[there](<https://a.example/x>)"),
        ('<p><a href="/news/3/">a <em>story</em></a></p>', "[a *story*](<https://portal.example/news/3/>)"),
        ('<p><a href="https://a.example/(x)?a=1&amp;b=2">x</a></p>', "[x](<https://a.example/(x)?a=1&b=2>)"),
        ("<p></p><p> </p>", ""),
    ],
)
def test_each_allowed_tag_has_its_markdown(body, text):
    assert written(body) == text


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("1. January was cold.", "1\\. January was cold."),
        ("2020) was a year", "2020\\) was a year"),
        ("3.5 percent", "3.5 percent"),
        ("# Not a heading #", "\\# Not a heading \\#"),
        ("- not an entry", "\\- not an entry"),
        ("> not a quotation", "\\> not a quotation"),
        ("*not* _fine_ `code` ~~gone~~", "\\*not\\* \\_fine\\_ \\`code\\` \\~\\~gone\\~\\~"),
        ("[not](a-link) <b> &amp; AT&T", "\\[not\\](a-link) \\<b> \\&amp; AT&T"),
        ("===", "\\==="),
        ("back\\slash", "back\\\\slash"),
        ("#", "\\#"),
    ],
)
def test_what_looks_like_markdown_is_escaped(text, escaped):
    assert markdown.escape(text) == escaped
    assert richtext.to_paragraphs(read_back(escaped)) == [text]


def test_an_exclamation_mark_before_a_link_makes_no_picture():
    assert "<img" not in read_back(written('<p>Look!<a href="https://a.example/">here</a></p>'))


def test_the_lead_runs_into_the_first_paragraph():
    assert written("<p>Rain fell.</p>", "**News.am** – ") == "**News.am** – Rain fell."


def test_the_lead_stands_alone_before_a_heading():
    assert written("<h2>Rain</h2>", "**News.am** – ") == "**News.am** –\n\n## Rain"


SIGNS = st.text(st.sampled_from("ab1 .)#*_`[]()<>&;!-+=~|\\\"'/:é…ա"), max_size=12)
MARKUP = st.sampled_from(
    [
        "{}",
        "<strong>{}</strong>",
        "<em>{}</em>",
        "<em><strong>{}</strong></em>",
        '<a href="https://a.example/`x">{}</a>',
    ]
)
BLOCK = st.sampled_from(
    ["<p>{}</p>", "<h2>{}</h2>", "<ul><li><p>{}</p></li></ul>", "<blockquote><p>{}</p></blockquote>"]
)


@given(st.lists(st.tuples(BLOCK, st.lists(st.tuples(MARKUP, SIGNS), min_size=1, max_size=4)), max_size=4))
@example([("<p>{}</p>", [("<em>{}</em>", "a"), ("{}", "*"), ("<strong>{}</strong>", "b")])])
def test_every_text_reads_back_as_it_was(blocks):
    body = richtext.sanitise(
        "".join(
            block.format(
                "".join(markup.format(text.replace("&", "&amp;").replace("<", "&lt;")) for markup, text in runs)
            )
            for block, runs in blocks
        )
    )
    assert richtext.to_paragraphs(read_back(markdown.from_html(body, BASE))) == richtext.to_paragraphs(body)


TRAMS = (
    "<table><tbody><tr><th><p>Year</p></th><th><p>All | trams</p></th></tr>"
    "<tr><td><p>2019</p></td><td><p>one</p><p><strong>two</strong></p></td></tr></tbody></table>"
)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (TRAMS, "| Year | All \\| trams |\n| --- | --- |\n| 2019 | one **two** |"),
        (
            TRAMS.replace("th>", "td>").replace("<th", "<td"),
            "|  |  |\n| --- | --- |\n| Year | All \\| trams |\n| 2019 | one **two** |",
        ),
        (
            '<table><tbody><tr><td rowspan="2"><p>a</p></td><td><p>b</p></td></tr>'
            "<tr><td><p>c</p></td></tr></tbody></table>",
            "|  |  |\n| --- | --- |\n| a | b |\n|  | c |",
        ),
        ("<p>a</p><hr><p>b</p>", "a\n\n---\n\nb"),
        ('<blockquote class="pull"><p>We came.</p><p>— Anna</p></blockquote>', "> We came.\n>\n> — Anna"),
        ('<blockquote class="facts"><h3>Trams</h3><p>3 lines</p></blockquote>', "> ### Trams\n>\n> 3 lines"),
        (
            f"<blockquote><p>a</p>{TRAMS}</blockquote>",
            "> a\n>\n> | Year | All \\| trams |\n> | --- | --- |\n> | 2019 | one **two** |",
        ),
        ("<p>a[^2] b</p><p>[^2]: the <em>note</em><br>more</p>", "a[^2] b\n\n[^2]: the *note*\\\n    more"),
        ("<p>a[^1] b</p>", "a\\[^1\\] b"),
        ("<p>a</p><p>[^1]: b</p>", "a\n\n\\[^1\\]: b"),
        ('<p><a href="/x">a[^1]</a>[^1]</p><p>[^1]: b</p>', f"[a\\[^1\\]](<{BASE}x>)[^1]\n\n[^1]: b"),
    ],
)
def test_tables_lines_boxes_and_footnotes(body, text):
    assert written(body) == text


def test_a_table_is_read_back_as_one():
    html = MarkdownIt("commonmark").enable("table").render(written(f"<p>a</p>{TRAMS}<p>b</p>"))
    assert "<th>All | trams</th>" in html
    assert "<td>one <strong>two</strong></td>" in html
    assert html.endswith("<p>b</p>\n")
