"""The sidebar "Partner news"."""

from typing import NamedTuple

from django import template
from django.utils import timezone

from articles.database.prepared import Prepared
from articles.web.shared_rows import once_an_edition
from portal.partners.models import PartnerStory

register = template.Library()
MOST = 8  # headlines in a box


class Headline(NamedTuple):
    """A partner's headline, where it links, whose it is, and in which language ("" if that is not known)."""

    title: str
    url: str
    partner: str
    language: str


_COLUMNS = ("title", "url", "partner__name", "partner__language")
_rows = Prepared(lambda at: PartnerStory.objects.in_the_box(at).values_list(*_COLUMNS)[:MOST])


@register.inclusion_tag("partners/_partner_news.html", takes_context=True)
def partner_news(context, length):
    """Show the newest `length` headlines (MOST at most), of each active partner as many as it may show.

    If there are none, there is no box.
    """
    request = context["request"]
    stories = once_an_edition(request, "partner news", lambda: tuple(Headline(*row) for row in _rows(timezone.now())))
    return {"request": request, "stories": stories[:length]}
