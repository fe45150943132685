"""What was read of one page, by page_reader.py and above_text.py: text, entries, authors, lines left out. No Django."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from articles.imports.seeds.format.furniture import Furniture
from articles.imports.seeds.format.kinds import Kind
from articles.imports.seeds.format.page_words import SIDEBARS
from articles.imports.seeds.format.person_names import is_name

NAMED_MAX = 8  # lines that a warning names

Line = tuple[int, str]  # number from 1, text


@dataclass
class Page:
    """What was read of one page."""

    paragraphs: list[Line] = field(default_factory=list)
    sidebars: dict[str, list[str]] = field(default_factory=lambda: {name: [] for name in SIDEBARS.values()})
    authors: dict[str, None] = field(default_factory=dict)
    left_out: list[Line] = field(default_factory=list)
    credits: list[Line] = field(default_factory=list)  # of photos

    def warnings(self) -> Iterable[str]:
        """Yield a warning that names the lines left out, and one for credits of photos."""
        if self.left_out:
            yield f"left out, because they are the page's and not the story's: {_named(self.left_out)}"
        if self.credits:
            yield f"credit of a photo left out: {_named(self.credits)}"

    def leave_out(self, number: int, line: str, furniture: Furniture) -> None:
        """Add a line to those left out, or to the authors or the credits if it is a byline or a credit."""
        kind = furniture.kind_of(line)
        if kind is Kind.BYLINE and (authors := furniture.authors(line)):
            self.authors.update(dict.fromkeys(authors))
        elif not kind and is_name(line) and not self.authors:
            self.authors[line] = None
        elif kind is Kind.PHOTO:
            self.credits.append((number, line))
        else:
            self.left_out.append((number, line))


def _named(lines: list[Line]) -> str:
    lines = sorted(set(lines))
    named = ", ".join(f"line {number} {text[:40]!r}" for number, text in lines[:NAMED_MAX])
    return named if len(lines) <= NAMED_MAX else f"{named} and {len(lines) - NAMED_MAX:,} more"
