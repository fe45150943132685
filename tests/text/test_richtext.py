import time

import pytest

from articles.text.plain import as_html, is_common
from articles.text.richtext import DEPTH_MAX, from_paragraphs, sanitise, to_paragraphs
from tests.support.pasted import CASES, NAMES, sample


def test_what_the_editor_offers_passes():
    markup = (
        '<h2>Head</h2><p>A <strong>b</strong> <em>c</em> <a href="https://example.org/">d</a></p><ul><li>e</li></ul>'
    )
    assert sanitise(markup) == markup


@pytest.mark.parametrize("code", [*range(32, 127), *map(ord, "–—‘’“”«»…é·•\xa0\xad\u0301\u200dԱ")])
def test_what_counts_as_common_text_is_left_as_it_is(code):
    paragraphs = [f"{chr(code)} begins", f"a {chr(code) * 9} b", f"ends {chr(code)}", "“He – she”… said «so»"]
    if all(map(is_common, paragraphs)):
        assert sanitise(as_html(paragraphs)) == as_html(paragraphs) == "\n".join(f"<p>{p}</p>" for p in paragraphs)
    else:
        assert chr(code) in "&<>é·•\xa0\xad\u0301\u200dԱ"


def test_scripts_styles_and_handlers_are_taken_out():
    assert sanitise('<p onclick="x()" style="color:red">a<script>alert(1)</script></p>') == "<p>a</p>"


def test_a_link_that_would_run_script_loses_its_target():
    assert sanitise('<p><a href="javascript:alert(1)">a</a></p>') == "<p><a>a</a></p>"


def test_nothing_but_empty_paragraphs_is_empty():
    assert sanitise("<p></p><p> <br></p>") == ""


@pytest.mark.parametrize(
    "empty",
    [
        *(
            "<p></p>",
            "<p>&nbsp;</p>",
            "<p> <br>\xa0</p>",
            "<h2></h2>",
            "<p><strong>&nbsp;</strong></p>",
            "<p>\u200b</p>",
        ),
        *("<ul><li><p></p></li></ul>", "<blockquote><ul><li><p>&nbsp;</p></li></ul><p></p></blockquote>"),
        '<p><a href="https://example.org/"></a></p>',
    ],
)
def test_empty_paragraphs_are_left_out(empty):
    assert sanitise(f"<p>a</p>\n{empty}\n<p>b</p>{empty}") == "<p>a</p>\n<p>b</p>"
    assert sanitise(empty) == ""


@pytest.mark.parametrize(
    ("markup", "kept"),
    [
        ("<p>So&shy;ft &#8203;wo\u2060rds</p>", "<p>Soft words</p>"),
        ("<p>\u2067Ye\u200erevan\u2069</p><p>\u200f</p>", "<p>Yerevan</p>"),
        ("<p>Cafe\u0301</p>", "<p>Café</p>"),
        ("<p>می\u200cخواهم</p>", "<p>می\u200cخواهم</p>"),
    ],
)
def test_a_text_loses_what_cannot_be_seen_as_a_headline_does(markup, kept):
    assert sanitise(markup) == kept


@pytest.mark.parametrize("between", ["", "\u200b", "\u0316"])
def test_a_combining_stroke_does_not_open_the_tag_before_it(between):
    kept = sanitise(f"<p>{between}\u0338 onmouseover=alert(1) x=</p>")
    assert "<p>" in kept
    assert "≯" not in kept


def test_plain_paragraphs_with_bullets_become_a_list():
    body = from_paragraphs(["On the list:", "· peaches & plums", "•\tapricots", "Prices are to come."])
    assert body == (
        "<p>On the list:</p><ul><li><p>peaches &amp; plums</p></li><li><p>apricots</p></li></ul>"
        "<p>Prices are to come.</p>"
    )


def test_tags_in_plain_paragraphs_stay_text():
    body = from_paragraphs(["<script>alert(1)</script> & {{ x }}"])
    assert body == "<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; {{ x }}</p>"
    assert to_paragraphs(body) == ["<script>alert(1)</script> & {{ x }}"]


def test_paragraphs_survive_the_way_there_and_back():
    paragraphs = ["First “one”.", "Second: a < b && c > d.", "Երրորդ։"]
    assert to_paragraphs(from_paragraphs(paragraphs)) == paragraphs


@pytest.mark.parametrize("name", NAMES)
def test_markup_of_another_program_is_read_as_in_the_editor(name):
    markup, kept = sample(name)
    assert sanitise(markup) == kept


@pytest.mark.parametrize(("markup", "kept"), CASES)
def test_markup_is_read_as_in_the_editor(markup, kept):
    assert sanitise(f"<div>{markup}</div>") == kept


@pytest.mark.parametrize(("_", "kept"), [*CASES, *((name, sample(name)[1]) for name in NAMES)])
def test_what_was_kept_stays_as_it_is(_, kept):
    assert sanitise(kept) == kept


def test_a_wrapped_link_is_unwrapped_in_any_text():
    assert sanitise('<p><a href="https://l.facebook.com/l.php?u=https%3A%2F%2Fexample.org%2F&amp;h=x">a</a></p>') == (
        '<p><a href="https://example.org/">a</a></p>'
    )


def test_an_unsafe_link_of_another_program_leads_nowhere():
    assert (
        sanitise('<div><a href="javascript:alert(1)" onclick="x()">a</a><iframe src="//b"></iframe></div>')
        == "<p>a</p>"
    )


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 10_000 + "a",
        "<table><tr><td>a" * 5_000,
        "<ul><li>a" * 5_000,
        "<b>a" * 20_000,
        "<br> " * 50_000 + "<div>a",
        "<p " * 50_000,
        "<p>· a" * 10_000,
        "· a<br>" * 8_000 + "<p>· a",
        "<p>&nbsp;" * 20_000,
        "<blockquote>" * 10_000,
        "<div class=a>" + "<style>" * 20_000,
        "<style>"
        + ",".join(f".c{n}" for n in range(20_000))
        + "{font-weight:bold}</style>"
        + "<p class=c1>a</p>" * 5_000,
        "<p style='" + "font-weight:bold;" * 20_000 + "'>a</p>",
        "<div>" + "https://www.google.com/url?q=" * 10_000,
    ],
    ids=lambda markup: markup[:16],
)
def test_a_monstrous_text_takes_no_long_time(markup):
    begun = time.process_time()
    sanitise(markup)
    assert time.process_time() - begun < 5


def test_what_nests_too_deep_is_flattened_in_linear_time():
    nested = sanitise("<p>x</p>" + "<ul><li>" * 20_000 + "deep")
    assert "deep" in nested
    assert nested.count("<ul>") <= DEPTH_MAX
    assert sanitise("<p>a</p><ul><li>b<ul><li>c</li></ul></li></ul>").count("<ul>") == 2
