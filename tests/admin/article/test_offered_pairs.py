"""Stories that look like versions of each other are offered, and linked by one press, never by themselves."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.admin.article.translations import pairs_page
from articles.models import Article, Language, NotVersions, Translation
from articles.models.languages.linking import link
from tests.support.accounts import make_account
from tests.support.factories import NOON, make_article, make_photo
from tests.support.newsroom import LIST, messages_of
from tests.support.plans import fill_and_analyze, full_scans

pytestmark = pytest.mark.django_db
MATRIX = "admin:articles_article_languages"
PAIRS = "admin:articles_article_pairs"
TEXTS = {
    "en": ("Asteroid seen from Aragats", "It passed at 1.1 million km, took 64 images and weighs 2,043 tons, said"
           " astronomer Vazgen Aghabalyants at Lake Kari in Aragatsotn."),
    "ru": ("Над Арагацем сняли астероид", "Он прошел в 1,1 млн км, сделано 64 снимка, весит 2 043 тонны, сообщил"
           " астроном Вазген Агабалянц у озера Кари в Арагацотне."),
    "hy": ("Արագածից աստերոիդ են տեսել", "Այն անցել է 1,1 մլն կմ հեռավորությամբ, արվել է 64 լուսանկար, կշռում է"
           " 2043 տոննա, ասել է աստղագետ Վազգեն Աղաբալյանցը Քարի լճում՝ Արագածոտնում։"),
}  # fmt: skip


@pytest.fixture(autouse=True)
def languages():
    Language.objects.create(tag="ru").open()
    Language.objects.create(tag="hy").open()


@pytest.fixture
def editor(client):
    client.force_login(make_account("anna", "Editor"))
    return client


def story(language, minutes=0, **fields):
    headline, text = TEXTS[language]
    return make_article(headline, body=f"<p>{text}</p>", language=language, minutes=minutes, **fields)


def offered(client, address=None, **query) -> list[tuple]:
    """Return the numbers of the offered pairs: the story and its source."""
    page = client.get(address or reverse(PAIRS), query)
    return [(one.article.pk, one.source.pk) for one, *_ in page.context["pairs" if address else "offers"]]


def press(client, act, article, source, **more):
    return client.post(reverse(PAIRS), {act: f"{article.pk}-{source.pk}", **more}, follow=True)


def versions_page(article):
    return reverse("admin:articles_article_versions", args=[article.pk])


def test_a_later_story_in_another_language_is_offered_as_a_version(editor):
    english, russian = story("en"), story("ru", minutes=40)
    make_article("Rain in Goris", language="en")
    assert offered(editor) == offered(editor, versions_page(russian)) == [(russian.pk, english.pk)]
    assert offered(editor, versions_page(english)) == [(russian.pk, english.pk)]
    text = editor.get(reverse(PAIRS)).text
    assert "Both have: Aghabalyants; Kari; Aragats; Aragatsotn; Vazgen; 1.1; 2,043; 64." in text
    assert not Translation.objects.exists()


def test_all_versions_are_offered_of_the_first_one(editor):
    russian, armenian, english = story("ru", minutes=40), story("hy", minutes=60), story("en")
    assert set(offered(editor)) == {(russian.pk, english.pk), (armenian.pk, english.pk)}


def test_one_press_links_and_a_second_one_changes_nothing(editor):
    english, russian = story("en"), story("ru", minutes=40)
    page = press(editor, "link", russian, english)
    assert messages_of(page) == [f"“{russian}” is a version of “{english}” from now on."]
    assert page.redirect_chain[-1][0] == reverse(PAIRS)
    followed = Translation.objects.get()
    assert (followed.article, followed.source, followed.by.username) == (russian, english, "anna")
    assert followed.translator is None
    assert LogEntry.objects.get().change_message == f"Linked as a version of “{english}” (#{english.pk})."
    assert offered(editor) == []
    english.refresh_from_db()
    english.headline = "Asteroid passes"
    english.save()
    page = press(editor, "link", russian, english)
    assert messages_of(page) == [
        f"“{russian}” and “{english}” are versions of each other already. Nothing was changed."
    ]
    assert Translation.objects.behind().exists()


def test_a_third_version_joins_those_that_are_linked(editor):
    english, russian = story("en"), story("ru", minutes=40)
    link(russian, english)
    armenian = story("hy", minutes=60)
    assert offered(editor) == offered(editor, versions_page(russian)) == [(armenian.pk, english.pk)]
    press(editor, "link", armenian, english, back=russian.pk)
    assert len({one.translation_group_id for one in Article.objects.all()}) == 1


def test_an_earlier_story_becomes_the_source_of_those_that_are_linked(editor):
    russian, armenian = story("ru", minutes=40), story("hy", minutes=60)
    link(armenian, russian)
    english = story("en")
    assert offered(editor) == [(russian.pk, english.pk)]
    press(editor, "link", russian, english)
    assert {one.article_id: one.source_id for one in Translation.objects.all()} == {
        armenian.pk: russian.pk,
        russian.pk: english.pk,
    }


def test_not_the_same_is_remembered(editor):
    english, russian = story("en"), story("ru", minutes=40)
    page = press(editor, "apart", russian, english, back=russian.pk)
    assert page.redirect_chain[-1][0] == versions_page(russian)
    assert "They can still be linked by hand." in messages_of(page)[0]
    assert offered(editor) == offered(editor, versions_page(english)) == []
    press(editor, "apart", russian, english)
    row = NotVersions.objects.get()
    assert (row.one, row.other, row.by.username) == (*sorted([english, russian], key=lambda one: one.pk), "anna")
    assert LogEntry.objects.count() == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"published_at": NOON + timedelta(hours=49)},
        {"withdrawn_at": NOON + timedelta(hours=1)},
        {"retracted_at": NOON + timedelta(hours=1)},
        {"language": "en"},
    ],
)
def test_what_is_not_offered(editor, fields):
    story("en")
    story("ru", **fields) if "language" not in fields else make_article(
        TEXTS["ru"][0], body=f"<p>{TEXTS['ru'][1]}</p>", **fields
    )
    assert offered(editor) == []


def test_a_language_that_is_taken_is_not_offered(editor):
    english = story("en")
    link(make_article("Астероид", language="ru", minutes=10), english)
    story("ru", minutes=40)
    assert offered(editor) == []


def test_a_draft_of_today_is_offered_on_its_own_page(editor):
    english = story("en", published_at=timezone.now() - timedelta(hours=1))
    draft = story("ru", published_at=None)
    assert offered(editor, versions_page(draft)) == [(draft.pk, english.pk)]


def test_a_common_photo_counts(editor):
    photo = make_photo()
    english = make_article("Rain", body="<p>It rains in Goris, Kapan and Sisian.</p>", language="en", photo=photo)
    fields = {"body": "<p>Идет дождь в Горисе, Капане и Сисиане.</p>", "language": "ru", "minutes": 5}
    russian = make_article("Дождь", photo=photo, **fields)
    assert offered(editor) == [(russian.pk, english.pk)]
    russian.photo_uses.all().delete()
    assert offered(editor) == []


def test_stories_of_an_earlier_day(editor):
    english, russian = story("en"), story("ru", minutes=40)
    assert offered(editor, day="2020-10-02") == [(russian.pk, english.pk)]
    assert offered(editor, day="2020-10-01") == []
    assert "There are no stories up to this day." in editor.get(reverse(PAIRS), {"day": "2020-10-01"}).text
    for day in ("soon", "9999-12-31", "2020-02-31", ""):
        assert offered(editor, day=day) == [(russian.pk, english.pk)]


def test_a_page_leads_to_earlier_stories_and_cuts_no_pair(editor, monkeypatch):
    monkeypatch.setattr(pairs_page, "STEP", 2)
    monkeypatch.setattr("articles.admin.article.translations.pairs.STORIES_READ", 4)
    english, russian = story("en"), story("ru", minutes=1)
    for number in range(3):
        make_article(f"Rain {number}", language="en", minutes=2 + number)
    page = editor.get(reverse(PAIRS))
    assert [one.article for one, *_ in page.context["offers"]] == []
    address = f"?before={page.context['earlier']}"
    assert f'href="{address}"' in page.text
    assert offered(editor, before=page.context["earlier"]) == [(russian.pk, english.pk)]
    page = editor.post(reverse(PAIRS) + address, {"link": f"{russian.pk}-{english.pk}"})
    assert page.url == reverse(PAIRS) + address


def test_reporters_and_bad_presses(client, editor):
    english, russian = story("en"), story("ru", minutes=40)
    for sent in ({}, {"link": "x"}, {"link": f"{russian.pk}"}, {"link": "1-x"}):
        assert editor.post(reverse(PAIRS), sent).status_code == 404
    assert messages_of(editor.post(reverse(PAIRS), {"link": f"{russian.pk}-987654"}, follow=True)) == [pairs_page.GONE]
    client.force_login(make_account("ani", "Reporter"))
    assert client.get(reverse(PAIRS)).status_code == 403
    assert client.post(reverse(PAIRS), {"link": f"{russian.pk}-{english.pk}"}).status_code == 403
    assert client.get(versions_page(russian)).context["pairs"] == []
    assert not Translation.objects.exists()


def test_a_site_of_one_language_shows_no_trace(editor):
    russian = story("ru", minutes=40)
    story("en")
    assert reverse(PAIRS) in editor.get(reverse(MATRIX)).text
    Language.objects.all().delete()
    assert editor.get(reverse(PAIRS)).url == reverse(LIST)
    assert editor.get(versions_page(russian)).context["pairs"] == []


def test_the_list_reads_as_many_rows_and_queries_on_any_site(editor):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            editor.get(reverse(PAIRS))
        return len(captured)

    link(story("hy", minutes=60), story("en"))
    before = queries()
    for minutes in (40, 50):
        story("ru", minutes=minutes)
    assert queries() == before
    address = versions_page(Article.objects.first())
    fill_and_analyze()
    assert full_scans(lambda: editor.get(reverse(PAIRS))) == []
    assert full_scans(lambda: editor.get(address)) == []
