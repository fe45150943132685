"""Work on texts from outside, with texts of many equal and many different parts: for `bench/growth.py` and a test."""

import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

from django.conf import settings

from articles.admin.article import tags_in_text
from articles.formats import markdown
from articles.imports.seeds.format.dateline import read_dateline
from articles.imports.seeds.format.decoding import decode
from articles.imports.seeds.format.parser import parse
from articles.imports.seeds.keys import story_key
from articles.imports.seeds.sections_and_tags import classify
from articles.imports.seeds.splitting.known_lines import KnownLines, lead_hashes
from articles.imports.seeds.splitting.rule import KnownKeys, split_by_rule, split_known
from articles.outside import addresses
from articles.outside.errors import SourceError
from articles.search.excerpts import excerpt, marked
from articles.search.query_parser import parse as terms_of
from articles.text import folding, richtext, similarity
from articles.text.diff import compare, compare_paragraphs
from articles.text.embeds.places import placed as embeds
from articles.text.embeds.providers import recognised
from articles.text.languages.detection import language_of
from articles.text.moments.stamps import parse_stamp
from articles.text.plain import as_html, one_line, visible
from articles.text.sentences import sentences
from articles.text.slugs import readable_slug
from articles.text.typos import is_minor
from portal.partners import links, opml, parser

EQUAL, ZIGZAG = "The museum opened a wing.", "aB"


def seconds(work: Callable, given) -> float:
    """Of the processor."""
    begin = time.process_time()
    work(given)
    return time.process_time() - begin


def different(n: int) -> list[str]:
    return [f"Word{number} opened wing{number * 7919 % 10_007}." for number in range(n)]


def pair(make):
    """The function's text, and the same with every second part changed."""

    def both(n: int):
        lines = make(n)
        return lines, [line if number % 2 else line + " Now" for number, line in enumerate(lines)]

    return both


def equal(n: int) -> list[str]:
    return [EQUAL] * n


TEXTS = {
    "equal words": lambda n: "museum " * n,
    "different words": lambda n: " ".join(f"w{number}" for number in range(n)),
    "one word": lambda n: "a" * n,
    "spaces": lambda n: " " * n + "x",
    "line ends": lambda n: "\n" * n + "x",
    "full stops": lambda n: "." * n,
    "short sentences": lambda n: "Mr. A. b. " * n,
    "quotes": lambda n: '."' * n,
    "brackets": lambda n: "(" * n,
    "angle brackets": lambda n: "<" * n,
    "tags": lambda n: "<b>" * n,
    "closed tags": lambda n: "<p><b>x</b></p>" * n,
    "links": lambda n: '<p><a href="http://x.am/">x</a></p>' * n,
    "broken links": lambda n: '<a href="' * n,
    "empty paragraphs": lambda n: "<p> </p>" * n + "x",
    "nbsp": lambda n: "<p>" + "&nbsp; " * n + "x</p>",
    "lists in lists": lambda n: "<ul><li>x" * n,
    "quotes in quotes": lambda n: "<blockquote><p>x</p>" * n,
    "ampersands": lambda n: "&" * n,
    "entities": lambda n: "&amp;" * n,
    "accents": lambda n: "a" + "\u0301\u0316" * n,
    "armenian": lambda n: "և " * n,
    "signs": lambda n: "*_[`" * n,
    "digits": lambda n: "1" * n,
    "hashes": lambda n: "#" * n,
    "comments": lambda n: "<!--" * n,
    "scripts": lambda n: "<script>" * n,
    "zigzag": lambda n: ZIGZAG * n,
    "commas": lambda n: "a," * n,
    "dashes": lambda n: "- " * n,
}


def read_feed(data: bytes) -> None:
    with suppress(parser.NoFeed):
        parser.read(data)


def read_opml(data: bytes) -> None:
    with suppress(opml.NoOpml):
        opml.read(data)


def parse_seed(text: str) -> None:
    with suppress(SourceError):
        parse(f" date 2020-10-02 Museum opens\nOctober 2, 2020 - 19:13 AMT\n{text}")


def parse_seed_head(text: str) -> None:
    for seed in (f" date 2020-10-02 {text}\n{text}\n{text}", f"{text}\n", f" date 2020-10-02 a\n{text} - x"):
        with suppress(SourceError):
            parse(seed)


def feed_of(*items: bytes) -> None:
    read_feed(b'<rss version="2.0"><channel><title>x</title>%s</channel></rss>' % b"".join(items))


def known_of_one_beginning(n: int) -> None:
    """Known headlines that begin alike, each of another length, and lines that begin like them."""
    known = KnownKeys({"a" * 12 + "b" * length for length in range(n)})
    for _ in range(n):
        split_known("A" * 12 + "b" * n + "c. Then it was over.", known)


