from time import process_time

import pytest

from articles.search.excerpts import excerpt, joined, marked
from articles.search.query_parser import PHRASE_MAX, TERMS_MAX, Term, loosened, parse


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("peace talks", (Term(("peace",)), Term(("talks",)))),
        ('"peace talks" Baku', (Term(("peace", "talks")), Term(("baku",)))),
        ("“peace talks”", (Term(("peace", "talks")),)),
        ('"peace talks', (Term(("peace",)), Term(("talks",)))),
        ("parl*", (Term(("parl",), prefix=True),)),
        ("parl.*", (Term(("parl",), prefix=True),)),
        ("a.*", (Term(("a",)),)),  # too many words begin so; the form says it
        ("x\u0301*", (Term(("x",)),)),
        ("a_*", (Term(("a",)),)),
        ("a-b.*", (Term(("a", "b")),)),
        ("Nagorno-Karabakh", (Term(("nagorno", "karabakh")),)),
        ("U.S.", (Term(("u", "s"), others=(("us",),)),)),
        ("US", (Term(("us",), others=(("u", "s"),)),)),
        ('"US troops"', (Term(("us", "troops"), others=(("u", "s", "troops"),)),)),
        ("В.В. Путин", (Term(("в", "в"), others=(("вв",),)), Term(("путин",), prefix=True))),
        ("2,457", (Term(("2", "457"), others=(("2457",),)),)),
        ("12457", (Term(("12457",), others=(("12", "457"),)),)),
        ("2020", (Term(("2020",)),)),
        ("as", (Term(("as",)),)),
        ('"Armenia’s president"', (Term(("armenia", "s", "president")),)),
        ("women's-only", (Term(("women", "s", "only")),)),
        ("Armenia's Armenia’s", (Term(("armenia",)),)),
        ("Café", (Term(("cafe",)),)),
        ("Карабахе", (Term(("карабах",), prefix=True),)),
        ("учёные", (Term(("учен",), prefix=True),)),
        ("в", (Term(("в",)),)),
        ("covid-19", (Term(("covid", "19")),)),
    ],
)
def test_what_a_reader_types_becomes_terms(typed, terms):
    assert parse(typed) == terms


@pytest.mark.parametrize("typed", ["", "   ", '""', '"', "* - +", "\0", "🙂", "“”"])
def test_without_a_letter_or_digit_there_are_no_terms(typed):
    assert parse(typed) == ()


def test_more_words_than_sensible_are_cut_off():
    assert len(parse(" ".join(f"word{n}" for n in range(100)))) == TERMS_MAX


@pytest.mark.parametrize("typed", [f'"{"the of " * 30}"', "-".join(["the", "of"] * 30)])
def test_a_long_phrase_is_looked_for_by_its_first_words(typed):
    assert parse(typed) == (Term(("the", "of") * (PHRASE_MAX // 2)),)


def test_loosened_words_are_beginnings():
    assert loosened(parse("parl of 12")) == (
        Term(("parl",), prefix=True),
        Term(("of",), others=(("o", "f"),)),
        Term(("12",)),
    )


def said(pieces):
    return "".join(f"[{piece.text}]" if piece.hit else piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("text", "typed", "marks"),
    [
        ("Lawmakers vote", "voted", "Lawmakers [vote]"),
        ("A peace treaty, at peace", '"peace treaty"', "A [peace treaty], at peace"),
        ("Парламент в Карабахе", "карабаха", "Парламент в [Карабахе]"),
        ("ԵՐԵՎԱՆ today", "Երևան", "[ԵՐԵՎԱՆ] today"),
        ("The Café opens", "cafe", "The [Café] opens"),
        ("Parliament opens", "parl*", "[Parliament] opens"),
        ("<b>bold</b>", "bold", "<b>[bold]</b>"),
        ("Nothing here", "else", "Nothing here"),
    ],
)
def test_hits_are_marked_where_they_stand(text, typed, marks):
    assert said(marked(text, parse(typed))) == marks


def test_an_excerpt_is_the_part_with_most_hits():
    text = "Roads. " + "Cars came. " * 60 + "The bridge over the river and its roads opened. " + "Rain fell. " * 60
    found = said(excerpt(text, parse("bridge river roads")))
    assert "[bridge] over the [river] and its [roads]" in found
    assert found.startswith("… ")
    assert found.endswith(" …")
    assert len(found) < 300


def test_a_text_without_a_hit_has_no_excerpt():
    assert excerpt("Rain fell.", parse("bridge")) == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"{'a ' * 1000}{'x' * 100}-museum opens", "… [museum] opens"),
        (f"{'a ' * 1000}museum-{'x' * 300} opens", f"… {'a ' * 29}[museum] …"),
        ("a\u0301" * 200 + " museum", "… [museum]"),
        (f"{'museum' * 100} opens a museum", "… opens a [museum]"),
    ],
    ids=["long word before", "long word behind", "combining marks", "a hit that is too long"],
)
def test_an_excerpt_stays_short_whatever_stands_around_it(text, shown):
    assert said(excerpt(text, parse("museum*"))) == shown


def test_a_text_of_hits_alone_costs_little_more_than_another():
    letters = "a b c d e f g h i j k l"
    began = process_time()
    assert said(excerpt(f"{letters} " * 800, parse(letters))).startswith("[a] [b] [c]")
    assert process_time() - began < 2  # seconds; comparing every hit with every other one took six


def test_headings_are_set_apart_from_what_follows():
    assert joined(["What was planned.", "What the figures say", "He said: “No.”", "End"]) == (
        "What was planned. What the figures say … He said: “No.” End"
    )
