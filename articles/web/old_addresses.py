"""Pages and feeds of what was renamed or merged: their old addresses answer 301, each with one step."""

from django.http import Http404, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.http import urlencode


class LeadsOn:
    """For a view of one subject by its `slug`; stands first. Where there is none, an old address leads on.

    `movable()`: the subjects that may be led to, as a queryset.
    """

    def get(self, request, *args, **kwargs):
        try:
            return super().get(request, *args, **kwargs)
        except Http404:
            subject = self.movable().filter(old_addresses__slug=kwargs["slug"]).only("slug").first()
            if subject is None:
                raise
        address = reverse(request.resolver_match.view_name, kwargs={**kwargs, "slug": subject.slug})
        asked = [(name, request.GET[name]) for name in self.understood if name in request.GET]
        return HttpResponsePermanentRedirect(f"{address}?{urlencode(asked)}" if asked else address)
