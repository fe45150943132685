"""What a text embeds, for those who take the story over: a link with its title in the place of each address."""

from collections.abc import Mapping
from html import escape

from articles.models import Article, Embed
from articles.text.embeds.places import placed, replaced
from articles.text.embeds.providers import EmbedAddress


def with_links(body: str, embeds: Mapping[str, Embed]) -> str:
    """Return a sanitised text with a linked title in the place of each address that it embeds."""

    def link(found: EmbedAddress) -> str:
        title, by = words_of(found, embeds)
        return f'<p><a href="{escape(found.link)}">{escape(title, quote=False)}</a> ({escape(by, quote=False)})</p>\n'

    return replaced(body, link)


def with_lines(body: str, embeds: Mapping[str, Embed]) -> str:
    """Return a sanitised text with a title and the address as plain text in the place of each that it embeds."""

    def line(found: EmbedAddress) -> str:
        title, by = words_of(found, embeds)
        said = f"{title} ({by})" if title == found.link else f"{title} ({by}): {found.link}"
        return f"<p>{escape(said, quote=False)}</p>\n"

    return replaced(body, line)


def words_of(found: EmbedAddress, embeds: Mapping[str, Embed]) -> tuple[str, str]:
    """Return the title of what the address embeds, or the address without one, and whose it is: author, provider."""
    known = embeds.get(found.address)
    title = known.shown_title if known else ""
    author = known.author if known else ""
    return title or found.link, ", ".join(filter(None, (author, found.provider_name)))


def as_citations(article: Article) -> list[dict]:
    """Return what the story embeds as https://schema.org/CreativeWork, each once."""
    found = {one.address: one for one in placed(article.body)}
    return [_citation(one, article.embeds) for one in found.values()]


def _citation(found: EmbedAddress, embeds: Mapping[str, Embed]) -> dict:
    known = embeds.get(found.address)
    says = {
        "@type": "CreativeWork",
        "url": found.address,
        "name": known.shown_title if known else "",
        "creator": {"@type": "Thing", "name": known.author} if known and known.author else "",
        "publisher": {"@type": "Organization", "name": found.provider_name},
    }
    return {name: value for name, value in says.items() if value != ""}