def make_cases() -> dict[str, tuple[Callable, Callable, int]]:
    """By name: the work, what makes its text of a size, and the size to begin with."""
    vocabulary = tags_in_text.vocabulary(Path(settings.SEED_VOCABULARY))
    terms = terms_of("museum opened w1")
    cases = {}
    for kind, make in TEXTS.items():
        for name, work, size in (
            ("sentences", lambda text: list(sentences(text)), 10_000),
            ("visible", visible, 10_000),
            ("one_line", one_line, 10_000),
            ("language_of", language_of, 10_000),
            ("excerpt", lambda text: excerpt(text, terms), 10_000),
            ("marked", lambda text: marked(text, terms), 10_000),
            ("terms", terms_of, 10_000),
            ("classify", lambda text: classify(text, [text, text], vocabulary), 10_000),
            ("possible tags", tags_in_text._possible_keys, 10_000),
            ("story_key", story_key, 10_000),
            ("split_by_rule", split_by_rule, 6_000),
            ("slug", readable_slug, 10_000),
            ("fold", folding.fold, 6_000),
            ("sanitise", richtext.sanitise, 5_000),
            ("to_paragraphs", richtext.to_paragraphs, 6_000),
            ("whole addresses", lambda text: richtext.with_whole_addresses(text, "https://x.am/"), 10_000),
            ("embeds", embeds, 6_000),
            ("embed's address", lambda text: recognised(f"https://youtu.be/{text}"), 6_000),
            ("markdown", lambda text: markdown.from_html(text, "https://x.am/"), 5_000),
            ("markdown of clean", lambda text: markdown.from_html(richtext.sanitise(text), "https://x.am/"), 2_000),
            ("markdown escape", markdown.escape, 6_000),
            ("seed", parse_seed, 6_000),
            ("seed's first line", lambda text: parse_seed_head(text), 6_000),
            ("decode", lambda text: decode(text.encode()), 6_000),
            ("stamp", parse_stamp, 6_000),
            ("dateline", read_dateline, 6_000),
            ("partner words", links.plain_title, 10_000),
            ("partner one_line", links.one_line, 10_000),
            ("web_address", lambda text: addresses.web_address("https://x.am/" + text), 6_000),
            ("rss", lambda text: feed_of(b"<item><title>", text.encode(), b"</title></item>"), 5_000),
            ("rss in cdata", lambda text: feed_of(b"<title><![CDATA[", text.encode(), b"]]></title>"), 5_000),
            ("opml", lambda text: read_opml(b"<opml><body>" + text.encode() + b"</body></opml>"), 6_000),
            ("compare", lambda text: compare(text, text + " x"), 5_000),
            ("compare, front", lambda text: compare("y " + text, "z " + text.replace("m", "n", 3)), 5_000),
            ("is_minor", lambda text: is_minor([compare(text, text[:-1] + "y")]), 6_000),
        ):
            cases[f"{name}: {kind}"] = (work, make, size)
    for kind, make in {"equal": equal, "different": different}.items():
        cases[f"paragraphs changed: {kind}"] = (lambda both: compare_paragraphs(*both), pair(make), 1_000)
        cases[f"paragraphs reversed: {kind}"] = (
            lambda lines: compare_paragraphs(lines, [*lines[::-1], "x"]),
            make,
            1_000,
        )
        cases[f"lead_hashes: {kind}"] = (lead_hashes, make, 5_000)
        cases[f"one paragraph's sentences: {kind}"] = (lambda lines: lead_hashes([" ".join(lines)]), make, 5_000)
        cases[f"as_html: {kind}"] = (as_html, make, 10_000)
        cases[f"known lines: {kind}"] = (
            lambda lines: KnownLines.gather(
                lines, lines, {story_key(one) for one in lines}, {story_key(one) for one in lines}
            ),
            make,
            2_000,
        )
        cases[f"near names: {kind}"] = (partial(similarity.near_names, "Word17 opened wing3"), make, 2_000)
    item, outline = (
        b"<item><title>a%d</title><link>https://x.am/%d</link></item>",
        b'<outline xmlUrl="https://x.am/"/>',
    )
    cases |= {
        "known of one beginning": (known_of_one_beginning, int, 100),
        "rss, equal items": (lambda n: feed_of(*[item % (1, 1)] * n), int, 500),
        "rss, different items": (lambda n: feed_of(*(item % (i, i) for i in range(n))), int, 500),
        "rss, unclosed items": (lambda n: feed_of(b"<item><title>a" * n), int, 500),
        "rss, entities": (lambda n: read_feed(b"<!DOCTYPE x [" + b"<!ENTITY a 'b'>" * n + b"]><rss/>"), int, 2_000),
        "rss, unclosed entities": (lambda n: read_feed(b"<!DOCTYPE x [" + b"<!ENTITY a " * n), int, 5_000),
        "opml, outlines": (
            lambda n: read_opml(b"<opml>" + b"".join(outline % (i % 400) for i in range(n))),
            int,
            2_000,
        ),
    }
    return cases
