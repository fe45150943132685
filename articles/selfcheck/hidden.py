"""Content that readers must not see: the words, pictures and numbers of stories that are not public."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from html import unescape
from typing import NamedTuple
from urllib.parse import unquote

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from articles.models import (
    Article,
    Author,
    Breaking,
    Byline,
    Correction,
    DeletedStory,
    Embed,
    FileChore,
    FileUse,
    MediaFile,
    Note,
    Photo,
    PhotoChore,
    PhotoUse,
    PreviewLink,
    SitePage,
    TaggedArticle,
    TopicPage,
    TopStory,
)
from articles.text.embeds.places import placed
from articles.text.folding import words_of

PASSAGE_WORDS = 6  # words in a piece of text; a leaked passage of eleven words contains one whole piece
MIN_PASSAGE_WORDS = 3  # words; fewer do not show where they come from
MAX_PASSAGES = 60  # per text
_TAG = re.compile(r"<[^<>]*>")
_JSON_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_FILE = re.compile(r"files/[\w/-]+\.\w+")
_PICTURE = re.compile(r"(photos/[\w/-]+?)(?:-(?:full|wide|social)[-\d]*)?\.\w+")


_private_texts: list[Callable[[], Iterable[tuple["HiddenField", str]]]] = []


def never_public(texts: Callable[[], Iterable[tuple["HiddenField", str]]]) -> None:
    """Register a function that yields texts of another app which no reader may see, such as readers' own messages."""
    _private_texts.append(texts)


def publicly_readable() -> Q:
    """Return the condition for articles that readers may read now.

    It states the visibility rule independently, because a check that reuses the rule cannot find an error in it.
    """
    return Q(published_at__lte=timezone.now(), withdrawn_at__isnull=True)


def state_of(article: Article) -> str:
    """Return the state that hides the article: withdrawn, scheduled or draft."""
    if article.withdrawn_at:
        return Article.State.WITHDRAWN
    return Article.State.SCHEDULED if article.published_at else Article.State.DRAFT


def story(number: int | str) -> str:
    """Return what the story of that number is called here."""
    return f"story {number}"


def topic(page: TopicPage) -> str:
    """Return what the page of a tag is called here."""
    return f"topic page {page.tag.slug} ({page.language})"


def public_topics() -> QuerySet[TopicPage]:
    """Return the pages of tags that readers may open: a story of their language has come out with the tag."""
    tagged = TaggedArticle.objects.filter(
        tag=OuterRef("tag"), site_language=OuterRef("language"), published_at__lte=timezone.now()
    )
    return TopicPage.objects.filter(Exists(tagged)).order_by()


def shown_breaking() -> QuerySet[Breaking]:
    """Return the lines of breaking news that readers see now: not over, and without a story or with a listed one."""
    listed = Article.objects.filter(publicly_readable(), pk=OuterRef("article"), retracted_at__isnull=True)
    in_time = Breaking.objects.filter(ended_at__isnull=True, until__gt=timezone.now())
    return in_time.filter(Q(article__isnull=True) | Exists(listed)).order_by()


class HiddenField(NamedTuple):
    """A field of a hidden story, or of a page that readers may not open, that contains certain words."""

    owner: str  # such as `story 12`
    state: str
    field: str


def readable_words(body: bytes) -> Iterator[list[str]]:
    """Yield the words of an answer twice: first without the content of tags, then with it.

    Entities, percent-encoding and JSON escapes are decoded first; entities twice, because feeds hold HTML as text.
    """
    text = body.decode("utf-8", "replace")
    text = _JSON_ESCAPE.sub(lambda escape: chr(int(escape[1], 16)), text).replace("\\n", " ").replace('\\"', '"')
    text = unescape(unescape(unquote(text)))
    yield words_of(_TAG.sub("", re.sub(r"</(?:p|h\d|li|title|div)>|<br>", " ", text)))
    yield words_of(text)


