"""The public pages of every language: the default one's, and the same under the prefix of each other, such as /ru/."""

from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, include, path, register_converter
from django.urls.resolvers import URLResolver

from articles.pages.errors import page_not_found
from articles.reading.masthead import masthead
from articles.web.languages import LanguagePrefix, in_language
from articles.web.public_page import PublicPage

register_converter(LanguagePrefix, "language")


class PageInLanguage(PublicPage):
    """A public page that is made in the language whose prefix its address has."""

    def __call__(self, request: HttpRequest, *args, language: str, **kwargs) -> HttpResponse:
        """Return the page in the `language` (its tag); if that is not open, the answer for an unknown address."""
        site = masthead(request).languages.get(language)
        if site is None:
            raise Http404("no such language")
        with in_language(site):
            try:
                return rendered(super().__call__(request, *args, **kwargs))
            except Http404 as error:
                return rendered(page_not_found(request, error))


def rendered(response: HttpResponse) -> HttpResponse:
    """Return the response with its content made, while the page's language is the current one."""
    render = getattr(response, "render", None)
    return render() if callable(render) else response


def in_every_language(pages: list[URLPattern]) -> list[URLPattern | URLResolver]:
    """Return the URL patterns of the `pages`, and once more those under the prefix of a language."""
    return [*pages, path("<language:language>/", include(list(_in_a_language(pages))))]


def _in_a_language(pages: list[URLPattern]) -> Iterator[URLPattern]:
    for pattern in pages:
        page = pattern.callback
        view = PageInLanguage(
            page.view_class,
            query_params=page.query_params,
            cacheable=page.cacheable,
            may_use_replica=page.may_use_replica,
            methods=page.methods,
        )
        yield path(str(pattern.pattern), view, pattern.default_args, name=pattern.name)
