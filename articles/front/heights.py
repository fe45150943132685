"""About how high the parts of the front page are, in pixels at a window of 1280 (static/css/front.css).

Nobody knows which font a reader has; the style sheet spreads what these estimates miss.
"""

from collections.abc import Iterable, Iterator, Sequence

from articles.reading.cards import Card, TopLine
from articles.text.dates import local_day

LONG = 90  # characters: below a longer headline that shares its row there is no blurb (_second_story.html, front.css)
LATEST_HEAD = 55  # the box's name, and the link to all
_LABEL, _STAMP, _GAP, _RULE = 24, 28, 28, 17
_PICTURE = {"above": 580, "beside": 363, 1: 170, 2: 281, 3: 182}  # of the lead; of seconds by how many are in the row


def lines(text: str, per_line: int, most: int = 99) -> int:
    """Return how many lines the text takes with about so many characters in each, at most `most`."""
    return min(most, -(-len(text) // per_line))


def opening(lead: Card, layout: str, rows: Iterable[tuple[bool, list[Card]]]) -> int:
    """Return the height of a lead in its layout and the rows of seconds (articles/front/layout.py)."""
    if layout == "beside":
        text = _LABEL + 37 * lines(lead.headline, 14) + 12 + 25 * lines(lead.blurb, 29, 6) + _STAMP
        height = max(_PICTURE[layout], text)
    else:
        text = _LABEL + 55 * lines(lead.headline, 28) + 12 + 32 * lines(lead.blurb, 72) + _STAMP
        height = text + _PICTURE.get(layout, 0)
    return height + sum(_seconds(pictured, stories) for pictured, stories in rows)


def _seconds(pictured: bool, stories: list[Card]) -> int:
    across = len(stories)
    letters, blurb_letters, line = (24, 31, 23) if across == 3 else (31, 50, 28)

    def words(story: Card) -> int:
        most = 0 if across > 1 and len(story.headline) > LONG else 3
        return line * lines(story.headline, letters) + 8 + 23 * lines(story.blurb, blurb_letters, most)

    text = _LABEL + max(map(words, stories))
    picture = _PICTURE[across] if pictured else 0
    return _GAP + _RULE + (max(picture, text) if across == 1 else picture + text)


def top_stories(stories: Sequence[TopLine]) -> int:
    """Return the height of Top stories, two in a row."""
    if not stories:
        return 0
    each = [48 + 22 * lines(one.headline, 41) + (4 + 22 * lines(one.blurb, 52, 2)) for one in stories]
    return _GAP + 45 + sum(max(each[at : at + 2]) for at in range(0, len(each), 2))


def days(stories: Iterable[Card]) -> Iterator[bool]:
    """Yield for each story of Latest news whether a line with its day stands above it."""
    above = None
    for story in stories:
        day = None if story.is_brief else local_day(story.published_at)
        yield day is not None and day != above
        above = day or above


def latest_story(story: Card, day: bool) -> int:
    """Return the height of a story of Latest news, and of the line with its day."""
    letters = 38 if story.is_brief else 32
    blurb = 2 + 20 * lines(story.blurb, letters * 5 // 4, 2) if story.blurb else 0
    return 20 + 21 * lines(story.headline, letters) + blurb + (38 if day else 0)
