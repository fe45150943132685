"""The visibility check: does any byte that readers can fetch contain something they may not see?"""

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import quote

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from articles.models import (
    Article,
    Author,
    Correction,
    Embed,
    FileUse,
    PhotoUse,
    PreviewLink,
    Section,
    SitePage,
    Tag,
    TopicPage,
)
from articles.models.preview_link import token_of
from articles.selfcheck.crawler import STORY_PATH, Answer, Visitor, crawl
from articles.selfcheck.document import HTML
from articles.selfcheck.hidden import (
    HiddenContent,
    file_texts,
    public_topics,
    publicly_readable,
    readable_words,
    shown_breaking,
    shown_texts,
    state_of,
    story,
    topic,
)
from articles.text.embeds.places import placed

NOT_FOUND, GONE = (404, 410)
UNANNOUNCED_STATES = (Article.State.DRAFT, Article.State.SCHEDULED)  # readers must not even know their numbers


class Leak(NamedTuple):
    """A leak: what is visible, of which story or page, at which address."""

    path: str
    owner: str  # such as `story 12`
    state: str
    content: str

    def __str__(self):
        return f"{self.path}: shows {self.content} of {self.state} {self.owner}"


def find_leaks(visitor: Visitor, hidden: HiddenContent, stories: list[int], seen: dict[str, int]) -> list[Leak]:
    """Return all leaks that a walk over the site finds; `stories` are the public ones to request.

    A passage counts only if it is in no public text, because agencies repeat themselves. `seen`
    is filled with every requested path and its status.
    """
    certain, words = [], []
    for answer in _answers(visitor, hidden, stories, seen):
        certain += [*_reachable_stories(answer, hidden), *_pictures(answer, hidden), *_preview_links(answer, hidden)]
        certain += [*_kept_back(answer, hidden), *_files(answer, hidden)]
        known = _query_words(answer)
        for passage, fields in hidden.passages_in(answer.body).items():
            if not _contains(passage, known):
                words += [
                    (passage, Leak(answer.path, hidden_field.owner, hidden_field.state, f"the {hidden_field.field}"))
                    for hidden_field in fields
                ]
    certain += [*_reachable_pictures(visitor, hidden, seen), *_reachable_files(visitor, hidden, seen)]
    certain += [*_ended_links(visitor, hidden)]
    public = public_passages({passage for passage, _ in words})
    return sorted({*certain, *(leak for passage, leak in words if passage not in public)})


def _answers(visitor: Visitor, hidden: HiddenContent, stories, seen) -> Iterator[Answer]:
    yield from crawl(visitor, [*stories, *hidden.states], seen)
    for headline in list(Article.objects.exclude(publicly_readable()).values_list("headline", flat=True)):
        answer = visitor.get(f"{reverse('articles:search')}?q={quote(headline)}")
        seen[answer.path] = answer.status
        yield answer


def _reachable_stories(answer: Answer, hidden: HiddenContent) -> Iterator[Leak]:
    """Yield a leak if a hidden story's own address answers, and one for each link to a story readers must not know."""
    own = STORY_PATH.match(answer.path)
    state = hidden.states.get(int(own[1])) if own else None
    if state and answer.status not in (NOT_FOUND, GONE):
        yield Leak(answer.path, story(own[1]), state, f"itself (status {answer.status})")
    for number in sorted(set(map(int, STORY_PATH.findall(answer.text()))) - {int(own[1]) if own else None}):
        if hidden.states.get(number) in UNANNOUNCED_STATES:
            yield Leak(answer.path, story(number), hidden.states[number], "the address")


def _pictures(answer: Answer, hidden: HiddenContent) -> Iterator[Leak]:
    for number in hidden.photos_in(answer.body):
        for owner, state in _owners(number):
            yield Leak(answer.path, owner, state, "the picture")


def _owners(photo: int) -> Iterator[tuple[str, str]]:
    """Yield what has the photo, and its state: a story, or else the page of a tag; nothing if none has it."""
    article = Article.objects.filter(photo_uses__photo=photo).first()
    page = None if article else TopicPage.objects.filter(photo=photo).select_related("tag").first()
    if article:
        yield story(article.pk), state_of(article)
    elif page:
        yield topic(page), Article.State.DRAFT


def _kept_back(answer: Answer, hidden: HiddenContent) -> Iterator[Leak]:
    """Yield photos that may not be passed on, but stand in a feed, a data file, a sitemap or the head of a page."""
    handed_on = answer.body.partition(b"</head>")[0] if answer.media_type == HTML else answer.body
    for number in hidden.kept_back_in(handed_on):
        article = Article.objects.filter(photo_uses__photo=number).first()
        page = TopicPage.objects.filter(photo=number).select_related("tag").first()
        if article:
            yield Leak(answer.path, story(article.pk), article.state, "the picture that may not be passed on")
        elif page:
            yield Leak(answer.path, topic(page), Article.State.PUBLISHED, "the picture that may not be passed on")


