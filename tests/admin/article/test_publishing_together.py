"""Several versions of a story published in one press, now or at one moment: all of them, or none."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from django.utils import timezone

from articles.database import edition
from articles.models import Article, Correction, Front, Language, TopStory
from articles.models.languages.linking import link, unlink
from tests.support.accounts import make_account
from tests.support.factories import make_article
from tests.support.newsroom import CHANGE, messages_of, save

pytestmark = pytest.mark.django_db
MATRIX = "admin:articles_article_languages"
HEADLINES = {"en": "Rain in Gyumri", "ru": "Дождь в Гюмри", "hy": "Անձրև Գյումրիում"}


@pytest.fixture(autouse=True)
def languages():
    Language.objects.create(tag="ru").open()
    Language.objects.create(tag="hy").open()


@pytest.fixture
def editor(client):
    client.force_login(make_account("anna", "Editor"))
    return client


def versions(**fields) -> list[Article]:
    """Make a draft in English, and drafts of its Russian and Armenian versions."""
    drafts = [make_article(words, language=tag, published_at=None, **fields) for tag, words in HEADLINES.items()]
    for draft in drafts[1:]:
        link(draft, drafts[0])
    for draft in drafts:
        draft.refresh_from_db()
    return drafts


def address_of(article):
    return reverse("admin:articles_article_together", args=[article.pk])


def sent_from(client, article, *chosen, button="_publish", at=None) -> dict:
    """Return what a browser sends from the page if the `chosen` stories are ticked (none given: those it ticks)."""
    page = client.get(address_of(article))
    fields = {f"seen-{one.article.pk}": one.seen for one in page.context["candidates"]}
    numbers = [one.pk for one in chosen] or [one.article.pk for one in page.context["candidates"]]
    local = timezone.localtime(at) if at else None
    clock = {"at_0": f"{local:%Y-%m-%d}", "at_1": f"{local:%H:%M}"} if local else {"at_0": "", "at_1": ""}
    return {**fields, **clock, "chosen": numbers, "once": page.context["once"], button: "1"}


def press(client, article, *chosen, **how):
    return client.post(address_of(article), sent_from(client, article, *chosen, **how), follow=True)


def states(drafts) -> list[str]:
    return [str(Article.objects.get(pk=draft.pk).state) for draft in drafts]


def test_all_versions_go_out_in_one_press_at_one_moment(editor, client):
    drafts = versions()
    before = edition.current()
    page = press(editor, drafts[0])
    assert states(drafts) == ["published"] * 3
    assert len({Article.objects.get(pk=draft.pk).published_at for draft in drafts}) == 1
    assert page.redirect_chain[-1][0] == reverse("admin:articles_article_versions", args=[drafts[0].pk])
    assert [message.split(" <a")[0] for message in messages_of(page)] == [
        f"“{words}” is on the site." for words in HEADLINES.values()
    ]
    assert edition.current() != before
    client.logout()
    for draft in drafts:
        assert draft.headline in client.get(draft.get_absolute_url()).text


def test_the_log_says_of_each_with_which_others(editor):
    english, russian, armenian = versions()
    press(editor, english, english, russian)
    said = {row.object_id: row.change_message for row in LogEntry.objects.filter(user__username="anna")}
    assert said == {
        str(english.pk): f"Publish now, together with Russian #{russian.pk}.",
        str(russian.pk): f"Publish now, together with English #{english.pk}.",
    }
    assert states([english, russian, armenian]) == ["published", "published", "draft"]
    assert english.history.first().history_change_reason == "published"


def test_all_versions_are_scheduled_for_one_moment(editor):
    drafts = versions()
    at = (timezone.now() + timedelta(days=1)).replace(second=0, microsecond=0)
    press(editor, drafts[1], button="_schedule", at=at)
    assert states(drafts) == ["scheduled"] * 3
    assert {Article.objects.get(pk=draft.pk).published_at for draft in drafts} == {at}
    assert LogEntry.objects.filter(change_message__startswith="Schedule: ").count() == 3


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ({}, "Say when the versions shall appear, then schedule them."),
        ({"at_0": "2020-10-02", "at_1": "12:00"}, "This moment has passed."),
        ({"at_0": "soon", "at_1": "12:00"}, "Nothing was published. "),
        ({"at_0": "2099-10-02", "at_1": ""}, "Nothing was published. "),
    ],
)
def test_a_moment_that_is_none_schedules_nothing(editor, at, said):
    drafts = versions()
    page = editor.post(address_of(drafts[0]), sent_from(editor, drafts[0], button="_schedule") | at)
    assert page.status_code == 200
    assert said in messages_of(page)[0]
    assert states(drafts) == ["draft"] * 3


def withdrawn(article):
    article.publish()
    article.withdraw("a mistake")


def changed(article):
    article.refresh_from_db()
    article.headline = "Снег в Гюмри"
    article.save()


@pytest.mark.parametrize(
    ("meanwhile", "said"),
    [
        (withdrawn, "The Russian version, “Дождь в Гюмри”, is withdrawn. Restore it in its form first, or leave it"),
        (Article.publish, "The Russian version, “Дождь в Гюмри”, is on the site already. Leave it out."),
        (changed, "The Russian version, “Снег в Гюмри”, was changed since this page was opened. Look at it"),
        (unlink, "The Russian version, “Дождь в Гюмри”, is no version of this story any more. Publish it from"),
        (Article.delete, "was deleted meanwhile. Leave it out."),
    ],
)
def test_if_one_cannot_be_published_none_is(editor, meanwhile, said):
    english, russian, armenian = versions()
    sent = sent_from(editor, english)
    meanwhile(Article.objects.get(pk=russian.pk))
    count = LogEntry.objects.count()
    page = editor.post(address_of(english), sent)
    assert messages_of(page)[0].startswith("Nothing was published. ")
    assert said in messages_of(page)[0]
    assert states([english, armenian]) == ["draft", "draft"]
    assert LogEntry.objects.count() == count


def test_the_page_says_what_speaks_against_each_version(editor):
    english, russian, _ = versions()
    russian.summary, russian.headline = "", english.headline
    russian.save()
    Correction.objects.create(article=english, kind=Correction.Kind.CORRECTION, text="It was Tuesday.")
    page = editor.get(address_of(english))
    said = {one.language: [warning.text for warning in one.warnings] for one in page.context["candidates"]}
    assert said["Russian"] == [
        "Its source was corrected, and it does not take that into account yet.",
        "The story has no summary; its first sentence serves.",
        "Still in the words of the source: headline.",
        "A headline of the last 48 hours is nearly the same:",
    ]
    assert said["Armenian"] == ["Its source was corrected, and it does not take that into account yet."]
    assert "Doubts about the Russian version" in page.text
    assert states([english, russian]) == ["draft", "draft"]


def test_what_came_up_after_the_page_was_opened_is_asked(editor):
    english, russian, armenian = versions()
    sent = sent_from(editor, english)
    make_article("Rain in Gyumri today", language="en", published_at=timezone.now())
    page = editor.post(address_of(english), sent)
    assert messages_of(page) == [
        "Nothing was published. There is something new to look at below. Press again if all is right."
    ]
    assert states([english, russian, armenian]) == ["draft"] * 3
    press(editor, english)
    assert states([english, russian, armenian]) == ["published"] * 3


def test_a_doubt_about_a_version_that_is_left_out_holds_nothing_up(editor):
    english, russian, armenian = versions()
    Article.objects.filter(pk=armenian.pk).update(headline="Rain in Gyumri")
    press(editor, english, english, russian)
    assert states([english, russian, armenian]) == ["published", "published", "draft"]


def test_the_same_page_sent_twice_publishes_once(editor):
    drafts = versions()
    sent = sent_from(editor, drafts[0])
    editor.post(address_of(drafts[0]), sent)
    rows = list(Article.history.values_list("history_id", flat=True))
    count = LogEntry.objects.count()
    page = editor.post(address_of(drafts[0]), sent, follow=True)
    assert messages_of(page)[-1].startswith("This was done when the page was sent the first time.")
    assert list(Article.history.values_list("history_id", flat=True)) == rows
    assert LogEntry.objects.count() == count


def test_back_and_another_moment_do_not_schedule_again(editor):
    drafts = versions()
    at = (timezone.now() + timedelta(days=1)).replace(second=0, microsecond=0)
    sent = sent_from(editor, drafts[0], button="_schedule", at=at)
    editor.post(address_of(drafts[0]), sent)
    page = editor.post(address_of(drafts[0]), sent | {"at_1": "00:01"})
    assert "was changed since this page was opened" in messages_of(page)[-1]
    assert {Article.objects.get(pk=draft.pk).published_at for draft in drafts} == {at}


def test_nothing_ticked_publishes_nothing(editor):
    drafts = versions()
    page = editor.post(address_of(drafts[0]), sent_from(editor, drafts[0]) | {"chosen": ["x", ""]})
    assert messages_of(page) == ["Nothing was published. Choose at least one version."]
    assert states(drafts) == ["draft"] * 3


def test_a_place_on_the_front_page_is_recorded(editor):
    english, russian, _ = versions()
    russian.published_at = timezone.now() + timedelta(days=1)
    russian.save()
    TopStory.objects.create(article=russian, language="ru")
    press(editor, english)
    assert Front.objects.filter(language="ru").count() == 2  # as it was before, and since


def test_reporters_publish_nothing(client):
    drafts = versions()
    client.force_login(make_account("ani", "Reporter"))
    assert client.get(address_of(drafts[0])).status_code == 403
    assert client.post(address_of(drafts[0]), {"chosen": [drafts[0].pk], "_publish": "1"}).status_code == 403
    assert states(drafts) == ["draft"] * 3


def test_a_story_without_versions_or_a_site_of_one_language_has_no_such_page(editor):
    english, *_ = versions()
    alone = make_article("Snow", language="en", published_at=None)
    assert "_together" not in editor.get(reverse(CHANGE, args=[alone.pk])).text
    assert editor.get(address_of(english)).status_code == 200
    assert editor.get(reverse("admin:articles_article_together", args=[987654])).status_code == 404
    assert editor.post(address_of(english), {"_withdraw": "1"}).status_code == 404
    Language.objects.all().delete()
    assert editor.get(address_of(english)).status_code == 404
    assert "_together" not in editor.get(reverse(CHANGE, args=[english.pk])).text


def test_the_form_saves_and_leads_to_the_page(editor):
    english, russian, _ = versions()
    assert 'name="_together"' in editor.get(reverse(CHANGE, args=[russian.pk])).text
    response = save(editor, russian, "_together", headline="Сильный дождь в Гюмри", language="ru")
    assert response.url == address_of(russian)
    assert (russian.headline, russian.state) == ("Сильный дождь в Гюмри", "draft")
    english.publish()
    assert 'name="_together"' in editor.get(reverse(CHANGE, args=[russian.pk])).text  # Armenian waits, too
    assert 'name="_together"' not in editor.get(reverse(CHANGE, args=[english.pk])).text


def test_a_moment_that_was_typed_is_asked_about_first(editor):
    _, russian, _ = versions()
    at = timezone.now() + timedelta(days=1)
    page = save(editor, russian, "_together", published_at=at, language="ru")
    assert (page.status_code, page.context["button"]) == (200, "_together")
    assert russian.state == "draft"


def test_the_matrix_and_the_page_of_versions_lead_there(editor, client):
    drafts = versions()
    assert address_of(drafts[0]) in editor.get(reverse(MATRIX)).text  # also while all are drafts
    Article.objects.filter(pk=drafts[0].pk).update(published_at=timezone.now())
    assert address_of(drafts[0]) in editor.get(reverse(MATRIX)).text
    assert address_of(drafts[1]) in editor.get(reverse("admin:articles_article_versions", args=[drafts[1].pk])).text
    drafts[1].publish()
    assert address_of(drafts[0]) not in editor.get(reverse(MATRIX)).text