class HiddenContent:
    """Everything that must not be visible at this moment; each answer is searched for it."""

    def __init__(self):
        self.states: dict[int, str] = {}
        self._passages: dict[tuple[str, ...], set[HiddenField]] = defaultdict(set)
        hidden = Article.objects.exclude(publicly_readable()).order_by("pk")
        for article in hidden.iterator(500):
            self.states[article.pk] = state_of(article)
            for field, text in _texts(article):
                self._add_text(article, field, text)
        self._add_embeds(hidden)
        uses = PhotoUse.objects.filter(article__in=hidden.values("pk"))
        for use in uses.select_related("article", "photo").order_by("pk").iterator(500):
            for field, text in shown_texts(use):
                self._add_text(use.article, field, text)
        for use in FileUse.objects.filter(article__in=hidden.values("pk")).select_related("article", "media_file"):
            for field, text in file_texts(use):
                self._add_text(use.article, field, text)
        notes = Correction.objects.filter(article__in=hidden.values("pk"))
        blurbs = TopStory.objects.filter(article__in=hidden.values("pk"))
        for note in notes.select_related("article").iterator(500):
            self._add_text(note.article, "correction", note.text)
        for top in blurbs.select_related("article").iterator(500):
            self._add_text(top.article, "blurb", top.blurb)
        for article in Article.objects.filter(publicly_readable()).exclude(withdrawn_because="").iterator(500):
            self._add_text(article, "reason of withdrawal", article.withdrawn_because)
        for note in Note.objects.exclude(text="").select_related("article").iterator(500):  # of public stories, too
            self._add(HiddenField(story(note.article_id), note.article.state, "note of the newsroom"), note.text)
        for page in SitePage.objects.filter(published_at__isnull=True):
            owner = f"page {page.kind} ({page.language})"
            self._add(HiddenField(owner, Article.State.DRAFT, "title"), page.title)
            self._add(HiddenField(owner, Article.State.DRAFT, "text"), page.body)
        for row in DeletedStory.objects.waiting():
            for field, text in _texts_in_the_bin(row):
                self._add(HiddenField(story(row.number), "deleted", field), text)
        for line in Breaking.objects.exclude(pk__in=shown_breaking().values("pk")).iterator(500):
            state = "ended" if line.ended_at or line.until <= timezone.now() else "hidden"
            self._add(HiddenField(f"breaking news {line.pk}", state, "text"), line.text)
        for texts in _private_texts:
            for field, text in texts():
                self._add(field, text)
        for page in TopicPage.objects.exclude(pk__in=public_topics().values("pk")).select_related("tag"):
            self._add(HiddenField(topic(page), Article.State.DRAFT, "introduction"), page.introduction)
            self._add(HiddenField(topic(page), Article.State.DRAFT, "key facts"), page.facts)
        links = PreviewLink.objects.filter(article__in=hidden.values("pk"))
        self.preview_links = dict(links.values_list("name", "article"))
        self.pictures = self._pictures()
        self.files = self._files()
        self.kept_back = _by_stem(Photo.objects.filter(may_be_passed_on=False))
        self._lengths = sorted({len(passage) for passage in self._passages})
        self._first_words = {passage[0] for passage in self._passages}

    def _add_embeds(self, hidden: QuerySet[Article]) -> None:
        """Add the titles that editors gave to what only hidden stories embed."""
        titles = dict(Embed.objects.exclude(own_title="").values_list("address", "own_title"))
        for article in hidden.iterator(500) if titles else ():
            for found in placed(article.body):
                self._add_text(article, "title of an embed", titles.get(found.address, ""))

    def _add_text(self, article: Article, field: str, text: str) -> None:
        self._add(HiddenField(story(article.pk), state_of(article), field), text)

    def _add(self, field: HiddenField, text: str) -> None:
        words = words_of(_TAG.sub(" ", unescape(text)))
        passages = [tuple(words[at : at + PASSAGE_WORDS]) for at in range(0, len(words), PASSAGE_WORDS)][:MAX_PASSAGES]
        for passage in passages:
            if len(passage) >= MIN_PASSAGE_WORDS:
                self._passages[passage].add(field)

    def _pictures(self) -> dict[str, int]:
        """Return the number of each photo that no public story and no page of an author or a tag shows, by its stem."""
        public = Article.objects.filter(publicly_readable()).values("pk")
        in_stories = PhotoUse.objects.filter(article__in=public).order_by().values("photo")
        named = Byline.objects.filter(published_at__lte=timezone.now()).order_by().values("author")
        of_authors = Author.objects.filter(photo__isnull=False, pk__in=named).order_by().values("photo")
        of_topics = public_topics().filter(photo__isnull=False).values("photo")
        posters = MediaFile.objects.filter(uses__article__in=public, poster__isnull=False).order_by().values("poster")
        hidden_photos = Photo.objects.exclude(pk__in=in_stories).exclude(pk__in=of_authors).exclude(pk__in=of_topics)
        return _by_stem(hidden_photos.exclude(pk__in=posters))

    def _files(self) -> dict[str, int]:
        """Return the number of each file that no public story shows, by the names of the file and of its captions."""
        public = Article.objects.filter(publicly_readable()).values("pk")
        shown = FileUse.objects.filter(article__in=public).order_by().values("media_file")
        files = MediaFile.objects.exclude(pk__in=shown).prefetch_related("captions")
        return {
            name: one.pk for one in files for name in (one.file.name, *(row.file.name for row in one.captions.all()))
        }

    def files_in(self, body: bytes) -> set[int]:
        """Return the numbers of the hidden files that an answer names."""
        names = set(_FILE.findall(unquote(body.decode("utf-8", "replace")))) if self.files else set()
        return {self.files[name] for name in names & self.files.keys()}

    def known_files(self) -> Iterator[tuple[int, str]]:
        """Yield each hidden file's number with the names that were on a page and wait to be changed or removed."""
        hidden_files = set(self.files.values())
        for chore in FileChore.objects.filter(media_file__in=hidden_files, due_at__lte=timezone.now()).iterator():
            yield (
                chore.media_file,
                chore.name or MediaFile.objects.values_list("file", flat=True).get(pk=chore.media_file),
            )

    def known_addresses(self) -> Iterator[tuple[int, str]]:
        """Yield each hidden photo's number with the file names that outsiders may know.

        Some can be derived from the digest of the uploaded file, which was the file's name before names became random.
        Others were on a page, and wait to be renamed or removed (articles/photos/renaming.py).
        """
        hidden_photos = set(self.pictures.values())
        rows = Photo.objects.exclude(digest="").values_list("pk", "image", "digest", "added_at")
        for pk, name, digest, added_at in rows.iterator():
            if pk in hidden_photos:
                begin = digest[:20]
                names = {
                    f"photos/{added_at:%Y/%m}/{begin}.jpg",
                    f"photos/{timezone.localtime(added_at):%Y/%m}/{begin}.jpg",
                }
                yield from ((pk, known) for known in sorted(names | ({name} if begin in name else set())))
        for chore in PhotoChore.objects.filter(photo__in=hidden_photos, due_at__lte=timezone.now()).iterator():
            yield chore.photo, chore.name or Photo.objects.values_list("image", flat=True).get(pk=chore.photo)

    def passages_in(self, body: bytes) -> dict[tuple[str, ...], set[HiddenField]]:
        """Return the pieces of hidden text that an answer contains, each with the secrets it comes from."""
        found = {}
        for words in readable_words(body):
            for at, word in enumerate(words):
                if word in self._first_words:
                    for length in self._lengths:
                        passage = tuple(words[at : at + length])
                        if passage in self._passages:
                            found[passage] = self._passages[passage]
        return found

    def photos_in(self, body: bytes) -> set[int]:
        """Return the numbers of the hidden photos that an answer names."""
        return _named(body, self.pictures)

    def kept_back_in(self, handed_on: bytes) -> set[int]:
        """Return the numbers of the photos that may not be passed on, and are named in what others reprint."""
        return _named(handed_on, self.kept_back)


