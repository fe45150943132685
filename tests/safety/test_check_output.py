"""`check_output` finds what is wrong in what the site sends; each fault here is planted."""

from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Q

from articles.models import Article
from articles.reading import story as whole
from articles.reading import versions
from articles.selfcheck.document import Document
from articles.selfcheck.spoken import SpokenTexts, mistaken
from articles.sitemaps import views as sitemaps
from tests.support.factories import make_article, make_version, open_language

pytestmark = pytest.mark.django_db


def check(**options):
    """(lines, whether it passed) of the command."""
    output = StringIO()
    try:
        call_command("check_output", stdout=output, **options)
    except CommandError as error:
        return output.getvalue().splitlines(), error.returncode != 1
    return output.getvalue().splitlines(), True


@pytest.fixture
def story():
    return make_article("Museum opens a new wing in Gyumri", tags=["Museums"])


def test_a_sound_site_passes(story):
    lines, passed = check()
    assert (lines[-1].endswith("requested, 0 faults"), passed) == (True, True), lines


def test_a_link_that_leads_nowhere_is_found(story):
    story.body = '<p>As <a href="/news/4711/">we wrote</a> and <a href="https://elsewhere.example/">others</a>.</p>'
    story.save()
    lines, passed = check()
    assert not passed
    assert [line for line in lines if line.startswith("/news/")] == [
        f"{story.get_absolute_url()}: links to /news/4711/, which answers 404"
    ]


def test_a_withdrawn_story_to_which_a_page_still_leads_is_found(story):
    gone = make_article("A story that is gone")
    story.body = f'<p>As <a href="/news/{gone.pk}/">we wrote</a>.</p>'
    story.save()
    gone.withdraw()
    lines, _ = check()
    assert f"{story.get_absolute_url()}: links to /news/{gone.pk}/, which answers 410" in lines


def test_dates_that_differ_between_page_and_feed_are_found(story, monkeypatch):
    later = datetime(2020, 10, 2, 8, 1, tzinfo=UTC)
    monkeypatch.setattr("articles.feeds.rss.rfc2822_date", lambda at: later.strftime("%a, %d %b %Y %H:%M:%S +0000"))
    lines, passed = check()
    assert not passed
    assert lines[0].startswith(f"/news/{story.pk}/: has different dates: JSON-LD at ")
    assert "the feed at /feeds/latest.rss: 2020-10-02T08:01:00+00:00" in lines[0]


def test_a_story_of_which_the_day_alone_is_known_is_not_dated_differently():
    make_article("A story of that day", time_known=False)
    assert check()[1]


def test_a_canonical_address_that_is_another_is_found(story, monkeypatch):
    monkeypatch.setattr(type(story), "get_absolute_url", lambda self: f"/news/{self.pk}/{self.slug}/?from=feed")
    lines, passed = check()
    assert not passed
    assert any("has another canonical address: " in line for line in lines)


def test_a_feed_that_is_no_xml_is_found(story, monkeypatch):
    monkeypatch.setattr("articles.feeds.atom.write", lambda feed: b"<feed><title>R&D</title></feed>")
    lines, _ = check()
    assert any(line.startswith("/feeds/latest.atom: cannot be parsed as application/atom+xml") for line in lines), lines


def test_a_text_in_the_wrong_language_is_found():
    story = make_article("Կամուրջը բացվեց", body="<p>Առաջին մեքենաները անցան առավոտյան։</p>")
    assert check()[1]
    Article.objects.update(language="ru")
    lines, passed = check()
    assert not passed
    assert f"{story.get_absolute_url()}: says that “Կամուրջը բացվեց” is in the language ru" in lines


@pytest.mark.parametrize(
    ("markup", "wrong"),
    [
        ("<p>Мост</p>", ["Мост"]),
        ("<p lang='uk'>Мост</p><p>iPhone <b>и</b> Мост</p>", []),
        ("<p lang='hy'><a>Мост</a><img alt='Կամուրջ'></p><img alt='Կամուրջ'>", ["Мост", "Կամուրջ"]),
        ("<p>Мо<mark>ст</mark></p><script>Мост</script><p>No</p><p>№ 5</p>", ["Мост"]),
    ],
)
def test_a_text_is_in_the_language_of_the_nearest_element_that_says_one(markup, wrong):
    texts = SpokenTexts.read(f"<!doctype html><html lang='en'><title>Мост</title><body>{markup}</body></html>")
    assert [spoken.text for spoken in mistaken(texts)] == wrong


