"""The sidebar "Partner news"."""

from django import template

from portal.partners.models import PartnerStory

register = template.Library()


@register.inclusion_tag("partners/_partner_news.html")
def partner_news(length):
    """The newest `length` headlines, of each active partner as many as it may show; absent when there is none."""
    return {"stories": PartnerStory.objects.in_the_box()[:length]}
