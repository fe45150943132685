"""The box "Most read" on the front page."""

from django.conf import settings
from django.utils import timezone
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from articles.database.prepared import Prepared
from articles.models import Article
from articles.reading.cards import COLUMNS, Card
from articles.templating.fragments import fragment
from articles.web.languages import page_language
from articles.web.shared_rows import once_an_edition
from portal.readership.models import MostRead

SHOWN = 5

_numbers = Prepared(lambda language: MostRead.objects.filter(language=language).values_list("story"))
_cards = Prepared(
    lambda at, *stories: (
        Article.objects.published(at).with_headline().filter(pk__in=stories).with_lead_photo().values_list(*COLUMNS)
    )
)


def _most_read() -> tuple[Card, ...]:
    """Return the most read stories in the page's language that are still public, the most read first."""
    numbers = [number for (number,) in _numbers(page_language())]
    cards = {card.pk: card for card in map(Card.of, _cards(timezone.now(), *numbers))} if numbers else {}
    return tuple(cards[number] for number in numbers if number in cards)


@pass_context
def most_read(context: Context) -> Markup:
    """Render the most read stories in the page's language; nothing if there are none or MOST_READ is off."""
    if settings.MOST_READ == "off":
        return Markup("")
    stories = once_an_edition(context["request"], f"most read {page_language()}", _most_read)
    return fragment(context, "readership/_most_read.html", stories=stories[:SHOWN])


def functions(request) -> dict:
    """Return `most_read` for every public template: a context processor, because the app knows nothing of us."""
    return {"most_read": most_read}
