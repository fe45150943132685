"""What readers of a language version are told of the text that it follows, as plain sentences.

A page says the same with its own elements: templates/public/articles/_follows.html.
"""

from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext

from articles.formats import markdown
from articles.formats.metadata import address, followed_by
from articles.models import Article
from articles.text.dates import format_stamp
from articles.web.addresses import absolute
from articles.web.languages import own_name, page_language


class Notice(NamedTuple):
    """What a story lacks of its source, in the page's language; its links are whole addresses."""

    text: str  # a sentence or two
    correction: str  # of the source, not translated yet; empty: none
    language: str  # of the source: a tag
    links: tuple[tuple[str, str], ...]  # (address, name): the source, and what changed in it

    def as_line(self) -> str:
        """Return it as one line of plain text, without links."""
        return " ".join(f"{self.text} {self.correction}".split())

    def as_html(self) -> str:
        """Return it as HTML for a text that may be in another language."""
        note = format_html('<blockquote lang="{}"><p>{}</p></blockquote>', self.language, self.correction)
        links = format_html_join(" · ", '<a href="{}">{}</a>', self.links)
        return format_html(
            '<div lang="{}"><p>{}</p>{}{}</div><hr>',
            page_language(),
            self.text,
            note if self.correction else "",
            format_html("<p>{}</p>", links) if links else "",
        )

    def as_markdown(self) -> str:
        """Return it as a quotation in Markdown."""
        links = " · ".join(f"{markdown.escape(name)}: <{url}>" for url, name in self.links)
        said = [markdown.escape(self.text), markdown.escape(" ".join(self.correction.split())), links]
        return "\n>\n".join(f"> {part}" for part in said if part)


def notice(article: Article) -> Notice | None:
    """Return what the readers of a story should know of its source; None if that is well, or there is none."""
    source = followed_by(article)
    if source is None or not (source.is_orphaned or source.is_wrong or source.is_behind):
        return None
    links = [(address(source), own_name(source.language))] if source.has_page else []
    links += [] if source.is_orphaned else [(absolute(source.history_path), gettext("What has changed in it"))]
    correction = source.correction if source.is_wrong else ""
    return Notice(_sentences(source), correction, source.language or "", tuple(links))


def _sentences(source) -> str:
    if source.is_retracted:
        return gettext("The story in another language that this text follows has been retracted.")
    if source.is_orphaned:
        return gettext("The story in another language that this text follows is no longer on the site.")
    if source.is_wrong:
        return gettext(
            "The story in another language that this text follows has been corrected. "
            "The correction is not translated yet:"
        )
    language = page_language()
    stamp = {"when": format_stamp(source.published_at, source.time_known, language)}
    follows = gettext("This text follows a version in another language, of %(when)s.") % stamp
    if source.last_update is None:
        since = gettext("That one has been changed since.")
    else:
        updated = {"when": format_stamp(source.last_update, language=language)}
        since = gettext("That one was updated: %(when)s.") % updated
    return f"{follows} {since}"
