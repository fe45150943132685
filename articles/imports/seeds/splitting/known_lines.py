"""What an import knows about the sidebars' lines once all files are read. Imports no Django."""

from array import array
from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from sys import intern

from articles.imports.seeds.records import story_key
from articles.imports.seeds.splitting.rule import KNOWN_KEY_MIN, Entry, Known, split_by_rule, split_known
from articles.text.sentences import sentences

LEAD = 3  # paragraphs of a text in which the agency finds its blurb


@dataclass
class Knowledge:
    """The lines of Latest news taken apart, and which blurb belongs to which headline."""

    cuts: dict[str, tuple[int, int, bool]] = field(default_factory=dict)  # line -> see `entry`
    line_of: dict[str, str] = field(default_factory=dict)  # blurb's key -> the line that ends with it
    blurb_of: dict[str, str] = field(default_factory=dict)  # headline's key -> the agency's blurb

    @classmethod
    def gather(
        cls,
        lines: Iterable[str],
        loose: Iterable[str],
        headlines: Collection[str],
        blurbs: Collection[str],
    ) -> "Knowledge":
        """Takes apart the `lines` of this import, and those `loose` ones of earlier imports that
        what is known now splits for certain.

        `headlines` and `blurbs` hold story keys: of all articles, and of all Top stories' lines.
        """
        knowledge, known = cls(), Known(headlines, blurbs)
        for line in lines:
            knowledge._take(line, split_known(line, known) or split_by_rule(line), headlines)
        for line in loose:
            if line not in knowledge.cuts and (entry := split_known(line, known)):
                knowledge._take(line, entry, headlines)
        return knowledge

    def _take(self, line: str, entry: Entry, headlines: Container[str]) -> None:
        self.cuts[line] = len(entry.headline), len(line) - len(entry.blurb), entry.certain
        if len(entry.blurb) < KNOWN_KEY_MIN or len(key := intern(story_key(entry.blurb))) < KNOWN_KEY_MIN:
            return
        # Of several lines that end alike, and several blurbs of one headline, the choice
        # must not depend on the order of the files.
        self.line_of[key] = min(line, self.line_of.get(key, line))
        if entry.certain and (headline := intern(story_key(entry.headline))) in headlines:
            self.blurb_of[headline] = min(entry.blurb, self.blurb_of.get(headline, entry.blurb))

    def entry(self, line: str) -> Entry:
        """The line taken apart; kept as two numbers, since there are as many lines as stories. Raises KeyError."""
        end, begin, certain = self.cuts[line]
        return Entry(line[:end], line[begin:], certain)

    def open_blurbs(self, blurbs: Mapping[str, str], headlines: Container[str]) -> dict[str, str]:
        """Those Top stories' lines, by key, that no line of Latest news ties to a known article."""
        return {
            key: blurb
            for key, blurb in blurbs.items()
            if len(key) >= KNOWN_KEY_MIN
            and (key not in self.line_of or story_key(self.entry(self.line_of[key]).headline) not in headlines)
        }


SKETCH = 3  # marks kept of a text, to find it again under another headline


def sketch(marks: Iterable[int]) -> list[int]:
    """The smallest of a text's marks: two texts that share most sentences share most of these (min-wise sampling,
    Broder 1997)."""
    return sorted(set(marks))[:SKETCH]


def mark(key: str) -> int:
    """A 64-bit number that stands for a story key, the same in every process."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest())


def lead_marks(paragraphs: Sequence[str]) -> array:
    """The marks of the sentences, and of the whole paragraphs, with which a text begins; in their order."""
    marks = array("Q")
    for paragraph in paragraphs[:LEAD]:
        keys = [story_key(sentence) for sentence in sentences(paragraph)]
        if len(keys) > 1:
            keys.append("".join(keys))
        marks.extend(mark(key) for key in keys)
    return marks
