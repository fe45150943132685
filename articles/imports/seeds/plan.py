"""The plan of an import: everything that is read and matched before the first row is written."""

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from articles.imports.seeds.briefs import fields_of
from articles.imports.seeds.keys import story_key
from articles.imports.seeds.known_stories import KnownStories, KnownStory
from articles.imports.seeds.records import StoryData
from articles.imports.seeds.repeated_texts import shared_hashes
from articles.imports.seeds.report import Report
from articles.imports.seeds.splitting.known_lines import KnownLines, hash_of, lead_hashes
from articles.imports.seeds.survey import Survey, survey
from articles.imports.seeds.vocabulary import Vocabulary
from articles.models import Article
from articles.text import richtext
from articles.text.plain import shorten


@dataclass(frozen=True, slots=True)
class BriefCorrection:
    """A brief of an earlier import whose line can now be split with certainty."""

    brief: int  # its id
    data: StoryData


@dataclass(frozen=True)
class ImportPlan:
    """What `read` hands to the importer's `write`. The caller must close it."""

    survey: Survey  # the files: their stories and sidebars, and the report on them
    stories: KnownStories  # the stories in the database; kept up to date while the import writes
    known_lines: KnownLines  # the split lines of Latest news
    # SurveyedFile.version -> the lines of Top stories with which its text begins.
    own_blurbs: dict[str, list[str]]
    corrections: tuple[BriefCorrection, ...]
    shared_hashes: frozenset[int]  # of sentences that many files repeat beside their stories
    reread: bool = False  # True: files that were imported before are among the survey's, read again

    @property
    def report(self) -> Report:
        return self.survey.report

    def close(self) -> None:
        """Free the disk space of the files' contents."""
        self.survey.close()


def read(
    paths: Iterable[Path],
    vocabulary: Vocabulary,
    progress: Callable[[int, int], None],
    *,
    reread: bool = False,
    language: str = "",
) -> ImportPlan:
    """Read the files at `paths` and the index of what the database holds; match them. Writes nothing.

    Call `progress` after each file with how many are read, and the total. With `reread`, also parse the files that
    were imported before. `language`, a tag, is that of all files; if it is empty, their texts decide.
    """
    stories = KnownStories.load()
    files = survey(paths, {} if reread else stories.by_digest, vocabulary, progress, language)
    with ExitStack() as on_failure:
        on_failure.callback(files.close)
        nothing = ImportPlan(files, stories, KnownLines(), {}, (), frozenset())
        plan = _match(files, stories, vocabulary, reread) if files.found else nothing
        on_failure.pop_all()
    return plan


def _match(files: Survey, stories: KnownStories, vocabulary: Vocabulary, reread: bool) -> ImportPlan:
    """Find out what the files say about each other and about the stories in the database."""
    known = {key for key, named in stories.by_headline.items() if any(not one.is_brief for one in named)}
    headlines = known | files.headlines
    blurbs = dict(files.blurbs)
    blurbs.update((key, one.blurb) for key, one in stories.by_blurb.items() if not one.headline_known)
    brief_lines = stories.brief_lines()
    known_lines = KnownLines.gather(files.lines, brief_lines, headlines, blurbs)
    read_again = files.lines if reread else {}
    corrections = tuple(_corrections(brief_lines, known_lines, stories, vocabulary, read_again))
    open_blurbs = known_lines.open_blurbs(blurbs, headlines)
    own_blurbs = _match_texts(files, open_blurbs)
    _match_database(stories, open_blurbs)
    shared = shared_hashes([(file.headline, file.hashes) for file in files.found])
    files.lines.clear()  # no longer needed, and there are hundreds of thousands
    files.blurbs.clear()
    return ImportPlan(files, stories, known_lines, own_blurbs, corrections, shared, reread)


def _corrections(
    brief_lines: dict[str, KnownStory],
    known_lines: KnownLines,
    stories: KnownStories,
    vocabulary: Vocabulary,
    read_again: Container[str],
) -> Iterator[BriefCorrection]:
    """Yield the briefs of earlier imports whose line can now be split with certainty, and index them again.

    Lines that are `read_again` need no certainty: their earlier splitting was no more certain.
    """
    for line, brief in brief_lines.items():
        entry = known_lines.entry(line) if line in known_lines.cuts else None
        if (
            entry
            and entry.headline
            and (entry.certain or line in read_again)
            and shorten(entry.headline) != brief.headline
        ):
            fields = fields_of(entry.headline, entry.blurb, vocabulary)
            del fields["language"]  # the page that named it is not at hand
            yield BriefCorrection(brief.id, StoryData(fields, brief.brief_key(), line, entry.blurb))
            stories.add_headline(brief, story_key(entry.headline))
            if entry.blurb:
                stories.by_blurb.setdefault(story_key(entry.blurb), brief)


def _match_texts(files: Survey, open_blurbs: dict[str, str]) -> dict[str, list[str]]:
    """Return a dict: SurveyedFile.version -> the blurbs with which its text begins. Removes these from `open_blurbs`.

    If several stories contain one blurb, the one with the earliest occurrence in its text wins, then the newest.
    """
    keys = {hash_of(key): key for key in open_blurbs}
    best: dict[str, tuple] = {}
    for file in files.oldest_first() if keys else ():
        for place, number in enumerate(file.hashes):
            if key := keys.get(number):
                rank = (-place, file.at, file.version)
                best[key] = max(best.get(key, rank), rank)
    found = defaultdict(list)
    for key in sorted(best):
        found[best[key][2]].append(open_blurbs.pop(key))
    return found


def _match_database(stories: KnownStories, open_blurbs: dict[str, str]) -> None:
    """Index the articles of earlier imports whose text begins with one of the open blurbs by that blurb."""
    wanted = {hash_of(key): key for key in open_blurbs if key not in stories.by_blurb}
    if not wanted:
        return
    for pk, body in Article.objects.without_briefs().values_list("pk", "body").iterator(1000):
        for number in lead_hashes(richtext.to_paragraphs(body)):
            if key := wanted.get(number):
                stories.by_blurb.setdefault(key, stories.by_id[pk])
