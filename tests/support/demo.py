"""The demo site: the corpus, rows that the corpus lacks, and one address of every kind of page that readers see.

Add a new kind of page as one line in KINDS. An address that exists only after the rows do is a function. The site is in
English alone, or (create_demo_site_in_languages) has the same kinds in Russian and Armenian, too.
"""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.db.models import F

from articles.admin.site_pages.first_texts import first_texts
from articles.database.cursor import Cursor
from articles.imports.photos.importer import import_photos
from articles.imports.seeds.importer import import_seeds
from articles.imports.seeds.vocabulary import Vocabulary
from articles.models import Article, Author, Byline, Correction, Front, Photo, Section, Tag, Translation
from articles.models.front.arrangement import Arrangement, Placed
from articles.text.dates import at_local
from articles.text.languages.site_languages import DEFAULT, SITE_LANGUAGES, prefix_of
from articles.web.addresses import page_path
from portal.partners.folder import import_folder
from tests.support.combinations import EVERY
from tests.support.factories import make_article, make_section, make_site_page, make_topic_page

PHOTOS = settings.BASE_DIR / "fixtures" / "photos"
PARTNERS = settings.BASE_DIR / "fixtures" / "partners"
SEEDS = settings.BASE_DIR / "fixtures" / "seeds"
OTHER_LANGUAGES = 70  # the number of the first dispatch that is not in English
SAMPLE = "Putin stresses cessation of hostilities in Karabakh ASAP"
RICH = "Ճանապարհների նախարարություն: Министерство дорог on Donaudampfschifffahrtsgesellschaftskapitänswitwenrente"


def blocks(counted: str, year: str, long_head: str, said: str, name: str, heading: str, fact: str, note: str) -> str:
    """Return a table that is wider than a phone, a pull quote with a name, a line, a fact box and a footnote."""
    heads = "".join(f"<th><p>{head}</p></th>" for head in (year, *[long_head] * 7))
    cells = "".join(f"<td><p>{number}</p></td>" for number in range(1_000, 8_000, 1_000))
    return (
        f"<p>{counted}[^1]</p><table><tbody><tr>{heads}</tr><tr><th><p>2020</p></th>{cells}</tr></tbody></table>"
        f'<blockquote class="pull"><p>{said}</p><p>— {name}</p></blockquote><hr>'
        f'<blockquote class="facts"><h3>{heading}</h3><ul><li><p>{fact}</p></li></ul></blockquote><p>[^1]: {note}</p>'
    )


RICH_BODY = (
    "<p>The ministry <strong>published</strong> its <em>plan</em> at "
    '<a href="https://roads.example/plans/2020/a-very-long-address-that-nobody-would-ever-type-by-hand.html">'
    "https://roads.example/plans/2020/a-very-long-address-that-nobody-would-ever-type-by-hand.html</a>.</p>"
    "<h2>What is built</h2><ul><li>A bridge</li><li>A tunnel</li></ul>"
    "<h3>In which order</h3><ol><li>Dig</li><li>Pave</li></ol>"
    "<blockquote><p>“Nobody will miss the old road.”</p></blockquote><p>Первая строка<br>Երկրորդ տող</p>"
    + blocks(
        *("The ministry counted the roads.", "Year", "Kilometers", "A road is a promise.", "Ani Sarkis, engineer"),
        *("In figures", "Seven districts", "Without the roads of villages."),
    )
)
CHANGED_HEADLINE = "A story that was changed more than once"
WITHDRAWN = "Withdrawn story"
LETTERS = {"en": "R", "ru": "Д", "hy": "Ճ"}
SOUGHT = {"en": ("museum", "yerevan"), "ru": ("музей", "ереван"), "hy": ("թանգարան", "երևան")}


