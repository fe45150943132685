"""Writing of the import's rows, which keeps the fields that an editor has changed."""

from collections.abc import Iterable
from typing import NamedTuple
from zlib import crc32

from django.db import transaction

from articles.database.same_name import named
from articles.imports.seeds.records import StoryData
from articles.imports.seeds.vocabulary import Vocabulary
from articles.imports.seeds.writing import bulk
from articles.models import (
    Article,
    Author,
    Byline,
    Embed,
    OldSectionAddress,
    Redirect,
    Section,
    Seed,
    Tag,
    TaggedArticle,
    TopStory,
)
from articles.models.languages.language import opened_languages, placed_in
from articles.models.story_type import StoryType
from articles.models.tag import tag_key
from articles.models.version import AS_IMPORTED, IMPORTED_AGAIN
from articles.text import richtext
from articles.text.embeds.places import placed
from articles.text.folding import words_of
from articles.text.slugs import story_slug

# The fields that a seed gives; an import keeps the ones that an editor has changed.
SEED_FIELDS = (
    *("headline", "summary", "source", "dateline_place", "body", "language", "section", "tags"),
    *("published_at", "time_known"),
)
RELATED = {"tags", "section", "authors"}  # fields of other tables
_LATER = {"dateline_place": crc32(b"")}  # fields that seeds of earlier releases did not give


def _fingerprints(fields: dict) -> dict[str, int]:
    """Return a checksum for each given field; the order of tags does not matter."""
    sortable = fields | {"tags": sorted(fields.get("tags", ()))}
    return {name: crc32(str(sortable[name]).encode()) for name in SEED_FIELDS if name in fields}


def _written(fields: dict) -> dict[str, int]:
    """Return the fingerprints that a seed keeps; that of the authors only says that an import has named some."""
    return _fingerprints(fields) | ({"authors": 1} if fields.get("authors") else {})


class Overwritten(NamedTuple):
    """What became of an article that was overwritten with what a seed says."""

    changed: bool
    kept: frozenset[str]  # fields that an editor has changed, which differ from the seed's

    def warnings(self) -> list[str]:
        """Return a warning for each field that was kept."""
        return [f"{name} was changed in the newsroom and is kept" for name in sorted(self.kept)]


