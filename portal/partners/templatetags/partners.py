"""The sidebar "Partner news"."""

from typing import NamedTuple

from django import template
from django.utils import timezone

from articles.editionrows import once_an_edition
from articles.prepared import Prepared
from portal.partners.models import PartnerStory

register = template.Library()
MOST = 8  # headlines in the longest box


class Headline(NamedTuple):
    """A partner's headline, where it leads, and whose it is."""

    title: str
    url: str
    partner: str


_rows = Prepared(lambda at: PartnerStory.objects.showing(at).values_list("title", "url", "partner__name")[:MOST])


@register.inclusion_tag("partners/_partner_news.html", takes_context=True)
def partner_news(context, length):
    """The newest `length` headlines of active partners (MOST at most); the box is absent when there is none."""
    request = context["request"]
    stories = once_an_edition(request, "partner news", lambda: tuple(Headline(*row) for row in _rows(timezone.now())))
    return {"request": request, "stories": stories[:length]}
