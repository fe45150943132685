"""What stands at the top and the foot of every page: the sections, the languages of the site, the pages about it.

All come in one query, once an edition: a section's name and address in each language, which languages are open, and
what pages each has that say who we are.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.http import HttpRequest

from articles.database.json_list import all_gathered, gathered, read_list
from articles.database.prepared import Prepared
from articles.models import Language, Section, SectionName, SitePage, SitePageKind
from articles.reading.cards import Card, Heading
from articles.text.languages.site_languages import DEFAULT
from articles.web.addresses import page_path
from articles.web.languages import SiteLanguage, default_language, page_language
from articles.web.shared_rows import once_an_edition


class PageLink(NamedTuple):
    """A page that says who we are: what it is for, and its name in its language."""

    kind: str
    language: str
    title: str

    def get_absolute_url(self):
        return page_path("articles:site_page", self.kind, language=self.language)


class Masthead(NamedTuple):
    """The languages of the site, the default one first, and the sections in their order, by language.

    `pages` are those that say who we are, of all languages, in the order of SitePageKind.
    """

    languages: dict[str, SiteLanguage]
    headings: dict[str, tuple[Heading, ...]]
    pages: tuple[PageLink, ...] = ()

    def language(self, tag: str) -> SiteLanguage:
        """Return the language of that tag; the default one if that is not open."""
        return self.languages.get(tag) or self.languages[DEFAULT]

    def sections(self, language: str | None = None) -> tuple[Heading, ...]:
        """Return the sections in a language of the site (default: the page's)."""
        return self.headings.get(language or page_language()) or self.headings[DEFAULT]

    def pages_in(self, language: str) -> tuple[PageLink, ...]:
        """Return the pages about the site that a language has."""
        return tuple(page for page in self.pages if page.language == language)

    def choices(self) -> tuple[Heading, ...]:
        """Return the sections as a form offers them: their names in the page's language, their slugs in the default."""
        slugs = {one.pk: one.slug for one in self.headings[DEFAULT]}
        return tuple(one._replace(slug=slugs[one.pk]) for one in self.sections())

    def heading(self, section: int, language: str) -> Heading | None:
        """Return the section of that number in a language of the site; None if there is no such section."""
        return next((one for one in self.sections(language) if one.pk == section), None)

    def label(self, cards: Iterable[Card]) -> tuple[Card, ...]:
        """Return the cards with their sections named in the page's language."""
        if page_language() == DEFAULT:
            return tuple(cards)
        here = {one.pk: one for one in self.sections()}
        own = {one.slug: here[one.pk] for one in self.headings[DEFAULT]}
        labels = ((card, own.get(card.section_slug, card.section)) for card in cards)
        return tuple(card._replace(section_name=to.name, section_slug=to.slug) for card, to in labels)


def masthead(request: HttpRequest) -> Masthead:
    """Return the masthead, queried once per edition."""
    return once_an_edition(request, "masthead", lambda: read_masthead(_rows()))


def with_languages(sections) -> Any:
    """Annotate a queryset of sections with what `read_masthead` reads besides COLUMNS."""
    names = gathered(
        SectionName.objects,
        "section",
        **{name: name for name in ("language", "name", "slug", "description")},
    )
    opened = all_gathered(Language.objects.opened(), **{name: name for name in ("position", *SiteLanguage._fields)})
    pages = all_gathered(SitePage.objects.published(), **{name: name for name in PageLink._fields})
    return sections.annotate(own_names=names, languages=opened, pages=pages)


COLUMNS = ("pk", "name", "slug", "description", "own_names", "languages", "pages", "front_size")
_rows = Prepared(lambda: with_languages(Section.objects).values_list(*COLUMNS))
_pages = Prepared(lambda: SitePage.objects.published().values_list(*PageLink._fields))
_opened = Prepared(lambda: Language.objects.opened().values_list(*SiteLanguage._fields))


def site_languages() -> dict[str, SiteLanguage]:
    """Return the languages of the site by tag, the default one first. One query."""
    return _with_default(_opened())


def _with_default(opened: Iterable[tuple[str, str, str]]) -> dict[str, SiteLanguage]:
    """Return the languages by tag, given the rows of those that are open; without a name, it is the default's."""
    default = default_language()
    others = (SiteLanguage(tag, site_name or default.site_name, tagline) for tag, site_name, tagline in opened)
    return {one.tag: one for one in (default, *others)}


def read_masthead(rows: list[tuple]) -> Masthead:
    """Return the masthead, given rows of COLUMNS in the sections' order. Without sections, two queries."""
    if rows:
        opened = sorted(read_list(rows[0][5]), key=lambda one: one["position"])
        languages = _with_default([[one[name] for name in SiteLanguage._fields] for one in opened])
        pages = [PageLink(**one) for one in read_list(rows[0][6])]
    else:
        languages, pages = site_languages(), [PageLink._make(row) for row in _pages()]
    headings = defaultdict(list)
    for pk, name, slug, description, own_names, _, _, front_size, *_ in rows:
        own = {one["language"]: one for one in read_list(own_names)}
        for tag in languages:
            here = own.get(tag)
            if here:
                headings[tag].append(Heading(pk, here["name"], here["slug"], here["description"], front_size))
            else:
                headings[tag].append(Heading(pk, name, slug, description if tag == DEFAULT else "", front_size))
    in_order = sorted(pages, key=lambda page: SitePageKind.values.index(page.kind))
    return Masthead(languages, {tag: tuple(headings[tag]) for tag in languages}, tuple(in_order))
