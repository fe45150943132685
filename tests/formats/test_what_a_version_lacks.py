"""Programs are told, as readers are, what a version lacks of its source: JSON-LD, ninjs, Markdown, seeds and feeds."""

import json
import re
from datetime import timedelta
from html import unescape

import pytest
from django.conf import settings as site_settings
from django.utils import timezone

from articles.imports.seeds.format.parser import parse
from articles.imports.seeds.importer import import_seeds
from articles.imports.seeds.vocabulary import Vocabulary
from articles.imports.seeds.warning_kinds import kind_of
from articles.models import Article, Correction, Seed, SeedFile, Translation
from articles.reading.story import whole_story
from tests.support.factories import NOON, make_article, make_version, open_language
from tests.support.feeds import NAMESPACES, get_xml, texts

pytestmark = pytest.mark.django_db
SITE = "https://portal.example"
CORRECTED = (
    "В материал на другом языке, по которому подготовлен этот текст, внесено исправление. Оно ещё не переведено:"
)
UPDATED = (
    "Текст подготовлен по версии на другом языке от 2 октября 2020 - 12:00 AMT. "
    "Она обновлена: 2 октября 2020 - 13:00 AMT."
)
RETRACTED = "Материал на другом языке, по которому подготовлен этот текст, отозван."
GONE = "Материала на другом языке, по которому подготовлен этот текст, на сайте больше нет."


@pytest.fixture(autouse=True)
def portal(settings):
    settings.SITE_NAME, settings.SITE_URL, settings.SITE_TAG_AUTHORITY = "The Portal", SITE, "portal.example,2020"
    open_language("ru", site_name="Портал")


@pytest.fixture
def source():
    return make_article("Bridge opens", language="en")


@pytest.fixture
def russian(source):
    return make_version(source, "ru", "Мост открыт", body="<p>Первые машины проехали утром.</p>")


def correct(source):
    Correction.objects.create(article=source, text="It was 2 < 3.", made_at=NOON + timedelta(hours=2))


def update(source):
    source.body += "<p>The second lane opens on Monday.</p>"
    source.updated_at = NOON + timedelta(hours=1)
    source.save()


def withdraw(source):
    source.withdraw("a secret reason of ours")


def retract(source):
    Correction.objects.create(article=source, kind="retraction", text="It was not true at all.", made_at=NOON)


def delete(source):
    Article.objects.filter(pk=source.pk).delete()


SAID = {correct: f"{CORRECTED} It was 2 < 3.", update: UPDATED, withdraw: GONE, retract: RETRACTED, delete: GONE}
states = pytest.mark.parametrize("happens", SAID, ids=lambda happens: happens.__name__)


def news_article(client, article):
    page = client.get(article.get_absolute_url()).text
    things = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page)[1])["@graph"]
    (found,) = (one for one in things if one["@type"] == "NewsArticle")
    return found


def words(markup):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def item_html(client):
    """The HTML of the one item of the Russian feed, which is the same in all three formats."""
    (item,) = client.get("/ru/feeds/latest.json").json()["items"]
    entry = get_xml(client, "/ru/feeds/latest.atom").find("atom:entry", NAMESPACES)
    assert texts(entry, "atom:content") == [item["content_html"]]
    assert texts(get_xml(client, "/ru/feeds/latest.rss"), "channel/item/content:encoded") == [item["content_html"]]
    return item["content_html"]


# In each format


@states
def test_ninjs_says_it_to_editors(client, source, russian, happens):
    assert "edNote" not in client.get(f"/news/{russian.pk}.json").json()
    happens(source)
    assert client.get(f"/news/{russian.pk}.json").json()["edNote"] == SAID[happens]


@states
def test_markdown_says_it_above_the_text(client, source, russian, happens):
    assert "\n>" not in client.get(f"/news/{russian.pk}.md").text
    happens(source)
    quoted = client.get(f"/news/{russian.pk}.md").text.partition("\n> ")[2].partition("\n\n")[0]
    said = quoted.replace("\\", "").replace("\n>", " ")
    assert " ".join(said.split()).startswith(SAID[happens])


