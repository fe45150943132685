"""Cards of what a story's text embeds from other sites. A browser loads nothing from there before a click."""

import re
from itertools import count

from jinja2 import Environment
from markupsafe import Markup

from articles.models import Article, Embed
from articles.text.embeds.places import placed, replaced
from articles.text.embeds.providers import EmbedAddress, Kind, Shape

_MARK = re.compile(r"<!--e(\d+)-->")


def marked(body: str) -> str:
    """Return a sanitised text with a comment `<!--e0-->`, `<!--e1-->` … in the place of each address that it embeds."""
    numbers = count()
    return replaced(body, lambda found: f"<!--e{next(numbers)}-->")


def with_cards(env: Environment, article: Article, text: str) -> str:
    """Return the article's text, once marked, with a card in the place of each mark."""
    if "<!--e" not in text:
        return text
    found = placed(article.body)
    return _MARK.sub(lambda mark: _card(env, article, found[int(mark[1])]), text)


def has_players(article: Article) -> bool:
    """Return whether the text embeds anything that plays or shows on the page itself, for which a script is needed."""
    return any(found.player for found in placed(article.body))


def _card(env: Environment, article: Article, found: EmbedAddress) -> Markup:
    """Render the card of an address: its picture in the player's shape, or else a low card of words.

    A post is always a low card. It gets the player's height when it is clicked, and not before.
    """
    known = article.embeds.get(found.address) or Embed()
    shape = known.shape if known.shape and found.kind == Kind.VIDEO else found.shape
    template = env.get_template("articles/_embed.html")
    title, low = known.shown_title, shape == Shape.NONE or not known.picture
    card = template.render(found=found, known=known, title=title, shape=shape, low=low, article=article)
    return Markup(card)  # noqa: S704 escaped in the template
