"""Reading of what stands above a story's text: menus, names of sections and people, captions, bylines. No Django."""

from collections.abc import Callable

from articles.imports.seeds.format.captions import is_caption
from articles.imports.seeds.format.dateline_elements import is_town
from articles.imports.seeds.format.furniture import furniture_of
from articles.imports.seeds.format.kinds import LONG_LINE, Kind, begins_text, is_item, is_title
from articles.imports.seeds.format.page import Line, Page
from articles.imports.seeds.format.page_words import PageWords, plain
from articles.imports.seeds.format.person_names import NAME_MAX, author_of, is_name, is_role, names_in
from articles.imports.seeds.format.sidebar_lines import judge
from articles.text.plain import without_bullet
from articles.text.sentences import is_sentence_end

BEFORE_TEXT_MAX = 80  # lines among which the text's beginning is looked for
LEAD_MIN = 60  # characters of a first paragraph below the name of a section
RUBRICS_MAX = 3  # lines between the last that is surely furniture and the dateline
CAPTION_WORDS = 10  # of a sentence between a credit and a longer first paragraph
DECKS_MAX = 2  # lines above a byline that stay
_CAPTION_LABELS = ("caption", "подпись", "подпись к фото", "մակագրություն")


class AboveText:
    """Reader of the lines above the text, of pages that use these words.

    `is_stamp` and `has_dateline` say of a line whether it is the story's stamp, or begins with a dateline.
    """

    def __init__(self, words: PageWords, is_stamp: Callable[[str], bool], has_dateline: Callable[[str], bool]):
        self.words, self.furniture = words, furniture_of(words)
        self.is_stamp, self.has_dateline = is_stamp, has_dateline

    def before_stamp(self, lines: list[Line], page: Page) -> list[Line]:
        """Return the lines with the stamp first, without the furniture before it.

        A sentence between the headline and the stamp stays: it follows the stamp. Without a stamp above the text,
        return the lines as they are.
        """
        if not self.words.know_pages or not lines or self.is_stamp(lines[0][1]):
            return lines
        at = self._stamp(lines)
        if not at:
            return lines
        above, kept = lines[:at], []
        in_menu = [self._is_furniture(line) for _, line in above]
        named = any(self.words.sidebar(line) for _, line in above)
        for (number, line), furniture in zip(above, in_menu, strict=True):
            if furniture or (is_title(line) and (named or (any(in_menu) and is_item(line)))):
                page.leave_out(number, line, self.furniture)
            else:
                kept.append((number, line))
        return [lines[at], *kept, *lines[at + 1 :]]

    def _stamp(self, lines: list[Line]) -> int:
        """Return the place of the stamp, if at most one sentence is before it; else 0."""
        prose = 0
        for at, (_, line) in enumerate(lines[:BEFORE_TEXT_MAX]):
            if self.is_stamp(line):
                return at if not prose or ":" in line else 0
            prose += not self._is_furniture(line) and not is_title(line)
            if prose > 1 or (not is_title(line) and self.has_dateline(line)):
                return 0
        return 0

    def _is_furniture(self, line: str) -> bool:
        return bool(self.words.sidebar(line) or self.furniture.kind_of(line))

    def before_text(self, lines: list[Line], stamped: bool, page: Page) -> list[Line]:
        """Return the lines without the furniture before the text; of what is above a byline, a sentence stays."""
        last, named, above = 0, False, []
        for at, (_, line) in enumerate(lines[:BEFORE_TEXT_MAX]):
            name = self.words.sidebar(line)
            if name and stamped and self._are_entries(self._until_name(lines, at + 1)):
                break
            if name or self.furniture.kind_of(line):
                last, named = at + 1, named or bool(name)
            elif self.has_dateline(line):
                last = at if named or at - last <= RUBRICS_MAX else last  # what is above it is no text
                break
            elif self._is_name_above_text(lines, last, at, above):
                last = at + 1
                break
            elif self._is_person(lines, at) or self._is_caption(lines, at) or self._is_deck(lines, at):
                last = at + 1
            elif without_bullet(line) != line or not (_may_be_item(line) or (named and is_title(line))):
                if not self._stands_above_byline(lines, at, above):
                    if self._are_rubrics(lines[last : at + 1], RUBRICS_MAX if last else RUBRICS_MAX - 1):
                        last = at
                    break
                if is_title(line) and _text_follows(lines[at + 1 : at + 1 + 2 * RUBRICS_MAX]):
                    last = at + 1  # a deck
                else:
                    above.append(lines[at])
        for at, (number, line) in enumerate(lines[:last]):
            if (number, line) in above:
                continue
            if not self.furniture.kind_of(line) and not page.authors and self._is_person(lines, at):
                page.authors[author_of(line) or line] = None
            else:
                page.leave_out(number, line, self.furniture)
        return [*above, *lines[last:]] if last > len(above) else lines

    def _are_entries(self, lines: list[Line]) -> bool:
        """Return whether the lines below a sidebar's name above the text are its entries; no dispatch is one."""
        verdict, _ = judge([line for _, line in lines], self.furniture, self.has_dateline)
        return verdict == "entries" and not any(self.has_dateline(line) for _, line in lines)

    def _is_person(self, lines: list[Line], at: int) -> bool:
        """Return whether a line is the author's name: a role or a paper beside it or below, or `By` above it."""
        line = lines[at][1]
        if author_of(line):
            return True
        if len(line) > NAME_MAX or not names_in(line, at_least=2):
            return False
        below, over = (lines[i][1] if 0 <= i < len(lines) else "" for i in (at + 1, at - 1))
        return is_role(below) or "@" in below or plain(over) in self.words.bylines

    def _is_caption(self, lines: list[Line], at: int) -> bool:
        """Return whether a line is a photo's caption, and the text is still to come.

        It ends in the credit; or the credit is just above it, and the dateline just below.
        """
        line, below = lines[at][1], lines[at + 1 : at + 1 + RUBRICS_MAX]
        if is_caption(line):
            return _text_follows(below)
        if len(line) > LONG_LINE or not below:
            return False
        over = lines[at - 1][1] if at else ""
        if over.rstrip(",:").casefold().endswith(_CAPTION_LABELS):
            return True
        if (
            over
            and line.count(" ") < CAPTION_WORDS
            and (self.furniture.kind_of(over) is Kind.PHOTO or is_caption(over))
        ):
            text = below[0][1]
            return len(text) >= max(LEAD_MIN, len(line)) and is_sentence_end(text)
        credited = any(self.furniture.kind_of(line) is Kind.PHOTO for _, line in lines[max(at - 2, 0) : at])
        return credited and self.has_dateline(below[0][1])

    def _is_deck(self, lines: list[Line], at: int) -> bool:
        """Return whether a line is a deck, which is no sentence, just above the paragraph with the dateline."""
        line, below = lines[at][1], lines[at + 1 : at + 2]
        return (
            is_title(line)
            and without_bullet(line) == line
            and any(self.has_dateline(text) and is_sentence_end(text) for _, text in below)
        )

    def _are_rubrics(self, lines: list[Line], at_most: int) -> bool:
        """Return whether all lines but the last are names of sections, sites or people, and the text begins with it."""
        *names, (_, text) = lines
        return (
            0 < len(names) <= at_most
            and len(text) >= LEAD_MIN
            and is_sentence_end(text)
            and not text[0].islower()
            and all(_is_above_text(line) for _, line in names)
        )

    def _is_name_above_text(self, lines: list[Line], last: int, at: int, kept: list[Line]) -> bool:
        """Return whether a line is the author's name, at most names of sections are above it, and the text follows."""
        return (
            is_name(lines[at][1])
            and any(begins_text(line, self.has_dateline) for _, line in lines[at + 1 : at + 2])
            and at - last < RUBRICS_MAX
            and all(one in kept or _is_above_text(one[1]) for one in lines[last:at])
        )

    def _stands_above_byline(self, lines: list[Line], at: int, above: list[Line]) -> bool:
        """Return whether a byline or a photo follows a line that stays: at once, or near if the line is a deck."""
        if len(above) >= (DECKS_MAX if is_title(lines[at][1]) else 1) or without_bullet(lines[at][1]) != lines[at][1]:
            return False
        if self._is_byline(lines[at + 1 : at + 2]):
            return True
        near = range(at + 1, min(at + 1 + RUBRICS_MAX, len(lines)))
        return is_title(lines[at][1]) and any(
            self._is_byline([lines[i]]) or self._is_person(lines, i) or self._is_caption(lines, i)
            for i in near
            if all(is_title(line) for _, line in lines[at + 1 : i])
        )

    def _is_byline(self, lines: list[Line]) -> bool:
        certain = (Kind.BYLINE, Kind.PHOTO, Kind.BUTTON)
        return any(is_name(line) or self.furniture.kind_of(line) in certain for _, line in lines)

    def _until_name(self, lines: list[Line], start: int) -> list[Line]:
        end = next((at for at in range(start, len(lines)) if self.words.sidebar(lines[at][1])), len(lines))
        return lines[start:end]


