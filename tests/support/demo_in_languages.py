"""The demo site in three languages: the whole corpus, its versions linked, and the rows that KINDS needs in each."""

from io import StringIO
from typing import NamedTuple

from django.conf import settings
from django.core.management import call_command

from articles.models import Article, Author, AuthorName, Byline, Correction, PhotoUse
from tests.support import demo
from tests.support.factories import make_brief, make_version, show

FIXTURES = settings.BASE_DIR / "fixtures"


class Words(NamedTuple):
    """What the rows say that demo.add_rows adds in English; `typo` and `rewording` are replacements in the body."""

    language: str
    site_name: str
    tagline: str
    rich: str
    body: str
    typo: tuple[str, str]
    rewording: tuple[str, str]
    changed: str
    noted: dict[str, str]
    note: str
    withdrawn: str
    signed: str
    author: str
    bio: str
    caption: str
    alt: str
    brief: str
    blurb: str


RUSSIAN = Words(
    "ru",
    "Портал",
    "Новости Армении и региона",
    "Министерство дорог, Ճանապարհների նախարարություն и «Рентгеноэлектрокардиографическая лаборатория»",
    "<p>Министерство <strong>опубликовало</strong> свой <em>план</em>: "
    '<a href="https://roads.example/plans/2020/a-very-long-address-that-nobody-would-ever-type-by-hand.html">'
    "https://roads.example/plans/2020/a-very-long-address-that-nobody-would-ever-type-by-hand.html</a>.</p>"
    "<h2>Что построят</h2><ul><li>Мост</li><li>Тоннель</li></ul>"
    "<h3>В каком порядке</h3><ol><li>Вырыть</li><li>Замостить</li></ol>"
    "<blockquote><p>«Никто не пожалеет о старой дороге».</p></blockquote><p>Первая строка<br>Երկրորդ տող</p>"
    + demo.blocks(
        *("Министерство сосчитало дороги.", "Год", "Километров", "Дорога – это обещание.", "Ани Саркис, инженер"),
        *("В цифрах", "Семь районов", "Без сельских дорог."),
    ),
    ("Тоннель", "Тонель"),
    ("свой <em>план</em>", "не <em>план</em>, а карту"),
    "Новость, которую меняли несколько раз",
    {
        "update": "Новость с дополнением",
        "clarification": "Новость с уточнением",
        "correction": "Новость с исправлением",
        "retraction": "Новость, которую отозвали",
    },
    "Мы неверно назвали город.",
    "Новость, снятая с публикации",
    "Подписанная новость",
    "Ани Саркис",
    "Пишет о дорогах.",
    "Рисунок, сделанный по памяти.",
    "Рисунок к новости.",
    "В Гюмри нашли ключ от города",
    "Ключ подошел к трем дверям из пяти, а четвертую открыли изнутри.",
)
ARMENIAN = Words(
    "hy",
    "Պորտալ",
    "Նորություններ Հայաստանից և տարածաշրջանից",
    "Ճանապարհների նախարարություն, Министерство дорог և «Առողջապահականատեղեկատվականություն» ընկերություն",
    "<p>Նախարարությունը <strong>հրապարակել է</strong> իր <em>ծրագիրը</em>՝ "
    '<a href="https://roads.example/plans/2020/a-very-long-address-that-nobody-would-ever-type-by-hand.html">'
    "https://roads.example/plans/2020/a-very-long-address-that-nobody-would-ever-type-by-hand.html</a>։</p>"
    "<h2>Ինչ են կառուցելու</h2><ul><li>Կամուրջ</li><li>Թունել</li></ul>"
    "<h3>Ինչ հերթականությամբ</h3><ol><li>Փորել</li><li>Սալարկել</li></ol>"
    "<blockquote><p>«Ոչ ոք չի կարոտի հին ճանապարհը»։</p></blockquote><p>Առաջին տող<br>Вторая строка</p>"
    + demo.blocks(
        *("Նախարարությունը հաշվել է ճանապարհները։", "Տարի", "Կիլոմետր", "Ճանապարհը խոստում է։", "Անի Սարգիս, ինժեներ"),
        *("Թվերով", "Յոթ շրջան", "Առանց գյուղական ճանապարհների։"),
    ),
    ("Թունել", "Թունելլ"),
    ("իր <em>ծրագիրը</em>", "ոչ թե <em>ծրագիրը</em>, այլ քարտեզը"),
    "Լուր, որը մի քանի անգամ փոխվել է",
    {
        "update": "Լրացված լուր",
        "clarification": "Լուր՝ ճշգրտումով",
        "correction": "Լուր՝ ուղղումով",
        "retraction": "Լուր, որը հետ է կանչվել",
    },
    "Սխալ էինք նշել քաղաքը։",
    "Հանված լուր",
    "Ստորագրված լուր",
    "Անի Սարգիս",
    "Գրում է ճանապարհների մասին։",
    "Նկար՝ արված հիշողությամբ։",
    "Լուրի նկարը։",
    "Գյումրիում գտել են քաղաքի բանալին",
    "Բանալին բացել է հինգ դռներից երեքը, իսկ չորրորդը բացել են ներսից։",
)


def create_demo_site_in_languages() -> None:
    """Import the whole corpus as `make run` does, and add the other rows that KINDS needs in each language."""
    demo.import_stories([demo.SEEDS])
    demo.add_rows()
    for words in (RUSSIAN, ARMENIAN):
        call_command(
            "open_language", words.language, site_name=words.site_name, tagline=words.tagline, stdout=StringIO()
        )
    tables = {"seeds": demo.SEEDS, "changes": FIXTURES / "source_changes.tsv"}
    call_command("link_translations", FIXTURES / "translations.tsv", **tables, stdout=StringIO())
    for words in (RUSSIAN, ARMENIAN):
        add_rows(words)


def add_rows(words: Words) -> None:
    """Add versions of the rows that demo.add_rows adds, briefs, and photos of translated stories."""

    def version(headline: str, own: str, **fields) -> Article:
        source = Article.objects.get(headline=headline)
        return make_version(source, words.language, own, tags=list(source.tags.names()), **fields)

    version(demo.RICH, words.rich, body=words.body)
    demo.write_topic_page(words.language, words.body.partition("<h2>")[0])
    for kind in Correction.Kind:
        noted = version(f"A story with an {kind}", words.noted[kind], body=f"<p>{words.blurb}</p>")
        Correction.objects.create(article=noted, kind=kind, text=words.note)
    version(demo.WITHDRAWN, words.withdrawn, body=f"<p>{words.blurb}</p>").withdraw()
    changed = version(demo.CHANGED_HEADLINE, words.brief, body=words.body)
    mistyped, rewritten = (changed.body.replace(*change) for change in (words.typo, words.rewording))
    demo.change(changed, mistyped, rewritten, words.changed)
    author = Author.objects.get(name="Ani Sarkis")
    AuthorName.objects.create(author=author, language=words.language, name=words.author, bio=words.bio)
    Byline.objects.create(article=version("A signed story", words.signed, body=f"<p>{words.blurb}</p>"), author=author)
    section = Article.objects.get(headline=demo.RICH).section
    make_brief(words.brief, language=words.language, section=section, summary=words.blurb)
    make_brief(words.blurb, language=words.language, section=section, summary="", headline_known=False)
    for use in PhotoUse.objects.filter(article__translations__article__language=words.language).select_related("photo"):
        for story in Article.objects.filter(translation__source=use.article_id, language=words.language):
            show(story, use.photo, caption=words.caption, alt=words.alt)
