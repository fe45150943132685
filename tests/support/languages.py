"""Pages in a language of the site, without a request for one."""

from contextlib import AbstractContextManager

from django.conf import settings

from articles.web.languages import SiteLanguage, in_language


def page_in(tag: str) -> AbstractContextManager[None]:
    """Return a context in which what is made belongs to a page in the site language `tag`."""
    return in_language(SiteLanguage(tag, settings.SITE_NAME, ""))
