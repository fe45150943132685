"""Classification of stories: pure functions that find a story's section and tags by a vocabulary, and say why.

Imports no Django. The comment at the top of fixtures/vocabulary.toml describes the rule for editors.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from operator import itemgetter
from typing import NamedTuple

from articles.imports.seeds.phrases import TAG, Phrase
from articles.imports.seeds.vocabulary import Vocabulary

TAGS_MAX = 8  # tags of one story
OPENING_WORDS = 30  # words of the text that count as its opening
SHORT_WORDS = 15  # a text of fewer words, such as a brief's, is short
# By place: what a phrase of weight 1 counts, and how many mentions of one phrase count.
PLACES = {"headline": (4, 1), "opening": (2, 1), "text": (1, 2), "short text": (4, 1)}
SECTION_POINTS_MIN = 5  # a keyword in the headline, or one in the opening and another mention
TAG_POINTS_MIN = 7  # a keyword in the headline, or a strong one in the opening


class Mention(NamedTuple):
    """A phrase that was found in a story, and the points that it counts."""

    phrase: Phrase
    place: str  # one of PLACES
    at: int  # number of its first word in the headline, or in the text
    length: int  # words
    points: int


class Classification(NamedTuple):
    """The section and tags of a story, and why: the points for each section and tag, and the mentions that count."""

    section: str  # slug; empty: too little speaks for any
    tags: tuple[str, ...]  # names, in the order of the text
    section_points: dict[str, int]  # by slug
    tag_points: dict[str, int]  # by name, in the order of the text
    mentions: list[tuple]  # each a Mention; as plain tuples, which are made in a third of the time


def classify(headline: str, paragraphs: Iterable[str], vocabulary: Vocabulary) -> Classification:
    """Return the section and tags of a story. Its dateline is no part of `paragraphs`: it says where, not what.

    The section with the most points wins, of equals the one listed first. A tag needs TAG_POINTS_MIN; if more than
    TAGS_MAX have them, those with the most points are taken.
    """
    text = " ".join(paragraphs)
    found = vocabulary.index.found(text)
    places = {"headline": vocabulary.index.found(headline)}
    if text.count(" ") < SHORT_WORDS:
        places["short text"] = found
    else:
        below = bisect_left(found, OPENING_WORDS, key=itemgetter(0))
        places |= {"opening": found[:below], "text": found[below:]}
    mentions, sections, tags = [], defaultdict(int), defaultdict(int)
    for place, found in places.items():
        times, (factor, times_max) = defaultdict(int), PLACES[place]
        for at, length, phrase in found:
            times[phrase] += 1
            if times[phrase] <= times_max:
                points = phrase.weight * factor
                mentions.append((phrase, place, at, length, points))
                (tags if phrase.kind == TAG else sections)[phrase.owner] += points
    best = max(vocabulary.sections, key=lambda section: sections[section.slug]).slug
    section = best if sections[best] >= SECTION_POINTS_MIN else ""
    return Classification(section, _best(tags), sections, tags, mentions)


def _best(tags: dict[str, int]) -> tuple[str, ...]:
    enough = [name for name, points in tags.items() if points >= TAG_POINTS_MIN]
    if len(enough) > TAGS_MAX:
        most = set(sorted(enough, key=tags.__getitem__, reverse=True)[:TAGS_MAX])
        enough = [name for name in enough if name in most]
    return tuple(enough)
