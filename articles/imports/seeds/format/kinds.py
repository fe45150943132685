"""Kinds of lines of a page, and what a title, an item of a menu and the beginning of a text look like. No Django."""

from collections.abc import Callable
from enum import StrEnum

from articles.imports.seeds.format.page_words import LINE_MAX
from articles.text.plain import without_bullet
from articles.text.sentences import is_sentence_end


class Kind(StrEnum):
    """What a line of furniture is."""

    DATE = "date"  # or a time: no word that is not of a calendar or clock
    NUMBER = "number"  # no letter at all, or a counter
    RULE = "rule"  # a line of dashes or stars
    DATA = "data"  # exchange rates, weather
    MENU = "menu"
    BUTTON = "button"
    LABEL = "label"
    FIELD = "field"
    BYLINE = "byline"
    PHOTO = "photo"
    CALL = "call"
    END = "end"  # no line below it is the story's
    RIGHTS = "rights"
    LINK = "link"


IN_TEXT = frozenset(
    {Kind.RULE, Kind.BUTTON, Kind.PHOTO, Kind.CALL, Kind.END, Kind.RIGHTS}
)  # certain even between two paragraphs
AFTER_TEXT = frozenset(Kind) - {Kind.FIELD}
PIECES_MAX = 120
LONG_LINE = 120  # characters; no item of a menu is longer
STOPS = (".", "!", "?", "…", "։", ":", ";", ",")


def is_title(line: str) -> bool:
    """Return whether a line may be a headline or an item: short, and no sentence."""
    return len(line) <= PIECES_MAX * 2 and not is_sentence_end(line)


def is_item(line: str) -> bool:
    """Return whether a line may be an item of a menu: at most four words, and no sentence."""
    return len(line) <= LINE_MAX and line.count(" ") < 4 and not line.endswith(STOPS) and not is_sentence_end(line)


def begins_text(line: str, has_dateline: Callable[[str], bool]) -> bool:
    """Return whether a line may begin a text: an item with a bullet, a sentence, a long line or a dateline."""
    bullet = without_bullet(line) != line
    return bullet or is_sentence_end(line) or len(line) > LONG_LINE or has_dateline(line)
