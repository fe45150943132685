"""Search and replace in plain texts and in sanitised HTML: what is found, and what stands there afterwards."""

import time
import unicodedata

import pytest
from hypothesis import given, strategies

from articles.text.replacing.markup import places_in_markup, replaced_in_markup, unusable_link
from articles.text.replacing.places import places_in, replaced
from articles.text.replacing.wanted import Reach, Wanted
from articles.text.richtext import sanitise

EVERY = range(1000)


def plainly(text, looked_for, by, **options):
    return replaced(text, Wanted.of(looked_for, by, **options), EVERY)


def in_markup(body, looked_for, by, chosen=EVERY, **options):
    return replaced_in_markup(body, Wanted.of(looked_for, by, **options), chosen)


@pytest.mark.parametrize(
    ("text", "looked_for", "by", "expected"),
    [
        ("Arman met Armand; ARMAN's house.", "Arman", "Armen", "Armen met Armand; ARMEN's house."),
        ("the Gray house. Gray is dull", "gray", "grey", "the Grey house. Grey is dull"),
        ("Ter\xa0Petrosian, Ter  Petrosian", "Ter Petrosian", "Ter Petrosyan", "Ter\xa0Petrosyan, Ter Petrosyan"),
        ("O'Brien and O’Brien", "O'Brien", "O’Brien", "O’Brien and O’Brien"),
        ("Nagorno‑Karabakh", "Nagorno-Karabakh", "Artsakh", "Artsakh"),
        ("Pash\xadinian spoke", "Pashinian", "Pashinyan", "Pashinyan spoke"),
        ("АРМЕНЪ и Армен, Армена", "армен", "Арман", "АРМЕНЪ и Арман, Армена"),
        ("Арме\u0301н пришёл", "Армен", "Арман", "Арман пришёл"),
        ("елка, ёлка", "елка", "ель", "ель, ёлка"),
        ("Արմէն, ԱՐՄԷՆ, Արմէնի", "Արմէն", "Արմեն", "Արմեն, ԱՐՄԵՆ, Արմէնի"),
        ("ԵՐԵՎԱՆ, ԵՐԵՒԱՆ, Երևան", "Երևան", "Գյումրի", "ԳՅՈՒՄՐԻ, ԳՅՈՒՄՐԻ, Գյումրի"),
        ("ԳՅՈՒՄՐԻ", "Գյումրի", "Երևան", "ԵՐԵՎԱՆ"),
        ("Արմէ՞նն", "Արմէնն", "Արմենն", "Արմե՞նն"),
        ("Ինչո՞ւ", "Ինչու", "Ինչպես", "Ինչպե՞ս"),
        ("a.b aXb (x)", "a.b", "c", "c aXb (x)"),
        ("a (x) b", "(x)", "[y]", "a [y] b"),
        ("the old name", "old", "", "the name"),
        ("old", "old", "", ""),
    ],
)
def test_whole_words(text, looked_for, by, expected):
    assert plainly(text, looked_for, by) == expected


def test_the_letters_of_a_decomposed_text_are_found_and_an_accent_makes_another_letter():
    decomposed = unicodedata.normalize("NFD", "Café, Майя")
    assert plainly(decomposed, "café", "bar") == unicodedata.normalize("NFD", "Bar, Майя")
    assert plainly(decomposed, "cafe", "bar") == decomposed
    assert plainly(decomposed, "Майя", "Мая", same_case=True).endswith(", Мая")


@pytest.mark.parametrize(
    ("reach", "expected"),
    [
        (Reach.WORDS, "Арман, Армена, неАрмен"),
        (Reach.BEGINNINGS, "Арман, Армана, неАрмен"),
        (Reach.ANYWHERE, "Арман, Армана, неАрман"),
    ],
)
def test_how_much_of_a_word_is_meant(reach, expected):
    assert plainly("Армен, Армена, неАрмен", "Армен", "Арман", reach=reach) == expected


def test_a_text_of_the_same_case_alone():
    assert plainly("Polish polish POLISH", "Polish", "Czech", same_case=True) == "Czech polish POLISH"


def test_some_of_the_places_with_their_context():
    text = f"{'before ' * 20}Arman one Arman two{' after' * 20}"
    first, second = places_in(text, Wanted.of("Arman", "Armen"))
    assert first.before.startswith("…before ")
    assert first.before.endswith("before ")
    assert (first.found, first.by) == ("Arman", "Armen")
    assert second.after.startswith(" two after")
    assert second.after.endswith("after…")
    assert replaced(text, Wanted.of("Arman", "Armen"), {1}).count("Arman") == 1


