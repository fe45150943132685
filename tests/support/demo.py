"""The demo site: the corpus, rows that the corpus lacks, and one address of every kind of page that readers see.

Add a new kind of page as one line in KINDS. Each address is a function, because some exist only after the rows do.
"""

from collections.abc import Callable
from typing import NamedTuple

from django.conf import settings

from articles.admin.site_pages.first_texts import first_texts
from articles.database.cursor import Cursor
from articles.imports.photos.importer import import_photos
from articles.imports.seeds.importer import import_seeds
from articles.imports.seeds.vocabulary import Vocabulary
from articles.models import Article, Author, Byline, Correction, Section
from portal.partners.folder import import_folder
from tests.support.factories import make_article, make_section, make_site_page

PHOTOS = settings.BASE_DIR / "fixtures" / "photos"
PARTNERS = settings.BASE_DIR / "fixtures" / "partners"
SEEDS = settings.BASE_DIR / "fixtures" / "seeds"
OTHER_LANGUAGES = 70  # the number of the first dispatch that is not in English
SAMPLE = "Putin stresses cessation of hostilities in Karabakh ASAP"
RICH = "Ճանապարհների նախարարություն: Министерство дорог on Donaudampfschifffahrtsgesellschaftskapitänswitwenrente"
RICH_BODY = (
    "<p>The ministry <strong>published</strong> its <em>plan</em> at "
    '<a href="https://roads.example/plans/2020/a-very-long-address-that-nobody-would-ever-type-by-hand.html">'
    "https://roads.example/plans/2020/a-very-long-address-that-nobody-would-ever-type-by-hand.html</a>.</p>"
    "<h2>What is built</h2><ul><li>A bridge</li><li>A tunnel</li></ul>"
    "<h3>In which order</h3><ol><li>Dig</li><li>Pave</li></ol>"
    "<blockquote><p>“Nobody will miss the old road.”</p></blockquote><p>Первая строка<br>Երկրորդ տող</p>"
)
CHANGED_HEADLINE = "A story that was changed more than once"


class Kind(NamedTuple):
    """A kind of page: its name, a function that returns one address, and the status of the response."""

    name: str
    address: Callable[[], str]
    status: int = 200


KINDS = (
    Kind("front", lambda: "/"),
    Kind("latest", lambda: "/latest/"),
    Kind("latest-older", lambda: f"/latest/?before={Cursor.of(Article.objects.published().newest_first()[29])}"),
    Kind("latest-newer", lambda: f"/latest/?after={Cursor.of(Article.objects.published().newest_first()[60])}"),
    Kind("latest-past-the-end", lambda: "/latest/?before=0-1"),
    Kind("section", lambda: "/section/society/"),
    Kind("section-empty", lambda: "/section/opera/"),
    Kind("search", lambda: "/search/"),
    Kind("search-results", lambda: "/search/?q=museum"),
    Kind("search-filtered", lambda: "/search/?q=yerevan&section=culture&from=2020-09-01&to=2020-10-02"),
    Kind("search-without-result", lambda: "/search/?q=zzyzx"),
    Kind("search-mistaken", lambda: "/search/?q=museum&from=yesterday"),
    Kind("tag", lambda: "/tag/karabakh/"),
    Kind("article", lambda: story(headline=SAMPLE)),
    Kind("article-with-photo", lambda: story(photo_uses__isnull=False, seed__isnull=False)),
    Kind("article-of-every-element", lambda: story(headline=RICH)),
    Kind("article-corrected", lambda: story(corrections__kind="correction")),
    Kind("article-retracted", lambda: story(corrections__kind="retraction")),
    Kind("article-changed", lambda: story(headline=CHANGED_HEADLINE)),
    Kind("article-history", lambda: f"/news/{Article.objects.get(headline=CHANGED_HEADLINE).pk}/history/"),
    Kind("article-history-unchanged", lambda: f"/news/{Article.objects.get(headline=SAMPLE).pk}/history/"),
    Kind("article-signed", lambda: story(authors__name="Ani Sarkis")),
    Kind("author", lambda: "/author/ani-sarkis/"),
    Kind("archive", lambda: "/archive/"),
    Kind("archive-year", lambda: "/archive/2020/"),
    Kind("archive-month", lambda: "/archive/2020/10/"),
    Kind("archive-day", lambda: "/archive/2020/10/02/"),
    Kind("corrections", lambda: "/corrections/"),
    Kind("site-page", lambda: "/corrections-policy/"),
    Kind("partners", lambda: "/partners/"),
    Kind("brief", lambda: story(story_type="brief", headline_known=True)),
    Kind("brief-known-by-its-blurb", lambda: story(story_type="brief", headline_known=False)),
    Kind("error-400", lambda: "/latest/?" + "a&" * 1001, 400),
    Kind("error-404", lambda: "/nothing/here/", 404),
    Kind("error-410", lambda: story(headline="Withdrawn story"), 410),
)


def create_demo_site() -> None:
    """Import the corpus of one language and add the other rows that KINDS needs."""
    english = [path for path in sorted(SEEDS.glob("*.txt")) if int(path.name[:3]) < OTHER_LANGUAGES]
    import_seeds(english, Vocabulary.load(settings.SEED_VOCABULARY))
    import_photos(PHOTOS)
    Section.objects.create(name="Opera", position=9)
    society = make_section("Society")
    make_article(RICH, section=society, body=RICH_BODY, tags=["Roads", "Karabakh"])
    for kind in Correction.Kind:
        Correction.objects.create(
            article=make_article(f"A story with an {kind}", section=society), kind=kind, text="We named the wrong town."
        )
    make_article("Withdrawn story").withdraw()
    add_versions(make_article("A story that was changed", section=society, body=RICH_BODY))
    author = Author.objects.create(name="Ani Sarkis", bio="Writes about roads.")
    Byline.objects.create(article=make_article("A signed story", section=society), author=author)
    import_folder(PARTNERS)
    for kind in ("about", "corrections-policy"):
        title, body = first_texts()["en"][kind]
        make_site_page(kind, title=title, body=body)


def add_versions(article: Article) -> None:
    """Give the published article four more versions: a typo, its correction, other words, another headline."""
    for name, value in (
        ("body", article.body.replace("A bridge", "A brigde")),
        ("body", article.body),
        ("body", article.body.replace("its <em>plan</em>", "no <em>plan</em>") + "<p>Первая строка: ещё раз.</p>"),
        ("headline", CHANGED_HEADLINE),
    ):
        setattr(article, name, value)
        article.save()


def story(**lookup) -> str:
    """Return the address of the newest article that `lookup` finds."""
    return Article.objects.filter(**lookup).newest_first()[0].get_absolute_url()