def _by_stem(photos) -> dict[str, int]:
    """Return the numbers of the photos by their files' stem."""
    return {name.rpartition(".")[0]: pk for pk, name in photos.values_list("pk", "image").iterator()}


def _named(body: bytes, pictures: dict[str, int]) -> set[int]:
    names = set(_PICTURE.findall(unquote(body.decode("utf-8", "replace")))) if pictures else set()
    return {pictures[name] for name in names & pictures.keys()}


def _texts(article: Article) -> Iterable[tuple[str, str]]:
    yield from (("headline", article.headline), ("summary", article.summary), ("text", article.body))
    yield "place", article.dateline_place
    yield "reason of withdrawal", article.withdrawn_because


def _texts_in_the_bin(row: DeletedStory) -> Iterable[tuple[str, str]]:
    """Yield what a deleted story said, as its newest version has it."""
    version = Article.history.filter(id=row.number, history_id=row.version).first()
    return _texts(version) if version else [("headline", row.headline)]


def shown_texts(use: PhotoUse) -> Iterable[tuple[str, str]]:
    """Yield what a story says of a photo, by the name of the field."""
    yield from (("caption", use.shown_caption), ("credit", use.shown_credit))
    yield "picture's description", use.shown_alt
    yield from (("copyright notice", use.photo.copyright), ("usage terms", use.photo.usage_terms))


def file_texts(use: FileUse) -> Iterable[tuple[str, str]]:
    """Yield what a story's page says of a file, by the name of the field."""
    file = use.media_file
    yield from (("title of a file", file.title), ("credit of a file", file.credit), ("transcript", file.transcript))
