"""The sidebar "Partner news"."""

from typing import NamedTuple

from django.utils import timezone
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from articles.database.prepared import Prepared
from articles.templating.fragments import fragment
from articles.web.shared_rows import once_an_edition
from portal.partners.models import PartnerStory

HEADLINES = {"short": 6, "front": 8}  # in the box


class Headline(NamedTuple):
    """A partner's headline, where it links, whose it is, and in which language ("" if that is not known)."""

    title: str
    url: str
    partner: str
    language: str


_COLUMNS = ("title", "url", "partner__name", "partner__language")
_rows = Prepared(lambda at: PartnerStory.objects.in_the_box(at).values_list(*_COLUMNS)[: max(HEADLINES.values())])


@pass_context
def partner_news(context: Context, length: str = "short") -> Markup:
    """Render the newest headlines, as many as `length` says, of each active partner as many as it may show.

    If there are none, there is no box.
    """
    rows = once_an_edition(
        context["request"], "partner news", lambda: tuple(Headline(*row) for row in _rows(timezone.now()))
    )
    return fragment(context, "partners/_partner_news.html", stories=rows[: HEADLINES[length]])


def functions(request) -> dict:
    """Return `partner_news` for every public template: a context processor, because the app knows nothing of us."""
    return {"partner_news": partner_news}
