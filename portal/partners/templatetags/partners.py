"""The sidebar "Partner news"."""

from django import template

from portal.partners.models import PartnerStory

register = template.Library()


@register.inclusion_tag("partners/_partner_news.html")
def partner_news(length):
    """The newest `length` headlines of active partners; the box is absent when there is none."""
    return {"stories": PartnerStory.objects.showing()[:length]}
