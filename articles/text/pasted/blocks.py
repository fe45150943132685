"""The values between reading and writing pasted markup: blocks of runs, and the lists around them."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Run:
    """Words with the same formatting, or the end of a line."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str | None = None

    @property
    def is_word(self) -> bool:
        return self.text not in (" ", "\n")


@dataclass
class Level:
    """One of the lists around an item; if `kind` is None, it is whichever list is open there."""

    kind: str | None
    start: int = 1


@dataclass
class Cell:
    """A cell of a table, with its paragraphs."""

    blocks: list = field(default_factory=list)
    heads: bool = False  # it is a <th>
    spans: str = ""  # the attributes colspan and rowspan


@dataclass
class Block:
    """A paragraph, a heading, a table or a dividing line, and the quotation and the lists around it."""

    tag: str
    quote: int | None
    levels: list[Level | None]
    item: int | None
    runs: list[Run]
    sink: list = field(repr=False)
    rows: list[list[Cell]] | None = None  # of a table