def _reachable_pictures(visitor: Visitor, hidden: HiddenContent, seen: dict[str, int]) -> Iterator[Leak]:
    """Yield hidden stories' pictures that still answer at an address known from a page or derived from the file."""
    for number, name in hidden.known_addresses():
        for owner, state in _owners(number):
            answer = visitor.get(f"{settings.MEDIA_URL}{quote(name)}")
            seen[answer.path] = answer.status
            if answer.status == 200:
                yield Leak(answer.path, owner, state, "the picture (run tidy_photos)")


def _files(answer: Answer, hidden: HiddenContent) -> Iterator[Leak]:
    for number in hidden.files_in(answer.body):
        for owner, state in _owners_of_file(number):
            yield Leak(answer.path, owner, state, "the file")


def _owners_of_file(number: int) -> Iterator[tuple[str, str]]:
    article = Article.objects.filter(file_uses__media_file=number).first()
    if article:
        yield story(article.pk), state_of(article)


def _reachable_files(visitor: Visitor, hidden: HiddenContent, seen: dict[str, int]) -> Iterator[Leak]:
    """Yield hidden stories' files that still answer at an address known from a page."""
    for number, name in hidden.known_files():
        for owner, state in _owners_of_file(number):
            answer = visitor.get(f"{settings.MEDIA_URL}{quote(name)}")
            seen[answer.path] = answer.status
            if answer.status == 200:
                yield Leak(answer.path, owner, state, "the file (run tidy_photos)")


def _preview_links(answer: Answer, hidden: HiddenContent) -> Iterator[Leak]:
    """Yield the preview links to hidden stories that a reader's page contains."""
    for name, article in hidden.preview_links.items():
        if name.encode() in answer.body:
            yield Leak(answer.path, story(article), hidden.states[article], "a preview link")


def _ended_links(visitor: Visitor, hidden: HiddenContent) -> Iterator[Leak]:
    """Yield preview links that were revoked or have expired but still open the story, without printing their names."""
    ended = Q(revoked_at__isnull=False) | Q(until__lt=timezone.now())
    for link in PreviewLink.objects.filter(ended, article__in=hidden.states).iterator(500):
        if visitor.get(reverse("articles:preview", args=[token_of(link)])).status not in (NOT_FOUND, GONE):
            content = f"itself (preview link {link.pk}, which has ended)"
            yield Leak("/preview/…/", story(link.article_id), hidden.states[link.article_id], content)


def _query_words(answer: Answer) -> list[str]:
    """Return the words of the search query, which the search page repeats; empty for other pages."""
    return next(readable_words(answer.path.encode())) if answer.path.startswith("/search/?") else []


def _contains(passage: tuple[str, ...], words: list[str]) -> bool:
    return any(tuple(words[at : at + len(passage)]) == passage for at in range(len(words)))


def public_passages(passages: set[tuple[str, ...]]) -> set[tuple[str, ...]]:
    """Return those of `pieces` that are in a public text; if there are any pieces, all public texts are read once."""
    found, lengths = set(), sorted({len(passage) for passage in passages})
    for text in _public_texts() if passages else ():
        for words in readable_words(text.encode()):
            for at in range(len(words)):
                found |= {passage for length in lengths if (passage := tuple(words[at : at + length])) in passages}
    return found


def _public_texts() -> Iterator[str]:
    public = Article.objects.filter(publicly_readable()).values("pk")
    for rows, fields in (
        (Article.objects.filter(publicly_readable()), ("headline", "summary", "body", "source", "dateline_place")),
        (Article.history.filter(id__in=public), ("headline", "summary", "body")),
        (Correction.objects.filter(article__in=public), ("text",)),
        (Author.objects.all(), ("name", "bio")),
        (Section.objects.all(), ("name", "description")),
        (Tag.objects.all(), ("name",)),
        (SitePage.objects.filter(published_at__isnull=False), ("title", "body")),
        (public_topics(), ("introduction", "facts")),
        (shown_breaking(), ("text",)),
    ):
        for values in rows.values_list(*fields).iterator(500):
            yield " \n".join(filter(None, values))
    titles = dict(Embed.objects.exclude(own_title="").values_list("address", "own_title"))
    for article in Article.objects.filter(pk__in=public).only("body").iterator(500) if titles else ():
        yield from (titles.get(found.address, "") for found in placed(article.body))
    for use in PhotoUse.objects.filter(article__in=public).select_related("photo").order_by("pk").iterator(500):
        yield " \n".join(text for _, text in shown_texts(use))
    for use in FileUse.objects.filter(article__in=public).select_related("media_file").order_by("pk").iterator(500):
        yield " \n".join(text for _, text in file_texts(use))
