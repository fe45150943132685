"""The published versions of a story, as its readers may see them; and what they may never see."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from articles.history.public_history import MAX_VERSIONS, public_versions
from articles.models import Correction, Redirect
from articles.text.diff import DEL, INS, SAME
from tests.support.factories import NOON, make_article, make_brief
from tests.support.newsroom import save, take

pytestmark = pytest.mark.django_db
LINK = "What has changed in this story"


def address(article) -> str:
    return f"/news/{article.pk}/history/"


def write(article, **fields):
    for name, value in fields.items():
        setattr(article, name, value)
    article.save()


def summarize_versions(article) -> list[tuple[bool, list]]:
    """Of each version whether it is minor, and the names and paragraphs of its differences."""
    return [
        (version.minor, [(change.name, change.changed) for change in version.differences])
        for version in public_versions(article)
    ]


def test_versions_stand_newest_first_with_the_words_that_changed(client):
    article = make_article("Rain in Gyumri", body="<p>One.</p><p>It rains.</p>", summary="Wet.")
    write(article, headline="Snow in Gyumri")
    write(article, body="<p>One.</p><p>It snows.</p>")
    assert summarize_versions(article) == [
        (False, [("Text", [[], [("It", SAME), ("rains.", DEL), ("snows.", INS)]])]),
        (False, [("Headline", [[("Rain", DEL), ("Snow", INS), ("in Gyumri", SAME)]])]),
        (False, []),
    ]
    page = client.get(address(article)).text
    assert page.index("It <del>rains.</del> <ins>snows.</ins>") < page.index(
        "<del>Rain</del> <ins>Snow</ins> in Gyumri"
    )


def test_a_version_says_since_when_it_could_be_read(client, time_machine):
    time_machine.move_to(NOON + timedelta(hours=1), tick=False)
    article = make_article("Rain")
    time_machine.move_to(NOON + timedelta(hours=2), tick=False)
    write(article, headline="Snow")
    assert [version.at for version in public_versions(article)] == [NOON + timedelta(hours=2), NOON]
    page = client.get(address(article)).text
    assert "October 2, 2020 - 14:00 AMT" in page
    assert "October 2, 2020 - 12:00 AMT" in page


def test_minor_edits_are_folded(client, admin_client):
    article = make_article("Rain", body="<p>The goverment met.</p>", summary="Wet.")
    save(admin_client, article, body="<p>The government met.</p>")
    save(admin_client, article, body="<p>The government met in Gyumri.</p>")
    assert [version.minor for version in public_versions(article)] == [False, True, False]
    page = client.get(address(article)).text
    folded = page[page.index("<summary>What was put right") :]
    assert "<del>goverment</del> <ins>government</ins>" in folded[: folded.index("</details>")]
    assert "met. in Gyumri" not in folded


def test_what_the_editor_called_minor_or_not_counts(admin_client):
    article = make_article("Rain", body="<p>The goverment met.</p>", summary="Wet.")
    save(admin_client, article, body="<p>The government met.</p>", minor="no")
    save(admin_client, article, headline="Snow", minor="yes")
    assert [version.minor for version in public_versions(article)] == [True, False, False]


# --- What readers never see -------------------------------------------------------------------


def test_what_stood_in_a_draft_is_never_shown(client, admin_client):
    article = make_article(
        "Secret one", published_at=None, body="<p>Secret two.</p>", source="Secret three", tags=["S"]
    )
    save(admin_client, article, headline="Secret four", summary="Secret five")
    save(admin_client, article, "_publish", headline="Rain", body="<p>Rain.</p>", summary="Wet.", source="Reuters")
    save(admin_client, article, headline="Snow")
    page = client.get(address(article)).text
    assert "Snow" in page
    assert "Secret" not in page
    assert len(public_versions(article)) == 2


def test_a_scheduled_version_that_was_replaced_before_its_moment_is_never_shown(client, time_machine):
    time_machine.move_to(NOON - timedelta(hours=2), tick=False)
    article = make_article("Secret", published_at=NOON)
    time_machine.move_to(NOON - timedelta(hours=1), tick=False)
    write(article, headline="Rain")
    time_machine.move_to(NOON + timedelta(hours=1), tick=False)
    write(article, headline="Snow")
    assert "Secret" not in client.get(address(article)).text
    assert [version.at for version in public_versions(article)] == [NOON + timedelta(hours=1), NOON]


def test_a_version_replaced_in_the_moment_of_its_publication_is_never_shown(client, time_machine):
    time_machine.move_to(NOON - timedelta(hours=1), tick=False)
    article = make_article("Secret", published_at=NOON)
    time_machine.move_to(NOON, tick=False)
    write(article, headline="Rain")
    time_machine.move_to(NOON + timedelta(hours=1), tick=False)
    assert "Secret" not in client.get(address(article)).text


def test_what_stood_in_a_story_while_it_was_withdrawn_is_never_shown(client, admin_client):
    article = make_article("Rain")
    take(admin_client, "withdraw", article, answer="It was wrong.")
    article.refresh_from_db()
    save(admin_client, article, headline="Secret")
    save(admin_client, article, "_restore", headline="Snow")
    assert "Secret" not in client.get(address(article)).text
    assert [change for _, change in summarize_versions(article)] == [
        [("Headline", [[("Rain", DEL), ("Snow", INS)]])],
        [],
    ]


def test_what_was_saved_in_the_step_that_withdrew_the_story_is_never_shown(client, admin_client):
    article = make_article("Rain")
    save(admin_client, article, "_withdraw", withdrawn_because="It was wrong.", headline="Secret")
    save(admin_client, article, "_restore", headline="Snow")
    assert "Secret" not in client.get(address(article)).text


def test_names_and_reasons_of_the_newsroom_are_never_shown(client, admin_client, admin_user):
    admin_user.username, admin_user.first_name = "username-of-ani", "Ani"
    admin_user.save()
    article = make_article("Rain", published_at=None)
    save(admin_client, article, "_publish")
    save(admin_client, article, headline="Snow", minor="yes")
    assert article.history.first().history_user == admin_user
    page = client.get(address(article)).text
    for hidden in ("username-of-ani", "Ani", "admin", "minor edit"):
        assert hidden not in page


def test_words_are_text(client):
    article = make_article("Rain")
    write(article, headline="<img src=x>")
    page = client.get(address(article)).text
    assert "<ins>&lt;img src=x&gt;</ins>" in page
    assert "<img src=x>" not in page


# --- Who may see it ---------------------------------------------------------------------------


def test_it_is_seen_by_whoever_may_see_the_story(client):
    later = timezone.now() + timedelta(hours=1)
    stories = {
        "published": make_article(),
        "retracted": make_article(retracted_at=NOON),
        "draft": make_article(published_at=None),
        "scheduled": make_article(published_at=later),
        "withdrawn": make_article(withdrawn_at=NOON),
    }
    statuses = {state: client.get(address(article)).status_code for state, article in stories.items()}
    assert statuses == {"published": 200, "retracted": 200, "draft": 404, "scheduled": 404, "withdrawn": 410}
    assert client.get("/news/999/history/").status_code == 404


def test_the_number_of_a_brief_that_became_part_of_another_story_redirects(client):
    article = make_article("Rain")
    Redirect.objects.create(number=999, article=article)
    response = client.get("/news/999/history/")
    assert (response.status_code, response["Location"]) == (301, address(article))


def test_it_is_not_for_search_engines(client):
    assert '<meta name="robots" content="noindex">' in client.get(address(make_article())).text


def test_it_asks_at_most_six_times(django_assert_num_queries):
    article = make_article("Rain 0")
    for number in range(1, 30):
        write(article, headline=f"Rain {number}")
    with django_assert_num_queries(6):
        assert Client().get(address(article)).status_code == 200


def test_of_a_story_that_was_changed_very_often_the_newest_versions_are_compared():
    article = make_article("Rain 0")
    for number in range(1, MAX_VERSIONS + 3):
        write(article, headline=f"Rain {number}")
    versions = public_versions(article)
    assert (len(versions), versions[0].version.headline, versions[-1].version.headline) == (
        MAX_VERSIONS,
        "Rain 102",
        "Rain 3",
    )


def test_what_an_import_wrote_and_readers_read_before_it_was_withdrawn_is_shown(client, admin_client):
    article = make_article("Rain")
    article.history.all().delete()  # as rows written in bulk
    take(admin_client, "withdraw", article, answer="It was wrong.")
    article.refresh_from_db()
    save(admin_client, article, "_restore", headline="Snow")
    assert [public_version.version.headline for public_version in public_versions(article)] == ["Snow", "Rain"]


# --- The way to it ----------------------------------------------------------------------------


@pytest.mark.parametrize("field", ["headline", "summary", "body", "source", "dateline_place"])
def test_a_changed_story_links_to_its_versions(client, field):
    article = make_article("Rain")
    write(article, **{field: "<p>Snow.</p>" if field == "body" else "Snow"})
    page = client.get(article.get_absolute_url()).text
    assert f'<a href="{address(article)}">{LINK}</a>' in page


def test_a_story_without_a_changed_word_does_not(client, admin_client):
    article = make_article("Secret", published_at=None)
    save(admin_client, article, "_publish", headline="Rain")
    Correction.objects.create(article=article, text="It was two.")
    take(admin_client, "withdraw", article, answer="It was wrong.")
    take(admin_client, "restore", article)
    assert LINK not in client.get(article.get_absolute_url()).text


def test_a_story_that_says_again_what_it_said_first_links_to_what_it_said_between(client):
    article = make_article("Rain")
    write(article, headline="Snow")
    write(article, headline="Rain")
    assert LINK in client.get(article.get_absolute_url()).text
    assert len(public_versions(article)) == 3


def test_a_story_whose_versions_nobody_kept_says_that_nothing_changed(client):
    article = make_article("Rain")
    article.history.all().delete()
    assert "Nothing has changed in this story" in client.get(address(article)).text
    assert LINK not in client.get(article.get_absolute_url()).text


def test_a_blurb_that_follows_the_text_is_not_told_twice():
    article = make_article("Rain", body="<p>It rains.</p>")
    write(article, body="<p>It snows.</p>", summary="")
    assert [name for _, changes in summarize_versions(article) for name, _ in changes] == ["Text"]


def test_a_brief_has_versions_too(client):
    article = make_brief("Rain")
    write(article, headline="Snow")
    assert LINK in client.get(article.get_absolute_url()).text
    assert client.get(address(article)).status_code == 200


def test_a_story_called_history_has_an_address_of_its_own(client, admin_client):
    article = make_article("History")
    assert article.get_absolute_url() == f"/news/{article.pk}/history-story/"
    assert "<article" in client.get(article.get_absolute_url()).text
    save(admin_client, article, slug="history")
    assert article.slug == "history-story"


def test_one_save_is_one_version(admin_client):
    article = make_article("Rain", published_at=None)
    start = article.history.count()
    save(admin_client, article, "_publish", headline="Snow")
    newest = article.history.first()
    assert (article.history.count() - start, newest.headline, newest.published_at is None) == (1, "Snow", False)
    assert newest.history_change_reason == "published"
