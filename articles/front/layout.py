"""How the front page is set: rows that are full, pictures that stand on top, columns that end together.

tests/browser/readers/test_front_page_is_full.py measures it in a browser.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from articles.front import heights
from articles.front.composition import FrontPage
from articles.models.section import FrontSize
from articles.photos.renditions import card_shape, sizes
from articles.reading.cards import Card, Heading, TopLine

Block = tuple[Heading, tuple[Card, ...]]

# --- Rows -------------------------------------------------------------------------------------

ACROSS = {FrontSize.WIDE: 1, FrontSize.HALF: 2, FrontSize.THIRD: 3, FrontSize.LINES: 4}  # blocks in a row
STORIES = {FrontSize.WIDE: 5, FrontSize.HALF: 5, FrontSize.THIRD: 4, FrontSize.LINES: 4}  # of a block, at most
ALONE = {1: FrontSize.WIDE, 2: FrontSize.HALF, 3: FrontSize.THIRD}  # what blocks left over in their row become
HALVES, THIRDS = 3, 9  # without an editor's choice: of the first 3 sections, of the first 9; those after them are lines
LEADING = 3  # newest stories of a block, of which the first with a picture leads it
WIDE_LEAST = 5  # stories that are about as high as a picture of half the page
PICTURE_WORDS = 90  # characters that are about as high as a large picture beside them
LINES_MORE = 2  # headlines that a block may have more than the shortest one in its row


class Row(NamedTuple):
    """Blocks side by side, which fill the page's width: (section, stories, the place of the first one's picture).

    The place is a name of articles/templating/photo_sizes.py; "" without a picture.
    """

    size: str
    blocks: tuple[tuple[Heading, tuple[Card, ...], str], ...]


def block_rows(blocks: Iterable[Block]) -> tuple[Row, ...]:
    """Return the sections' blocks in their order, in rows that are full.

    Each has the size that an editor has chosen, or else one by its place. A block without a neighbor of its size takes
    the room of its row.
    """
    led = [(heading, _led_by_picture(stories)) for heading, stories in blocks]
    sized = [(_size(place, block), block) for place, block in enumerate(led)]
    rows = []
    for size, group in groupby(sized, key=lambda pair: pair[0]):
        same, across = [block for _, block in group], ACROSS[size]
        rows += [_row(size, same[begin : begin + across]) for begin in range(0, len(same), across)]
    return tuple(rows)


def _led_by_picture(stories: tuple[Card, ...]) -> tuple[Card, ...]:
    """Return a block's stories with the first of the newest that has a picture in front."""
    at = next((at for at, story in enumerate(stories[:LEADING]) if has_picture(story)), 0)
    return (stories[at], *stories[:at], *stories[at + 1 :])


def _size(place: int, block: Block) -> FrontSize:
    heading, stories = block
    if heading.front_size:
        return FrontSize(heading.front_size)
    if place == 0 and has_picture(stories[0]):
        return FrontSize.WIDE
    return FrontSize.HALF if place < HALVES else FrontSize.THIRD if place < THIRDS else FrontSize.LINES


def _row(size: FrontSize, blocks: list[Block]) -> Row:
    if size != FrontSize.LINES and len(blocks) < ACROSS[size]:
        size = ALONE[len(blocks)]
    most = min(STORIES[size], min(len(stories) for _, stories in blocks) + LINES_MORE)
    shown = [(heading, stories[:most]) for heading, stories in blocks]
    all_have = all(has_picture(stories[0]) for _, stories in shown)
    return Row(size, tuple((heading, stories, _place(size, stories, all_have)) for heading, stories in shown))


def _place(size: FrontSize, stories: tuple[Card, ...], all_have: bool) -> str:
    """Return the place of the picture in a block; "" if it shows none. `all_have`: all blocks of the row have one."""
    first = stories[0]
    if size == FrontSize.LINES or not has_picture(first) or (size == FrontSize.THIRD and not all_have):
        return ""
    few_words = len(first.headline) + len(first.blurb) < PICTURE_WORDS
    if size == FrontSize.HALF and (few_words or not all_have):
        return "block-mixed"
    few = few_words or len(stories) < WIDE_LEAST
    return "block-slim" if size == FrontSize.WIDE and few else f"block-{size}"