class Rows:
    """Writer of articles, briefs, seeds, and the sections and tags that they need."""

    def __init__(self, vocabulary: Vocabulary):
        self.vocabulary = vocabulary
        self.sections: dict[str, Section] = {}
        self.tags: dict[str, Tag] = {}
        self.authors: dict[tuple[str, ...], int] | None = None  # ids by the words of the name, once they are needed
        self.opened: set[str] = set()  # tags of the languages that readers see, besides the default one

    def lock(self, tags: Iterable[str] = ()) -> None:
        """Take the locks at the start of a transaction that writes stories with these `tags`, which need not exist yet.

        Until it ends, nobody else merges tags or creates the missing ones, and no editor opens a language or changes
        several stories at once, because we do not lock stories in the editors' order (articles/database/lock_order.py).
        Tags and opened languages are re-read.
        """
        Tag.objects.lock_names(to_use=True)
        names = set(tags)
        known = Tag.objects.known(names)
        if any(tag_key(name) not in known for name in names):
            # Lock now, not later: an editor who adds tags to a story holds the names, and may be waiting for our rows.
            Tag.objects.lock_names()
        Article.objects.lock_many()
        self.opened = opened_languages()
        self.tags.clear()
        self.authors = None

    def prepare_sections(self) -> None:
        """Create every section of the vocabulary on an empty site, all or none; later, only those that a story needs.

        A section whose address was changed is also found by the address in the vocabulary.
        """
        self.sections = {section.slug: section for section in Section.objects.all()}
        if not self.sections:
            with transaction.atomic():  # to the next import, only some would look like the newsroom's own choice
                for entry in self.vocabulary.sections:
                    self._section(entry.slug)
        for old in OldSectionAddress.objects.select_related("subject"):
            self.sections.setdefault(old.slug, old.subject)

    def _section(self, slug: str) -> Section:
        if slug not in self.sections:
            entry = next(entry for entry in self.vocabulary.sections if entry.slug == slug)
            name = entry.name[:60]
            self.sections[slug] = named(Section.objects, name) or Section.objects.create(
                slug=slug, name=name, description=entry.description[:200]
            )
        return self.sections[slug]

    def _tags_named(self, names: Iterable[str]) -> list[Tag]:
        if missing := [name for name in names if name not in self.tags]:
            self.tags |= Tag.objects.by_name(missing)
        return list({tag.id: tag for tag in map(self.tags.__getitem__, names)}.values())

    def _with_current_names(self, fields: dict) -> dict:
        """Return the given fields with the current names of their section and tags."""
        fields = dict(fields)
        if "section" in fields:
            fields["section"] = self._section(fields["section"]).slug
        if "tags" in fields:
            fields["tags"] = [tag.name for tag in self._tags_named(fields["tags"])]
        return fields

    def create(self, stories: list[StoryData]) -> list[int]:
        """Create an article or brief for each of the `stories`, with tags and a seed. Return their ids in order."""
        self._tags_named(dict.fromkeys(name for data in stories for name in data.fields["tags"]))
        ids = bulk.reserve_ids(Article, len(stories))
        articles, taggings, bylines, seeds = [], [], [], []
        for pk, data in zip(ids, stories, strict=True):
            fields = self._with_current_names(data.fields)
            articles.append(self._columns(pk, fields))
            # With the moment and the site language, which a trigger would otherwise copy.
            shared = {"published_at": fields["published_at"], "site_language": articles[-1]["site_language"]}
            taggings += [
                {"tag_id": tag.id, "content_object_id": pk, **shared} for tag in self._tags_named(data.fields["tags"])
            ]
            bylines += self._bylines(pk, fields, shared)
            seeds.append(
                {
                    "article_id": pk,
                    "key": data.key,
                    "line": data.line,
                    "blurb": data.blurb,
                    "sketch": list(data.sketch),
                    "written": _written(fields),
                }
            )
        # The tags and bylines first, keys being checked at the commit: on SQLite each of a public story would move the
        # edition, which the story does anyway. It saves a sixth of the database's work there.
        bulk.insert(TaggedArticle, taggings)
        if bylines:
            bulk.insert(Byline, bylines)
        bulk.insert(Article, articles)
        bulk.insert(Seed, seeds)
        Embed.objects.want(found for article in articles for found in placed(article["body"]))
        return ids

    def site_language(self, language: str) -> str:
        """Return the site language whose lists show a story in `language` (tags)."""
        return placed_in(language, self.opened)

    def _bylines(self, pk: int, fields: dict, shared: dict) -> list[dict]:
        """Return the rows of a story's bylines; an author of that name is found, or created.

        `shared` are the columns that each takes from the story.
        """
        authors = dict.fromkeys(map(self._author, fields.get("authors", ())))
        return [
            {"article_id": pk, "author_id": author, "position": position, **shared}
            for position, author in enumerate(authors)
        ]

    def _author(self, name: str) -> int:
        if self.authors is None:
            self.authors = {tuple(words_of(known)): pk for pk, known in Author.objects.values_list("pk", "name")}
        key = tuple(words_of(name))
        if key not in self.authors:
            self.authors[key] = Author.objects.create(name=name).pk
        return self.authors[key]

    def _columns(self, pk: int, fields: dict) -> dict:
        """Return a new article's columns: all of them, because rows written in bulk get no defaults."""
        return {
            "id": pk,
            "section_id": self._section(fields["section"]).pk,
            "headline": fields["headline"],
            "headline_known": fields.get("headline_known", True),
            "slug": story_slug(fields["headline"]),
            "summary": fields["summary"],
            "opening": fields.get("opening", ""),
            "source": fields["source"],
            "dateline_place": fields.get("dateline_place", ""),
            "body": fields["body"],
            "story_type": (StoryType.STORY if fields["body"] else StoryType.BRIEF).value,
            "language": fields["language"],
            "language_doubtful": fields.get("language_doubtful", False),
            "site_language": self.site_language(fields["language"]),
            "published_at": fields["published_at"],
            "time_known": fields["time_known"],
        }

    def _current_fields(self, article: Article) -> dict:
        """Return the article's current values of SEED_FIELDS, in the form in which an import gives them."""
        fields = {name: getattr(article, name) for name in SEED_FIELDS if name not in ("section", "tags")}
        return fields | {"section": article.section.slug, "tags": list(article.tags.names())}

    def imported_text(self, pk: int) -> tuple[str, list[str]]:
        """Return the headline and the paragraphs that an import last gave an article, or those it has if none did."""
        article = Article.objects.only("headline", "body").get(pk=pk)
        found = article.headline, article.body
        written = Seed.objects.filter(pk=pk).values_list("written", flat=True).first() or {}
        if _fingerprints({"headline": found[0], "body": found[1]}).items() - written.items():  # an editor changed it
            versions = article.history.filter(history_change_reason__in=[AS_IMPORTED, IMPORTED_AGAIN])
            for version in versions.order_by("-history_id").values_list("headline", "body"):
                if _fingerprints({"body": version[1]})["body"] == written.get("body"):
                    found = version
                    break
        return found[0], richtext.to_paragraphs(found[1])

    def says_nothing_new(self, pk: int, data: StoryData, names: Iterable[str]) -> bool:
        """Return whether the article has these fields' values already, or an import last wrote them to it."""
        article = Article.objects.only(*names).get(pk=pk)
        written = Seed.objects.filter(pk=pk).values_list("written", flat=True).first() or {}
        given = _fingerprints({name: data.fields[name] for name in names})
        return all(getattr(article, name) == data.fields[name] or written.get(name) == given[name] for name in names)

    def overwrite(self, pk: int, data: StoryData, *, new_address: bool = False) -> Overwritten:
        """Update an article with what a seed says now, except for fields an editor has changed.

        With `new_address`, a slug made from the headline becomes that of the new headline. An article that has all
        of it already is not saved.
        """
        article = Article.objects.select_for_update(of=("self",), no_key=True).select_related("section").get(pk=pk)
        seed, _ = Seed.objects.get_or_create(article=article, defaults={"key": data.key})
        current, fields = _fingerprints(self._current_fields(article)), self._with_current_names(data.fields)
        given = _fingerprints(fields)
        written = (_LATER if seed.written else {}) | seed.written
        kept = {name for name in given if current[name] != given[name] and current[name] != written.get(name)}
        if not article.summary:
            kept -= {"summary"}  # nobody has written one
        if article.is_brief and article.state != Article.State.DRAFT:
            kept -= {"published_at", "time_known"}  # a brief's moment was never more than a place in the sidebar
        elif article.story_type == StoryType.FLASH:
            kept |= given.keys() & {"published_at", "time_known"}  # an editor published it then
        if kept & {"body", "summary"}:
            fields.pop("opening", None)  # the opening of another text
        changed = {name for name in fields.keys() - kept - RELATED if getattr(article, name) != fields[name]}
        changed |= {name for name in given.keys() & {"tags", "section"} - kept if current[name] != given[name]}
        if changed - {"opening"}:
            self._save(article, {name: fields[name] for name in changed}, new_address)
        if "opening" in fields and article.opening != fields["opening"]:  # a saved article has derived its own
            Article.objects.filter(pk=pk).update(opening=fields["opening"])
        names_authors = fields.get("authors") and "authors" not in seed.written
        if names_authors and not article.bylines.exists():  # else an editor's, or removed by one
            shared = {"published_at": article.published_at, "site_language": article.site_language}
            bulk.insert(Byline, self._bylines(pk, fields, shared))
        seed.key, seed.line, seed.blurb = data.key, data.line, data.blurb or seed.blurb
        seed.sketch = data.sketch or seed.sketch
        seed.written |= {name: one for name, one in _written(fields).items() if name not in kept}
        seed.save()
        return Overwritten(bool(changed), frozenset(kept))

    def _save(self, article: Article, fields: dict, new_address: bool) -> None:
        """Save an article with these fields, and its version."""
        article.keep_as_imported()
        if new_address and "headline" in fields and article.slug == story_slug(article.headline):
            article.slug = story_slug(fields["headline"])
        for name in fields.keys() - RELATED:
            setattr(article, name, fields[name])
        if "section" in fields:
            article.section = self._section(fields["section"])
        article._change_reason = IMPORTED_AGAIN
        article.save()
        if "tags" in fields:
            article.tags.set(self._tags_named(fields["tags"]))
            article.keep_tags_and_photos()

    def merge_brief(self, brief: int, into: int) -> None:
        """Merge a brief into the article of the same story, which takes over the brief's place and address."""
        with transaction.atomic():
            TopStory.objects.lock_order()
            if not TopStory.objects.filter(article_id=into).exists():
                language = Article.objects.filter(pk=into).values("site_language")
                TopStory.objects.filter(article_id=brief, language__in=language).update(article_id=into)
            Article.objects.filter(pk=brief).delete()
            Redirect.objects.create(number=brief, article_id=into)

    def set_blurb(self, pk: int, blurb: str) -> None:
        """Make the agency's own blurb the summary of an article that has a seed, unless an editor wrote one."""
        if seed := Seed.objects.filter(pk=pk).first():
            self.overwrite(pk, StoryData({"summary": blurb}, seed.key, seed.line, blurb))