def _text_follows(lines: list[Line]) -> bool:
    return any(len(line) >= LEAD_MIN and is_sentence_end(line) for _, line in lines)


def _may_be_item(line: str) -> bool:
    return is_item(line) or _is_proper_name(line)


def _is_above_text(line: str) -> bool:
    """Return whether a line may be the name of a section, a site or a person. A town in capitals is a dateline."""
    in_capitals = line.isupper() and is_item(line) and not any(map(str.isdigit, line)) and not is_town(line)
    return _is_rubric(line) or is_name(line) or in_capitals


def _is_rubric(line: str) -> bool:
    """Return whether a line may be the name of a section or a genre: at most three words, and no item of a list.

    A name in capitals may be a dateline's place.
    """
    return (
        is_item(line)
        and not line.isupper()
        and line.count(" ") < 3
        and line[0].isupper()
        and not any(map(str.isdigit, line))
        and ":" not in line
        and "՝" not in line
    ) or _is_proper_name(line)


def _is_proper_name(line: str) -> bool:
    """Return whether a line is an institution's name: The National Assembly of the Republic."""
    words = line.split()
    capitals = sum(word[0].isupper() for word in words)
    return (
        3 <= len(words) <= 7
        and capitals > 2
        and not line.isupper()
        and not is_sentence_end(line)
        and all(word.isalpha() and (word[0].isupper() or len(word) <= 3) for word in words)
    )
