"""Pull quotes, fact boxes, and the name of who said it."""

import pytest

from articles.text.blocks.quotes import shown
from articles.text.richtext import sanitise

FIGURE = '<figure class="quote"><blockquote><p>We came.</p></blockquote><figcaption>{}</figcaption></figure>'


@pytest.mark.parametrize("name", ["pull", "facts"])
def test_the_class_of_a_quotation_is_kept(name):
    body = f'<p>a</p><blockquote class="{name}"><p>b</p></blockquote>'
    assert sanitise(body) == body


@pytest.mark.parametrize("attributes", ['class="lead"', 'class="pull x"', 'style="color:red"', 'id="pull"'])
def test_no_other_class_or_style_is_kept(attributes):
    assert sanitise(f"<blockquote {attributes}><p>b</p></blockquote>") == "<blockquote><p>b</p></blockquote>"


@pytest.mark.parametrize(
    ("last", "name"),
    [
        ("— Anahit Sargsyan", "Anahit Sargsyan"),
        ("– Анаит Саргсян, инженер", "Анаит Саргсян, инженер"),
        ("—Անահիտ Սարգսյան", "Անահիտ Սարգսյան"),
        ("-- Anahit", "Anahit"),
        ("- Anahit", "Anahit"),
        ("<em>— Anahit</em>, engineer", "<em>Anahit</em>, engineer"),
        ('— <a href="/author/anahit/">Anahit</a>', '<a href="/author/anahit/">Anahit</a>'),
    ],
)
def test_a_last_paragraph_with_a_dash_says_who_said_it(last, name):
    assert shown(f"<blockquote><p>We came.</p><p>{last}</p></blockquote>") == FIGURE.format(name)


@pytest.mark.parametrize(
    "content",
    [
        "<p>— Anahit</p>",  # nothing was said
        "<p>— Вы придёте?</p><p>— Да.</p>",  # a dialogue
        "<p>Она спросила:</p><p>— Вы придёте?</p>",
        "<p>We came.</p><p>-5 degrees</p>",
        f"<p>We came.</p><p>— {'word ' * 30}</p>",
        "<p>We came.</p><p>—</p>",
        "<p>We came.</p><ul><li><p>— Anahit</p></li></ul>",
    ],
)
def test_what_only_looks_like_a_name_stays_part_of_the_quotation(content):
    body = f"<blockquote>{content}</blockquote>"
    assert shown(body) == body


def test_a_pull_quote():
    assert shown('<blockquote class="pull"><p>We came.</p><p>— Anahit</p></blockquote>') == (
        '<figure class="quote pull"><blockquote><p>We came.</p></blockquote><figcaption>Anahit</figcaption></figure>'
    )
    assert shown('<blockquote class="pull"><p>We came.</p></blockquote>') == (
        '<blockquote class="pull"><p>We came.</p></blockquote>'
    )


def test_a_fact_box_is_named_by_its_heading():
    content = "<h3>Trams &amp; <em>“buses”</em></h3><ul><li><p>3 lines</p></li></ul>"
    assert shown(f'<blockquote class="facts">{content}</blockquote>') == (
        f'<section class="facts" aria-label="Trams &amp; “buses”">{content}</section>'
    )
    assert shown('<blockquote class="facts"><p>3 lines</p></blockquote>') == '<div class="facts"><p>3 lines</p></div>'


def test_a_heading_cannot_end_the_attribute():
    heading = sanitise('<blockquote class="facts"><h3>a" onfocus="x()</h3><p>b</p></blockquote>')
    assert 'aria-label="a&quot; onfocus=&quot;x()"' in shown(heading)


def test_a_quotation_within_a_quotation_stays_as_it_is():
    inner = "<blockquote><p>b</p><p>— Armen</p></blockquote>"
    assert shown(f"<blockquote><p>a</p>{inner}<p>c</p></blockquote><p>d</p>") == (
        f"<blockquote><p>a</p>{inner}<p>c</p></blockquote><p>d</p>"
    )


@pytest.mark.parametrize("body", ["<blockquote><p>a</p>", "</blockquote><p>a</p>", "<p>a</p>"])
def test_a_text_that_was_cut_loses_nothing(body):
    assert shown(body) == body
