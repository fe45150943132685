"""Which stories are found, and in which order; the same on both databases."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from articles import search
from articles.models import Article, Language
from articles.search.query_parser import parse
from tests.support.factories import NOON, make_article, make_brief, make_section

pytestmark = pytest.mark.django_db


def found(typed, **scope):
    """The headlines found, the best first."""
    numbers = search.numbers(connection, parse(typed), search.Scope(**scope))
    by_number = Article.objects.in_bulk(numbers)
    return [by_number[number].headline for number in numbers]


def test_headline_before_summary_before_text_and_the_newer_first():
    make_article("In the text", summary="x", body="<p>A bridge.</p>", minutes=9)
    make_article("Bridge, the older", summary="x", body="<p>x</p>", minutes=1)
    make_article("In the summary", summary="A bridge", body="<p>x</p>", minutes=8)
    make_article("Bridge, the newer", summary="x", body="<p>x</p>", minutes=2)
    assert found("bridge") == ["Bridge, the newer", "Bridge, the older", "In the summary", "In the text"]


def test_words_split_over_headline_and_summary_rank_before_the_text():
    make_article("One", summary="x", body="<p>Rain on the bridge</p>", minutes=5)
    make_article("Rain", summary="The bridge", body="<p>x</p>")
    assert found("rain bridge") == ["Rain", "One"]


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("The parliaments were opening", "parliament opened"),
        ("PanARMENIAN.Net reports", "panarmenian"),
        ("Nagorno-Karabakh", "karabakh"),
        ("Nagorno Karabakh", "Nagorno-Karabakh"),
        ("Café in Paris", "CAFE"),
        ("The cafe", "café"),
        ("Ёлка на площади", "елка"),
        ("Елка на площади", "Ёлки"),
        ("В Карабахе", "карабах"),
        ("Карабах", "Карабаха"),
        ("Анна Петрова", "анна"),
        ("ԵՐԵՎԱՆ", "Երևանում"),
        ("Երեւանում", "երևան"),
        ("Երևանի", "երեւան"),
        ("2,457 people", "457"),
        ("To be or not to be", "to be"),
        ("a <strong>b</strong>old <a href='https://x.example/'>link</a>", "bold link"),
        ("war &amp; peace &lt;b&gt;", "b"),
        ("Parliament", "parl*"),
        ("one two three", '"two three"'),
    ],
)
def test_a_word_is_found_in_its_other_forms(text, typed):
    make_article("Headline", body=f"<p>{text}</p>", summary="-")
    assert found(typed) == ["Headline"]


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("one two three", '"three two"'),
        ("Parliament", "parl"),
        ("a <strong>bold</strong> word", "strong"),
        ("war &amp; peace", "amp"),
        ("one", "one two"),
        ("<a href='https://x.example/'>link</a>", "example"),
    ],
)
def test_other_words_are_not(text, typed):
    make_article("Headline", body=f"<p>{text}</p>", summary="-")
    assert found(typed) == []


def test_what_is_not_listed_is_not_found():
    now = timezone.now()
    make_article("Bridge, a draft", published_at=None)
    make_article("Bridge, to come", published_at=now + timedelta(hours=1))
    make_article("Bridge, withdrawn", withdrawn_at=now)
    make_article("Bridge, retracted", retracted_at=now)
    make_brief("Bridge, a brief")
    assert found("bridge") == ["Bridge, a brief"]


def test_a_scheduled_story_is_found_from_its_moment_on():
    make_article("Bridge", published_at=NOON)
    before = NOON - timedelta(seconds=1)
    assert search.numbers(connection, parse("bridge"), at=before) == []
    assert len(search.numbers(connection, parse("bridge"), at=NOON)) == 1


def test_the_index_follows_every_way_of_writing():
    article = make_article("Bridge")
    Article.objects.filter(pk=article.pk).update(headline="Tunnel")
    assert (found("bridge"), found("tunnel")) == ([], ["Tunnel"])
    article.refresh_from_db()
    article.withdraw()
    assert found("tunnel") == []
    article.restore()
    assert found("tunnel") == ["Tunnel"]
    article.published_at += timedelta(days=3)
    article.save()
    assert found("tunnel") == ["Tunnel"]
    article.headline = "Ferry"
    Article.objects.bulk_update([article], ["headline"])
    assert found("ferry") == ["Ferry"]
    article.delete()
    assert found("ferry") == []
    section = make_section()
    Article.objects.bulk_create(
        Article(headline=f"Lift {n}", slug="lift", section=section, published_at=NOON, story_type="brief")
        for n in range(3)
    )
    assert found("lift") == ["Lift 2", "Lift 1", "Lift 0"]


def test_a_frequent_word_is_found_among_the_newest(monkeypatch):
    monkeypatch.setattr(search, "CANDIDATES", 3)
    for number in range(6):
        make_article(f"Bridge {number}", minutes=number)
    assert found("bridge") == ["Bridge 5", "Bridge 4", "Bridge 3"]


def test_section_tag_and_days_limit_the_search():
    make_article("Bridge in Sport", section=make_section("Sport"), tags=["Roads"], minutes=3)
    make_article("Bridge in Region", tags=["Rain"], minutes=2)
    make_article("Bridge of old", published_at=NOON - timedelta(days=9), minutes=1)
    assert found("bridge", section="sport") == ["Bridge in Sport"]
    assert found("bridge", tag="rain") == ["Bridge in Region"]
    assert found("bridge", before=NOON - timedelta(days=1)) == ["Bridge of old"]
    assert found("bridge", since=NOON) == ["Bridge in Sport", "Bridge in Region"]
    assert found("bridge", section="sport", tag="rain") == []


def in_language(language, headline, **fields):
    story = make_article(headline, **fields)
    Article.objects.filter(pk=story.pk).update(site_language=language)
    return story


def test_the_site_language_limits_the_search():
    make_article("Bridge in English", minutes=4, tags=["Roads"])
    in_language("ru", "Bridge in Russian", minutes=3, tags=["Roads"])
    in_language("zh-Hant", "Bridge in Chinese", minutes=2, tags=["Roads"], section=make_section("Sport"))
    in_language("ar", "Bridge in Arabic", minutes=1)
    everywhere = [f"Bridge in {name}" for name in ("English", "Russian", "Chinese", "Arabic")]
    assert found("bridge") == everywhere
    assert [found("bridge", language=tag) for tag in ("en", "ru", "zh-Hant", "ar")] == [[one] for one in everywhere]
    assert [found("bridge", language=tag) for tag in ("ars", "zh", "Hant", "hy")] == [
        [],
        [],
        [],
        [],
    ]  # an ending is kept
    assert [found(word, language="ru") for word in ("russian bridge", "brid*", "bridge english")] == [
        *(["Bridge in Russian"], ["Bridge in Russian"], [])
    ]
    assert found("bridge", language="ru", tag="roads", since=NOON) == ["Bridge in Russian"]
    assert found("bridge", language="en", tag="rain") == found("bridge", language="ar", tag="roads") == []
    assert found("bridge", language="zh-Hant", section="sport", tag="roads") == ["Bridge in Chinese"]
    assert found("bridge", language="ru", section="sport") == []


def test_no_reader_can_type_the_word_of_a_language():
    in_language("ru", "Bridge")
    assert [found(typed) for typed in ("#lru", "lru", "\ue000lru\ue000", "l*")] == [[], [], [], []]


def test_a_story_is_found_in_the_language_to_which_it_moved():
    story = make_article("Bridge")
    for before, after in (("en", "ru"), ("ru", "hy")):
        Article.objects.filter(pk=story.pk).update(site_language=after)
        assert found("bridge", language=after) == ["Bridge"]
        assert found("bridge", language=before) == []
    story.refresh_from_db()
    story.withdraw()
    assert found("bridge", language="hy") == []


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="PostgreSQL's own table")
def test_a_story_that_moves_has_the_row_of_one_that_was_written_there():
    story = make_article("Bridge", tags=["Roads"])
    fresh = "articles_search_words(id, headline, summary || opening, body, section_id, site_language, s.published_at)"
    moves = (
        {"site_language": "ru"},
        {"section": make_section("Sport"), "site_language": "hy", "published_at": NOON + timedelta(days=40)},
        {"withdrawn_at": NOON},
        {"site_language": "en"},
        {"withdrawn_at": None, "published_at": None},
        {"published_at": NOON, "headline": "Tunnel"},
    )
    for fields in moves:
        Article.objects.filter(pk=story.pk).update(**fields)
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT s.words = {fresh}, s.published_at FROM articles_search s"  # noqa: S608
                " JOIN articles_article a ON a.id = s.article_id"
            )
            [(same, at)] = cursor.fetchall()
        story.refresh_from_db()
        assert same, fields
        assert at == (None if story.withdrawn_at else story.published_at)


def test_the_stories_of_a_tag_are_found_in_each_language():
    """Of all languages together, the newest come first."""
    Language.objects.create(tag="ru", opened_at=NOON)
    for number in range(6):
        in_language("ru" if number % 2 else "en", f"Bridge {number}", minutes=number, tags=["Roads"])
    for number in range(9):
        make_article("Bridge elsewhere", minutes=number)
    assert found("bridge", tag="roads") == [f"Bridge {number}" for number in (5, 4, 3, 2, 1, 0)]
    assert found("bridge", tag="roads", language="ru") == [f"Bridge {number}" for number in (5, 3, 1)]
    assert found("bridge", tag="roads", language="hy") == []


def test_a_story_is_found_in_the_section_to_which_it_moved():
    make_section("Sport")
    story = make_article("Bridge")
    Article.objects.filter(pk=story.pk).update(section=make_section("World"))
    assert found("bridge", section="world") == ["Bridge"]
    assert found("bridge", section=story.section.slug) == found("bridge", section="sport") == []
    assert found("bridge", section="nowhere") == []


def test_a_tag_may_be_renamed_or_be_put_on_later():
    story = make_article("Bridge", tags=["Roads"])
    tag = story.tags.get()
    tag.name = "Ways"
    tag.save()
    assert found("bridge", tag="ways") == ["Bridge"]
    story.tags.set(["Rain"])
    assert found("bridge", tag="rain") == ["Bridge"]
    assert found("bridge", tag="ways") == []


def test_a_tag_finds_the_best_first_and_nothing_that_is_hidden():
    make_article("In the text", summary="x", body="<p>A bridge.</p>", tags=["Roads"], minutes=9)
    make_article("Bridge", summary="x", tags=["Roads"], minutes=1)
    make_article("Bridge, a draft", published_at=None, tags=["Roads"])
    make_article("Bridge, withdrawn", withdrawn_at=NOON, tags=["Roads"])
    make_article("Bridge elsewhere", tags=["Rain"], minutes=5)
    make_article("In the summary", summary="A bridge", section=make_section("Sport"), tags=["Roads"], minutes=8)
    assert found("bridge", tag="roads") == ["Bridge", "In the summary", "In the text"]
    assert found("bridge", tag="roads", section="sport") == ["In the summary"]
    assert found("bridge", tag="roads", since=NOON + timedelta(minutes=5)) == ["In the summary", "In the text"]


@pytest.mark.parametrize(
    "typed", ["s1", "#s1", "\ue000s1", "\ue000s1*", '"#m202010"', "m202010", "scope:s1", "headline"]
)
def test_no_reader_can_ask_for_what_the_index_says_of_the_scope(typed):
    section = make_article("Bridge").section
    assert found(typed.replace("s1", f"s{section.pk}")) == []


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's own table")
def test_the_index_of_sqlite_keeps_no_copy_of_the_texts():
    make_article("Bridge")
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE name LIKE 'articles_search%%' AND type = 'table'", [])
        tables = {name for (name,) in cursor.fetchall()}
        assert tables == {f"articles_search{part}" for part in ("", "_config", "_data", "_idx")}
        Article.objects.update(headline="Tunnel", body="<p>Ёлка “café”</p>")
        Article.objects.all().delete()
        cursor.execute("INSERT INTO articles_search(articles_search) VALUES ('optimize')")
        cursor.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, articles_search, row)")
        cursor.execute("SELECT term FROM temp.words")
        assert cursor.fetchall() == []
        cursor.execute("DROP TABLE temp.words")


def test_a_rare_word_is_found_behind_many_newer_stories():
    make_article("Bridge", published_at=NOON - timedelta(days=900))
    for number in range(5):
        make_article(f"Rain {number}", minutes=number)
    assert found("bridge") == ["Bridge"]


@pytest.mark.parametrize("days", [1, 40, 500])
def test_as_many_as_are_ranked_are_found_in_any_span_of_time(monkeypatch, days):
    monkeypatch.setattr(search, "CANDIDATES", 3)
    for number in range(5):
        make_article(f"Bridge {number}", published_at=NOON - timedelta(days=days * number))
    assert found("bridge") == ["Bridge 0", "Bridge 1", "Bridge 2"]
    assert found("bridge", before=NOON - timedelta(hours=1)) == [f"Bridge {n}" for n in (1, 2, 3)]
    assert found("bridge", since=NOON - timedelta(days=2 * days)) == ["Bridge 0", "Bridge 1", "Bridge 2"]


def drop_triggers():
    with connection.cursor() as cursor:
        for trigger in ("inserted", "updated", "deleted"):
            table = f" ON {search.ARTICLES}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER {search.TABLE}_{trigger}{table}")


def test_after_a_migration_that_lost_the_triggers_the_index_is_whole_again():
    lost = make_article("Bridge")
    drop_triggers()
    make_article("Tunnel")
    Article.objects.filter(pk=lost.pk).update(headline="Ferry")
    call_command("migrate", verbosity=0)
    assert (found("bridge"), found("ferry"), found("tunnel")) == ([], ["Ferry"], ["Tunnel"])
    make_article("Lift")
    assert found("lift") == ["Lift"]


def test_a_text_of_a_million_words_is_taken():
    make_article("Long", body="<p>" + "շատ word 12345 " * 300_000 + "</p>", summary="-")
    assert found("word") == ["Long"]


@pytest.mark.parametrize("field", ["body", "summary"])
@pytest.mark.parametrize("first", [0x4E00, 0x20000], ids=["three bytes", "four bytes"])
def test_a_text_of_a_hundred_thousand_different_words_is_taken(field, first):
    """PostgreSQL refuses a row whose words take more than a megabyte."""
    words = " ".join(f"{chr(first + n // 300)}{chr(first + n % 300)}" for n in range(100_000))
    make_article("Dictionary", **{field: words})
    assert found(chr(first) * 2) == ["Dictionary"]
