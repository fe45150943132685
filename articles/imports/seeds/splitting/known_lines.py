"""The known_lines about the sidebars' lines that an import has once all files are read. Imports no Django."""

from array import array
from collections.abc import Collection, Container, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from hashlib import blake2b
from sys import intern

from articles.imports.seeds.keys import story_key
from articles.imports.seeds.splitting.rule import KNOWN_KEY_MIN, Entry, KnownKeys, split_by_rule, split_known
from articles.text.sentences import sentences

LEAD_PARAGRAPHS = 3  # paragraphs at the start of a text, from which the agency takes its blurb


@dataclass
class KnownLines:
    """The split lines of Latest news, and which blurb belongs to which headline."""

    cuts: dict[str, tuple[int, int, bool, bool]] = field(default_factory=dict)  # line -> see `entry`
    line_of: dict[str, str] = field(default_factory=dict)  # blurb's key -> the line that ends with it
    blurb_of: dict[str, str] = field(default_factory=dict)  # headline's key -> the agency's blurb

    @classmethod
    def gather(
        cls,
        lines: Iterable[str],
        loose: Iterable[str],
        headlines: Collection[str],
        blurbs: Collection[str],
    ) -> "KnownLines":
        """Split the `lines` of this import, and the `loose` ones of earlier imports that can now be split for certain.

        `headlines` and `blurbs` hold story keys: of all articles, and of all lines of Top stories.
        """
        known_lines, known = cls(), KnownKeys(headlines, blurbs)
        for line in lines:
            known_lines._take(line, split_known(line, known) or split_by_rule(line), headlines)
        for line in loose:
            if line not in known_lines.cuts and (entry := split_known(line, known)):
                known_lines._take(line, entry, headlines)
        return known_lines

    def _take(self, line: str, entry: Entry, headlines: Container[str]) -> None:
        self.cuts[line] = len(entry.headline), len(line) - len(entry.blurb), entry.certain, entry.doubtful
        if len(entry.blurb) < KNOWN_KEY_MIN or len(key := intern(story_key(entry.blurb))) < KNOWN_KEY_MIN:
            return
        # The choice among several lines with the same ending, or several blurbs of one headline,
        # must not depend on the order of the files.
        self.line_of[key] = min(line, self.line_of.get(key, line))
        if entry.certain and (headline := intern(story_key(entry.headline))) in headlines:
            self.blurb_of[headline] = min(entry.blurb, self.blurb_of.get(headline, entry.blurb))

    def entry(self, line: str) -> Entry:
        """Return the split line, stored as two numbers because there are as many lines as stories. Raises KeyError."""
        end, begin, certain, doubtful = self.cuts[line]
        return Entry(line[:end], line[begin:], certain, doubtful)

    def open_blurbs(self, blurbs: Mapping[str, str], headlines: Container[str]) -> dict[str, str]:
        """Return the lines of Top stories, by key, that no line of Latest news links to a known article."""
        return {
            key: blurb
            for key, blurb in blurbs.items()
            if len(key) >= KNOWN_KEY_MIN
            and (key not in self.line_of or story_key(self.entry(self.line_of[key]).headline) not in headlines)
        }


SKETCH_SIZE = 3  # hashes stored for a text, to find it again under another headline


def sketch(hashes: Iterable[int], ignored: Set[int] = frozenset()) -> list[int]:
    """Return the smallest of a text's hashes: two texts that share most sentences share most of these.

    This is min-wise sampling (Broder 1997). The `ignored` hashes do not count, unless the text has no others.
    """
    own = set(hashes)
    return sorted(own - ignored or own)[:SKETCH_SIZE]


def hash_of(key: str) -> int:
    """Return a 64-bit hash of a story key, the same in every process."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest())


def lead_hashes(paragraphs: Sequence[str]) -> array:
    """Return the hashes of the sentences and whole paragraphs with which a text begins, in their order."""
    hashes = array("Q")
    for paragraph in paragraphs[:LEAD_PARAGRAPHS]:
        keys = [story_key(sentence) for sentence in sentences(paragraph)]
        if len(keys) > 1:
            keys.append("".join(keys))
        hashes.extend(hash_of(key) for key in keys)
    return hashes
