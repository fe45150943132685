"""A story as plain data for republishers: `.txt`, `.md` and `.json`.

Anyone who may open a story's page may open these. For a retracted story they give the notice
without the text, and there is no seed, because importing it would publish the story again.
"""

import json
from datetime import datetime

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.generic import View

from articles.formats import markdown, ninjs
from articles.formats.embedded import with_links
from articles.formats.figures import as_markdown, passed_on
from articles.formats.files import with_file_links
from articles.formats.following import notice
from articles.formats.metadata import address, followed_by
from articles.imports.seeds.file_reader import judged_language
from articles.imports.seeds.format import writer
from articles.models import Article, Correction
from articles.models.kicker import with_kicker
from articles.models.photo_use import FIRST
from articles.pages.errors import gone
from articles.pages.story_by_number import StoryByNumber
from articles.reading.masthead import masthead
from articles.text import richtext
from articles.text.datelines import printed
from articles.text.dates import format_stamp
from articles.text.languages.site_languages import DEFAULT
from articles.text.placed_photos import placed
from articles.web.addresses import absolute
from articles.web.conditional import answer
from articles.web.languages import SiteLanguage, default_language, in_language, page_language


def seed(article: Article) -> str:
    """Return the story in the seed format (`.txt`) that `import_seeds` reads.

    Raises ValueError if the text has no visible content.
    """
    paragraphs, lacks = richtext.to_paragraphs(article.body), notice(article)
    judged = judged_language(article.headline, paragraphs)
    return writer.write(
        article.headline,
        article.published_at,
        article.time_known,
        article.dateline_place,
        article.source,
        paragraphs,
        article.summary,
        "" if article.language == judged else article.language,
        lacks.as_line() if lacks else "",
    )


def ninjs_json(article: Article) -> str:
    """Return the story as IPTC ninjs 3.1 (`.json`)."""
    return json.dumps(ninjs.item(article), ensure_ascii=False, indent=1) + "\n"


def markdown_text(article: Article) -> str:
    """Return the story as Markdown (`.md`): headline, stamp, byline, text with photos, corrections, and its URL.

    A language version says above the text what it lacks of the one that it follows.

    Our own words and dates are in the current language.
    """
    at = article.published_at
    stamp = format_stamp(at, article.time_known, page_language()) if at else ""
    blocks = [f"# {markdown.escape(with_kicker(article.headline, article.kicker))}", stamp]
    if authors := article.authors.all():
        names = {"names": markdown.escape(ninjs.byline(article))}
        blocks.append(ngettext("By %(names)s", "By %(names)s", len(authors)) % names)
    if lacks := notice(article):
        blocks.append(lacks.as_markdown())
    if not article.retracted_at:
        dateline = printed(article.dateline_place, article.source)
        lead = f"**{markdown.escape(dateline)}** – " if dateline else ""
        flash = f"{lead}{markdown.escape(article.summary)}"
        photos = {number: as_markdown(one) for number, one in passed_on(article.photo_uses.all()).items()}
        body = with_links(with_file_links(article.body, article.file_uses.all()), article.embeds)
        text = markdown.from_html(body, absolute("/"), lead, photos) if body else flash
        blocks += _around_text(article, photos, text)
    blocks += [_note(note) for note in article.corrections.all()]
    source = gettext("Source: %(address)s") % {"address": f"<{address(article)}>"}
    return "\n\n".join([*blocks, source]) + "\n"


def _around_text(article: Article, photos: dict[int, str], text: str) -> list[str]:
    """Return the text with the `photos` that it does not place: the lead photo before it, others after it."""
    rest = {number: photos[number] for number in photos.keys() - set(placed(article.body))}
    uses = [use for use in article.photo_uses.all() if use.photo_id in rest]
    before, after = ([rest[use.photo_id] for use in uses if (use.position == FIRST) is lead] for lead in (True, False))
    return [*before, text, *after]


def _note(note: Correction) -> str:
    text = markdown.escape(" ".join(ninjs.correction_line(note).split()))
    return f"> **{note.get_kind_display()}**, {text}"


def said_since(article: Article) -> datetime:
    """Return the aware moment since which a published story says what it says.

    That covers what is said of the text that it follows, and of what it embeds.
    """
    follows = followed_by(article)
    facts = (embed.fetched_at for embed in article.embeds.values())
    return max(filter(None, (article.changed_at, follows and follows.since, *facts)))


class ArticleData(StoryByNumber, View):
    """One story in one format, with an ETag and the time of its last change."""

    shows_briefs = False  # they have no text to republish
    name = ""  # of the URL pattern
    content_type = ""
    text_of = None  # a function: story -> text

    def address(self, article):
        return reverse(self.name, args=[article.pk])

    def respond(self, article: Article) -> HttpResponse:
        """Return the story in this format, or 304 if the client already has it."""
        with in_language(self.site(article)):
            data = self.text_of(article).encode()
        response = answer(self.request, data, f"{self.content_type}; charset=utf-8", said_since(article))
        response.headers["X-Robots-Tag"] = "noindex"
        response.headers["Link"] = f'<{address(article)}>; rel="canonical"'
        return response

    def site(self, article: Article) -> SiteLanguage:
        """Return the language in which the site shows the story: these addresses are for all languages."""
        if article.site_language == DEFAULT:
            return default_language()
        return masthead(self.request).language(article.site_language)


class ArticleSeed(ArticleData):
    """`/news/12.txt`: 410 for a retracted story; 404 for a text without visible content."""

    name, content_type = "articles:article_txt", "text/plain"
    text_of = staticmethod(seed)

    def respond(self, article):
        if article.retracted_at:
            return gone(self.request)
        try:
            return super().respond(article)
        except ValueError as error:
            raise Http404("no text to read") from error


class ArticleMarkdown(ArticleData):
    """`/news/12.md`."""

    name, content_type = "articles:article_md", "text/markdown"
    text_of = staticmethod(markdown_text)


class ArticleNinjs(ArticleData):
    """`/news/12.json`."""

    name, content_type = "articles:article_json", "application/json"
    text_of = staticmethod(ninjs_json)
