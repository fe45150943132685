"""Old slugs of renamed or merged sections and tags: their pages and feeds answer 301, in a single step."""

from django.http import Http404, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.http import urlencode


class RedirectsOldSlugs:
    """Mixin for a view of one subject by its `slug`: instead of 404, redirect from an old slug to the current one.

    It must be the first base class. `movable()` returns the possible targets, as a queryset.
    """

    def get(self, request, *args, **kwargs):
        try:
            return super().get(request, *args, **kwargs)
        except Http404:
            subject = self.movable().filter(old_addresses__slug=kwargs["slug"]).only("slug").first()
            if subject is None:
                raise
        address = reverse(request.resolver_match.view_name, kwargs={**kwargs, "slug": subject.slug})
        read = request.resolver_match.func.query_params  # of the PublicPage in the URL table
        asked = [(name, request.GET[name]) for name in read if name in request.GET]
        return HttpResponsePermanentRedirect(f"{address}?{urlencode(asked)}" if asked else address)
