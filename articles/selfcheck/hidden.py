"""Content that readers must not see: the words, pictures and numbers of stories that are not public."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from html import unescape
from typing import NamedTuple
from urllib.parse import unquote

from django.db.models import Q
from django.utils import timezone

from articles.models import Article, Author, Byline, Correction, Photo, PhotoChore, PreviewLink, TopStory
from articles.search.query import words_of

LENGTH = 6  # words in a piece of text; a leaked passage of eleven words contains one whole piece
SHORTEST = 3  # words; fewer do not show where they come from
PIECES_MAX = 60  # per text
_TAG = re.compile(r"<[^<>]*>")
_JSON_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_PICTURE = re.compile(r"(photos/[\w/-]+?)(?:-(?:full|wide|social)[-\d]*)?\.\w+")


def may_be_read() -> Q:
    """Return the condition for articles that readers may read now.

    It states the visibility rule independently, because a check that reuses the rule cannot find an error in it.
    """
    return Q(published_at__lte=timezone.now(), withdrawn_at__isnull=True)


def state_of(article: Article) -> str:
    """Return the state that hides the article: withdrawn, scheduled or draft."""
    if article.withdrawn_at:
        return Article.State.WITHDRAWN
    return Article.State.SCHEDULED if article.published_at else Article.State.DRAFT


class Secret(NamedTuple):
    """A field of a hidden story that contains certain words."""

    article: int
    state: str
    field: str


def readings(body: bytes) -> Iterator[list[str]]:
    """Yield the words of an answer twice: first without the content of tags, then with it.

    Entities, percent-encoding and JSON escapes are decoded first; entities twice, because feeds hold HTML as text.
    """
    text = body.decode("utf-8", "replace")
    text = _JSON_ESCAPE.sub(lambda escape: chr(int(escape[1], 16)), text).replace("\\n", " ").replace('\\"', '"')
    text = unescape(unescape(unquote(text)))
    yield words_of(_TAG.sub("", re.sub(r"</(?:p|h\d|li|title|div)>|<br>", " ", text)))
    yield words_of(text)


class Hidden:
    """Everything that must not be visible at this moment; each answer is searched for it."""

    def __init__(self):
        self.states: dict[int, str] = {}
        self._pieces: dict[tuple[str, ...], set[Secret]] = defaultdict(set)
        hidden = Article.objects.exclude(may_be_read()).select_related("photo").order_by("pk")
        for article in hidden.iterator(500):
            self.states[article.pk] = state_of(article)
            for field, text in _texts(article):
                self._hide(article, field, text)
        notes = Correction.objects.filter(article__in=hidden.values("pk"))
        blurbs = TopStory.objects.filter(article__in=hidden.values("pk"))
        for note in notes.select_related("article").iterator(500):
            self._hide(note.article, "correction", note.text)
        for top in blurbs.select_related("article").iterator(500):
            self._hide(top.article, "blurb", top.blurb)
        for article in Article.objects.filter(may_be_read()).exclude(withdrawn_because="").iterator(500):
            self._hide(article, "reason of withdrawal", article.withdrawn_because)
        links = PreviewLink.objects.filter(article__in=hidden.values("pk"))
        self.preview_links = dict(links.values_list("name", "article"))
        self.pictures = self._pictures()
        self._lengths = sorted({len(piece) for piece in self._pieces})
        self._firsts = {piece[0] for piece in self._pieces}

    def _hide(self, article: Article, field: str, text: str) -> None:
        words = words_of(_TAG.sub(" ", unescape(text)))
        pieces = [tuple(words[at : at + LENGTH]) for at in range(0, len(words), LENGTH)][:PIECES_MAX]
        for piece in pieces:
            if len(piece) >= SHORTEST:
                self._pieces[piece].add(Secret(article.pk, state_of(article), field))

    def _pictures(self) -> dict[str, int]:
        """Return the number of each photo that no public story and no author's page shows, by its files' stem."""
        of_stories = Article.objects.filter(may_be_read(), photo__isnull=False).values("photo")
        named = Byline.objects.filter(published_at__lte=timezone.now()).order_by().values("author")
        of_authors = Author.objects.filter(photo__isnull=False, pk__in=named).order_by().values("photo")
        unseen = Photo.objects.exclude(pk__in=of_stories).exclude(pk__in=of_authors)
        return {name.rpartition(".")[0]: pk for pk, name in unseen.values_list("pk", "image").iterator()}

    def known_addresses(self) -> Iterator[tuple[int, str]]:
        """Yield each hidden photo's number with the file names that outsiders may know.

        Some can be derived from the digest of the uploaded file, which was the file's name before names became random.
        Others were on a page, and wait to be renamed or removed (articles/photos/files.py).
        """
        unseen = set(self.pictures.values())
        rows = Photo.objects.exclude(digest="").values_list("pk", "image", "digest", "added_at")
        for pk, name, digest, added_at in rows.iterator():
            if pk in unseen:
                begin = digest[:20]
                names = {
                    f"photos/{added_at:%Y/%m}/{begin}.jpg",
                    f"photos/{timezone.localtime(added_at):%Y/%m}/{begin}.jpg",
                }
                yield from ((pk, known) for known in sorted(names | ({name} if begin in name else set())))
        for chore in PhotoChore.objects.filter(photo__in=unseen, due_at__lte=timezone.now()).iterator():
            yield chore.photo, chore.name or Photo.objects.values_list("image", flat=True).get(pk=chore.photo)

    def in_words(self, body: bytes) -> dict[tuple[str, ...], set[Secret]]:
        """Return the pieces of hidden text that an answer contains, each with the secrets it comes from."""
        found = {}
        for words in readings(body):
            for at, word in enumerate(words):
                if word in self._firsts:
                    for length in self._lengths:
                        piece = tuple(words[at : at + length])
                        if piece in self._pieces:
                            found[piece] = self._pieces[piece]
        return found

    def in_pictures(self, body: bytes) -> set[int]:
        """Return the numbers of the hidden photos that an answer names."""
        names = set(_PICTURE.findall(unquote(body.decode("utf-8", "replace"))))
        return {self.pictures[name] for name in names & self.pictures.keys()}


def _texts(article: Article) -> Iterable[tuple[str, str]]:
    yield from (("headline", article.headline), ("summary", article.summary), ("text", article.body))
    yield "reason of withdrawal", article.withdrawn_because
    if article.photo:
        yield from (("caption", article.photo.caption), ("picture's description", article.photo.alt))
