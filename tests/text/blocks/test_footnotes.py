"""Footnotes: marks in the text, notes at its end, links both ways."""

import time

import pytest

from articles.text.blocks.footnotes import linked, problems, taken_out, without_marks
from articles.text.blocks.words import Words
from articles.text.richtext import sanitise, to_paragraphs, to_read

WORDS = Words(table="Table %(number)s", notes="Notes", note="Note %(number)s", back="Back from %(number)s")


def mark(shown, place=""):
    return (
        f'<sup class="mark"><a href="#note-{shown}" id="mark-{place or shown}" role="doc-noteref" '
        f'aria-label="Note {shown}">{shown}</a></sup>'
    )


def back(shown, place=""):
    return (
        f' <a class="back" href="#mark-{place or shown}" role="doc-backlink" aria-label="Back from {shown}">↩\ufe0e</a>'
    )


def section(*items):
    listed = "".join(f'<li id="note-{number}">{item}</li>\n' for number, item in enumerate(items, start=1))
    return (
        '\n<section class="footnotes" aria-labelledby="footnotes">\n'
        f'<h2 class="label" id="footnotes">Notes</h2>\n<ol>\n{listed}</ol>\n</section>'
    )


def test_a_mark_and_its_note_lead_to_each_other():
    assert linked("<p>Rain fell.[^1]</p><p>Snow.</p><p>[^1]: In <em>Lori</em>.</p>", WORDS) == (
        f"<p>Rain fell.{mark(1)}</p><p>Snow.</p>{section(f'In <em>Lori</em>.{back(1)}')}"
    )


def test_notes_are_numbered_in_the_order_of_their_marks():
    assert linked("<p>a[^7] b[^2]</p><p>[^2]: two</p><p>[^7]: seven</p>", WORDS) == (
        f"<p>a{mark(1)} b{mark(2)}</p>{section(f'seven{back(1)}', f'two{back(2)}')}"
    )


def test_a_note_with_two_marks_leads_back_to_both():
    assert linked("<p>a[^1] b[^1]</p><p>[^1]: one</p>", WORDS) == (
        f"<p>a{mark(1)} b{mark(1, '1-2')}</p>" + section("one" + back(1) + back(1, "1-2"))
    )


def test_a_mark_without_a_note_stays_text_and_a_note_without_a_mark_comes_last():
    body = "<p>a[^1] b[^3]</p><p>[^2]: two</p><p>[^1]: one</p>"
    assert linked(body, WORDS) == f"<p>a{mark(1)} b[^3]</p>{section(f'one{back(1)}', 'two')}"
    assert problems(body) == (["3"], ["2"])


def test_of_notes_with_one_number_the_second_stays_a_paragraph():
    assert linked("<p>a[^1]</p><p>[^1]: one</p><p>[^1]: other</p>", WORDS) == (
        f"<p>a{mark(1)}</p><p>{mark(1, '1-2')}: other</p>" + section("one" + back(1) + back(1, "1-2"))
    )


@pytest.mark.parametrize(
    "body",
    [
        "<blockquote><p>[^1]: one</p></blockquote><p>a[^1]</p>",
        "<ul><li><p>[^1]: one</p></li></ul><p>a[^1]</p>",
        "<table><tbody><tr><td><p>[^1]: one</p></td></tr></tbody></table><p>a[^1]</p>",
        "<h2>[^1]: one</h2><p>a[^1]</p>",
        "<p>a [^b] [^] [1] [^1234] ^1</p>",
    ],
)
def test_only_a_paragraph_of_its_own_is_a_note(body):
    assert linked(body, WORDS) == body


def test_a_mark_within_a_link_stays_text():
    body = '<p><a href="/x">a[^1]</a> b[^1]</p><p>[^1]: one</p>'
    assert linked(body, WORDS) == f'<p><a href="/x">a[^1]</a> b{mark(1)}</p>{section(f"one{back(1)}")}'


def test_direction_and_language_of_a_note_are_kept():
    shown = linked('<p>a[^1]</p><p lang="hy" dir="auto">[^1]: մեկ</p>', WORDS)
    assert '<li id="note-1" lang="hy" dir="auto">մեկ' in shown


def test_a_page_in_another_language_than_the_text_says_which_is_which():
    words = WORDS._replace(notes="Примечания", own_lang=' lang="ru"', text_lang=' lang="hy"')
    shown = linked("<p>a[^1]</p><p>[^1]: մեկ</p>", words)
    assert '<section class="footnotes" aria-labelledby="footnotes" lang="ru">' in shown
    assert '<ol lang="hy">' in shown
    assert 'aria-label="Back from 1" lang="ru">' in shown


def test_what_one_reads_through_has_neither_marks_nor_notes():
    body = "<p>Rain fell.[^1] Snow[^2] came.</p><p>[^1]: In Lori.</p>"
    assert without_marks(body) == "<p>Rain fell. Snow[^2] came.</p>"
    assert to_read(body) == ["Rain fell. Snow[^2] came."]
    assert to_paragraphs(body) == ["Rain fell.[^1] Snow[^2] came.", "[^1]: In Lori."]


def test_the_sanitiser_leaves_them_alone():
    body = '<p>Rain fell.[^1]</p><p>[^1]: <a href="https://example.org/">In Lori</a>.</p>'
    assert sanitise(body) == body


def test_a_note_cannot_bring_markup_of_its_own():
    body = sanitise('<p>a[^1]</p><p>[^1]: &lt;script&gt;alert(1)&lt;/script&gt;" onload="x</p>')
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in linked(body, WORDS)


@pytest.mark.parametrize(
    "body",
    [
        "".join(f"<p>a[^{n}]</p><p>[^{n}]: note</p>" for n in range(500)),
        "<p>" + "[^1]" * 20_000 + "</p><p>[^1]: one</p>",
        "<p>[^1]: " * 20_000,
        "<p>[^1]: one</p>" * 20_000,
        "[^" * 100_000,
    ],
    ids=lambda body: body[:16],
)
def test_very_many_notes_take_no_long_time(body):
    begun = time.process_time()
    linked(body, WORDS)
    problems(body)
    assert time.process_time() - begun < 3


def test_500_notes_lead_back_and_forth():
    body = "".join(f"<p>a[^{n}]</p>" for n in range(500)) + "".join(f"<p>[^{n}]: note {n}</p>" for n in range(500))
    shown = linked(body, WORDS)
    assert (shown.count('role="doc-noteref"'), shown.count('role="doc-backlink"'), shown.count("<li ")) == (
        500,
        500,
        500,
    )
    assert len(taken_out(body)[1]) == 500
