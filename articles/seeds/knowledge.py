"""What an import knows about the sidebars' lines once all files are read. Imports no Django."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field

from articles.seeds.records import ArticleRecord, story_key
from articles.seeds.sidebars import KNOWN_KEY_MIN, Entry, split_by_rule, split_known
from articles.sentences import sentences

LEAD = 4  # paragraphs of a text in which the agency finds its blurb


@dataclass
class Knowledge:
    """The lines of Latest news taken apart, and which blurb belongs to which headline."""

    entries: dict[str, Entry] = field(default_factory=dict)  # by line
    line_of: dict[str, str] = field(default_factory=dict)  # blurb's key -> the line that ends with it
    blurb_of: dict[str, str] = field(default_factory=dict)  # headline's key -> the agency's blurb

    @classmethod
    def gather(
        cls,
        lines: Iterable[str],
        loose: Iterable[str],
        headlines: Container[str],
        blurbs: Container[str],
    ) -> "Knowledge":
        """Takes apart the `lines` of this import, and those `loose` ones of earlier imports that
        what is known now splits for certain.

        `headlines` and `blurbs` hold story keys: of all articles, and of all Top stories' lines.
        """
        knowledge = cls()
        for line in lines:
            knowledge._take(line, split_known(line, headlines, blurbs) or split_by_rule(line), headlines)
        for line in loose:
            if line not in knowledge.entries and (entry := split_known(line, headlines, blurbs)):
                knowledge._take(line, entry, headlines)
        return knowledge

    def _take(self, line: str, entry: Entry, headlines: Container[str]) -> None:
        self.entries[line] = entry
        key = story_key(entry.blurb)
        if len(key) < KNOWN_KEY_MIN:
            return
        # Of several lines that end alike, and several blurbs of one headline, the choice
        # must not depend on the order of the files.
        self.line_of[key] = min(line, self.line_of.get(key, line))
        headline = story_key(entry.headline)
        if entry.certain and headline in headlines:
            self.blurb_of[headline] = min(entry.blurb, self.blurb_of.get(headline, entry.blurb))

    def open_blurbs(self, blurbs: Mapping[str, str], headlines: Container[str]) -> dict[str, str]:
        """Those Top stories' lines, by key, that no line of Latest news ties to a known article."""
        return {
            key: blurb
            for key, blurb in blurbs.items()
            if len(key) >= KNOWN_KEY_MIN
            and (key not in self.line_of or story_key(self.entries[self.line_of[key]].headline) not in headlines)
        }


def named_in(record: ArticleRecord, open_blurbs: Container[str]) -> list[tuple[int, str]]:
    """(paragraph's number, key) of each of the blurbs that the beginning of a text holds as a sentence."""
    return blurbs_in(record.paragraphs[:LEAD], open_blurbs)


def blurbs_in(paragraphs: Iterable[str], open_blurbs: Container[str]) -> list[tuple[int, str]]:
    """Likewise for plain paragraphs: a whole paragraph counts as well as a sentence of it."""
    return [
        (number, key)
        for number, paragraph in enumerate(paragraphs)
        for key in dict.fromkeys(map(story_key, (paragraph, *sentences(paragraph))))
        if key in open_blurbs
    ]
