"""The words of a page around its story: names of sidebars, items of menus, buttons, labels. Imports no Django.

They come from the table [page] of fixtures/vocabulary.toml; the parser is given them and reads no file.
"""

from collections.abc import Container, Iterable
from dataclasses import dataclass, field

SIDEBARS = {"Top stories": "top_stories", "Partner news": "partner_news", "Latest news": "latest"}
LINE_MAX = 60  # characters of the longest name or button
_AT_THE_END = " :\N{ARMENIAN FULL STOP}\N{ARMENIAN COMMA}»›>→▸▶"
_LISTS = ("menu", "buttons", "bylines", "photos", "labels", "fields", "calls", "ends", "rights", "counters")


def plain(line: str) -> str:
    """Return a short line in the form in which page words are compared: no case, ё as е, no colon or arrow after it."""
    return line.casefold().replace("ё", "е").rstrip(_AT_THE_END)


def beginning(line: str) -> str:
    """Return the beginning of a line in the form in which calls are compared: as `plain`, with what ends it."""
    return line[:LINE_MAX].casefold().replace("ё", "е")


@dataclass(frozen=True, eq=False)
class PageWords:
    """Page words by kind, as `plain` returns them. Without any, only a seed's own three sidebars are known, and
    nothing is taken for furniture.
    """

    sidebars: dict[str, str] = field(default_factory=dict)  # a sidebar's name -> the record's field
    menu: frozenset[str] = frozenset()
    buttons: frozenset[str] = frozenset()
    bylines: frozenset[str] = frozenset()
    photos: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    fields: frozenset[str] = frozenset()  # labels that a text may have too
    calls: tuple[str, ...] = ()
    ends: frozenset[str] = frozenset()
    rights: tuple[str, ...] = ()
    counters: frozenset[str] = frozenset()

    @classmethod
    def from_dict(cls, table: dict) -> "PageWords":
        """Return the words of a vocabulary's table [page]. Raises ValueError for a key that has no meaning."""
        if unknown := table.keys() - {*SIDEBARS.values(), *_LISTS}:
            raise ValueError(f"[page] has an unknown list: {', '.join(sorted(unknown))}")
        sidebars = {plain(name): kind for name, kind in SIDEBARS.items()}
        for kind in SIDEBARS.values():
            sidebars |= dict.fromkeys(map(plain, _texts(table.get(kind, ()))), kind)
        lists = {name: frozenset(map(plain, _texts(table.get(name, ())))) for name in _LISTS}
        lists["calls"] = tuple(beginning(text) for text in _texts(table.get("calls", ())))
        lists["rights"] = tuple(sorted(lists["rights"], key=lambda text: (" " in text, text)))  # the surest last
        return cls(sidebars, **lists)

    @property
    def know_pages(self) -> bool:
        """True if there are words of pages, by which furniture is told from text."""
        return bool(self.menu or self.buttons or self.labels)

    @property
    def names(self) -> Container[str]:
        """The names of sidebars, in plain form."""
        return self.sidebars

    def sidebar(self, line: str) -> str:
        """Return the field of the sidebar whose name the line is, or ""."""
        return self.sidebars.get(plain(line), "") if len(line) <= LINE_MAX else ""


def _texts(value: Iterable[str]) -> Iterable[str]:
    if isinstance(value, str) or not all(isinstance(text, str) and text.strip() for text in value):
        raise ValueError("each list of [page] must hold texts")
    return value


FORMAT_WORDS = PageWords.from_dict({})  # those of the seed format itself
