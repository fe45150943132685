"""Writer of one seed, as `articles.imports.seeds.format.parser` reads it. Text out, no files; imports no Django.

An article that is written here and imported into an empty site comes back with its
headline, stamp, dateline, paragraphs and summary; section and tags come back as
the vocabulary gives them. The sidebars contain what the article's own summary
needs, and name no other story, so that no briefs are made from them.

What the format cannot represent, and what is written instead:

- Headings, lists, quotations, emphasis and links: their texts, one paragraph each.
- The time to the second: the minute of the stamp, or only the day.
- A paragraph that is a sidebar's name: it gets a full stop ("Top stories.").
- A paragraph that an import takes for a page's furniture, such as "Photo: …": the import leaves it out.
- A dateline that the parser would not read: it becomes part of the text. One whose source says a place too is read as
  the place and the agency, which are printed alike: `YEREVAN (Reuters)`.
- A first paragraph that would be read as a dateline, a stamp or the headline again: `//` before it makes it text.
- A summary of fewer letters and digits than `KNOWN_KEY_MIN`, or one that cannot
  be separated from the headline before it: none is written, and the first sentence is used.
- Different summaries of the same headline: an import gives all stories with one headline the same summary.
- A headline without a letter or digit: the parser refuses such a file.
"""

from collections.abc import Sequence
from datetime import date, datetime

from articles.imports.seeds.format.dateline import split_dateline
from articles.imports.seeds.format.first_lines import TEXT_BEGINS, the_same_headline
from articles.imports.seeds.format.page_words import FORMAT_WORDS
from articles.imports.seeds.keys import story_key
from articles.imports.seeds.splitting.rule import KNOWN_KEY_MIN, Entry, KnownKeys, split_known
from articles.text.datelines import printed
from articles.text.dates import format_stamp, local_day
from articles.text.moments.stamps import read_stamp
from articles.text.plain import one_line
from articles.text.sentences import first_sentence


def write(
    headline: str,
    at: datetime,
    time_known: bool,
    place: str,
    source: str,
    paragraphs: Sequence[str],
    summary: str = "",
    language: str = "",
    lacks: str = "",
) -> str:
    """Return the text of a seed for this story.

    `at` is an aware moment; `paragraphs` are plain text; `place` and `source` are what the dateline names, empty for
    nothing; an empty `summary` means the first sentence; `language` is a tag, empty if an import judges the text
    rightly; `lacks` is what the story lacks of the one that it follows, empty for nothing. Writing what was read from a
    written seed gives the same text, without that. Raises ValueError if no paragraph contains visible text.
    """
    headline, place, source, summary, lacks = map(_line, (headline, place, source, summary, lacks))
    texts = [text for paragraph in paragraphs if (text := _line(paragraph))]
    if not texts:
        raise ValueError("a story without a text has no seed")
    texts = [
        f"{text}." if FORMAT_WORDS.sidebar(text) and (at or not place + source) else text
        for at, text in enumerate(texts)
    ]
    texts = _with_dateline(headline, place, source, texts)
    *_, read = split_dateline(texts)
    top, latest = own_entries(headline, summary, read[0])
    lines = [f" date {local_day(at):%Y-%m-%d} {headline}", *([f" language {language}"] if language else [])]
    lines += [f" lacks {lacks}"] if lacks else []
    lines += [format_stamp(at, time_known), *texts]
    lines += ["Top stories", *top, "Partner news", "Latest news", *latest]
    return "\n".join(lines) + "\n"


def own_entries(headline: str, summary: str, first_paragraph: str) -> tuple[list[str], list[str]]:
    """Return (entries of Top stories, entries of Latest news) from which an import recovers the story's own `summary`.

    Both are empty if the summary is the first sentence, which is used anyway. Otherwise return the glued line of
    Latest news, which the import splits by the headline; if that fails, for example
    because the summary begins in lower case, also the summary as an entry of Top stories, by which it splits the line.
    """
    if not summary or summary == first_sentence(first_paragraph) or len(story_key(summary)) < KNOWN_KEY_MIN:
        return [], []
    line, wanted = f"{headline} {summary}", Entry(headline, summary, certain=True)
    titles = {story_key(headline)}
    if split_known(line, KnownKeys(titles)) == wanted:
        return [], [line]
    if split_known(line, KnownKeys(titles, {story_key(summary)})) == wanted:
        return [summary], [line]
    return [], []


def _line(text: str) -> str:
    """Return `text` on one line as the parser will read it: cleaned until cleaning it again changes nothing."""
    while (cleaned := one_line(text)) != text:
        text = cleaned
    return text


def _with_dateline(headline: str, place: str, source: str, texts: list[str]) -> list[str]:
    """Return the paragraphs with a dateline, written so that reading them finds it, and the same paragraphs."""
    first, *others = texts
    shown = printed(place, source)
    ways = [f"{shown} - {first}" if shown else first]
    ways += [f"{place} /{source}/ {first}".lstrip()] if source else []
    for way in ways:
        *found, paragraphs = split_dateline([way, *others])
        if printed(*found) == shown and paragraphs == texts and not _is_head(headline, way):
            return [way, *others]
    return _with_dateline(headline, "", "", [ways[0], *others]) if shown else [f"{TEXT_BEGINS} {first}", *others]


_SOME_DAY = date(2000, 1, 1)


def _is_head(headline: str, line: str) -> bool:
    """Return whether a reader would take the line for one of those before the text."""
    try:
        return bool(the_same_headline(headline, line) or read_stamp(line, _SOME_DAY))
    except ValueError:
        return True