class Pages(NamedTuple):
    """The pages of one language of the demo site, by its tag."""

    language: str

    def path(self, path: str) -> str:
        """Return the address of a page of all languages, such as /latest/, in this one."""
        prefix = prefix_of(self.language)
        return f"/{prefix}{path}" if prefix else path

    def subject(self, row: Section | Tag) -> str:
        """Return the address of the page of a section or a tag."""
        own = row.names.filter(language=self.language).first() or row
        return page_path(f"articles:{row._meta.model_name}", own.slug, language=self.language)

    def search(self, number: int, more: str = "") -> str:
        """Return the address of a search for one of the words SOUGHT."""
        return self.path(f"/search/?q={SOUGHT[self.language][number]}{more}")

    def turned_at(self, place: int) -> Cursor:
        """Return the cursor of the story at that place in the list of all, or of the last one."""
        stories = Article.objects.published().in_language(self.language).newest_first()
        return Cursor.of(stories[min(place, len(stories) - 1)])

    def newest(self, **lookup) -> Article:
        """Return the newest article that `lookup` finds."""
        return Article.objects.filter(site_language=self.language, **lookup).newest_first()[0]

    def version_of(self, headline: str) -> Article:
        """Return the English story of that headline, or its version in this language."""
        english = Article.objects.get(headline=headline)
        group = english.translation_group_id
        return english if self.language == DEFAULT else self.newest(translation_group=group)

    def story(self, **lookup) -> str:
        """Return the address of the newest article that `lookup` finds."""
        return self.newest(**lookup).get_absolute_url()

    def imported(self, state: str) -> str:
        """Return the address of the newest imported version that is in that state (TranslationQuerySet)."""
        return self.story(translation__in=getattr(Translation.objects, state)(), seed__isnull=False)


class Kind(NamedTuple):
    """A kind of page: its name, where it is, the status of the response, and the languages that have it."""

    name: str
    where: str | Callable[[Pages], str]
    status: int = 200
    languages: tuple[str, ...] = SITE_LANGUAGES

    def address(self, language: str = DEFAULT) -> str:
        """Return the address of a page of this kind in a language."""
        pages = Pages(language)
        return pages.path(self.where) if isinstance(self.where, str) else self.where(pages)


KINDS = (
    Kind("front", "/"),
    Kind("latest", "/latest/"),
    Kind("latest-older", lambda at: at.path(f"/latest/?before={at.turned_at(29)}")),
    Kind("latest-newer", lambda at: at.path(f"/latest/?after={at.turned_at(60)}")),
    Kind("latest-past-the-end", "/latest/?before=0-1"),
    Kind("section", lambda at: at.subject(Section.objects.get(slug="society"))),
    Kind("section-empty", "/section/opera/"),
    Kind("search", "/search/"),
    Kind("search-results", lambda at: at.search(0)),
    Kind("search-filtered", lambda at: at.search(1, "&section=culture&from=2020-09-01&to=2020-10-02")),
    Kind("search-without-result", "/search/?q=zzyzx"),
    Kind("search-loosened", lambda at: at.search(0, "&photos=1&when=day")),
    Kind("search-mistaken", lambda at: at.search(0, "&from=yesterday")),
    Kind("tag", lambda at: at.subject(Tag.objects.get(slug="karabakh"))),
    Kind("topic", lambda at: at.subject(Tag.objects.get(slug="roads"))),
    Kind("topics", "/tags/"),
    Kind("topics-of-a-letter", lambda at: at.path(f"/tags/?letter={LETTERS[at.language]}")),
    Kind("topics-of-no-letter", "/tags/?letter=Q", 404),
    Kind("authors", "/authors/"),
    Kind("article", lambda at: at.version_of(SAMPLE).get_absolute_url()),
    Kind("article-with-photo", lambda at: at.story(photo_uses__isnull=False, seed__isnull=False)),
    Kind("article-of-every-element", lambda at: at.version_of(RICH).get_absolute_url()),
    Kind("article-corrected", lambda at: at.story(corrections__kind="correction")),
    Kind("article-retracted", lambda at: at.story(corrections__kind="retraction")),
    Kind("article-changed", lambda at: at.version_of(CHANGED_HEADLINE).get_absolute_url()),
    Kind("article-history", lambda at: at.path(f"/news/{at.version_of(CHANGED_HEADLINE).pk}/history/")),
    Kind("article-history-unchanged", lambda at: at.path(f"/news/{at.version_of(SAMPLE).pk}/history/")),
    Kind("article-signed", lambda at: at.story(authors__name="Ani Sarkis")),
    Kind("author", "/author/ani-sarkis/"),
    Kind("archive", "/archive/"),
    Kind("archive-year", "/archive/2020/"),
    Kind("archive-month", "/archive/2020/10/"),
    Kind("archive-day", "/archive/2020/10/02/"),
    Kind("archive-day-with-its-front", "/archive/2020/10/01/"),
    Kind("archive-without-the-day", "/archive/?date=1999-01-01", 404),
    Kind("corrections", "/corrections/"),
    Kind("site-page", "/corrections-policy/"),
    Kind("contact-form", "/contact/write/"),
    Kind("offline", "/offline/"),
    Kind("partners", "/partners/"),
    Kind("brief", lambda at: at.story(story_type="brief", headline_known=True)),
    Kind("brief-known-by-its-blurb", lambda at: at.story(story_type="brief", headline_known=False)),
    Kind("version-behind", lambda at: at.imported("behind"), languages=("ru", "hy")),
    Kind("version-wrong", lambda at: at.imported("wrong"), languages=("ru",)),
    Kind("version-orphaned", lambda at: at.imported("orphaned"), languages=("hy",)),
    Kind("error-400", "/latest/?" + "a&" * 1001, 400),
    Kind("error-404", "/nothing/here/", 404),
    Kind("error-410", lambda at: at.version_of(WITHDRAWN).get_absolute_url(), 410),
)