def has_picture(story: Card) -> bool:
    """Return whether lists show a picture of the story that is cut to 3:2, as all those beside it."""
    photo = story.photo_pk and (story.photo_width, story.photo_height)
    return bool(photo) and card_shape(photo) == "wide"


def second_rows(seconds: Iterable[Card]) -> tuple[tuple[bool, tuple[Card, ...]], ...]:
    """Return the seconds in one or two rows, first those with a picture: (whether they have one, the stories)."""
    ordered = sorted(seconds, key=has_picture, reverse=True)
    return tuple((pictured, tuple(row)) for pictured, row in groupby(ordered, key=has_picture))


# --- Lead -------------------------------------------------------------------------------------

ABOVE_LEAST = 960  # pixels: a narrower picture would not fill the lead's column
BESIDE = (150, 370)  # pixels of text that a third of the column holds beside a picture of two thirds
_CLAMPED = 175  # characters of a blurb that are shown there


def lead_layout(lead: Card, railed: bool) -> str:
    """Return how the lead is set, `railed` if Latest news stands beside it.

    Its text is "beside" a picture of two thirds or "half" the page, or "above" is the picture; or "plain": it has none.
    """
    picture = lead.photo_pk and (lead.photo_width, lead.photo_height)
    shape = card_shape(picture, leading=True) if picture else ""
    if not shape:
        return "plain"
    if shape == "full":
        return "above"
    if not railed:
        return "half"
    low, high = BESIDE
    text = 2.55 * len(lead.headline) + 0.88 * min(len(lead.blurb), _CLAMPED)
    fills = sizes(shape, picture)[-1][0] >= ABOVE_LEAST
    return "beside" if low <= text <= high or not fills else "above"


# --- Latest news beside it --------------------------------------------------------------------

LATEST_LEAST = 4  # stories
LATEST_OVER = 90  # pixels that these may be higher than what stands beside them, which is spread


def latest_beside(
    lead: Card, seconds: Sequence[Card], top: Sequence[TopLine], newest: Sequence[Card]
) -> tuple[Card, ...]:
    """Return as many of the newest stories as are about as high as lead, seconds and Top stories; () if they are fewer.

    Then Latest news stands below.
    """
    room = heights.opening(lead, lead_layout(lead, railed=True), second_rows(seconds)) + heights.top_stories(top)
    left, fitting = 0.96 * room - heights.LATEST_HEAD, 0  # rather too few: these are easily spread
    for story, day in zip(newest, heights.days(newest), strict=True):
        left -= heights.latest_story(story, day)
        if left < 0 and fitting >= LATEST_LEAST:
            break
        if left < -LATEST_OVER:
            return ()
        fitting += 1
    return tuple(newest[:fitting]) if left < room / 4 and fitting >= LATEST_LEAST else ()


# --- All of it --------------------------------------------------------------------------------


class Layout(NamedTuple):
    """The front page as it is set. `beside` are the stories of Latest news beside it; () if that stands below."""

    lead: str
    seconds: tuple[tuple[bool, tuple[Card, ...]], ...]
    beside: tuple[Card, ...]
    rows: tuple[Row, ...]


def set_page(front: FrontPage, newest: tuple[Card, ...]) -> Layout:
    """Return the layout of the page, with `newest` for Latest news; the same one for the same stories."""
    return _set_page(front.lead, tuple(front.seconds), front.top_stories, tuple(front.blocks), newest)


@lru_cache(maxsize=16)
def _set_page(lead, seconds, top, blocks, newest) -> Layout:
    beside = latest_beside(lead, seconds, top, newest) if lead else ()
    return Layout(lead_layout(lead, bool(beside)) if lead else "", second_rows(seconds), beside, block_rows(blocks))