@pytest.mark.usefixtures("unprepared")
def test_a_story_to_which_nothing_leads_is_found(story, monkeypatch):
    nothing = Q(pk__in=[])
    monkeypatch.setattr("articles.models.querysets.is_listed", lambda at=None: nothing)
    lines, passed = check()
    assert not passed
    assert f"/news/{story.pk}/: no page links to it" in lines
    assert f"/news/{story.pk}/: no sitemap lists it" in lines


def test_an_error_of_the_program_is_found(story, monkeypatch):
    def broken(self):
        raise RuntimeError

    monkeypatch.setattr(sitemaps.SitemapIndex, "files", broken)
    assert "/sitemap.xml: status 500" in check()[0]


@pytest.mark.parametrize(
    ("markup", "what"),
    [
        ("<p onclick='x()'>", "<p> has an inline onclick"),
        ('<p style="color:red">', "<p> has an inline style"),
        ("<style>p{}</style>", "an inline <style>, which the content policy forbids"),
        ("<script>x()</script>", "an inline <script>, which the content policy forbids"),
        ('<script type="application/ld+json">{"@graph": [</script>', "JSON-LD that cannot be parsed"),
    ],
)
def test_markup_that_the_content_policy_forbids_is_found(markup, what):
    assert [fault[: len(what)] for fault in Document.read(f"<!doctype html>{markup}").faults] == [what]


def test_a_document_is_read_as_programs_read_it():
    page = Document.read(
        '<!doctype html><html lang="hy"><title>A &amp; B</title><link rel="canonical" href="/x/">'
        '<h1 id="a">A</h1><img src="a.jpg" srcset="b.jpg 1x, c.jpg 2x" alt=""><time datetime="2020-10-02">'
        '<script type="application/ld+json">{"@graph": [{"@type": "WebPage"}]}</script><svg><title>no</title></svg>'
    )
    assert (page.language, page.title, page.canonical, page.headings, page.ids) == (
        "hy",
        "A & B",
        ["/x/"],
        ["h1"],
        ["a"],
    )
    assert page.addresses == ["/x/", "a.jpg", "b.jpg", "c.jpg"]
    assert (page.times, page.data, page.faults) == (["2020-10-02"], [{"@type": "WebPage"}], [])


def test_only_the_newest_stories_are_asked_for_where_so_many_are_wanted(story):
    make_article("An older story", minutes=-5)
    lines, passed = check(stories=1)
    assert (passed, "; 1 older stories were not requested" in lines[-1]) == (True, True), lines


def test_an_empty_site_passes_though_its_front_page_leads_to_the_newsroom():
    lines, passed = check()
    assert (lines[-1].endswith("requested, 0 faults"), passed) == (True, True), lines


def test_a_sound_site_of_several_languages_passes(story):
    make_version(story, "ru", "Музей открыл новый зал", body="<p>Музей в Гюмри открыл новый зал.</p>", tags=["Museums"])
    open_language("ru", "Портал")
    lines, passed = check()
    assert (lines[-1].endswith("requested, 0 faults"), passed) == (True, True), lines


def test_a_version_that_is_not_named_back_is_found(story, monkeypatch):
    russian = make_version(story, "ru", "Музей открыл новый зал", body="<p>Музей в Гюмри открыл новый зал.</p>")
    open_language("ru")
    read = versions.read_versions
    monkeypatch.setattr(whole, "read_versions", lambda found, here: () if here == "ru" else read(found, here))
    lines, passed = check()
    assert not passed
    there = f"/ru/news/{russian.pk}/{russian.slug}/"
    assert f"{story.get_absolute_url()}: names {there} (ru), which does not name it" in lines