@states
def test_a_seed_says_it_below_line_1(client, source, russian, happens):
    assert " lacks " not in client.get(f"/news/{russian.pk}.txt").text
    happens(source)
    assert client.get(f"/news/{russian.pk}.txt").text.splitlines()[1] == f" lacks {SAID[happens]}"


@states
def test_feeds_say_it_above_the_text(client, source, russian, happens):
    assert item_html(client) == russian.body
    happens(source)
    notice, _, text = item_html(client).partition("<hr>")
    assert notice.startswith('<div lang="ru"><p>')
    assert words(notice).startswith(SAID[happens])
    assert text == russian.body


@states
def test_feeds_say_it_in_the_words_of_the_page(client, source, russian, happens):
    happens(source)
    notice = item_html(client).partition("<hr>")[0].replace(" · ", " ")
    page = client.get(russian.get_absolute_url()).text
    aside = page.partition('<aside class="notes follows"')[2].partition(">")[2].partition("</aside>")[0]
    assert words(notice) == words(aside).replace("AMT .", "AMT.")


STATUS = {
    correct: "Correction pending",
    update: "Outdated",
    withdraw: "Source withdrawn",
    retract: "Source retracted",
    delete: "Source withdrawn",
}


@states
def test_json_ld_says_it_as_a_status(client, source, russian, happens):
    assert "creativeWorkStatus" not in news_article(client, russian)
    happens(source)
    assert news_article(client, russian)["creativeWorkStatus"] == STATUS[happens]


# Versions and corrections


def test_a_translation_names_the_version_that_it_follows(client, source, russian):
    update(source)
    source.headline = "Bridge opens to cars"
    source.save()
    assert news_article(client, russian)["translationOfWork"]["version"] == 1
    assert news_article(client, source)["version"] == 3
    (association,) = client.get(f"/news/{russian.pk}.json").json()["associations"]
    assert (association["rel"], association["version"]) == ("translationOf", "1")
    assert client.get(f"/news/{source.pk}.json").json()["version"] == "3"


def test_an_untranslated_correction_is_among_the_corrections(client, source, russian):
    Correction.objects.create(article=russian, text="Это было вчера.", made_at=NOON)
    correct(source)
    assert news_article(client, russian)["correction"] == [
        {
            "@type": "CorrectionComment",
            "name": "Исправление",
            "text": "Это было вчера.",
            "datePublished": "2020-10-02T12:00:00+04:00",
        },
        {
            "@type": "CorrectionComment",
            "name": "Исправление",
            "text": "It was 2 < 3.",
            "datePublished": "2020-10-02T14:00:00+04:00",
            "inLanguage": "en",
        },
    ]
    Translation.objects.update(source_correction=Correction.objects.latest("pk").pk)
    assert len(news_article(client, russian)["correction"]) == 1


def test_a_correction_and_links_in_a_feed(client, source, russian):
    correct(source)
    html = item_html(client)
    assert '<blockquote lang="en"><p>It was 2 &lt; 3.</p></blockquote>' in html
    assert re.findall(r'<a href="([^"]+)">([^<]+)</a>', html) == [
        (f"{SITE}{source.get_absolute_url()}", "English"),
        (f"{SITE}/news/{source.pk}/history/", "Что в ней изменилось"),
    ]


@pytest.mark.parametrize(("happens", "links"), [(retract, 1), (withdraw, 0), (delete, 0)])
def test_a_source_that_is_gone_is_not_linked(client, source, russian, happens, links):
    happens(source)
    assert item_html(client).count("<a href=") == links
    assert client.get(f"/news/{russian.pk}.md").text.count(source.get_absolute_url()) == links


# When it changes


@pytest.mark.parametrize("form", ["json", "md", "txt"])
def test_a_client_that_has_only_a_date_gets_the_new_data(client, source, russian, form):
    path = f"/news/{russian.pk}.{form}"
    had = client.get(path).headers["Last-Modified"]
    Correction.objects.create(article=source, text="It was two.", made_at=timezone.now() + timedelta(minutes=1))
    answer = client.get(path, headers={"if-modified-since": had})
    assert answer.status_code == 200
    assert answer.headers["Last-Modified"] != had


