"""Old slugs of renamed or merged sections and tags, and those of other languages: 301, in a single step."""

from django.db.models import Q
from django.http import Http404, HttpResponsePermanentRedirect
from django.utils.http import urlencode

from articles.web.addresses import page_path
from articles.web.languages import page_language


class RedirectsOldSlugs:
    """Mixin for a view of one subject by its `slug`: instead of 404, redirect to the one that it has in the language.

    That is, from an old one, and from one that it has in another language. It must be the first base class.
    `movable()` returns the possible targets, as a queryset.
    """

    def get(self, request, *args, **kwargs):
        try:
            return super().get(request, *args, **kwargs)
        except Http404:
            asked = kwargs["slug"]
            named = Q(old_addresses__slug=asked) | Q(slug=asked) | Q(names__slug=asked)
            subject = self.movable().filter(named).only("slug").first()
            slug = subject and self._slug(subject)
            if slug is None or slug == asked:
                raise
        address = page_path(request.resolver_match.view_name, *{**kwargs, "slug": slug}.values())
        read = request.resolver_match.func.query_params  # of the PublicPage in the URL table
        asked = [(name, request.GET[name]) for name in read if name in request.GET]
        return HttpResponsePermanentRedirect(f"{address}?{urlencode(asked)}" if asked else address)

    def _slug(self, subject) -> str:
        """Return the subject's slug in the page's language."""
        own = subject.names.filter(language=page_language()).values_list("slug", flat=True).first()
        return own or subject.slug