class Page(NamedTuple):
    """A kind of page in a language of the site."""

    kind: Kind
    language: str

    def __str__(self):
        return f"{self.kind.name}-{self.language}"

    @property
    def address(self) -> str:
        return self.kind.address(self.language)


PAGES = [Page(kind, language) for kind in KINDS for language in kind.languages]


def in_turn(start: int = 0, every: bool = EVERY) -> list[Page]:
    """Return each kind of page in one of its languages, the next kind in the next language; or all PAGES.

    Another `start` gives each kind in another language.
    """
    once = (Page(kind, kind.languages[(number + start) % len(kind.languages)]) for number, kind in enumerate(KINDS))
    return PAGES if every else list(once)


def create_demo_site() -> None:
    """Import the English corpus and add the other rows that KINDS needs."""
    import_stories(path for path in sorted(SEEDS.glob("*.txt")) if int(path.name[:3]) < OTHER_LANGUAGES)
    add_rows()


def import_stories(paths: Iterable[Path]) -> None:
    """Import seed files, the photos of the stories, and partner news."""
    import_seeds(paths, Vocabulary.load(settings.SEED_VOCABULARY))
    import_photos(PHOTOS)
    import_folder(PARTNERS)


def add_rows() -> None:
    """Add what the corpus lacks, in English."""
    Section.objects.create(name="Opera", position=9)
    society = make_section("Society")
    make_article(RICH, section=society, body=RICH_BODY, tags=["Roads", "Karabakh"], language="en")
    for kind in Correction.Kind:
        Correction.objects.create(
            article=make_article(f"A story with an {kind}", section=society), kind=kind, text="We named the wrong town."
        )
    make_article(WITHDRAWN).withdraw()
    changed = make_article("A story that was changed", section=society, body=RICH_BODY)
    change(
        changed,
        changed.body.replace("A bridge", "A brigde"),
        changed.body.replace("its <em>plan</em>", "no <em>plan</em>") + "<p>Первая строка: ещё раз.</p>",
        CHANGED_HEADLINE,
    )
    author = Author.objects.create(name="Ani Sarkis", bio="Writes about roads.")
    Byline.objects.create(article=make_article("A signed story", section=society), author=author)
    write_topic_page(DEFAULT, RICH_BODY.partition("<h2>")[0])
    for language, pages in first_texts().items():
        for kind in ("about", "contact", "corrections-policy"):
            make_site_page(kind, language, title=pages[kind].title, body=pages[kind].body)


def write_topic_page(language: str, introduction: str) -> None:
    """Write the page of Roads in a language, with all that it may have, and put stories on the front page of a day."""
    own = Article.objects.dispatches().in_language(language).newest_first()
    photo = Photo.objects.filter(width__gt=F("height")).order_by("pk")[0]
    lead = own.filter(tags__slug="roads")[0]
    facts = f"{lead.headline[:30]}: 7,700\n{lead.headline}"
    make_topic_page("Roads", language, introduction=introduction, facts=facts, photo=photo, lead=lead)
    end = at_local(date(2020, 10, 2))
    placed = [Placed(one.pk, published_at=one.published_at) for one in own.filter(published_at__lt=end)[:6]]
    told = Arrangement({0: placed[0]}, placed[1:]).to_json()
    Front.objects.create(language=language, made_at=end - timedelta(hours=1), told=told)


def change(article: Article, mistyped: str, rewritten: str, headline: str) -> None:
    """Give the published article four more versions: a typo, its correction, other words, another headline."""
    changes = (("body", mistyped), ("body", article.body), ("body", rewritten), ("headline", headline))
    for name, value in changes:
        setattr(article, name, value)
        article.save()
