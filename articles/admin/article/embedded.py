"""What a story's text embeds from other sites, as its form shows it: what is known, and where that can be mended."""

from django.urls import reverse
from django.utils.html import format_html, format_html_join

from articles.admin.embeds import state_of
from articles.models import Article
from articles.text.embeds.places import placed

FIELD = "embedded"


def embeds_anything(article: Article | None) -> bool:
    """Return whether the saved text of the article embeds anything."""
    return article is not None and bool(placed(article.body))


def shown(article: Article) -> str:
    """Return a line for each address in the text: site, title, and how it stands with what the site says of it."""
    known = article.embeds
    lines = [
        (found.provider_name, _name(known.get(found.address), found), _state(known.get(found.address)))
        for found in placed(article.body)
    ]
    return format_html('<div class="embedded">{}</div>', format_html_join("", "<p>{}: {} {}</p>", lines))


def _name(embed, found) -> str:
    if embed is None:
        return found.short
    address = reverse("admin:articles_embed_change", args=[embed.pk])
    return format_html('<a href="{}">{}</a>', address, embed.shown_title or found.short)


def _state(embed) -> str:
    return state_of(embed) if embed else "Not fetched yet."
