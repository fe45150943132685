"""A story as plain data, for those who publish it again: `.txt`, `.md` and `.json`.

Whoever may open a story's page may open these. Of a story that was taken back there is
the notice, and no text; and no seed, since an import would bring it to life again.
"""

import json

from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.generic import View

from articles.formats import markdown, ninjs
from articles.formats.metadata import address
from articles.imports.seeds.format import writer
from articles.models import Article, Correction, Redirect
from articles.reading.story import whole_story
from articles.text import richtext
from articles.web.addresses import absolute
from articles.web.conditional import answer


def seed(article: Article) -> str:
    """`.txt`: the seed format, which `import_seeds` reads. Raises ValueError for a text that holds nothing to see."""
    return writer.write(
        article.headline,
        article.published_at,
        article.time_known,
        article.source,
        richtext.to_paragraphs(article.body),
        article.summary,
    )


def ninjs_json(article: Article) -> str:
    """`.json`: IPTC ninjs 3.1."""
    return json.dumps(ninjs.item(article), ensure_ascii=False, indent=1) + "\n"


def markdown_text(article: Article) -> str:
    """`.md`: headline, stamp, byline, dateline and text, corrections, and where it stands."""
    blocks = [f"# {markdown.escape(article.headline)}", article.stamp]
    if article.authors.all():
        blocks.append(f"By {markdown.escape(ninjs.byline(article))}")
    if not article.retracted_at:
        lead = f"**{markdown.escape(article.source)}** – " if article.source else ""
        blocks.append(markdown.from_html(article.body, absolute("/"), lead))
    blocks += [_note(note) for note in article.corrections.all()]
    return "\n\n".join([*blocks, f"Source: <{address(article)}>"]) + "\n"


def _note(note: Correction) -> str:
    text = markdown.escape(" ".join(ninjs.correction_line(note).split()))
    return f"> **{note.get_kind_display()}**, {text}"


class ArticleData(View):
    """One story in one format, with its ETag and the moment of its last change.

    Draft, scheduled and unknown are 404, and so is a brief: it has no text to
    publish again. Withdrawn is 410. The number of a brief that became part of
    another story redirects.
    """

    name = ""  # of the address
    content_type = ""
    text_of = None  # story -> text

    def get(self, request, pk):
        try:
            article = whole_story(pk)
        except Article.DoesNotExist:
            moved = get_object_or_404(Redirect, pk=pk)
            return HttpResponsePermanentRedirect(reverse(self.name, args=[moved.article_id]))
        if article.state == Article.State.WITHDRAWN:
            return render(request, "410.html", status=410)
        if not article.is_public or article.is_brief:
            raise Http404("no public text")
        return self.respond(article)

    def respond(self, article: Article) -> HttpResponse:
        """The story in this format, or 304 when the reader has it."""
        data = self.text_of(article).encode()
        response = answer(self.request, data, f"{self.content_type}; charset=utf-8", article.changed_at)
        response.headers["X-Robots-Tag"] = "noindex"
        response.headers["Link"] = f'<{address(article)}>; rel="canonical"'
        return response


class ArticleSeed(ArticleData):
    """`/news/12.txt`. A story that was taken back has no seed: 410; nor has a text in which there is nothing to see."""

    name, content_type = "articles:article_txt", "text/plain"
    text_of = staticmethod(seed)

    def respond(self, article):
        if article.retracted_at:
            return render(self.request, "410.html", status=410)
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
