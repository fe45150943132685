"""Every text of every page is in its own language for machines: what a story says in the story's, the rest in ours."""

from typing import NamedTuple

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from articles.models import Author, Byline, Correction
from articles.models.preview_link import address_of, make_link
from articles.selfcheck.spoken import Spoken, SpokenTexts
from portal.partners.models import Partner, PartnerStory
from tests.support.factories import NOON, make_article, make_bylines, make_photo, make_section, make_top_story

pytestmark = pytest.mark.django_db


class Told(NamedTuple):
    """An invented story: its language and its words."""

    language: str
    headline: str
    summary: str
    paragraph: str
    note: str


STORIES = [
    Told("en", "Library reopens", "The library was closed for two years.", "Readers came at noon.", "It was three."),
    Told("ru", "Цены на iPhone", "Новый телефон подешевел ещё раз.", "Его привезут в мае.", "Он подешевел вчера."),
    Told("hy", "Գրադարանը բացվեց", "Երկու տարի փակ էր։", "Ընթերցողները եկան կեսօրին։", "Երեք տարի էր։"),
    Told("uk", "Що відомо про угоду", "Її підписали у Києві.", "Це сталося у п’ятницю.", "Її підписали раніше."),
    Told("de", "Der Bundestag berät über Straßen", "Es geht um Brücken.", "Niemand hat Zeit.", "Es war nicht so."),
]
NAMES = {"Дороги": "ru", "Կամուրջներ": "hy", "Bridges": "en", "Զարա Աբել": "hy", "Ani Sarkis": "en"}
ALT, CAPTION = "Ребёнок читает книгу", "Снимки сделаны в мае"
PARTNERS = {"Урожай винограда": "ru", "Խաղողի բերքը": "hy", "Die Ernte ist spät": "de"}
WORDS = {text: told.language for told in STORIES for text in told[1:]} | NAMES | PARTNERS | {ALT: "ru", CAPTION: "ru"}


@pytest.fixture
def stories():
    section, photo, made = make_section("Region"), make_photo(alt=ALT, caption=CAPTION), []
    author = Author.objects.create(name="Զարա Աբել", bio=STORIES[2].summary)
    for minutes, told in enumerate(STORIES):
        article = make_article(
            *[told.headline],
            section=section,
            summary=told.summary,
            body=f"<p>{told.paragraph}</p>",
            source="",
            minutes=minutes,
            photo=photo,
            tags=[name for name in NAMES if " " not in name],
        )
        Byline.objects.create(article=article, author=author)
        Correction.objects.create(article=article, text=told.note)
        made.append(article)
    make_bylines(made[0], "Ani Sarkis")
    make_top_story(made[1])
    make_top_story(made[3], blurb=STORIES[3].note)
    for number, (title, language) in enumerate(PARTNERS.items()):
        partner = Partner.objects.create(name=f"Weekly {number}", site_url="https://x.example/", language=language)
        url = f"https://x.example/{number}"
        PartnerStory.objects.create(partner=partner, title=title, url=url, published_at=timezone.now())
    Partner.objects.filter(name="Weekly 1").update(language="")  # then its headline is judged
    return made


def pages(stories):
    """The addresses on which the stories' words are."""
    yield from ("/", "/latest/", "/section/region/", "/archive/2020/10/02/", "/corrections/", "/partners/", "/nothing/")
    yield from ("/author/zara-abel/", "/search/?q=library", "/search/?q=телефон", "/search/?q=Բերք", "/search/?q=Зап")
    yield from (tag.get_absolute_url() for tag in stories[0].tags.all())
    for story in stories:
        yield from (story.get_absolute_url(), f"/news/{story.pk}/history/")


def expected(spoken: Spoken) -> str:
    """The language of a text on a page: that of the invented words that it is, or is a part of; else ours."""
    known = [language for words, language in WORDS.items() if spoken.text in words and len(spoken.text) > 3]
    return known[0] if known else "en"


def test_the_language_of_each_story_is_judged_by_its_text(stories):
    assert [story.language for story in stories] == ["en", "ru", "hy", "uk", "de"]


def test_every_text_of_every_page_is_in_its_language(client, stories):
    seen = set()
    for path in pages(stories):
        texts = SpokenTexts.read(client.get(path).text)
        assert [(path, spoken) for spoken in texts if spoken.language != expected(spoken)] == []
        seen |= {spoken.text for spoken in texts}
    assert WORDS.keys() - seen == set()


def test_a_story_in_the_language_of_its_page_says_nothing(client, stories):
    english, russian = stories[:2]
    assert f'"{english.get_absolute_url()}">Library reopens</a>' in client.get("/latest/").text
    assert f'"{russian.get_absolute_url()}" lang="ru">Цены на iPhone</a>' in client.get(english.get_absolute_url()).text
    assert '<h1 class="headline">Цены на iPhone</h1>' in client.get(russian.get_absolute_url()).text


def test_a_preview_is_in_the_language_of_its_story(client):
    draft = make_article("Գրադարանը կբացվի", body="<p>Երեքշաբթի օրը։</p>", published_at=None, summary="")
    link = address_of(make_link(draft, User.objects.create(username="ani")))
    texts = SpokenTexts.read(client.get(link).text)
    assert {spoken.language for spoken in texts if spoken.text in (draft.headline, "Երեքշաբթի օրը։")} == {"hy"}
    assert Spoken("en", "Preview, not published") in texts


def test_a_paragraph_in_another_script_is_marked_as_such(client):
    body = f"<p>It begins:</p><blockquote><p>{STORIES[2].paragraph}</p></blockquote><ul><li>Дороги и мосты</li></ul>"
    page = client.get(make_article("A song", body=body, language="en").get_absolute_url()).text
    assert f'<blockquote><p lang="hy">{STORIES[2].paragraph}</p></blockquote>' in page
    assert '<li lang="ru">Дороги и мосты</li>' in page


def test_a_retraction_is_read_in_the_language_of_its_story(client, stories):
    Correction.objects.create(article=stories[2], kind="retraction", text="Գրադարանը չի բացվել։", made_at=NOON)
    texts = SpokenTexts.read(client.get(stories[2].get_absolute_url()).text)
    assert Spoken("hy", "Գրադարանը չի բացվել։") in texts
    assert Spoken("en", "This story has been retracted") in texts


def test_a_changed_paragraph_in_another_script_is_marked_as_such(client):
    article = make_article("A song", body=f"<p>It begins:</p><p>{STORIES[2].paragraph}</p>", language="en")
    article.body = article.body.replace("Ընթերցողները", "Երեխաները") + "<p>Дороги и мосты</p>"
    article.save()
    article.body += "<p>The end.</p>"
    article.save()
    texts = SpokenTexts.read(client.get(f"/news/{article.pk}/history/").text)
    assert {spoken.language for spoken in texts if "կեսօրին" in spoken.text} == {"hy"}
    assert {spoken.language for spoken in texts if "мосты" in spoken.text} == {"ru"}
    assert {spoken.language for spoken in texts if "end" in spoken.text} == {"en"}