def test_an_entry_is_updated_when_it_says_something_new(client, source, russian):
    correct(source)
    entry = get_xml(client, "/ru/feeds/latest.atom").find("atom:entry", NAMESPACES)
    assert texts(entry, "atom:updated") == ["2020-10-02T14:00:00+04:00"]
    assert texts(entry, "atom:published") == ["2020-10-02T12:00:00+04:00"]


# Of what readers may not know


@pytest.mark.parametrize("moment", [None, timedelta(days=1)], ids=["draft", "scheduled"])
def test_nothing_is_said_of_a_source_that_is_not_published(client, source, russian, moment):
    correct(source)
    update(source)
    rows = Article.objects.filter(pk=source.pk)
    rows.update(published_at=moment and timezone.now() + moment, slug="secret", headline="Secret")
    for path in (
        *(f"/news/{russian.pk}.{form}" for form in ("json", "md", "txt")),
        *(f"/ru/feeds/latest.{form}" for form in ("rss", "atom", "json")),
    ):
        said = client.get(path).text
        assert "ecret" not in said
        assert "2 < 3" not in unescape(said)
        assert "на другом языке" not in said
    assert not {"creativeWorkStatus", "correction", "translationOfWork"} & news_article(client, russian).keys()
    assert item_html(client) == russian.body


def test_of_a_withdrawn_source_no_word_is_left(client, source, russian):
    correct(source)
    withdraw(source)
    for path in (
        russian.get_absolute_url(),
        *(f"/news/{russian.pk}.{form}" for form in ("json", "md", "txt")),
        "/ru/feeds/latest.atom",
    ):
        said = unescape(client.get(path).text)
        assert not any(word in said for word in ("2 < 3", "Bridge", "bridge-opens", "secret reason"))


def test_a_page_kept_from_before_tells_when_the_clock_brings_the_source_to_light(source, russian, time_machine):
    correct(source)
    at = timezone.now() + timedelta(days=1)
    Article.objects.filter(pk=source.pk).update(published_at=at)
    before = whole_story(russian.pk).fingerprint
    assert whole_story(russian.pk).fingerprint == before
    time_machine.move_to(at + timedelta(seconds=1))
    assert whole_story(russian.pk).fingerprint != before


# Costs and imports


def test_feeds_ask_the_database_nothing_more(client, source, russian, django_assert_num_queries):
    correct(source)
    with django_assert_num_queries(3):
        client.get("/ru/feeds/latest.rss")


@pytest.mark.parametrize("second", ["", " language ru-KZ\n"])
def test_an_import_leaves_the_line_out_and_says_so(second):
    record = parse(
        f" date 2020-10-02 Мост\n{second} lacks Это было не так.\n2 октября 2020 - 12:00 AMT\nПошёл дождь.\n"
    )
    assert record.paragraphs == ("Пошёл дождь.",)
    assert record.warnings == ("lacks something of the story that it follows: Это было не так.",)
    assert kind_of(record.warnings[0]) == "that lack something of the story that they follow"


@pytest.mark.parametrize("line", ["lacks rain", " Lacks rain", " lacks", "\tlacks rain"])
def test_a_line_that_only_resembles_it_is_text(line):
    record = parse(f" date 2020-10-02 Мост\n{line}\n2 октября 2020 - 12:00 AMT\nПошёл дождь.\n")
    assert not any("follows" in warning for warning in record.warnings)


def test_a_version_that_lacks_something_comes_back_without_the_note(client, source, russian, tmp_path):
    correct(source)
    data = client.get(f"/news/{russian.pk}.txt").content
    (tmp_path / "1.txt").write_bytes(data)
    for model in (SeedFile, Seed, Article):
        model.objects.all().delete()
    import_seeds([tmp_path], Vocabulary.load(site_settings.SEED_VOCABULARY))
    again = Article.objects.get()
    assert (again.headline, again.body) == ("Мост открыт", russian.body)
    assert " lacks " not in client.get(f"/news/{again.pk}.txt").text
