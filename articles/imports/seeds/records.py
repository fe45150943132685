"""The frozen values that a seed file becomes on its way into the database. Imports no Django.

    bytes -> ArticleRecord -> ClassifiedStory, Sidebars -> FileRecord -> (plan.py) -> StoryData -> rows

Those that wait on disk are tuples, and wait as plain ones, which pickle writes in a third of the time of dataclasses;
there may be hundreds of thousands of files.
"""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """One article page: its own story, and the entries of its sidebars."""

    headline: str
    at: datetime  # aware, UTC
    time_known: bool  # False: the page gave only the day
    source: str  # the agency that the dateline names; empty: none
    paragraphs: tuple[str, ...]
    top_stories: tuple[str, ...]  # blurbs
    partner_news: tuple[str, ...]
    latest: tuple[str, ...]  # headline and blurb glued
    warnings: tuple[str, ...] = ()
    dateline_place: str = ""  # as the agency prints it; empty: none
    authors: tuple[str, ...] = ()  # the names of the byline, in order
    language: str = ""  # a tag (BCP 47), if the file says it; empty: judged by the text


class ClassifiedStory(NamedTuple):
    """The story of a record, with its section and tags."""

    headline: str
    at: datetime  # aware, UTC
    time_known: bool
    source: str
    body: str  # plain.as_html of its paragraphs
    body_is_clean: bool  # False: the sanitiser may change it
    opening: str  # its first sentence
    section: str  # slug; empty: too little in the text speaks for any
    tags: tuple[str, ...]  # names
    dateline_place: str
    authors: tuple[str, ...] = ()  # names


class Sidebars(NamedTuple):
    """The sidebars of a record, as far as they name stories."""

    top_stories: tuple[str, ...]  # blurbs
    latest: tuple[str, ...]  # headline and blurb glued
    unreadable: int  # number of entries without a letter or digit, which name no story
    partner_news: int  # number of entries


class FileRecord(NamedTuple):
    """One file that was read: what the survey needs of it, and the rest as bytes for the survey's file on disk."""

    digest: str = ""  # of the file's bytes
    reason: str = ""  # why it is rejected; empty if it is not
    story: bytes = b""  # a pickled ClassifiedStory, as a tuple; empty: rejected, or imported before
    sidebars: bytes = b""  # a pickled Sidebars, as a tuple
    identity: str = ""  # of its story
    at: datetime | None = None
    time_known: bool = True
    headline: str = ""  # its story key
    language: str = ""  # of its text, a tag (BCP 47)
    language_doubtful: bool = False  # the text may as well be in another one
    blurbs: tuple[tuple[str, str], ...] = ()  # (story key, line) of each of its Top stories
    lines: tuple[str, ...] = ()  # of its Latest news
    hashes: array | None = None  # known_lines.lead_hashes of its text
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StoryData:
    """The data that seeds give for one story: the article's fields, and those of its Seed row."""

    fields: dict  # `section` is a slug, `tags` are names
    key: str
    line: str = ""
    blurb: str = ""
    sketch: Sequence[int] = ()