@pytest.mark.parametrize(
    ("body", "looked_for", "by", "expected"),
    [
        ("<p><strong>Ar</strong>man</p>", "Arman", "Armen", "<p><strong>Ar</strong>men</p>"),
        ("<p><strong>Ar</strong>man</p>", "Arman", "Ben", "<p><strong>Be</strong>n</p>"),
        ("<p><em>Ann</em> left</p>", "Ann", "Anna", "<p><em>Anna</em> left</p>"),
        ("<p>Mr <em>X</em> Y</p>", "X", "", "<p>Mr Y</p>"),
        ("<p>Ar</p>\n<p>man</p>", "Arman", "Armen", "<p>Ar</p>\n<p>man</p>"),
        ("<ul><li><p>Arman</p></li></ul>", "Arman", "A & <b>", "<ul><li><p>A &amp; &lt;b&gt;</p></li></ul>"),
        ("<p>AT&amp;T, R&amp;D</p>", "AT&T", "Bell", "<p>Bell, R&amp;D</p>"),
        ("<p>Ter&nbsp;Petrosian</p>", "Ter Petrosian", "Ter Petrosyan", "<p>Ter&nbsp;Petrosyan</p>"),
        ('<p><a href="https://x.am/strong/Arman">Arman</a></p>', "Arman", "Armen",
         '<p><a href="https://x.am/strong/Arman">Armen</a></p>'),
        ('<p>strong <a href="/p" title="a > Arman">p</a></p>', "p", "q",
         '<p>strong <a href="/p" title="a > Arman">q</a></p>'),
        ("<p>strong <strong>strong</strong></p>", "strong", "weak", "<p>weak <strong>weak</strong></p>"),
        ("<table><tbody><tr><td>Ar</td><td>man</td></tr></tbody></table>", "Ar", "As",
         "<table><tbody><tr><td>As</td><td>man</td></tr></tbody></table>"),
    ],
)  # fmt: skip
def test_markup_stays_as_it_is(body, looked_for, by, expected):
    assert in_markup(body, looked_for, by) == expected


def test_the_places_of_a_text_are_numbered_in_its_order():
    body = "<p>Arman and <em>Arman</em>.</p>\n<p>Arman again</p>"
    assert [place.after for place in places_in_markup(body, Wanted.of("Arman", "Armen"))] == [
        " and Arman.",
        ".",
        " again",
    ]
    assert in_markup(body, "Arman", "Armen", {1}) == "<p>Arman and <em>Armen</em>.</p>\n<p>Arman again</p>"
    assert in_markup(body, "Arman", "Armen", {}) == body


LINKS = (
    '<p><a href="https://old.am/a?x=1&amp;y=2">here</a> <a href="https://old.am/b">there</a></p>'
    "\n<p>https://old.am/b</p>\n<p>https://old.am/b/c and (https://old.am/b).</p>"
)


@pytest.mark.parametrize(
    ("reach", "looked_for", "by", "found"),
    [
        (Reach.WORDS, "https://old.am/b", "https://new.am/b", [False, False, True]),
        (Reach.BEGINNINGS, "https://old.am/", "https://new.am/", [False, False, False, True, True]),
        (Reach.ANYWHERE, "old.am", "new.am", [False, False, False, True, True]),
        (Reach.WORDS, "https://old.am/a?x=1&y=2", "/news/1/", [True]),
        (Reach.WORDS, "https://OLD.am/b", "/news/1/", []),
    ],
)
def test_addresses_of_links_and_in_the_words(reach, looked_for, by, found):
    wanted = Wanted.of(looked_for, by, reach=reach, link=True)
    assert [place.is_link for place in places_in_markup(LINKS, wanted)] == found
    changed = replaced_in_markup(LINKS, wanted, EVERY)
    assert sanitise(changed) == changed
    assert (
        looked_for.replace("&", "&amp;") not in changed.replace("old.am/b/c", "").replace("old.am/b)", "") or not found
    )


def test_a_link_to_what_readers_cannot_follow():
    for by, bad in (
        ("javascript:alert(1)", True),
        ("x.am", True),
        ("https://x.am/", False),
        ("/news/1/", False),
        ("", True),
    ):
        wanted = Wanted.of("https://old.am/b", by, link=True)
        assert unusable_link(places_in_markup(LINKS, wanted)[-1]) is bad
    hostile = replaced_in_markup(LINKS, Wanted.of("https://old.am/b", '"><script>', link=True), EVERY)
    assert "<script" not in hostile


PIECES = strategies.lists(
    strategies.sampled_from(
        ["Ar", "man", "Arman", " ", "&amp;", "<em>", "</em>", "<strong>", "</strong>", "</p><p>", "x"]
    ),
    max_size=14,
)


@given(PIECES, strategies.sampled_from(["", "A", "Armen", "<b>", "a & b"]))
def test_no_markup_ever_breaks(pieces, by):
    body = sanitise(f"<p>{''.join(pieces)}</p>")
    changed = replaced_in_markup(body, Wanted.of("Arman", by), EVERY)
    again = sanitise(changed)
    tags = [one for one in ("<script", "<b>") if one in again]
    assert tags == []
    assert places_in_markup(again, Wanted.of("Arman", by)) == [] or "Arman" in by
    assert again.replace("\n", "").count("&lt;b&gt;") == (
        len(places_in_markup(body, Wanted.of("Arman", by))) if by == "<b>" else 0
    )


def test_a_row_of_marks_that_words_may_have_takes_no_time():
    begun = time.monotonic()
    assert places_in("ա" + "\u055b" * 60 + "բ", Wanted.of("\u055b" * 20 + "գ", "դ")) == []
    assert time.monotonic() - begun < 1


@pytest.mark.parametrize(
    "by", ["https://exa mple.com", "https://a.example:99999/", "https://[::1", "https://ex^a.com/"]
)
def test_an_address_that_cleaning_takes_away_is_unusable(by):
    link = '<p><a href="https://a.example/">it</a></p>'
    assert " href=" not in sanitise(in_markup(link, "https://a.example/", by, link=True))
    assert unusable_link(places_in_markup(link, Wanted.of("https://a.example/", by, link=True))[-1])
