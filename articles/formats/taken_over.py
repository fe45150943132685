"""A story's text as HTML for those who take it over: feed readers, other newsrooms, programs."""

from collections.abc import Iterable, Mapping

from articles.formats.blocks import with_blocks
from articles.formats.embedded import with_links
from articles.formats.figures import with_figures
from articles.formats.files import with_file_links
from articles.models import Embed, FileUse, PhotoUse
from articles.text.richtext import with_whole_addresses


def as_html(
    body: str,
    language: str,
    uses: Iterable[PhotoUse],
    embeds: Mapping[str, Embed],
    files: Iterable[FileUse],
    url: str,
) -> str:
    """Return the sanitised body in `language` of the page at `url` in HTML elements that any reader understands.

    Its photos (`uses`) are figures, what it embeds and its `files` are links with a title, all links are absolute.
    """
    return with_whole_addresses(
        with_blocks(with_links(with_file_links(with_figures(body, uses), files), embeds), language), url
    )
