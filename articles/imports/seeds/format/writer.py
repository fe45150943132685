"""Writer of one seed, as `articles.imports.seeds.format.parser` reads it. Text out, no files; imports no Django.

An article that is written here and imported into an empty site comes back with its
headline, stamp, source, paragraphs and summary; section and tags come back as
the vocabulary gives them. The sidebars contain what the article's own summary
needs, and name no other story, so that no briefs are made from them.

What the format cannot represent, and what is written instead:

- Headings, lists, quotations, emphasis and links: their texts, one paragraph each.
- The time to the second: the minute of the stamp, or only the day.
- A paragraph that is a sidebar's name: it gets a full stop ("Top stories.").
- A paragraph that an import takes for a page's furniture, such as "Photo: …": the import leaves it out.
- A source that the parser would not read as a dateline: it becomes part of the text.
- A first paragraph that begins like a dateline and has no source: its dash
  becomes a figure dash, which looks the same and does not end a dateline.
- A summary of fewer letters and digits than `KNOWN_KEY_MIN`, or one that cannot
  be separated from the headline before it: none is written, and the first sentence is used.
- Different summaries of the same headline: an import gives all stories with one headline the same summary.
- A headline without a letter: the parser refuses such a file.
"""

from collections.abc import Sequence
from datetime import datetime

from articles.imports.seeds.format.page_words import FORMAT_WORDS
from articles.imports.seeds.format.parser import split_dateline
from articles.imports.seeds.keys import story_key
from articles.imports.seeds.splitting.rule import KNOWN_KEY_MIN, Entry, KnownKeys, split_known
from articles.text.dates import format_stamp, local_day
from articles.text.plain import one_line
from articles.text.sentences import first_sentence

DASHES = "-–—"  # any of these ends a dateline
FIGURE_DASH = "\N{FIGURE DASH}"  # this one does not


def write(
    headline: str, at: datetime, time_known: bool, source: str, paragraphs: Sequence[str], summary: str = ""
) -> str:
    """Return the text of a seed for this story.

    `at` is an aware moment; `paragraphs` are plain text; an empty `source` means no
    dateline, an empty `summary` the first sentence. Writing what was read from a
    written seed gives the same text. Raises ValueError if no paragraph contains visible text.
    """
    headline, source, summary = _line(headline), _line(source), _line(summary)
    texts = [text for paragraph in paragraphs if (text := _line(paragraph))]
    if not texts:
        raise ValueError("a story without a text has no seed")
    texts[:1] = [_first_line(source, texts[0])]
    texts = [f"{text}." if FORMAT_WORDS.sidebar(text) else text for text in texts]
    _, read = split_dateline(texts)
    top, latest = own_entries(headline, summary, read[0])
    lines = [f" date {local_day(at):%Y-%m-%d} {headline}", format_stamp(at, time_known), *texts]
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


def _first_line(source: str, first: str) -> str:
    """Return the first paragraph with its dateline, written so that reading it finds this source, or no dateline."""
    line = f"{source} - {first}" if source else first
    if split_dateline([line]) == (source, [first]):
        return line
    while split_dateline([line])[0]:
        at = min(place for dash in DASHES if (place := line.find(dash)) >= 0)
        line = f"{line[:at]}{FIGURE_DASH}{line[at + 1 :]}"
    return line
