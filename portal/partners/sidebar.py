"""The sidebar "Partner news"."""

from typing import NamedTuple

from django.utils import timezone
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from articles.database.prepared import Prepared
from articles.templating.fragments import fragment
from articles.text.languages.site_languages import DEFAULT
from articles.web.languages import page_language
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


def _box(rows):
    return rows.values_list(*_COLUMNS)[: max(HEADLINES.values())]


_all = Prepared(lambda at: _box(PartnerStory.objects.in_the_box(at)))
_of_default = Prepared(lambda at, *others: _box(PartnerStory.objects.in_the_box(at).in_language(DEFAULT, *others)))
_of_other = Prepared(lambda at, language: _box(PartnerStory.objects.in_the_box(at).in_language(language)))


def _newest(languages: tuple[str, ...]) -> tuple[Headline, ...]:
    """Return the headlines of the box on the current page; `languages` are the site's."""
    now, language = timezone.now(), page_language()
    if language != DEFAULT:
        rows = _of_other(now, language)
    else:
        rows = _of_default(now, *languages[1:]) if languages[1:] else _all(now)
    return tuple(Headline(*row) for row in rows)


@pass_context
def partner_news(context: Context, length: str = "short") -> Markup:
    """Render the newest headlines, as many as `length` says, of each active partner as many as it may show.

    They are of the page's language. If there are none, there is no box.
    """
    name = f"partner news {page_language()}"
    rows = once_an_edition(context["request"], name, lambda: _newest(context["site_languages"]()))
    return fragment(context, "partners/_partner_news.html", stories=rows[: HEADLINES[length]])


def functions(request) -> dict:
    """Return `partner_news` for every public template: a context processor, because the app knows nothing of us."""
    return {"partner_news": partner_news}
